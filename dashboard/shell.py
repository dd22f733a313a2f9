"""What surrounds every page: menu, warnings, heading, filter bar, notices, footer.

The whole shell is part of the page's answer, so that menu links, filter options and warnings
always belong to the release and the state that the page shows.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.filterbar import filter_bar
from dashboard.exhibits.curves import RUNNING
from dashboard.exports import warnings
from dashboard.pages import Page
from dashboard.state import State
from etl.domain.disclosure import (
    DO_NOT_ADD_UP,
    LADDER_ONE_FILTER,
    LADDER_OWN_DIMENSION,
    RULE,
)
from etl.released import dutch
from etl.released.reader import Release
from etl.released.views import filters_allowed

PRODUCT = "MAS-monitor"
SUBTITLE = "Methodische Aanpak Schoolverzuim"

MEETINGS = (("/vergaderingen", "Vergaderingen"), ("/afspraken", "Afspraken"))
"""In the menu after the evaluation; these are no pages of Dash."""

EVALUATION = "/evaluatie"


def shell(
    page: Page,
    content: Sequence[Component],
    *,
    pages: Sequence[Page],
    release: Release,
    state: State,
) -> html.Div:
    """Surround a page's content."""
    return html.Div(
        [
            html.A("Naar de inhoud", href="#inhoud", className="naar-inhoud"),
            _side(pages, current=page.path, state=state),
            _warnings(release),
            html.Main(
                [
                    _heading(page, release=release, state=state),
                    _filters(page, release=release, state=state),
                    *(html.P(text, className="melding", role="status") for text in state.notices),
                    html.Div(list(content), className="kaarten"),
                ],
                id="inhoud",
                className="inhoud",
                tabIndex="-1",
            ),
            _footer(page, release=release, state=state),
        ],
        className="schil",
    )


def bare(title: str, paragraphs: Sequence[str]) -> html.Div:
    """Build a page without a release: nothing to choose, nothing to show, but what to do."""
    return html.Div(
        [
            html.Header(_brand("/"), className="zijkant zijkant-vast"),
            html.Main(
                html.Div(
                    [html.H1(title), *(html.P(text) for text in paragraphs)], className="kaart"
                ),
                id="inhoud",
                className="inhoud",
            ),
        ]
    )


def _side(pages: Sequence[Page], *, current: str, state: State) -> html.Header:
    links = []
    for page in (each for each in pages if each.in_menu):
        is_here = attributes(aria_current="page" if page.path == current else None)
        link = html.A(
            page.title, href=state.href(page.path), **attributes(data_nav="ja"), **is_here
        )
        links.append(html.Li(link))
        if page.path == EVALUATION:
            links += [html.Li(html.A(title, href=path)) for path, title in MEETINGS]
    return html.Header(
        html.Div(
            [
                _brand(state.href("/")),
                html.Button(
                    "Menu",
                    type="button",
                    className="menuknop",
                    **attributes(aria_expanded="false", aria_controls="menu"),
                ),
                html.Nav(
                    html.Ul(links), id="menu", className="menu", **attributes(aria_label="Pagina's")
                ),
            ],
            className="zijkant-vast",
        ),
        className="zijkant",
    )


def _brand(href: str) -> html.A:
    # the mark is the MAS itself: a shared start, two lanes, a shared end
    mark = html.Span([html.I(), html.I(), html.I(), html.I()], className="merkteken")
    name = html.Span([PRODUCT, html.Span(SUBTITLE, className="merkregel")], className="merknaam")
    return html.A([mark, name], href=href, className="merk", **attributes(data_nav="ja"))


def _warnings(release: Release) -> html.Aside | None:
    texts = warnings(release)
    if not texts:
        return None
    return html.Aside(
        html.Ul([html.Li(text) for text in texts]),
        className="waarschuwing",
        **attributes(aria_label="Let op"),
    )


def _heading(page: Page, *, release: Release, state: State) -> html.Div:
    return html.Div(
        [
            html.H1(page.title),
            *([html.P(_scope(page, release, state))] if page.base and release.schooljaren else []),
        ],
        className="paginakop",
    )


def _scope(page: Page, release: Release, state: State) -> str:
    """Say what the page is about, and how much of the area delivered."""
    parts = []
    if "gebied" in page.base:
        parts.append(state.gebied_naam)
    if "schooljaar" in page.base:
        runs = RUNNING if release.is_running(state.gebied, state.schooljaar) else ""
        parts.append(f"{state.years}{runs}")
    if "filters" in page.base:
        parts.append(state.selection)
    if "gebied" in page.base and "schooljaar" in page.base:
        coverage = release.coverage(state.gebied, state.schooljaar)
        if coverage.of > 1:
            parts.append(
                f"{dutch.count(coverage.delivered)} van {dutch.count(coverage.of)} "
                "gemeenten leverden"
            )
        counted = release.counted_at(state.gebied, state.schooljaar)
        if counted < release.peildatum:
            # an older delivery, fewer than ten pupils changed since, or the school year is frozen
            parts.append(f"stand van {dutch.day(counted)}")
    return dutch.capitalised(" · ".join(parts))


def _filters(page: Page, *, release: Release, state: State) -> Component | None:
    if (not page.base and not page.choices) or not release.schooljaren:
        return None
    allowed = filters_allowed(
        release, gebied=state.gebied, schooljaar=state.schooljaar, metric=page.ladder
    )
    return filter_bar(
        release=release,
        state=state,
        choices=page.choices,
        base=page.base,
        can_filter=allowed > 0,
        can_filter_twice=allowed > 1,
        is_of_one_year=page.is_of_one_year,
        filter_from=LADDER_OWN_DIMENSION if page.ladder == "omvang" else LADDER_ONE_FILTER,
    )


def _footer(page: Page, *, release: Release, state: State) -> html.Footer:
    # cells that were counted earlier stay in a release: it may be newer than what the page shows
    counted = release.counted_at(state.gebied, state.schooljaar)
    is_about = "gebied" in page.base and "schooljaar" in page.base
    pairs = (
        *([("Peildatum", dutch.day(counted))] if is_about else []),
        ("Nieuwste gegevens", dutch.day(release.peildatum)),
        ("Vrijgave", release.id),
    )
    return html.Footer(
        [
            html.Dl([html.Div([html.Dt(word), html.Dd(text)]) for word, text in pairs]),
            html.P(
                [
                    f"{RULE} {DO_NOT_ADD_UP} ",
                    html.A(
                        "Privacy: wat we doen en niet beloven",
                        href=state.href("/privacy"),
                        **attributes(data_nav="ja"),
                    ),
                ]
            ),
        ],
        className="voet",
        **attributes(data_vrijgave=release.edition),
    )
