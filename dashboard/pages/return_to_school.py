"""Page: how many are back in education, and how soon."""

from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.exhibits.curves_return import GROUPS, YEARS
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return [figure_card(each, release=release, state=state) for each in (*GROUPS, YEARS)]


PAGE = Page(path="/terugkeer", title="Terugkeer", layout=layout, exhibits=(*GROUPS, YEARS))
