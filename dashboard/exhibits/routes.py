"""Which route zaken take, this school year and the years before it."""

from collections.abc import Sequence

from dashboard.exhibits import (
    Cell,
    Column,
    Empty,
    Exhibit,
    Kind,
    Shown,
    Table,
    breaks,
    counted,
    curves,
    largest,
    registered,
    wider,
)
from dashboard.figures import bars
from dashboard.state import State
from etl.domain.codes import NO_CHOICE
from etl.released import answers, dutch
from etl.released.reader import Release
from etl.released.rows import Answer, Question, Share
from etl.released.withheld import why_not_shown

MOST_YEARS = 3


def _make(release: Release, state: State) -> Shown | Empty:
    answer = answers.routeverdeling(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    years = [(state.schooljaar, answer), *_years_before(release, state)]
    chosen = {year: with_a_share(each) for year, each in years}
    now = chosen[state.schooljaar]
    only_counts = counted.has_counts(now)
    if not only_counts and all(share.aandeel is None for share in now):
        few = "Er zijn te weinig zaken met een keuze om te verdelen."
        return Empty(why_not_shown(now[0].van, few=few), wider(state))
    return Shown(
        sentence=_sentence(answer),
        table=_table(state, years, release=release),
        chart=None
        if only_counts
        else bars.shares(
            [
                bars.Group(
                    curves.year_name(release, year, state.gebied),
                    tuple(
                        bars.Bar(row.label, row.zaken, row.aandeel, row.laag, row.hoog)
                        for row in rows
                    ),
                )
                for year, rows in chosen.items()
            ],
            axis="Aandeel van de zaken met een keuze",
            in_time=True,
        ),
        notes=(
            *registered.notes(release, state, "routeverdeling"),
            *breaks.beside(release, state, "routeverdeling", most=MOST_YEARS),
        ),
        reading=()
        if only_counts
        else (
            f"Het percentage bij een route is van {state.schooljaar}. Het streepje op een balk is "
            "de ruimte voor toeval (95%); het zegt niets over verschillen in registratie.",
        ),
    )


def _sentence(answer: Answer[Share]) -> str:
    choices = with_a_share(answer)
    text = counted.told(choices) if counted.has_counts(choices) else _most_chosen(choices)
    waiting = next((row.zaken for row in answer.rows if row.code == NO_CHOICE), None)
    if waiting is None:
        return text
    return f"{text} In {dutch.count(waiting)} zaken is nog geen route gekozen."


def _most_chosen(rows: Sequence[Share]) -> str:
    """Name the two largest routes; where a hidden one may be larger, only of those shown."""
    first, *others = largest.by_size(rows)
    most = (
        f"{dutch.so_many(first.aandeel or 0, 'zaken met een keuze')} "
        f"({dutch.about(first.aandeel, of=first.van)})"
    )
    equal = largest.tied(rows)
    if len(equal) > 1:
        names = dutch.listed([row.label for row in equal])
        if largest.is_certain(first, rows):
            return f"De meest gekozen routes zijn {names}: elk {most}."
        return f"Van de routes die we kunnen tonen, zijn {names} het meest gekozen: elk {most}."
    told = f"De meest gekozen route is {first.label}: {most}"
    if not others:
        if largest.is_certain(first, rows):
            return f"{told}."
        return f"Alleen van {first.label} kunnen we dit tonen: {most}."
    second = f"{others[0].label} ({dutch.about(others[0].aandeel, of=others[0].van)})"
    if not largest.is_certain(first, rows):
        return (
            f"Van de routes die we kunnen tonen, is {first.label} het meest gekozen: {most}, "
            f"daarna {second}."
        )
    if not largest.is_certain(others[0], rows):
        return f"{told}. Van de andere routes die we kunnen tonen, is {second} het meest gekozen."
    return f"{told}, daarna {second}."


def _years_before(release: Release, state: State) -> list[tuple[str, Answer[Share]]]:
    before = list(reversed(release.years_before(state.schooljaar)))[: MOST_YEARS - 1]
    asked = [
        (year, answers.routeverdeling(release, Question(state.gebied, year, state.filters)))
        for year in before
    ]
    return [(year, answer) for year, answer in asked if not answer.hidden]


def with_a_share(answer: Answer[Share]) -> list[Share]:
    """Return the rows that are a choice; of the others there is no share."""
    return [row for row in answer.rows if row.code != NO_CHOICE]


def _table(state: State, years: list[tuple[str, Answer[Share]]], *, release: Release) -> Table:
    columns = [Column("Route")]
    for year, _ in years:
        name = curves.year_name(release, year, state.gebied)
        columns += [Column(f"Zaken {name}", Kind.COUNT), Column(f"Aandeel {name}", Kind.SHARE)]
    columns += [
        Column(f"Aandeel {state.schooljaar}: minstens", Kind.SHARE),
        Column(f"Aandeel {state.schooljaar}: hoogstens", Kind.SHARE),
    ]
    rows: list[tuple[Cell, ...]] = []
    for place, share in enumerate(years[0][1].rows):
        cells: list[Cell] = [share.label]
        for _, answer in years:
            row = answer.rows[place]
            cells += [row.zaken, row.aandeel]
        rows.append((*cells, share.laag, share.hoog))
    return Table(
        f"Gekozen routes in {state.gebied_naam}, {state.selection}", tuple(columns), tuple(rows)
    )


ROUTES = Exhibit(
    id="routes", metric="routeverdeling", question="Welke route nemen zaken?", make=_make
)
