"""Page: which route zaken take."""

from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.exhibits.routes import ROUTES
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return [figure_card(ROUTES, release=release, state=state)]


PAGE = Page(path="/routes", title="Routes", layout=layout, exhibits=(ROUTES,))
