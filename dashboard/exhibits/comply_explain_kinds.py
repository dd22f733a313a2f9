"""What kind of deviations there are: where they come from, which way they go, and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table, counted, wider
from dashboard.exhibits.comply_explain import INTERVAL
from dashboard.figures import bars
from dashboard.state import State
from etl.released import answers, dutch
from etl.released.reader import Release
from etl.released.rows import Answer, Share
from etl.released.withheld import why_not_shown

SHORT = {
    "geregistreerd": "Alleen vastgelegd",
    "afgeleid": "Alleen afgeleid",
    "beide": "Beide",
    "recidive": "Eerder verzuim, Halt of pv",
}
"""Names that fit on a small screen; the note tells what lies behind them."""

MOST_NAMED = 4
"""Parts that a sentence names; of more only the largest."""


@dataclass(frozen=True)
class _Breakdown:
    """One way to divide the deviations."""

    column: str
    title: str
    """The head of the table's first column."""

    opening: str
    """How the sentence begins, before the codes with their shares."""

    note: str
    of_shown: str = ""
    """How it begins where not all codes have a share, if that makes a difference."""


_BREAKDOWNS = (
    _Breakdown(
        "bron",
        "Bron",
        "Hoe we van de afwijking weten",
        "Vastgelegd: de leerplichtambtenaar vulde in dat er is afgeweken. Afgeleid: de keuze is "
        "anders dan het advies, of een zware route is gekozen zonder dat de stappen ervoor in de "
        "gegevens staan. Dat laatste kan ook aan de registratie liggen.",
    ),
    _Breakdown(
        "richting",
        "Richting",
        "Vergeleken met het advies",
        "Lichter of zwaarder is geen oordeel: licht waar het kan, zwaarder waar het nodig is. Het "
        "gaat om de zwaarste route van een zaak.",
    ),
    _Breakdown(
        "motivering_categorie",
        "Reden",
        "De meest gegeven redenen",
        "Niet elke afwijking heeft een reden in de gegevens. De percentages zijn van alle "
        "afwijkingen en tellen daarom niet op tot 100%.",
        of_shown="De meest gegeven redenen die we kunnen tonen",
    ),
)


def _of(kind: _Breakdown) -> Callable[[Release, State], Shown | Empty]:
    def make(release: Release, state: State) -> Shown | Empty:
        answer = answers.omvang_per(release, state.question, kind.column)
        if answer.hidden:
            return Empty.of(answer.hidden)
        answer = replace(answer, rows=tuple(_shortened(row) for row in answer.rows))
        only_counts = counted.has_counts(answer.rows)
        if not only_counts and all(row.aandeel is None for row in answer.rows):
            few = "Er zijn te weinig afwijkingen om te verdelen."
            return Empty(why_not_shown(answer.totaal, few=few), wider(state))
        return Shown(
            sentence=counted.told(answer.rows) if only_counts else _sentence(kind, answer),
            table=_table(kind, answer, state),
            chart=None
            if only_counts
            else bars.shares(
                [
                    bars.Group(
                        state.schooljaar,
                        tuple(
                            bars.Bar(row.label, row.zaken, row.aandeel, row.laag, row.hoog)
                            for row in answer.rows
                        ),
                    )
                ],
                axis="Aandeel van de afwijkingen",
            ),
            notes=(kind.note,),
            reading=() if only_counts else (INTERVAL,),
        )

    return make


def _shortened(row: Share) -> Share:
    return replace(row, label=SHORT.get(row.code, row.label))


def _sentence(kind: _Breakdown, answer: Answer[Share]) -> str:
    shown = [row for row in answer.rows if row.aandeel is not None]
    if len(shown) > MOST_NAMED:
        shown = sorted(shown, key=lambda row: row.aandeel or 0, reverse=True)[:MOST_NAMED]
    parts = [
        f"{row.label[0].lower()}{row.label[1:]} ({dutch.about(row.aandeel, of=row.van)})"
        for row in shown
    ]
    of_all = f"van {dutch.count(answer.totaal)} afwijkingen"
    return f"{_opening(kind, answer)} ({of_all}): {dutch.listed(parts)}."


def _opening(kind: _Breakdown, answer: Answer[Share]) -> str:
    """Begin the sentence; what is not shown may be larger than what is."""
    is_whole = all(row.aandeel is not None for row in answer.rows)
    return kind.opening if is_whole else kind.of_shown or kind.opening


def _table(kind: _Breakdown, answer: Answer[Share], state: State) -> Table:
    return Table(
        f"Afwijkingen naar {kind.title.lower()} in {state.gebied_naam}, "
        f"{state.years}, {state.selection}",
        (
            Column(kind.title),
            Column("Zaken", Kind.COUNT),
            Column("Aandeel van de afwijkingen", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
        ),
        tuple((row.label, row.zaken, row.aandeel, row.laag, row.hoog) for row in answer.rows),
    )


_IDS = {"bron": "bron", "richting": "richting", "motivering_categorie": "reden"}
_QUESTIONS = {
    "bron": "Hoe weten we dat is afgeweken?",
    "richting": "Wijkt men naar lichter of naar zwaarder af?",
    "motivering_categorie": "Welke redenen geeft men?",
}

KINDS = tuple(
    Exhibit(
        id=f"leg-uit-{_IDS[kind.column]}",
        metric="leg_uit",
        question=_QUESTIONS[kind.column],
        make=_of(kind),
    )
    for kind in _BREAKDOWNS
)
