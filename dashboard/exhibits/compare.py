"""Areas beside each other: the funnel, with the one verdict on the chosen area.

Every indicator has an exhibit of its own, so that a file carries the definition of what it holds.
"""

from dataclasses import dataclass, replace
from functools import partial

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.figures import funnel
from dashboard.state import Choice, State
from etl.domain import areas
from etl.domain.areas import RELEASED_TOGETHER, Niveau
from etl.domain.codes import ROUTECATEGORIE
from etl.domain.disclosure import MIN_AREAS
from etl.released import cubes, dutch, withheld
from etl.released.compare import AREAS_FOR_OVERDISPERSION, Comparison, Point, areas_compared
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator
from etl.released.reader import Release
from etl.released.target import MEERVOUD
from etl.released.verdict import Verdict

REGISTRATION = (
    "Gebieden leggen verzuim niet op dezelfde manier vast. Een verschil kan daar ook vandaan "
    "komen; zo ging vergelijken eerder mis (Leerlingverzuim in beeld, Ingrado en ITS, 2014)."
)
QUESTION_NOT_VERDICT = "Een verschil is een vraag voor het gesprek, geen oordeel over een gebied."
MANY_AREAS = (
    "Van veertig gebieden ligt er bijna altijd wel één buiten de 95%-grens, alleen door toeval. "
    "Pas buiten de 99,8%-grens zeggen we dat een gebied duidelijk afwijkt."
)
PLAIN_LIMITS = (
    f"Met minder dan {AREAS_FOR_OVERDISPERSION} gebieden gaan de grenzen alleen over toeval, niet "
    "over wat gebieden gewoonlijk van elkaar verschillen."
)
WIDER_LIMITS = "De grenzen houden rekening met wat gebieden gewoonlijk van elkaar verschillen."
NOT_HERE = "Niet geleverd, of niet te tonen"
NUMBER_HIDDEN = "Aantal is niet te tonen"
"""In the table: an area has enough zaken, but how many are counted is not shown."""


def label_of(indicator: Indicator) -> str:
    """Return the name of an indicator as the page shows it."""
    if indicator.kubus == cubes.ROUTE:
        return f"Gekozen: {ROUTECATEGORIE.label(indicator.numerator)}"
    return indicator.label


def unit_of(indicator: Indicator) -> str:
    return indicator.eenheid


INDICATOR_CHOICE = Choice(
    "indicator", "Waarover", tuple((each.code, label_of(each)) for each in INDICATORS)
)
LEVEL_CHOICE = Choice(
    "niveau",
    "Met elkaar vergelijken",
    (
        (Niveau.REGIO.value, "Regio's"),
        (Niveau.ARRONDISSEMENT.value, "Arrondissementen"),
        (Niveau.GEMEENTE.value, "Gemeenten in de regio"),
    ),
)


def marked(state: State, *, niveau: Niveau) -> str | None:
    """Return the area of a level that the page is about: for a gemeente also what it lies in."""
    if state.niveau is niveau:
        return state.gebied
    gemeente = areas.gemeenten().get(state.gebied)
    if gemeente and niveau is Niveau.REGIO:
        return released_as(gemeente.regio)
    if gemeente and niveau is Niveau.ARRONDISSEMENT:
        return gemeente.arrondissement
    return None


def released_as(regio: str) -> str:
    """Return the code under which a region is released: some only together.

    >>> released_as("MC02"), released_as("MC21")
    ('MC02+MC03', 'MC21')
    """
    together = next((pair for pair in RELEASED_TOGETHER if regio in pair), (regio,))
    return "+".join(together)


def why_left_out(found: Comparison, gebied: str) -> str:
    """Say in a table why an area that delivered has no numbers."""
    return withheld.FEW_LABEL if gebied in found.few else withheld.NOT_SHOWN_LABEL


def level_of(state: State) -> Niveau:
    return Niveau(dict(state.choices).get(LEVEL_CHOICE.name, LEVEL_CHOICE.default))


@dataclass(frozen=True)
class Compared:
    """A comparison and which of its areas the page is about."""

    all: Comparison
    niveau: Niveau
    gebied: str | None

    @property
    def chosen(self) -> Point | None:
        return next((each for each in self.all.points if each.gebied == self.gebied), None)

    @property
    def words(self) -> str:
        return MEERVOUD[self.niveau]


def compared(
    indicator: Indicator, release: Release, state: State, *, niveau: Niveau
) -> Compared | Empty:
    """Compare the areas of a level, or say why that cannot be done."""
    within = None
    if niveau is Niveau.GEMEENTE:
        if state.niveau is Niveau.LAND:
            return Empty(
                "Gemeenten vergelijken we binnen één regio of arrondissement.",
                "Kies hierboven een regio, een arrondissement of een gemeente.",
            )
        within = areas.regio_of(state.gebied) or state.gebied
    found = areas_compared(
        release,
        indicator=indicator.code,
        niveau=niveau,
        schooljaar=state.schooljaar,
        binnen=within,
    )
    if len(found.comparable) < MIN_AREAS:
        return Empty(
            f"Er zijn te weinig {MEERVOUD[niveau]} die dit kunnen tonen en te vergelijken zijn: "
            f"minstens {MIN_AREAS} zijn nodig.",
            "Kies een ander schooljaar of een andere vraag.",
        )
    return Compared(found, niveau, marked(state, niveau=niveau))


def _make_funnel(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    found = compared(indicator, release, state, niveau=level_of(state))
    if isinstance(found, Empty):
        return found
    return Shown(
        sentence=sentence(found, indicator=indicator),
        table=_table(found, indicator=indicator, schooljaar=state.schooljaar),
        chart=_chart(found, indicator=indicator),
        notes=(PLAIN_LIMITS,) if found.all.limits and not found.all.is_overdispersed else (),
        reading=(
            *((WIDER_LIMITS,) if found.all.is_overdispersed else ()),
            MANY_AREAS,
            REGISTRATION,
        ),
    )


def sentence(found: Compared, *, indicator: Indicator) -> str:
    """Say where the chosen area stands, in the words of the one verdict."""
    unit = unit_of(indicator)
    total = _of_the_whole(found)
    point = found.chosen
    if point:
        if point.reden:
            return (
                f"{point.naam}: {dutch.about(point.aandeel, of=point.n)} van de {unit}. "
                f"{point.reden.sentence}"
            )
        says = f"{total} {point.verdict.sentence}" if found.all.target else total
        return (
            f"{point.naam}: {dutch.about(point.aandeel, of=point.n)} van de {unit}"
            f"{dutch.bracketed(dutch.between(point.laag, point.hoog))}. {says}"
        )
    if found.gebied:
        name = areas.name_of(found.gebied)
        if found.gebied in found.all.hidden:
            rule = withheld.rule(is_followed=indicator.is_curve)
            return f"{name}: het aantal is niet te tonen. {rule} {total}"
        if found.gebied in found.all.few:
            return f"{name} heeft te weinig zaken om te vergelijken. {total}"
        return f"{name} is hier niet te tonen. {total}"
    if found.all.target is None:
        return total
    chance = sum(each.verdict is Verdict.TOEVAL for each in found.all.points)
    of = len(found.all.comparable)
    some = f"alle {of}" if chance == of > 1 else f"{chance} van de {of}"
    return f"{total} Bij {some} {found.words} kan het verschil met het geheel toeval zijn."


def _of_the_whole(found: Compared) -> str:
    """Say what the areas are compared with, or why they are not."""
    target = found.all.target
    if target is None:
        return (
            f"Of een gebied afwijkt, is niet te zeggen: van een deel van de {found.words} is het "
            "aantal verborgen, en zonder die klopt het geheel niet."
        )
    return f"In {target.woorden} is het {dutch.about(target.aandeel, of=target.n)}."


def _table(found: Compared, *, indicator: Indicator, schooljaar: str) -> Table:
    rows: dict[str, tuple[Cell, ...]] = {
        point.gebied: (
            point.naam,
            point.n,
            point.x,
            point.aandeel,
            point.laag,
            point.hoog,
            _difference(point),
        )
        for point in found.all.points
    } | {
        code: (areas.name_of(code), None, None, None, None, None, why_left_out(found.all, code))
        for code in found.all.left_out
    }
    rows |= {
        code: (areas.name_of(code), n, None, None, None, None, NUMBER_HIDDEN)
        for code, n in found.all.hidden.items()
    }
    whole = _row_of_the_whole(found)
    return Table(
        f"{label_of(indicator)}, {found.words} in {schooljaar}, in de volgorde van hun code",
        (
            Column("Gebied"),
            Column(dutch.capitalised(unit_of(indicator)), Kind.COUNT),
            Column("Daarvan geteld", Kind.COUNT),
            Column("Aandeel", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
            Column("Verschil met het geheel"),
        ),
        (*(rows[code] for code in sorted(rows)), *whole.values()),
        tuple((code,) for code in (*sorted(rows), *whole)),
    )


def _row_of_the_whole(found: Compared) -> dict[str, tuple[Cell, ...]]:
    """Return the row of the area around, by its code; none where areas were taken together."""
    target = found.all.target
    if target is None or target.gebied is None:
        return {}
    name = dutch.capitalised(target.woorden)
    return {target.gebied: (name, target.n, target.x, *target.shown, "Hiermee vergeleken")}


def _difference(point: Point) -> str:
    if point.reden:
        return f"{point.verdict.label}: {point.reden.label}"
    return point.verdict.label


def _chart(found: Compared, *, indicator: Indicator) -> dict[str, object]:
    target = found.all.target
    return funnel.funnel(
        [
            funnel.Dot(
                point.naam,
                point.n,
                point.aandeel,
                _difference(point),
                is_chosen=point.gebied == found.gebied,
                is_grey=point.reden is not None,
            )
            for point in found.all.points
        ],
        edges=[
            funnel.Edge(each.n, each.laag_95, each.hoog_95, each.laag_998, each.hoog_998)
            for each in found.all.limits
        ],
        whole=funnel.Whole(target.woorden, target.aandeel) if target else None,
        unit=unit_of(indicator),
        axis="Aandeel",
    )


FUNNEL = {
    each.code: Exhibit(
        id=f"vergelijken-{each.code}",
        metric=METRIC_OF[each.kubus],
        question=f"{label_of(each)} – gebieden naast elkaar",
        make=partial(_make_funnel, each),
    )
    for each in INDICATORS
}


def without_filters(state: State) -> State:
    """Areas are compared on all zaken: a filter of another page does not count here."""
    return replace(state, filters=())
