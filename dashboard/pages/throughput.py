"""Page: how long steps, zaken and handovers take."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import figure_cards
from dashboard.exhibits.afterwards import HOLIDAY, STOCK
from dashboard.exhibits.handovers import TIMES, WITHIN_NORM, normed
from dashboard.exhibits.throughput import CASE, STEPS
from dashboard.pages import Page
from dashboard.state import State
from etl.released.reader import Release


def layout(release: Release, state: State) -> list[Component]:
    more = {WITHIN_NORM.id: _sources(release, state)}
    return list(figure_cards(PAGE.exhibits, release=release, state=state, more=more))


def _sources(release: Release, state: State) -> html.Details:
    return html.Details(
        [
            html.Summary("Waar staan deze normen?"),
            html.Ul(
                [
                    html.Li([html.Strong(f"{each.label}, {each.norm_dagen} dagen. "), each.source])
                    for each in normed(release, state)
                ],
                className="noot",
            ),
        ],
        id="normen-bron",
        className="tabelblok",
    )


PAGE = Page(
    path="/doorlooptijd",
    title="Doorlooptijd",
    layout=layout,
    exhibits=(CASE, STOCK, STEPS, WITHIN_NORM, TIMES, HOLIDAY),
    ladder="doorlooptijd",
)
