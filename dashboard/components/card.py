"""A figure card: the question, one sentence, the chart, its table and its files."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.table import table
from dashboard.exhibits import Empty, Exhibit, Shown
from dashboard.state import State
from dashboard.theme import CONFIG, Chart
from etl.released.reader import Release


def figure_card(
    exhibit: Exhibit,
    *,
    release: Release,
    state: State,
    picture: Component | None = None,
    open_table: bool = False,
    more: Component | None = None,
) -> html.Section:
    """Build the card of an exhibit; an exhibit with nothing to show says why.

    Args:
        exhibit: what to show.
        release: where it is read.
        state: for which area, year and filters.
        picture: shown in place of the exhibit's chart, such as the MAS as a picture.
        open_table: the table is unfolded at once, where the table is the figure.
        more: stands under the table, such as where a norm comes from.
    """
    content = exhibit.make(release, state)
    title = f"kop-{exhibit.id}"
    head = html.H2(exhibit.question, id=title)
    if isinstance(content, Empty):
        body: list[Component] = [empty(content), _links(exhibit, state=state, files=False)]
    else:
        body = [
            html.P(content.sentence, className="kernzin"),
            *_drawing(exhibit, content, picture=picture),
            *(html.P(note, className="noot") for note in content.notes),
            html.Details(
                [html.Summary("Bekijk als tabel"), table(content.table)],
                open=open_table,
                className="tabelblok",
            ),
            *([more] if more is not None else []),
            _links(exhibit, state=state, files=True),
        ]
    return html.Section(
        [head, *body],
        id=exhibit.id,
        className="kaart",
        **attributes(aria_labelledby=title),
    )


def chart(figure: Chart, *, name: str, description: str) -> html.Figure:
    """Build a chart with its description in words; the numbers stand in the table below it."""
    height = figure["layout"]["height"]
    graph = dcc.Graph(
        id=f"grafiek-{name}",
        figure=figure,
        config=CONFIG,
        responsive=True,
        style={"height": f"{height}px"},
    )
    return html.Figure(
        [
            # the drawing is for the eye; the caption and the table say the same in words
            html.Div(graph, className="tekening", **attributes(aria_hidden="true")),
            html.Figcaption(f"Grafiek: {description}", className="alleen-voorlezen"),
        ],
        className="grafiek",
    )


def empty(content: Empty) -> html.Div:
    """Say why there is nothing to show, and what to try."""
    return html.Div(
        [
            html.P(content.sentence, className="leeg-reden"),
            *([html.P(content.advice)] if content.advice else []),
        ],
        className="leeg",
    )


def _drawing(exhibit: Exhibit, content: Shown, *, picture: Component | None) -> list[Component]:
    if picture is not None:
        return [picture]
    if content.chart is None:
        return []
    return [chart(content.chart, name=exhibit.id, description=content.sentence)]


def _links(exhibit: Exhibit, *, state: State, files: bool) -> html.Ul:
    query = state.full_query()
    items = [
        html.A(
            "Wat betekent dit?",
            href=f"{state.href('/definities')}#{exhibit.metric}",
            **attributes(data_nav="ja", aria_label=f"Wat betekent dit? {exhibit.definition.title}"),
        )
    ]
    if files:
        items += [
            html.A(
                label,
                href=f"/export/{exhibit.id}.{extension}?{query}",
                download="",
                **attributes(aria_label=f"{label}: {exhibit.question}"),
            )
            for label, extension in (("CSV", "csv"), ("Excel", "xlsx"))
        ]
    return html.Ul([html.Li(item) for item in items], className="kaartlinks")
