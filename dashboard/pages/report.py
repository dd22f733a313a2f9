"""Page: the rows of the yearly report to the gemeenteraad."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.components.paper import print_bar
from dashboard.exhibits.report import REPORT, SCHOOLS
from dashboard.pages import Page
from dashboard.state import AREA, YEAR, State
from etl.released.reader import Release

LAW = (
    "Het college doet elk jaar vóór 1 oktober verslag aan de gemeenteraad over het laatste "
    "schooljaar dat voorbij is (Leerplichtwet 1969, artikel 25). Deze tabellen zijn een bouwsteen: "
    "niet alles wat in zo'n verslag hoort, staat in de gegevens."
)


def layout(release: Release, state: State) -> list[Component]:
    state = replace(state, filters=())
    return [
        print_bar("Print dit rapport, bewaar het als pdf, of haal de tabellen op als Excel."),
        html.P(LAW),
        html.Div(
            [
                figure_card(each, release=release, state=state, open_table=True)
                for each in (REPORT, SCHOOLS)
            ],
            className="kaarten rapport",
        ),
    ]


PAGE = Page(
    path="/rapport",
    title="Rapport gemeente",
    layout=layout,
    exhibits=(REPORT, SCHOOLS),
    base=(AREA, YEAR),
    is_of_one_year=True,
)
