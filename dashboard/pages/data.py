"""Page: what was delivered, and what was set aside."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.exhibits.data import BY_RULE, CHECKED, FILES, FINDINGS
from dashboard.exhibits.data_coverage import COMPLETENESS, COVERAGE
from dashboard.pages import Page
from dashboard.state import YEAR, State
from etl.released.reader import Release

OPEN = (FILES, COVERAGE, BY_RULE, COMPLETENESS)
CLOSED = (FINDINGS, CHECKED)


def layout(release: Release, state: State) -> list[Component]:
    state = replace(state, filters=())
    return [
        html.P(
            "Hier staat waar de cijfers vandaan komen. Het gaat over bestanden en regels, nooit "
            "over één zaak of leerling."
        ),
        *(figure_card(each, release=release, state=state, open_table=True) for each in OPEN),
        *(figure_card(each, release=release, state=state) for each in CLOSED),
    ]


PAGE = Page(
    path="/gegevens",
    title="Gegevens",
    layout=layout,
    exhibits=(*OPEN, *CLOSED),
    base=(YEAR,),
)
