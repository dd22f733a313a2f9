"""Page: the summary for step 10 of the MAS, to print and take to the regional meeting."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.card import empty, pin_link
from dashboard.components.paper import print_bar
from dashboard.components.table import table
from dashboard.exhibits.evaluation import (
    AGREED,
    PARTS,
    TALKING_POINTS,
    Brief,
    Part,
    TalkingPoint,
    brief,
)
from dashboard.nearest import nearest
from dashboard.pages import Page
from dashboard.state import AREA, YEAR, State
from etl.domain.steps import BOX
from etl.released import dutch
from etl.released.reader import Release

READING = (
    "De ruimte voor toeval (95%) zegt niets over verschillen in vastleggen. Een streepje (–) is: "
    "niet te tonen. Wat hier staat, is een begin van het gesprek en geen oordeel."
)


def layout(release: Release, state: State) -> list[Component]:
    state = replace(state, filters=())
    return [
        _to_meetings(),
        print_bar("Print deze samenvatting, of bewaar haar als pdf: twee bladzijden A4."),
        _about(release, state),
        html.Div(
            [
                html.Div(
                    [_part(part, release, state) for part in parts],
                    className="samenvattingkolom",
                )
                for parts in (PARTS[:3], PARTS[3:5])
            ],
            className="samenvatting",
        ),
        *(_part(part, release, state) for part in PARTS[5:]),
        _meeting(),
    ]


def _to_meetings() -> html.P:
    return html.P(
        html.A("Naar de vergaderingen", href="/vergaderingen", className="knop"),
        className="niet-op-papier",
    )


def _about(release: Release, state: State) -> html.Div:
    counted = release.counted_at(state.gebied, state.schooljaar)
    return html.Div(
        [
            html.P(
                f"Samenvatting voor stap 10 van de MAS: {BOX['10'].title.lower()}. "
                f"Peildatum {dutch.day(counted)}, {release.id}.",
            ),
            html.P(READING, className="noot"),
        ],
        className="evaluatiekop",
    )


def _part(part: Part, release: Release, state: State) -> html.Section:
    filled = brief(part, release, state)
    title = f"deel-{part.exhibit.id}"
    body: list[Component] = [html.P(text, className="deelzin") for text in filled.sentences]
    if filled.empty:
        near = nearest(release, state, lambda asked: not brief(part, release, asked).empty)
        body.append(empty(filled.empty, near=near))
    if filled.table:
        body.append(table(filled.table, hide_caption=True))
        body += [html.P(note, className="noot") for note in part.notes]
    more = html.A(
        "Meer hierover",
        href=state.href(part.path),
        **attributes(data_nav="ja", aria_label=f"Meer hierover: {part.title}"),
    )
    return html.Section(
        [
            html.H2(part.title, id=title),
            *body,
            html.Ul([html.Li(more), *_files(filled, state=state)], className="kaartlinks"),
        ],
        className="kaart deel",
        **attributes(aria_labelledby=title),
    )


def _files(filled: Brief, *, state: State) -> list[html.Li]:
    if not filled.table:
        return []
    return [
        html.Li(pin_link(filled.part.exhibit, state=state)),
        *_downloads(filled, state=state),
    ]


def _downloads(filled: Brief, *, state: State) -> list[html.Li]:
    return [
        html.Li(
            html.A(
                label,
                href=f"/export/{filled.part.exhibit.id}.{extension}?{state.query()}",
                download="",
                **attributes(aria_label=f"{label}: {filled.part.title}"),
            )
        )
        for label, extension in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def _meeting() -> html.Section:
    return html.Section(
        [
            html.H2("Voor het gesprek", id="kop-gesprek"),
            html.Ol(
                [html.Li(_point(point)) for point in (*TALKING_POINTS, AGREED)],
                className="gespreksvragen",
            ),
        ],
        className="kaart gesprek",
        **attributes(aria_labelledby="kop-gesprek"),
    )


def _point(point: TalkingPoint) -> list[Component]:
    return [
        html.H3(point.question),
        html.P(point.hint, className="noot"),
        # room to write, on paper only
        html.Div(className="schrijfruimte", **attributes(aria_hidden="true")),
    ]


PAGE = Page(path="/evaluatie", title="Evaluatie", layout=layout, base=(AREA, YEAR))
