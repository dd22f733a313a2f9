"""Page: how many are back in education, and how soon."""

from dash.development.base_component import Component

from dashboard.components.card import figure_cards
from dashboard.exhibits.afterwards import LASTING, PAST_THE_LINE
from dashboard.exhibits.curves_return import GROUPS, YEARS
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return list(figure_cards(PAGE.exhibits, release=release, state=state))


PAGE = Page(
    path="/terugkeer",
    title="Terugkeer",
    layout=layout,
    exhibits=(*GROUPS, YEARS, LASTING, PAST_THE_LINE),
)
