"""Areas beside each other: the funnel, with the one verdict on the chosen area.

Every indicator has an exhibit of its own, so that a file carries the definition of what it holds.
"""

from dataclasses import dataclass, replace
from functools import partial

from dashboard import dutch
from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.figures import funnel
from dashboard.state import Choice, State
from etl.domain import areas
from etl.domain.areas import RELEASED_TOGETHER, Niveau
from etl.domain.codes import ROUTECATEGORIE
from etl.domain.disclosure import MIN_AREAS
from etl.released import cubes
from etl.released.compare import AREAS_FOR_OVERDISPERSION, Comparison, Point, areas_compared
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator
from etl.released.reader import Release
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
TOO_SMALL = "Te klein om te tonen"
NOT_HERE = "Niet geleverd of te klein"

_LEVEL_WORDS = {
    Niveau.REGIO: "regio's",
    Niveau.ARRONDISSEMENT: "arrondissementen",
    Niveau.GEMEENTE: "gemeenten",
}


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
        return _LEVEL_WORDS[self.niveau]


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
            f"Er zijn te weinig {_LEVEL_WORDS[niveau]} met genoeg zaken om te vergelijken: "
            f"minstens {MIN_AREAS} zijn nodig.",
            "Kies een ander schooljaar of een andere vraag.",
        )
    return Compared(found, niveau, marked(state, niveau=niveau))


def _make_funnel(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    found = compared(indicator, release, state, niveau=level_of(state))
    if isinstance(found, Empty):
        return found
    unit = unit_of(indicator)
    return Shown(
        sentence=sentence(found, unit=unit),
        table=_table(found, indicator=indicator, schooljaar=state.schooljaar),
        chart=_chart(found, indicator=indicator),
        notes=() if found.all.is_overdispersed else (PLAIN_LIMITS,),
        reading=(
            *((WIDER_LIMITS,) if found.all.is_overdispersed else ()),
            MANY_AREAS,
            REGISTRATION,
        ),
    )


def sentence(found: Compared, *, unit: str) -> str:
    """Say where the chosen area stands, in the words of the one verdict."""
    total = f"In de {len(found.all.comparable)} {found.words} samen is het "
    total += f"{dutch.percentage(found.all.p0)}."
    point = found.chosen
    if point:
        if point.reden:
            return (
                f"{point.naam}: {dutch.about(point.aandeel, of=point.n)} van de {unit}. "
                f"{point.reden.sentence}"
            )
        return (
            f"{point.naam}: {dutch.about(point.aandeel, of=point.n)} van de {unit} "
            f"({dutch.between(point.laag, point.hoog)}). {total} {point.verdict.sentence}"
        )
    if found.gebied:
        name = areas.name_of(found.gebied)
        return f"{name} heeft te weinig zaken om te vergelijken. {total}"
    chance = sum(each.verdict is Verdict.TOEVAL for each in found.all.points)
    return (
        f"{total} Bij {chance} van de {len(found.all.comparable)} kan het verschil met het geheel "
        "toeval zijn."
    )


def _table(found: Compared, *, indicator: Indicator, schooljaar: str) -> Table:
    rows = {
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
        code: (areas.name_of(code), None, None, None, None, None, TOO_SMALL)
        for code in found.all.left_out
    }
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
        tuple(rows[code] for code in sorted(rows)),
        tuple((code,) for code in sorted(rows)),
    )


def _difference(point: Point) -> str:
    if point.reden:
        return f"{point.verdict.label}: {point.reden.label}"
    return point.verdict.label


def _chart(found: Compared, *, indicator: Indicator) -> dict[str, object]:
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
        p0=found.all.p0 or 0.0,
        unit=unit_of(indicator),
        axis="Aandeel",
    )


FUNNEL = {
    each.code: Exhibit(
        id=f"vergelijken-{each.code}",
        metric=METRIC_OF[each.kubus],
        question=f"{label_of(each)}: gebieden naast elkaar",
        make=partial(_make_funnel, each),
    )
    for each in INDICATORS
}


def without_filters(state: State) -> State:
    """Areas are compared on all zaken: a filter of another page does not count here."""
    return replace(state, filters=())
