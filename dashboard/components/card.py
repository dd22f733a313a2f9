"""A figure card: the question, one sentence, the chart, its table and its files."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.table import table
from dashboard.exhibits import Empty, Exhibit, Shown
from dashboard.nearest import Near, Shows, nearest
from dashboard.state import State
from dashboard.theme import CONFIG, Chart
from etl.domain.disclosure import LADDER_OWN_DIMENSION
from etl.released.reader import Release
from etl.released.withheld import RULE

TABLE = "Bekijk als tabel"
READING = "Hoe lees ik dit?"
PIN = "Vastpinnen"

NOT_HERE = "Hier niet te tonen"
INSTEAD = "Wel te tonen:"

_NO_MORE: Mapping[str, Component] = MappingProxyType({})


def figure_card(
    exhibit: Exhibit,
    *,
    release: Release,
    state: State,
    picture: Component | None = None,
    open_table: bool | None = None,
    more: Component | None = None,
    content: Shown | Empty | None = None,
) -> html.Section:
    """Build the card of an exhibit; an exhibit with nothing to show says why.

    Args:
        exhibit: what to show.
        release: where it is read.
        state: for which area, year and filters.
        picture: shown in place of the exhibit's chart, such as the MAS as a picture.
        open_table: whether the table is unfolded at once; if it is not said, where it is all that
            there is of the figure.
        more: stands under the table, such as where a norm comes from.
        content: what the exhibit made of it, where that is known already.
    """
    content = content or exhibit.make(release, state)
    if open_table is None:
        open_table = picture is None and isinstance(content, Shown) and content.chart is None
    title = f"kop-{exhibit.id}"
    head = html.H2(exhibit.title(state), id=title)
    if isinstance(content, Empty):
        near = nearest(release, state, _shows([exhibit], release=release))
        body: list[Component] = [
            empty(content, near=near),
            _links(exhibit, state=state, files=False),
        ]
    else:
        body = [
            html.P(content.sentence, className="kernzin"),
            *_drawing(exhibit, content, picture=picture),
            *(html.P(note, className="noot") for note in content.notes),
            *_reading(exhibit, content, of=title),
            html.Details(
                [_summary(TABLE, of=title), table(content.table)],
                id=f"tabel-{exhibit.id}",
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


def figure_cards(
    exhibits: Sequence[Exhibit],
    *,
    release: Release,
    state: State,
    more: Mapping[str, Component] = _NO_MORE,
) -> list[html.Section]:
    """Build the cards of a page; those with nothing to show become one card at the end.

    Args:
        exhibits: what to show, in order.
        release: where it is read.
        state: for which area, year and filters.
        more: what stands under a table, by the id of its exhibit.
    """
    made = [(each, each.make(release, state)) for each in exhibits]
    missing = [(each, content) for each, content in made if isinstance(content, Empty)]
    together = len(missing) > 1
    cards = [
        figure_card(each, release=release, state=state, content=content, more=more.get(each.id))
        for each, content in made
        if isinstance(content, Shown) or not together
    ]
    return [*cards, _nothing_to_show(missing, release=release, state=state)] if together else cards


def _shows(exhibits: Sequence[Exhibit], *, release: Release) -> Shows:
    return lambda state: any(isinstance(each.make(release, state), Shown) for each in exhibits)


def _nothing_to_show(
    missing: Sequence[tuple[Exhibit, Empty]], *, release: Release, state: State
) -> html.Section:
    """Say of several figures at once why they are not there."""
    title = "kop-niet-te-tonen"
    reasons = dict.fromkeys(content.sentence for _, content in missing)
    advice = dict.fromkeys(content.advice for _, content in missing if content.advice)
    body: list[Component] = []
    for reason in reasons:
        titles = [each.title(state) for each, content in missing if content.sentence == reason]
        body.append(html.P(reason, className="leeg-reden"))
        body.append(html.Ul([html.Li(title) for title in titles], className="opsomming"))
    near = nearest(release, state, _shows([each for each, _ in missing], release=release))
    body += [_instead(near)] if near else [html.P(text) for text in advice]
    metrics = {each.metric: each for each, _ in missing}
    return html.Section(
        [
            html.H2(NOT_HERE, id=title),
            html.Div(body, className="leeg"),
            html.Ul(
                [
                    html.Li(_meaning(each, state=state, is_one=len(metrics) == 1))
                    for each in metrics.values()
                ],
                className="kaartlinks",
            ),
        ],
        className="kaart",
        **attributes(aria_labelledby=title),
    )


def _summary(words: str, *, of: str) -> html.Summary:
    """Say what opens; in a list of the page's buttons its figure is told after it."""
    return html.Summary(words, **attributes(aria_describedby=of))


def _reading(exhibit: Exhibit, content: Shown, *, of: str) -> list[Component]:
    if not content.reading:
        return []
    return [
        html.Details(
            [
                _summary(READING, of=of),
                *(html.P(text, className="noot") for text in content.reading),
            ],
            id=f"lezen-{exhibit.id}",
            className="tabelblok leesuitleg",
        )
    ]


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


def empty(content: Empty, *, near: Sequence[Near] = ()) -> html.Div:
    """Say why there is nothing to show, and lead to what can be shown, or say what to try."""
    advice = [html.P(content.advice)] if content.advice else []
    return html.Div(
        [
            html.P(content.sentence, className="leeg-reden"),
            *([_instead(near)] if near else advice),
        ],
        className="leeg",
    )


def nothing_yet(state: State) -> html.Section:
    """Build what a page shows of a release in which no area has enough zaken, and what to do."""
    data = html.A("Gegevens", href=state.href("/gegevens"), **attributes(data_nav="ja"))
    return html.Section(
        [
            html.H2("Er is nog niets te tonen", id="kop-nog-niets"),
            html.P(
                f"Een gebied heeft cijfers vanaf {LADDER_OWN_DIMENSION} zaken in een schooljaar. "
                f"{RULE} Zo is niemand herkenbaar.",
                className="leeg-reden",
            ),
            html.P(
                "Vraag de beheerder om meer schooljaren of gemeenten in te laden. Ververs daarna "
                "deze pagina."
            ),
            html.P(["Wat al is geleverd, staat op de pagina ", data, "."]),
        ],
        className="kaart",
        **attributes(aria_labelledby="kop-nog-niets"),
    )


def _instead(near: Sequence[Near]) -> html.P:
    """Link to the views of the same page that can be shown."""
    parts: list[Component | str] = [f"{INSTEAD} "]
    for place, each in enumerate(near):
        if place:
            parts.append(" · ")
        query = each.state.full_query()
        parts.append(html.A(each.name, href=f"?{query}", **attributes(data_nav="ja")))
    return html.P(parts, className="wel-te-tonen")


def _drawing(exhibit: Exhibit, content: Shown, *, picture: Component | None) -> list[Component]:
    if picture is not None:
        return [picture]
    if content.chart is None:
        return []
    return [chart(content.chart, name=exhibit.id, description=content.sentence)]


def _links(exhibit: Exhibit, *, state: State, files: bool) -> html.Ul:
    query = state.full_query()
    items = [_meaning(exhibit, state=state)]
    if files:
        items.append(pin_link(exhibit, state=state))
        items += [
            html.A(
                label,
                href=f"/export/{exhibit.id}.{extension}?{query}",
                download="",
                **attributes(aria_label=f"{label}: {exhibit.title(state)}"),
            )
            for label, extension in (("CSV", "csv"), ("Excel", "xlsx"))
        ]
    return html.Ul([html.Li(item) for item in items], className="kaartlinks")


def pin_link(exhibit: Exhibit, *, state: State) -> html.A:
    """Offer to pin a figure, as it is asked for here, to the agenda of a meeting."""
    return html.A(
        PIN,
        href=f"/vastpinnen?figuur={exhibit.id}&{state.full_query()}",
        **attributes(aria_label=f"{PIN}: {exhibit.title(state)}"),
    )


def _meaning(exhibit: Exhibit, *, state: State, is_one: bool = True) -> html.A:
    """Lead to a definition; of several beside each other each says of what."""
    title = exhibit.definition.title
    return html.A(
        "Wat betekent dit?" if is_one else f"Wat betekent ‘{title}’?",
        href=f"{state.href('/definities')}#{exhibit.metric}",
        **attributes(data_nav="ja", aria_label=f"Wat betekent dit? {title}" if is_one else None),
    )
