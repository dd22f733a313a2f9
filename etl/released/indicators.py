"""The shares that areas and years are compared on, each with the open question it can raise.

One list for every surface: the funnel, the years, the quarters and the signals for a meeting.
"""

from dataclasses import dataclass

from etl.domain.codes import ROUTECATEGORIE
from etl.domain.disclosure import LADDER_OWN_DIMENSION
from etl.released import cubes
from etl.released.reader import Release

LANDMARK = 90
"""The day at which curves are compared: far enough for most outcomes, near enough to be recent."""


@dataclass(frozen=True)
class Indicator:
    """A share that areas are compared on."""

    code: str
    label: str
    kubus: str
    numerator: str
    """The code counted; for a curve, whose share by day 90."""

    denominator: str
    vraag: str
    """The open question for a meeting; it names no cause and no culprit."""

    onderwerp: str
    """What is counted, as a sentence begins: 'Zaken klaar binnen 90 dagen'."""

    eenheid: str = "zaken"
    is_curve: bool = False


def _route(code: str, vraag: str) -> Indicator:
    label = ROUTECATEGORIE.label(code)
    return Indicator(
        code if code == "geen_route" else f"route_{code}",
        f"Aandeel {label.lower()}",
        cubes.ROUTE,
        code,
        cubes.MET_KEUZE,
        vraag=vraag,
        onderwerp=f"Keuze '{label}'",
        eenheid="zaken met een keuze",
    )


# the first is what a page opens with: a group, since return of all zaken is never the headline
INDICATORS = (
    Indicator(
        "terug_90_thuiszitters",
        "Thuiszitters terug binnen 90 dagen",
        cubes.TERUGKEER,
        "thuiszitters",
        "thuiszitters",
        vraag="Wat is er voor thuiszitters nodig, en wie kan dat regelen?",
        onderwerp="Thuiszitters terug in het onderwijs binnen 90 dagen",
        is_curve=True,
    ),
    Indicator(
        "terug_90_schoolverzuim",
        "16 uur en overig: terug binnen 90 dagen",
        cubes.TERUGKEER,
        "schoolverzuim",
        "schoolverzuim",
        vraag="Wat doen school en leerplicht in de eerste weken na een melding?",
        onderwerp="Bij 16 uur en overig verzuim terug in het onderwijs binnen 90 dagen",
        is_curve=True,
    ),
    Indicator(
        "terug_90",
        "Alle zaken: terug binnen 90 dagen",
        cubes.TERUGKEER,
        cubes.ALL,
        cubes.ALL,
        vraag="Wat helpt leerlingen hier terug naar school, en waar loopt het vast?",
        onderwerp="Terug in het onderwijs binnen 90 dagen",
        is_curve=True,
    ),
    Indicator(
        "leg_uit",
        "Afwijkingen met uitleg",
        cubes.LEG_UIT,
        "afwijking_met_uitleg",
        cubes.MET_OF_ZONDER,
        vraag="Wanneer leggen we vast waarom we een andere weg kozen, en wanneer niet?",
        onderwerp="Afwijkingen met uitleg",
        eenheid="afwijkingen",
    ),
    _route("R1", "Wanneer kiezen we voor vrijwillige hulp, en is die hulp er op tijd?"),
    _route("R2", "Wanneer kiezen we voor Halt, en wanneer niet?"),
    _route("R3", "Wanneer kiezen we voor hulp in verplicht kader, en wat ging daaraan vooraf?"),
    _route("R4", "Wanneer kiezen we voor het strafrecht, en wat ging daaraan vooraf?"),
    _route("geen_route", "Wanneer is geen route nodig, en leggen we dat overal hetzelfde vast?"),
    Indicator(
        "zaak_90",
        "Zaak klaar binnen 90 dagen",
        cubes.DOORLOOPTIJD,
        cubes.ZAAK,
        cubes.ZAAK,
        vraag="Waar wachten zaken op, en wie kan die wachttijd korter maken?",
        onderwerp="Zaken klaar binnen 90 dagen",
        is_curve=True,
    ),
)

METRIC_OF = {
    cubes.TERUGKEER: "terugkeer",
    cubes.LEG_UIT: "leg_uit",
    cubes.ROUTE: "routeverdeling",
    cubes.DOORLOOPTIJD: "doorlooptijd",
}
"""The metric whose definition says what the shares of a cube are."""

INDICATOR = {indicator.code: indicator for indicator in INDICATORS}


def counted(
    release: Release, indicator: Indicator, *, gebied: str, schooljaar: str
) -> tuple[int, int] | None:
    """Return released x and n of one area and year; None when either is not shown."""
    n = counted_of(release, indicator, gebied=gebied, schooljaar=schooljaar)
    if indicator.is_curve:
        curve = release.curve(
            indicator.kubus, gebied=gebied, schooljaar=schooljaar, code=indicator.numerator
        )
        x = dict(curve.get(cubes.AF, ())).get(LANDMARK)
    else:
        cells = release.cells(indicator.kubus, gebied=gebied, schooljaar=schooljaar)
        x = cells.get(indicator.numerator)
    return None if n is None or x is None else (x, n)


def counted_of(
    release: Release, indicator: Indicator, *, gebied: str, schooljaar: str
) -> int | None:
    """Return released n, of which a share can be shown; None when not shown or too small for one.

    Where there is an n and nothing counted, it is x alone that is hidden.
    """
    cells = release.cells(indicator.kubus, gebied=gebied, schooljaar=schooljaar)
    n = cells.get(indicator.denominator)
    return n if n is not None and n >= LADDER_OWN_DIMENSION else None


def whole_of(release: Release, indicator: Indicator, *, gebied: str, schooljaar: str) -> int | None:
    """Return the smallest released number that the counted are a part of; None where none is."""
    n = release.cells(indicator.kubus, gebied=gebied, schooljaar=schooljaar).get(
        indicator.denominator
    )
    return release.total(gebied=gebied, schooljaar=schooljaar) if n is None else n
