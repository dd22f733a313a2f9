"""Page: one area beside itself, then beside others. No ranks, and nothing sorted by value."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import figure_card
from dashboard.components.tile_map import tile_map
from dashboard.exhibits.compare import (
    FUNNEL,
    INDICATOR_CHOICE,
    LEVEL_CHOICE,
    QUESTION_NOT_VERDICT,
    REGISTRATION,
    label_of,
    without_filters,
)
from dashboard.exhibits.compare_expected import EXPECTED
from dashboard.exhibits.compare_map import MAP, tiles
from dashboard.exhibits.compare_quarters import QUARTERS
from dashboard.exhibits.compare_similar import SIMILAR
from dashboard.exhibits.compare_years import YEARS
from dashboard.pages import Page
from dashboard.state import AREA, YEAR, State
from etl.released.indicators import INDICATOR
from etl.released.reader import Release

PATH = "/vergelijken"


def layout(release: Release, state: State) -> list[Component]:
    state = without_filters(state)
    indicator = INDICATOR[state.choice(INDICATOR_CHOICE.name)]
    held = tiles(indicator, release, state, path=PATH)
    picture = (
        tile_map(
            held,
            label=f"{label_of(indicator)}, per regio. Kies een regio.",
            unknown="niet geleverd, niet te tonen, of niet te vergelijken",
        )
        if held
        else None
    )
    return [
        figure_card(YEARS[indicator.code], release=release, state=state),
        figure_card(QUARTERS[indicator.code], release=release, state=state),
        html.P([html.Strong(QUESTION_NOT_VERDICT), f" {REGISTRATION}"], className="melding vooraf"),
        *(
            [figure_card(EXPECTED[indicator.code], release=release, state=state)]
            if indicator.code in EXPECTED
            else []
        ),
        figure_card(SIMILAR[indicator.code], release=release, state=state, open_table=True),
        figure_card(FUNNEL[indicator.code], release=release, state=state),
        html.Div(
            figure_card(
                MAP[indicator.code], release=release, state=state, picture=picture, open_table=True
            ),
            className="kaart-met-tabel",
        ),
    ]


PAGE = Page(
    path=PATH,
    title="Vergelijken",
    layout=layout,
    exhibits=tuple(
        exhibit
        for kind in (YEARS, QUARTERS, EXPECTED, SIMILAR, FUNNEL, MAP)
        for exhibit in kind.values()
    ),
    choices=(INDICATOR_CHOICE, LEVEL_CHOICE),
    base=(AREA, YEAR),
    is_of_one_year=True,
)
