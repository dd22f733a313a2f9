"""The pages. A page is one module with a `PAGE`, and is listed in `dashboard.app.PAGES`.

A page is a pure function of a release and a state; the URL holds the state, and there are no
callbacks:

    def layout(release: Release, state: State) -> list[Component]:
        return [figure_card(ROUTES, release=release, state=state)]

    PAGE = Page(
        path="/routes", title="Routes", layout=layout, exhibits=(ROUTES,),
    )

`exhibits` gives each figure its download addresses. `choices` adds selects of the page's own to
the filter bar (`state.choice("indicator")`); `base` says which of the shared controls it uses:
`()` for a page without a filter bar; `ladder` names the metric that says how many filters an area
allows, where that is not the one of zaken by a dimension. The shell writes the h1; a page starts
at h2.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.exhibits import Exhibit
from dashboard.state import AREA, YEAR, Choice, Query, State, parse
from etl.released.reader import Release

ALL_CONTROLS = (AREA, YEAR, "filters")


@dataclass(frozen=True)
class Page:
    """One page of the dashboard."""

    path: str
    title: str
    """The heading, and the entry in the menu."""

    layout: Callable[[Release, State], list[Component]]
    exhibits: tuple[Exhibit, ...] = ()
    choices: tuple[Choice, ...] = ()
    base: tuple[str, ...] = ALL_CONTROLS
    ladder: str = "routeverdeling"
    """The metric whose rung of the ladder says how many filters the bar offers."""

    is_of_one_year: bool = False
    """Whether it has nothing to show of two schooljaren together."""

    in_menu: bool = True
    """Whether the menu lists it; else other pages link to it."""

    def state_of(self, query: Query, release: Release) -> State:
        """Read a query as a state of this page."""
        return parse(
            query, release=release, choices=self.choices, is_of_one_year=self.is_of_one_year
        )
