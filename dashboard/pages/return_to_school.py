"""Page: how many are back in education, and how soon."""

from dash.development.base_component import Component

from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return []


PAGE = Page(path="/terugkeer", title="Terugkeer", layout=layout)
