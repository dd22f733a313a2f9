"""Comply or explain: the five verdicts, and what is known of the deviations.

A deviation with an explanation is good practice. The verdicts stand in the order of their list, in
one colour, and no sentence calls a deviation a fault.
"""

from collections.abc import Mapping

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
    registered,
    wider,
)
from dashboard.figures import bars
from dashboard.state import State
from etl.released import answers, dutch
from etl.released.reader import Release
from etl.released.rows import Answer, Share
from etl.released.withheld import why_not_shown

WITH, WITHOUT, UNKNOWN = (
    "afwijking_met_uitleg",
    "afwijking_zonder_uitleg",
    "afwijking_uitleg_onbekend",
)
YEARS_SHOWN = 3
PART_OF_MAS = "Afwijken met uitleg hoort bij de MAS: maatwerk waar dat nodig is."
INTERVAL = (
    "Het streepje op een balk is de ruimte voor toeval (95%). Die zegt niets over verschillen in "
    "registratie."
)


def _ledger(release: Release, state: State) -> Shown | Empty:
    answer = answers.leg_uit(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    only_counts = counted.has_counts(answer.rows)
    if not only_counts and all(row.aandeel is None for row in answer.rows):
        few = "Er zijn te weinig zaken met een keuze om te verdelen."
        return Empty(why_not_shown(answer.totaal, few=few), wider(state))
    years = _years_with(release, state)
    return Shown(
        sentence=counted.told(answer.rows) if only_counts else _ledger_sentence(answer),
        table=_ledger_table(state, years, release=release),
        chart=None
        if only_counts
        else bars.shares(
            [
                bars.Group(curves.year_name(release, year, state.gebied), _bars(each.rows))
                for year, each in years.items()
            ],
            axis="Aandeel van de zaken met een keuze",
            in_time=True,
        ),
        notes=(
            PART_OF_MAS,
            *registered.notes(release, state, "leg_uit"),
            *breaks.beside(release, state, "leg_uit", most=YEARS_SHOWN),
        ),
        reading=(
            "Niet te beoordelen: er is geen advies en er is niet vastgelegd of is afgeweken.",
            *(
                ()
                if only_counts
                else (f"Het percentage bij een oordeel is van {state.schooljaar}. {INTERVAL}",)
            ),
        ),
    )


def _years_with(release: Release, state: State) -> dict[str, Answer[Share]]:
    asked = {
        year: answers.leg_uit(release, curves.question_in(state, year))
        for year in curves.years_upto(release, state, most=YEARS_SHOWN)
    }
    return {
        year: answer
        for year, answer in asked.items()
        if year == state.schooljaar or not answer.hidden
    }


def _bars(rows: tuple[Share, ...]) -> tuple[bars.Bar, ...]:
    return tuple(bars.Bar(row.label, row.zaken, row.aandeel, row.laag, row.hoog) for row in rows)


def _ledger_sentence(answer: Answer[Share]) -> str:
    as_mas, *_ = answer.rows
    deviating = [row for row in answer.rows if row.code in (WITH, WITHOUT, UNKNOWN)]
    parts = [
        f"{row.label.lower().removeprefix('afgeweken, ')} {dutch.about(row.aandeel, of=row.van)}"
        for row in deviating
        if row.aandeel is not None
    ]
    told = f"Van de {dutch.count(answer.totaal)} zaken met een keuze"
    first = (
        f"{told} ging {dutch.about(as_mas.aandeel, of=as_mas.van)} volgens de MAS."
        if as_mas.aandeel is not None
        else f"{told} is niet te tonen hoeveel er volgens de MAS gingen."
    )
    return f"{first} Afgeweken: {dutch.listed(parts)}." if parts else first


def _ledger_table(state: State, years: dict[str, Answer[Share]], *, release: Release) -> Table:
    columns = [Column("Oordeel")]
    for year in years:
        name = curves.year_name(release, year, state.gebied)
        columns += [Column(f"Zaken {name}", Kind.COUNT), Column(f"Aandeel {name}", Kind.SHARE)]
    columns += [
        Column(f"Aandeel {state.schooljaar}: minstens", Kind.SHARE),
        Column(f"Aandeel {state.schooljaar}: hoogstens", Kind.SHARE),
    ]
    found = {year: {row.code: row for row in answer.rows} for year, answer in years.items()}
    rows: list[tuple[Cell, ...]] = []
    for share in years[state.schooljaar].rows:
        cells: list[Cell] = [share.label]
        for of_year in found.values():
            cells += [of_year[share.code].zaken, of_year[share.code].aandeel]
        rows.append((*cells, share.laag, share.hoog))
    caption = f"Oordelen over zaken met een keuze in {state.gebied_naam}, {state.selection}"
    return Table(caption, tuple(columns), tuple(rows))


def _explained(release: Release, state: State) -> Shown | Empty:
    answer = answers.leg_uit(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    head = answers.headline(answer)
    if head.aandeel is None:
        few = "Er zijn te weinig afwijkingen waarvan bekend is of er uitleg is."
        whole = answer.totaal if head.van is None else head.van
        return Empty(why_not_shown(whole, few=few), wider(state))
    years = _years_with(release, state)
    heads = {
        curves.year_name(release, year, state.gebied): answers.headline(each)
        for year, each in years.items()
    }
    return Shown(
        sentence=_explained_sentence(answer, head),
        table=_explained_table(state, years, release=release),
        chart=bars.shares(
            [
                bars.Group(
                    "Met uitleg",
                    tuple(
                        bars.Bar(name, share.zaken, share.aandeel, share.laag, share.hoog)
                        for name, share in heads.items()
                    ),
                )
            ],
            unit="zaken met uitleg",
            axis="Aandeel met uitleg",
        ),
        notes=(
            "Niet ingevuld telt niet als zonder uitleg: een leeg veld bewijst niets. Daarom staat "
            "dat aantal ernaast.",
            *curves.wide(head.laag, head.hoog),
            *registered.notes(release, state, "leg_uit"),
            *breaks.beside(release, state, "leg_uit", most=YEARS_SHOWN),
        ),
        reading=(INTERVAL,),
    )


def _explained_sentence(answer: Answer[Share], head: Share) -> str:
    unknown = _of(answer, UNKNOWN)
    beside = (
        f" Bij nog {dutch.count(unknown.zaken)} afwijkingen is dat niet ingevuld."
        if unknown.zaken is not None
        else ""
    )
    share = dutch.bracketed(
        dutch.about(head.aandeel, of=head.van), dutch.between(head.laag, head.hoog)
    )
    many = dutch.so_many(head.aandeel or 0, "afwijkingen")
    return f"In {many} is uitleg gegeven{share}.{beside}"


def _of(answer: Answer[Share], code: str) -> Share:
    empty = Share(code, "", None, None, None, None)
    return next((row for row in answer.rows if row.code == code), empty)


def _explained_table(
    state: State, years: Mapping[str, Answer[Share]], *, release: Release
) -> Table:
    return Table(
        f"Afwijkingen met uitleg in {state.gebied_naam}, {state.selection}",
        (
            Column("Schooljaar"),
            Column("Met uitleg", Kind.COUNT),
            Column("Zonder uitleg", Kind.COUNT),
            Column("Uitleg niet ingevuld", Kind.COUNT),
            Column("Aandeel met uitleg", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
        ),
        tuple(
            (
                curves.year_name(release, year, state.gebied),
                _of(answer, WITH).zaken,
                _of(answer, WITHOUT).zaken,
                _of(answer, UNKNOWN).zaken,
                head.aandeel,
                head.laag,
                head.hoog,
            )
            for year, answer in years.items()
            for head in [answers.headline(answer)]
        ),
    )


LEDGER = Exhibit(
    id="leg-uit",
    metric="leg_uit",
    question="Hoeveel zaken gaan volgens de MAS, en hoeveel wijken af?",
    make=_ledger,
)

EXPLAINED = Exhibit(
    id="leg-uit-met-uitleg",
    metric="leg_uit",
    question="Is een afwijking uitgelegd?",
    make=_explained,
)
