"""Page: the MAS itself: phases, instrument, advice against choice, and feedback."""

from dash.development.base_component import Component

from dashboard.components.card import figure_cards
from dashboard.exhibits.afterwards import FEEDBACK
from dashboard.exhibits.deviations import HEAVY, INSTRUMENT, MATRIX, PHASES
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return list(figure_cards(PAGE.exhibits, release=release, state=state))


PAGE = Page(
    path="/mas",
    title="De MAS volgen",
    layout=layout,
    exhibits=(PHASES, HEAVY, INSTRUMENT, MATRIX, FEEDBACK),
)
