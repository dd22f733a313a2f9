"""How soon pupils are back in education, by type group; the curve of all zaken is never shown.

The groups go on so differently that one curve for all of them tells of their mix alone.
"""

from collections.abc import Callable

from dashboard.exhibits import (
    Cell,
    Column,
    Empty,
    Exhibit,
    Kind,
    Shown,
    Table,
    breaks,
    curves,
    registered,
    wider,
)
from dashboard.figures import bars
from dashboard.figures.curves import Line, Mark, ends
from dashboard.state import State
from etl.domain.codes import TYPEGROEP, Code
from etl.domain.metrics import LANDMARK_DAYS, TELL_BY
from etl.domain.schooljaren import are_together
from etl.released import answers, cubes, dutch
from etl.released.reader import Release
from etl.released.rows import Answer, Curve
from etl.released.views import SHARE_FROM, cells_of
from etl.released.withheld import rule, why_not_shown

YEARS_SHOWN = 3

HOME = "thuiszitters"
HOME_MARKS = (Mark(28, "4 weken"), Mark(90, "3 maanden"))
HOME_NOTE = (
    "Na 4 weken zonder onderwijs heet iemand thuiszitter; 3 maanden is de grens van het "
    "Thuiszitterspact. De lijnen tellen hier vanaf de melding: het thuiszitten begon eerder."
)
NOT_BESIDE = "Twee schooljaren samen vergelijken we niet met eerdere schooljaren."
NO_TWO_YEARS = f"Er zijn geen twee schooljaren om op {TELL_BY} dagen te vergelijken."
NO_LINE_OF_OPEN = (
    "De lijn ‘Nog open’ is hier niet te tonen. Dat kan alleen op dagen waarop ‘Terug in onderwijs’ "
    "en ‘Andere uitkomst’ allebei te tonen zijn, en er genoeg zaken overblijven."
)
WHO = {
    HOME: "zaken van thuiszitters",
    "schoolverzuim": "zaken over 16 uur verzuim of overig verzuim",
    "luxe": "zaken over luxeverzuim",
}


def _of_group(group: Code) -> Callable[[Release, State], Shown | Empty]:
    def make(release: Release, state: State) -> Shown | Empty:
        answer = answers.terugkeer(release, state.question)
        if answer.hidden:
            return Empty.of(answer.hidden)
        row = _row(answer, group.code)
        if row is None:
            zaken = cells_of(release, state.question, cubes.TERUGKEER).get(group.code)
            few = f"Er zijn te weinig {WHO[group.code]}: dit cijfer is er vanaf {SHARE_FROM}."
            return Empty(why_not_shown(zaken, few=few), wider(state))
        if not _is_shown(*row.af, *row.anders):
            return Empty(
                f"Van de {dutch.count(row.totaal)} {WHO[group.code]} is geen enkele termijn te "
                f"tonen. {rule(is_followed=True)}",
                "Kies een groter gebied of een eerder schooljaar.",
            )
        still_open = _line_of_open(row)
        return Shown(
            sentence=_sentence(row, release=release, state=state),
            table=_table(row, state),
            chart=ends(
                [
                    Line(
                        "Terug in onderwijs",
                        row.dagen,
                        row.af,
                        row.laag,
                        row.hoog,
                        short="Terug",
                    ),
                    Line("Andere uitkomst", row.dagen, row.anders, short="Anders"),
                    *still_open,
                ],
                axis="Aandeel van de zaken",
                marks=HOME_MARKS if group.code == HOME else (),
            ),
            notes=(
                *curves.running_notes(release, state),
                *((HOME_NOTE,) if group.code == HOME else ()),
                *(() if still_open else (NO_LINE_OF_OPEN,)),
                *_precision(row),
            ),
            reading=(
                "Anders: de zaak eindigde met werk, een vrijstelling, einde leerplicht, verhuizing "
                "of uitschrijving.",
                f"{curves.BAND} {curves.WIDER}",
                f"{curves.POINTS} {curves.DASH}",
            ),
        )

    return make


def _is_shown(*shares: float | None) -> bool:
    return any(share is not None for share in shares)


def _line_of_open(row: Curve) -> tuple[Line, ...]:
    """Return the line of what is still open, where it has a point."""
    if not _is_shown(*row.open):
        return ()
    return (Line("Nog open", row.dagen, row.open, begin=1.0),)


def _precision(row: Curve) -> tuple[str, ...]:
    day = curves.latest_landmark(row, upto=TELL_BY)
    if day is None:
        return ()
    _, low, high = curves.landmark(row, day)
    return curves.wide(low, high)


def _row(answer: Answer[Curve], code: str) -> Curve | None:
    return next((row for row in answer.rows if row.code == code), None)


def _sentence(row: Curve, *, release: Release, state: State) -> str:
    open_now = (
        f" Op de peildatum zijn er nog {dutch.count(row.open_nu)} open." if row.open_nu else ""
    )
    day = curves.latest_landmark(row, upto=TELL_BY)
    if day is None:
        running = " nog" if release.is_running(state.gebied, state.schooljaar) else ""
        return (
            f"Hoeveel leerlingen binnen {TELL_BY} dagen terug zijn, is hier{running} niet te "
            f"zeggen.{open_now}"
        )
    share, low, high = curves.landmark(row, day)
    exact = dutch.bracketed(dutch.about(share, of=row.totaal), dutch.between(low, high))
    return (
        f"In {dutch.so_many(share or 0, WHO[row.code])} is de leerling binnen {day} dagen terug in "
        f"het onderwijs{exact}.{open_now}"
    )


def _table(row: Curve, state: State) -> Table:
    return Table(
        f"Terugkeer, {row.label}, in {state.gebied_naam}, {state.years}, "
        f"{state.selection}: {dutch.count(row.totaal)} zaken",
        (
            Column("Termijn"),
            Column("Terug in onderwijs", Kind.SHARE),
            Column("Terug: minstens", Kind.SHARE),
            Column("Terug: hoogstens", Kind.SHARE),
            Column("Andere uitkomst", Kind.SHARE),
            Column("Nog open", Kind.SHARE),
        ),
        tuple(
            (
                f"Binnen {day} dagen",
                *curves.landmark(row, day),
                row.anders[row.dagen.index(day)],
                row.open[row.dagen.index(day)],
            )
            for day in LANDMARK_DAYS
        ),
    )


def _years(release: Release, state: State) -> Shown | Empty:
    now = answers.terugkeer(release, state.question)
    if now.hidden:
        return Empty.of(now.hidden)
    years = {
        year: answers.terugkeer(release, curves.question_in(state, year))
        for year in curves.years_upto(release, state, most=YEARS_SHOWN)
    }
    named = {
        curves.year_name(release, year, state.gebied): answer
        for year, answer in years.items()
        if year == state.schooljaar or not answer.hidden
    }
    groups = [
        bars.Group(name, tuple(_bar(group, _row(answer, group.code)) for group in TYPEGROEP.codes))
        for name, answer in named.items()
    ]
    if not any(bar.share is not None for group in groups for bar in group.bars):
        return Empty(
            f"Hoeveel leerlingen binnen {TELL_BY} dagen terug zijn, is hier niet te tonen. "
            f"{rule(is_followed=True)}",
            "Kies een groter gebied of een eerder schooljaar.",
        )
    return Shown(
        sentence=_years_sentence(named, is_pair=are_together(state.schooljaar)),
        table=_years_table(state, years, release=release),
        chart=bars.shares(
            groups,
            axis=f"Aandeel terug binnen {TELL_BY} dagen",
            in_time=True,
        ),
        notes=(
            *curves.running_notes(release, state),
            *registered.notes(release, state, "terugkeer"),
            *breaks.beside(release, state, "terugkeer", most=YEARS_SHOWN),
        ),
        reading=(
            f"Het percentage bij een groep is van {state.schooljaar}. Het streepje op een balk is "
            "de ruimte voor toeval (95%). Overlappen de streepjes, dan kan het verschil toeval "
            f"zijn. {curves.WIDER}",
            "We vergelijken per groep: thuiszitters keren anders terug dan leerlingen met "
            "luxeverzuim.",
        ),
    )


def _bar(group: Code, row: Curve | None) -> bars.Bar:
    if row is None or (share := row.share_at(TELL_BY)) is None:
        return bars.Bar(group.label, None, None)
    _, low, high = curves.landmark(row, TELL_BY)
    return bars.Bar(group.label, round(share * row.totaal), share, low, high)


def _years_sentence(years: dict[str, Answer[Curve]], *, is_pair: bool) -> str:
    """Tell the first group that can be compared, without calling a difference one; else the first.

    Args:
        years: by the name of the schooljaar, the one that is shown first.
        is_pair: it is two schooljaren together, which have none beside them.
    """
    (_, this_year), *before = years.items()
    alone = NOT_BESIDE if is_pair else NO_TWO_YEARS
    told = []
    for group in TYPEGROEP.codes:
        now = _told(this_year, group.code)
        then = [f"in {name} {back}" for name, year in before if (back := _told(year, group.code))]
        if now and then:
            return f"{group.label}: {now} terug binnen {TELL_BY} dagen, {dutch.listed(then)}."
        if now:
            told.append(f"{group.label}: {now} terug binnen {TELL_BY} dagen.")
    return " ".join([*told[:1], alone])


def _told(answer: Answer[Curve], code: str) -> str | None:
    row = _row(answer, code)
    share = row.share_at(TELL_BY) if row else None
    return None if row is None or share is None else dutch.about(share, of=row.totaal)


def _years_table(state: State, years: dict[str, Answer[Curve]], *, release: Release) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for group in TYPEGROEP.codes:
        for year, answer in years.items():
            row = _row(answer, group.code)
            rows.append(
                (
                    group.label,
                    curves.year_name(release, year, state.gebied),
                    row.totaal if row else None,
                    *(curves.landmark(row, TELL_BY) if row else (None, None, None)),
                )
            )
    return Table(
        f"Terug in het onderwijs binnen {TELL_BY} dagen in {state.gebied_naam}, {state.selection}",
        (
            Column("Groep"),
            Column("Schooljaar"),
            Column("Zaken", Kind.COUNT),
            Column("Terug", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
        ),
        tuple(rows),
    )


GROUPS = tuple(
    Exhibit(
        id=f"terugkeer-{group.code}",
        metric="terugkeer",
        question=f"{group.label}: hoe snel terug in het onderwijs?",
        make=_of_group(group),
    )
    for group in TYPEGROEP.codes
)

YEARS = Exhibit(
    id="terugkeer-jaren",
    metric="terugkeer",
    question=f"Terug binnen {TELL_BY} dagen: hoe was het in eerdere schooljaren?",
    make=_years,
)
