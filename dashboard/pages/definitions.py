"""Page: what every word and number means."""

from dash.development.base_component import Component

from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return []


PAGE = Page(path="/definities", title="Definities", layout=layout)
