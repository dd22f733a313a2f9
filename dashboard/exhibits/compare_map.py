"""The regions beside each other, as tiles and as a table in the order of their codes."""

from dataclasses import replace
from functools import partial

from dashboard.components.tile_map import Tile
from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.compare import (
    FUNNEL,
    NOT_HERE,
    NUMBER_HIDDEN,
    Compared,
    compared,
    label_of,
    released_as,
    unit_of,
    why_left_out,
)
from dashboard.state import State
from etl.domain import areas
from etl.domain.areas import Niveau
from etl.released import dutch
from etl.released.compare import Point
from etl.released.indicators import INDICATORS, Indicator
from etl.released.reader import Release

SHADES = (
    "Een andere tint is nog geen verschil: kijk ook naar de ruimte voor toeval in de tabel. De "
    "tegels liggen ongeveer zoals de regio's op de kaart; een tegel zegt niets over de grootte."
)


SHRUNKEN = (
    "Gebieden met weinig zaken schuiven we voor de tint naar het gemiddelde, omdat hun cijfer "
    "sterk schommelt. Op de tegel staat het cijfer zelf."
)
REGISTRATION_TOO = "Gebieden leggen verzuim niet op dezelfde manier vast."


def _make(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    found = compared(indicator, release, state, niveau=Niveau.REGIO)
    if isinstance(found, Empty):
        return found
    shrunk = found.all.is_overdispersed
    regios = _in_order(found)
    return Shown(
        sentence=_sentence(found),
        table=Table(
            f"{label_of(indicator)} per regio, {state.years}. Aantal: {unit_of(indicator)}.",
            (
                Column("Regio"),
                Column("Aantal", Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Minstens", Kind.SHARE),
                Column("Hoogstens", Kind.SHARE),
                *([Column("Voor de tint", Kind.SHARE)] if shrunk else []),
                Column("Opmerking"),
            ),
            tuple(_row(regio, found, shrunk=shrunk) for regio in regios),
            tuple((released_as(regio),) for regio in regios),
        ),
        notes=(SHADES, *((SHRUNKEN,) if shrunk else ())),
        reading=(REGISTRATION_TOO,),
    )


def _sentence(found: Compared) -> str:
    regios = areas.regios()
    released = {point.gebied for point in found.all.points}
    shown = sum(released_as(regio) in released for regio in regios)
    text = f"De kaart toont {shown} van de {len(regios)} regio's"
    point = found.chosen
    if point is None:
        return f"{text}. De andere leverden niets, of zijn niet te tonen."
    return f"{text}. {point.naam} is gemarkeerd: {dutch.about(point.aandeel, of=point.n)}."


def _in_order(found: Compared) -> list[str]:
    """Return the regions with a value first; within each part they keep the order of their code."""
    released = {point.gebied for point in found.all.points}
    return sorted(areas.regios(), key=lambda regio: released_as(regio) not in released)


def _row(regio: str, found: Compared, *, shrunk: bool) -> tuple[Cell, ...]:
    code = released_as(regio)
    name = f"{regio} {areas.name_of(regio)}"
    point = next((each for each in found.all.points if each.gebied == code), None)
    together = f"Samen met {_partner(regio)}" if code != regio else ""
    if point is None:
        return (name, None, None, None, None, *([None] * shrunk), remark(regio, found))
    remarks = [each for each in (together, point.reden.label if point.reden else "") if each]
    return (
        name,
        point.n,
        point.aandeel,
        point.laag,
        point.hoog,
        *([point.geschoven] if shrunk else []),
        "; ".join(remarks),
    )


def remark(regio: str, found: Compared) -> str:
    """Say why a region has no value."""
    code = released_as(regio)
    if code in found.all.hidden:
        return NUMBER_HIDDEN
    return why_left_out(found.all, code) if code in found.all.left_out else NOT_HERE


def tiles(
    indicator: Indicator, release: Release, state: State, *, path: str
) -> dict[str, Tile] | None:
    """Return the tile of every region, each a link to the same page about it; None without map."""
    found = compared(indicator, release, state, niveau=Niveau.REGIO)
    if isinstance(found, Empty):
        return None
    points = {point.gebied: point for point in found.all.points}
    result = {}
    for regio in areas.regios():
        code = released_as(regio)
        query = replace(state, gebied=code).full_query()
        point = points.get(code)
        result[regio] = Tile(
            name=areas.name_of(regio),
            share=point.aandeel if point else None,
            tint=point.geschoven if point else None,
            is_grey=point is not None and point.reden is not None,
            href=f"{path}?{query}",
            is_chosen=code == found.gebied,
            remark=_remark_of_tile(regio, found, point),
        )
    return result


def _remark_of_tile(regio: str, found: Compared, point: Point | None) -> str:
    if point is None:
        return remark(regio, found)
    together = f"Samen met {areas.name_of(_partner(regio))}" if released_as(regio) != regio else ""
    unfair = f"Niet te vergelijken: {point.reden.label}" if point.reden else ""
    return ". ".join(each for each in (together, unfair) if each)


def _partner(regio: str) -> str:
    [other] = [part for part in released_as(regio).split("+") if part != regio]
    return other


MAP = {
    each.code: Exhibit(
        id=f"kaart-{each.code}",
        metric=FUNNEL[each.code].metric,
        question=f"{label_of(each)} – de regio's op de kaart",
        make=partial(_make, each),
    )
    for each in INDICATORS
}
