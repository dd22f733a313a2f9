"""Page: how often the MAS is departed from, and whether that is explained."""

from dash.development.base_component import Component

from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return []


PAGE = Page(path="/leg-uit", title="Pas toe of leg uit", layout=layout)
