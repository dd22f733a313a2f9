"""Handovers in the chain: how long they take, and how many stay within the norm.

Only four handovers have a norm; the others are shown without one. The target of 80% belongs to the
Kalsbeek-normen, and so to three of the four.
"""

from collections.abc import Mapping, Sequence

from dashboard.exhibits import (
    Column,
    Empty,
    Exhibit,
    Kind,
    Shown,
    Table,
    largest,
    registered,
    wider,
)
from dashboard.exhibits.curves import WIDER
from dashboard.figures.bars import Bar
from dashboard.figures.durations import Duration, Section, durations
from dashboard.figures.norms import within_norm
from dashboard.state import State
from etl.domain.disclosure import MEDIAN_FROM
from etl.domain.normen import TARGET as TARGET_CODE
from etl.domain.steps import OVERGANGEN, Overgang
from etl.released import answers, dutch
from etl.released.reader import Release
from etl.released.rows import Handover, Hidden
from etl.released.withheld import RULE, not_shown

SECTIONS = (("Vanaf de verwijzing", "verwijsdatum"), ("Vanaf de melding", "melddatum"))
"""Heading, and the date that starts the clock."""

FIRST_HEARING = (
    "Bij het OM en de Raad rekent de wet vanaf het eerste verhoor. Dat staat niet in de gegevens; "
    "hier telt de verwijsdatum. De uitkomst kan daardoor iets afwijken."
)
ALL_OF_RAAD = (
    "De norm van de Raad geldt alleen in strafzaken (route R4 of proces-verbaal). Hier staan alle "
    "overdrachten naar de Raad."
)
RAAD = "De norm van de Raad geldt in strafzaken: alleen zaken met route R4 of proces-verbaal."
TARGET = (
    "Het ruitje is het doel van de Kalsbeek-normen: 80% binnen de termijn. Voor de melding tot "
    "het OM geldt een termijn zonder zo'n doel."
)
AGREED_TARGET = "Het ruitje is het doel dat in de instellingen van deze monitor is afgesproken."
INTERVAL = (
    "Het streepje op een balk is de ruimte voor toeval (95%). Die zegt niets over verschillen in "
    "registratie."
)
CHAIN = "Een overdracht gaat over de hele keten: de tijd ligt zelden aan één partij."


def normed(release: Release, state: State) -> tuple[Overgang, ...]:
    """Return the handovers that have a norm in the chosen area, with that norm."""
    return tuple(
        overgang
        for overgang in release.normen.overgangen(gebied=state.gebied)
        if overgang.norm_dagen is not None
    )


def _norms(release: Release, state: State) -> Shown | Empty:
    answer = answers.ketenoverdracht(release, state.question)
    if answer.hidden:
        return _nothing(answer.hidden, release, state)
    rows = {row.code: row for row in answer.rows}
    with_norm = normed(release, state)
    is_agreed = release.normen.is_agreed(TARGET_CODE, gebied=state.gebied)
    target = release.normen.target(gebied=state.gebied)
    targeted = [overgang for overgang in with_norm if is_agreed or "Kalsbeek" in overgang.source]
    shown = [
        rows[overgang.code]
        for overgang in with_norm
        if overgang.code in rows and rows[overgang.code].binnen_norm is not None
    ]
    if not shown:
        return Empty(not_shown(is_followed=True), wider(state))
    return Shown(
        sentence=_norms_sentence(shown),
        table=_norms_table(
            state, with_norm, rows, targets={each.code: target for each in targeted}
        ),
        chart=within_norm(
            [_norm_bar(overgang, rows.get(overgang.code)) for overgang in with_norm],
            target=target,
            target_name=f"{'Doel' if is_agreed else 'Kalsbeek-norm'}: {dutch.percentage(target)}",
            targeted=[_with_norm(overgang) for overgang in targeted],
        ),
        notes=(FIRST_HEARING, RAAD, *registered.notes(release, state, "ketenoverdracht")),
        reading=(AGREED_TARGET if is_agreed else TARGET, f"{INTERVAL} {WIDER}"),
    )


def _nothing(hidden: Hidden, release: Release, state: State) -> Empty:
    if hidden is Hidden.UITSPLITSING and not answers.omvang(release, state.question).hidden:
        # the zaken themselves are shown, so their handovers may not have been delivered
        return Empty(f"Overdrachten zijn niet geleverd, of niet te tonen. {RULE}", wider(state))
    return Empty.of(hidden)


def _norms_sentence(shown: list[Handover]) -> str:
    parts = [
        f"{row.label.split(' → ')[1]} {dutch.about(row.binnen_norm, of=row.norm_totaal)}"
        for row in shown
    ]
    return f"Binnen de norm: {dutch.listed(parts)}."


def _norm_bar(overgang: Overgang, row: Handover | None) -> Bar:
    if row is None or row.binnen_norm is None or row.norm_totaal is None:
        return Bar(_with_norm(overgang), None, None)
    within = round(row.binnen_norm * row.norm_totaal)
    return Bar(_with_norm(overgang), within, row.binnen_norm, row.laag, row.hoog)


def _with_norm(overgang: Overgang) -> str:
    return f"{_end(overgang)} ({overgang.norm_dagen} dagen)"


def _end(overgang: Overgang) -> str:
    """Name a handover by its end: a small screen has no room for both sides of the arrow."""
    _, end = overgang.label.split(" → ")
    return dutch.capitalised(end)


def _norms_table(
    state: State,
    with_norm: Sequence[Overgang],
    rows: Mapping[str, Handover],
    *,
    targets: Mapping[str, float],
) -> Table:
    return Table(
        f"Overdrachten met een norm in {state.gebied_naam}, {state.years}, {state.selection}",
        (
            Column("Overdracht"),
            Column("Norm (dagen)", Kind.DAYS),
            Column("Doel", Kind.SHARE),
            Column("Binnen de norm", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
            Column("Aantal", Kind.COUNT),
            Column("Nog open", Kind.COUNT),
        ),
        tuple(
            (
                overgang.label,
                overgang.norm_dagen,
                targets.get(overgang.code, "geen doel"),
                *(
                    (row.binnen_norm, row.laag, row.hoog, row.norm_totaal, row.norm_open)
                    if (row := rows.get(overgang.code))
                    else (None,) * 5
                ),
            )
            for overgang in with_norm
        ),
    )


def _times(release: Release, state: State) -> Shown | Empty:
    answer = answers.ketenoverdracht(release, state.question)
    if answer.hidden:
        return _nothing(answer.hidden, release, state)
    rows = {row.code: row for row in answer.rows}
    timed = [row for row in answer.rows if row.mediaan_dagen is not None]
    return Shown(
        sentence=_times_sentence(timed),
        table=_times_table(state, release.normen.overgangen(gebied=state.gebied), rows),
        chart=durations(
            [
                Section(
                    title,
                    tuple(
                        _time_bar(overgang, rows.get(overgang.code))
                        for overgang in OVERGANGEN
                        if overgang.begin == begin
                    ),
                )
                for title, begin in SECTIONS
            ],
            bar="Helft klaar",
            mark="Norm, waar die er is",
            axis="Dagen",
        )
        if timed
        else None,
        notes=(
            CHAIN,
            *((ALL_OF_RAAD,) if "rvdk_einde" in rows else ()),
            *registered.notes(release, state, "ketenoverdracht"),
        ),
        reading=(
            f"De helft staat er vanaf {MEDIAN_FROM} overdrachten, in hele weken. Een streepje: "
            "niet te tonen, of de helft is nog niet klaar.",
            FIRST_HEARING,
        ),
    )


def _times_sentence(timed: list[Handover]) -> str:
    if not timed:
        return "Van geen enkele overdracht is te zeggen wanneer de helft klaar is."
    days = max(row.mediaan_dagen or 0 for row in timed)
    longest = [f"‘{row.label}’" for row in timed if row.mediaan_dagen == days]
    return largest.slowest(
        longest,
        kind="overdrachten",
        timed=len(timed),
        of=len(OVERGANGEN),
        after=f"na {dutch.weeks(days)} is de helft klaar",
    )


def _time_bar(overgang: Overgang, row: Handover | None) -> Duration:
    if row is None:
        return Duration(overgang.code, _end(overgang), None, dutch.count(None))
    norm = f"<br>Norm: {dutch.days(row.norm_dagen)}" if row.norm_dagen else ""
    return Duration(
        overgang.code,
        _end(overgang),
        length=row.mediaan_dagen,
        text=dutch.weeks(row.mediaan_dagen),
        mark=row.norm_dagen,
        hover=f"<b>{overgang.label}</b><br>Helft klaar: {dutch.weeks(row.mediaan_dagen)}{norm}"
        f"<br>{dutch.count(row.totaal)} overdrachten, {dutch.count(row.open)} open",
    )


def _times_table(
    state: State, overgangen: Sequence[Overgang], rows: Mapping[str, Handover]
) -> Table:
    return Table(
        f"Overdrachten in de keten in {state.gebied_naam}, {state.years}, {state.selection}",
        (
            Column("Overdracht"),
            Column("Aantal", Kind.COUNT),
            Column("Nog open", Kind.COUNT),
            Column("Helft klaar na (dagen)", Kind.DAYS),
            Column("Norm (dagen)", Kind.DAYS),
        ),
        tuple(
            (
                overgang.label,
                row.totaal if row else None,
                row.open if row else None,
                row.mediaan_dagen if row else None,
                overgang.norm_dagen if overgang.norm_dagen else "geen norm",
            )
            for overgang in overgangen
            for row in [rows.get(overgang.code)]
        ),
    )


WITHIN_NORM = Exhibit(
    id="ketenoverdracht-norm",
    metric="ketenoverdracht",
    question="Hoeveel overdrachten blijven binnen de norm?",
    make=_norms,
)

TIMES = Exhibit(
    id="ketenoverdracht",
    metric="ketenoverdracht",
    question="Hoe lang duurt een overdracht in de keten?",
    make=_times,
)
