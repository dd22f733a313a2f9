"""Where a figure has nothing to show: the nearest views of the same figure that do.

One mechanism for every page. It asks the figure itself, so that a link always leads to something.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dashboard.state import State
from etl.domain import areas, codes
from etl.domain.areas import Niveau
from etl.domain.schooljaren import are_together, each_of, named, together
from etl.released.reader import Release

Shows = Callable[[State], bool]
"""Whether a figure has something to show for a state."""


@dataclass(frozen=True)
class Near:
    """A view that can be shown, and how a link names it."""

    name: str
    state: State


def nearest(release: Release, state: State, shows: Shows) -> tuple[Near, ...]:
    """Return the nearest view by fewer filters, by a larger area and by other years, if any."""
    kinds = (
        _fewer_filters(state),
        _larger(release, state),
        _two_years(release, state),
        _other_years(release, state),
    )
    found = (next((near for near in kind if shows(near.state)), None) for kind in kinds)
    return tuple(near for near in found if near is not None)


def _fewer_filters(state: State) -> Iterator[Near]:
    if len(state.filters) > 1:
        for column, code in state.filters:
            name = f"alleen {codes.filter_label(column, code)}"
            yield Near(name, _at(state, filters=((column, code),)))
    if state.filters:
        yield Near("alle zaken, zonder filter", _at(state, filters=()))


def _larger(release: Release, state: State) -> Iterator[Near]:
    """Areas around the state's, small to large; each with its filters, then without."""
    regio = areas.regio_of(state.gebied)
    around = [
        code
        for code in release.areas.get(Niveau.REGIO, ())
        if regio is not None and regio in code.split("+")
    ]
    if state.niveau is not Niveau.LAND:
        around += release.areas.get(Niveau.LAND, ())
    for gebied in around:
        name = "heel Nederland" if gebied == areas.NEDERLAND else f"regio {areas.name_of(gebied)}"
        if are_together(state.schooljaar):
            name += f", schooljaar {state.last_year}"
        # larger areas have single schooljaren alone
        yield Near(name, _at(state, gebied=gebied, schooljaar=state.last_year))
        if state.filters:
            yield Near(f"{name}, zonder filter", _at(state, gebied=gebied, filters=()))


def _two_years(release: Release, state: State) -> Iterator[Near]:
    """The schooljaar together with another one, where a gemeente has few zaken."""
    pair = together(state.schooljaar)
    if pair in release.together.get(state.gebied, ()):
        without = ", zonder filter" if state.filters else ""
        yield Near(f"{named(pair)}{without}", _at(state, schooljaar=pair, filters=()))


def _other_years(release: Release, state: State) -> Iterator[Near]:
    """The other school years, the nearest first and of two as near the older: it is complete.

    Of two together it is each of those.
    """
    if are_together(state.schooljaar):
        for year in reversed(each_of(state.schooljaar)):
            yield Near(f"schooljaar {year}", _at(state, schooljaar=year))
        return
    if state.schooljaar not in release.schooljaren:
        # nothing is shown of any year yet
        return
    here = release.schooljaren.index(state.schooljaar)
    places = sorted(
        (place for place in range(len(release.schooljaren)) if place != here),
        key=lambda place: (abs(place - here), place),
    )
    for place in places:
        year = release.schooljaren[place]
        yield Near(f"schooljaar {year}", _at(state, schooljaar=year))


def _at(
    state: State,
    *,
    gebied: str | None = None,
    schooljaar: str | None = None,
    filters: tuple[tuple[str, str], ...] | None = None,
) -> State:
    return replace(
        state,
        gebied=gebied or state.gebied,
        schooljaar=schooljaar or state.schooljaar,
        filters=state.filters if filters is None else filters,
        notices=(),
    )
