"""Page: how often the MAS is departed from, and whether that is explained."""

from dash.development.base_component import Component

from dashboard.components.card import figure_cards
from dashboard.exhibits.comply_explain import EXPLAINED, LEDGER
from dashboard.exhibits.comply_explain_kinds import KINDS
from dashboard.exhibits.deviations import BESIDE, WHERE
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    return list(figure_cards(PAGE.exhibits, release=release, state=state))


PAGE = Page(
    path="/leg-uit",
    title="Pas toe of leg uit",
    layout=layout,
    exhibits=(EXPLAINED, LEDGER, *KINDS, WHERE, BESIDE),
)
