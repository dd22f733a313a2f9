"""How long a zaak takes, and how long each box of the MAS."""

from collections.abc import Mapping, Sequence

from dashboard.exhibits import (
    Cell,
    Column,
    Empty,
    Exhibit,
    Kind,
    Shown,
    Table,
    curves,
    largest,
    registered,
    wider,
)
from dashboard.figures.curves import Line, years
from dashboard.figures.durations import Duration, Section, durations
from dashboard.state import State
from etl.domain.disclosure import MEDIAN_FROM, P90_FROM
from etl.domain.metrics import LANDMARK_DAYS
from etl.domain.normen import AGREED
from etl.domain.registration import Reason
from etl.domain.steps import BOX, BOXES, Box
from etl.released import answers, dutch
from etl.released.cubes import ZAAK
from etl.released.curves import WEEKS
from etl.released.reader import Release
from etl.released.rows import Curve
from etl.released.withheld import not_shown

METRIC = "doorlooptijd"

_DURATIONS = (
    Column("Helft klaar na (dagen)", Kind.DAYS),
    Column("Helft: tussen (dagen)"),
    Column("90% klaar na (dagen)", Kind.DAYS),
    Column("90%: tussen (dagen)"),
)

SECTIONS = (
    ("Voor alle zaken", None, range(1, 4)),
    ("Spoor A: geen luxeverzuim", "A", range(4, 8)),
    ("Spoor B: luxeverzuim", "B", range(4, 8)),
    ("Weer voor alle zaken", None, range(8, 11)),
)
"""Heading, spoor and steps: the picture of the MAS from top to bottom."""


def _case(release: Release, state: State) -> Shown | Empty:
    answer = answers.doorlooptijd(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    found = {
        year: (row, curves.followed_upto(release, each))
        for year in curves.years_upto(release, state)
        for each in [answers.doorlooptijd(release, curves.question_in(state, year))]
        for row in each.rows
        if row.code == ZAAK
    }
    if state.schooljaar not in found:
        return Empty(not_shown(), wider(state))
    now, followed = found[state.schooljaar]
    table = _case_table(state, found, release=release)
    return Shown(
        sentence=_case_sentence(now, followed=followed),
        table=table,
        chart=years(
            [
                _year_line(year, row, release=release, state=state)
                for year, (row, _) in found.items()
            ],
            axis="Aandeel klaar",
        )
        if any(row.af != (None,) * len(row.af) for row, _ in found.values())
        else None,
        notes=(
            *curves.running_notes(release, state),
            *registered.notes(release, state, METRIC),
        ),
        reading=(
            "De lijn telt ook de zaken mee die nog open zijn, tot de peildatum.",
            f"{curves.BAND} {curves.WIDER}",
            curves.ROOM,
            *_short_of(table),
            curves.DASH,
        ),
    )


def _case_sentence(now: Curve, *, followed: int) -> str:
    half = curves.reached(now, share=curves.HALF, followed=followed)
    most = curves.reached(now, share=curves.MOST, followed=followed)
    open_now = (
        f" Op de peildatum zijn er nog {dutch.count(now.open_nu)} open." if now.open_nu else ""
    )
    if isinstance(half, int):
        tail = f", 90% na {dutch.weeks(most)}" if isinstance(most, int) else ""
        return f"De helft van de zaken is klaar na {dutch.weeks(half)}{tail}.{open_now}"
    day = curves.latest_landmark(now)
    if day is None:
        return f"Hoe lang de helft van de zaken duurt, is hier niet te zeggen.{open_now}"
    done = dutch.about(now.share_at(day), of=now.totaal)
    tail = "; de helft is nog niet bereikt" if half == curves.NOT_YET else ""
    return f"Binnen {dutch.days(day)} is {done} van de zaken klaar{tail}.{open_now}"


def _year_line(year: str, row: Curve, *, release: Release, state: State) -> Line:
    chosen = year == state.schooljaar
    return Line(
        curves.year_name(release, year, state.gebied),
        row.dagen,
        row.af,
        row.laag if chosen else (),
        row.hoog if chosen else (),
    )


def _case_table(state: State, found: dict[str, tuple[Curve, int]], *, release: Release) -> Table:
    return Table(
        f"Doorlooptijd van de hele zaak in {state.gebied_naam}, {state.selection}",
        (
            Column("Schooljaar"),
            Column("Zaken", Kind.COUNT),
            Column("Nog open", Kind.COUNT),
            *_DURATIONS,
            *(Column(f"Klaar binnen {day} dagen", Kind.SHARE) for day in LANDMARK_DAYS),
        ),
        tuple(
            (
                curves.year_name(release, year, state.gebied),
                row.totaal,
                row.open_nu,
                curves.reached(row, share=curves.HALF, followed=followed),
                curves.room(row, share=curves.HALF),
                curves.reached(row, share=curves.MOST, followed=followed),
                curves.room(row, share=curves.MOST),
                *(row.share_at(day) for day in LANDMARK_DAYS),
            )
            for year, (row, followed) in found.items()
        ),
    )


def _steps(release: Release, state: State) -> Shown | Empty:
    answer = answers.doorlooptijd(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    rows = {row.code: row for row in answer.rows}
    known = [rows[box.code] for box in BOXES if box.code in rows]
    if not known:
        return Empty(not_shown(), wider(state))
    followed = curves.followed_upto(release, answer)
    cells = {
        (row.code, share): curves.reached(row, share=share, followed=followed)
        for row in known
        for share in (curves.HALF, curves.MOST)
    }
    unfair = {
        box.code: reason
        for box in BOXES
        if (reason := registered.unfair(release, state, METRIC, code=box.code))
    }
    norms = _norms(release, state)
    table = _steps_table(state, rows, cells, unfair, norms)
    return Shown(
        sentence=steps_sentence(known),
        table=table,
        chart=durations(
            [
                Section(
                    title,
                    tuple(
                        _bar(box, rows.get(box.code), cells, unfair=unfair.get(box.code))
                        for box in BOXES
                        if box.spoor == spoor and box.stap in stappen
                    ),
                )
                for title, spoor, stappen in SECTIONS
            ],
            bar="Helft klaar",
            mark="90% klaar",
            axis="Weken sinds de start van de stap",
        )
        if any(row.mediaan_dagen for row in known)
        else None,
        notes=(
            *curves.running_notes(release, state),
            *curves.clock_notes(release),
            "De MAS zelf noemt geen termijn per stap. Een langere stap is dus geen fout.",
            *((f"Norm per stap: {AGREED[0].lower()}{AGREED[1:]}.",) if norms else ()),
            *_unfair_notes(unfair),
        ),
        reading=(
            f"De helft staat er vanaf {MEDIAN_FROM} uitvoeringen, 90% vanaf {P90_FROM}. Beide zijn "
            "berekend uit afgeronde aantallen, in hele weken: 1 week is een week of korter.",
            f"{curves.ROOM} {curves.WIDER}",
            *_short_of(table),
            curves.DASH,
        ),
    )


def _norms(release: Release, state: State) -> dict[str, int]:
    """Return the days agreed on for a step in this area, by box; by default there are none."""
    agreed = {box.code: release.normen.of(f"stap_{box.stap}", gebied=state.gebied) for box in BOXES}
    return {code: days for code, days in agreed.items() if days is not None}


def _unfair_notes(unfair: Mapping[str, Reason]) -> tuple[str, ...]:
    """Say which steps may not be compared with other areas; why stands beside each in the table."""
    if not unfair:
        return ()
    if len(unfair) == len(BOXES):
        return ("Geen enkele stap is hier met andere gebieden te vergelijken: zie de tabel.",)
    boxes = dutch.listed(list(unfair))
    return (f"In grijs, want niet met andere gebieden te vergelijken: stap {boxes}.",)


def _short_of(table: Table) -> tuple[str, ...]:
    return (curves.SHORT_OF,) if any(curves.NOT_YET in row for row in table.rows) else ()


def steps_sentence(known: Sequence[Curve]) -> str:
    """Tell which steps take longest; other figures of the steps say the same."""
    timed = [row for row in known if row.mediaan_dagen is not None]
    if not timed:
        return "Van geen enkele stap is te zeggen wanneer de helft klaar is."
    weeks = max(_weeks(row) for row in timed)
    slowest = [row for row in timed if _weeks(row) == weeks]
    longest = [f"{row.code} ({BOX[row.code].short})" for row in slowest]
    longest_days = curves.in_words(slowest[0].mediaan_dagen, slowest[0].klok)
    after = f"na {longest_days} is de helft van de uitvoeringen klaar"
    if len(longest) == len(timed) > 1:
        return f"De stappen die we kunnen tonen, duren even lang: {after}."
    return largest.slowest(
        longest, kind="stappen", before="stap ", timed=len(timed), of=len(BOXES), after=after
    )


def _weeks(row: Curve) -> float:
    return (row.mediaan_dagen or 0) / WEEKS[row.klok]


def _bar(
    box: Box, row: Curve | None, cells: dict[tuple[str, float], Cell], *, unfair: Reason | None
) -> Duration:
    label = f"{box.code} {box.short}"
    if row is None:
        return Duration(box.code, label, None, dutch.count(None))
    half, most = cells[box.code, curves.HALF], cells[box.code, curves.MOST]
    week = WEEKS[row.klok]
    return Duration(
        box.code,
        label,
        length=half / week if isinstance(half, int) else None,
        text=curves.in_words(half, row.klok),
        mark=most / week if isinstance(most, int) else None,
        is_grey=unfair is not None,
        hover=f"<b>{box.code} {box.title}</b><br>Helft klaar: {curves.in_words(half, row.klok)}"
        f"<br>90% klaar: {curves.in_words(most, row.klok)}"
        f"<br>{dutch.count(row.totaal)} uitvoeringen, {dutch.count(row.open_nu)} open"
        + (f"<br>Niet te vergelijken: {unfair.label}" if unfair else ""),
    )


def _steps_table(
    state: State,
    rows: dict[str, Curve],
    cells: dict[tuple[str, float], Cell],
    unfair: Mapping[str, Reason],
    norms: Mapping[str, int],
) -> Table:
    return Table(
        f"Doorlooptijd per stap in {state.gebied_naam}, {state.years}, {state.selection}",
        (
            Column("Stap"),
            Column("Telt in"),
            Column("Uitvoeringen", Kind.COUNT),
            Column("Nog open", Kind.COUNT),
            *_DURATIONS,
            *(
                (Column("Norm (dagen)", Kind.DAYS), Column("Binnen de norm", Kind.SHARE))
                if norms
                else ()
            ),
            *((Column("Vergelijken met andere gebieden"),) if unfair else ()),
        ),
        tuple(
            (
                f"{box.code} {box.title}",
                rows[box.code].klok if box.code in rows else None,
                rows[box.code].totaal if box.code in rows else None,
                rows[box.code].open_nu if box.code in rows else None,
                cells.get((box.code, curves.HALF)),
                curves.room(rows[box.code], share=curves.HALF) if box.code in rows else None,
                cells.get((box.code, curves.MOST)),
                curves.room(rows[box.code], share=curves.MOST) if box.code in rows else None,
                *(_within(rows.get(box.code), norms.get(box.code)) if norms else ()),
                *((_compares(unfair.get(box.code)),) if unfair else ()),
            )
            for box in BOXES
        ),
    )


def _within(row: Curve | None, norm: int | None) -> tuple[Cell, Cell]:
    """Return a step's norm and the share within it; a step without an agreement has none."""
    if norm is None:
        return "geen norm", None
    return norm, row.share_at(norm) if row else None


def _compares(unfair: Reason | None) -> str:
    return f"Niet: {unfair.label}" if unfair else "Kan"


CASE = Exhibit(
    id="doorlooptijd-zaak",
    metric=METRIC,
    question="Hoe lang duurt een zaak, van melding tot uitkomst?",
    make=_case,
)

STEPS = Exhibit(
    id="doorlooptijd-stappen",
    metric=METRIC,
    question="Hoe lang duurt elke stap?",
    make=_steps,
)
