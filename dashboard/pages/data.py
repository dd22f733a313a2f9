"""Page: what was delivered, and what was set aside."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.exhibits.data import BY_RULE, CHECKED, FILES, FINDINGS, SUPPLIERS
from dashboard.exhibits.data_coverage import COMPLETENESS, COVERAGE
from dashboard.exhibits.data_registration import REGIONS
from dashboard.exhibits.data_registration import SUPPLIERS as REGISTRATION
from dashboard.pages import Page
from dashboard.state import YEAR, State
from etl.released.reader import Release

EXHIBITS = (
    SUPPLIERS,
    REGIONS,
    REGISTRATION,
    COVERAGE,
    COMPLETENESS,
    BY_RULE,
    FINDINGS,
    FILES,
    CHECKED,
)
OPEN = (SUPPLIERS, REGIONS, REGISTRATION, COMPLETENESS)
"""A row a supplier or region: read at once. The others are for looking things up."""


def layout(release: Release, state: State) -> list[Component]:
    state = replace(state, filters=())
    return [
        html.P(
            "Hier staat waar de cijfers vandaan komen. Het gaat over bestanden en regels, nooit "
            "over één zaak of leerling."
        ),
        *(
            figure_card(each, release=release, state=state, open_table=each in OPEN)
            for each in EXHIBITS
        ),
    ]


PAGE = Page(
    path="/gegevens",
    title="Gegevens",
    layout=layout,
    exhibits=EXHIBITS,
    base=(YEAR,),
    is_of_one_year=True,
)
