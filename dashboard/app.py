"""Build the Dash app: the list of pages, and the few routes beside them.

The pages are imported by name: Dash's own discovery imports them a second time under another
name. A page has no callbacks; Dash's router hands the query to `_render`, which makes a state of
it and asks the page for its content.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash
import flask
from dash import Dash, html
from dash.development.base_component import Component
from werkzeug.wrappers import Response

from dashboard import downloads, hosts, page_cache, secure
from dashboard.components.card import nothing_yet
from dashboard.compression import CACHE, compress
from dashboard.meeting import routes as meeting_routes
from dashboard.meeting import settings as meeting_settings
from dashboard.pages import (
    Page,
    approach,
    compare,
    comply_explain,
    data,
    definitions,
    evaluation,
    overview,
    privacy,
    report,
    return_to_school,
    routes,
    throughput,
)
from dashboard.plotly_bundle import bundle_in
from dashboard.shell import PRODUCT, bare, shell
from dashboard.state import AREA
from etl.errors import NoRelease
from etl.released.reader import ReleaseFolder

PAGES: tuple[Page, ...] = tuple(
    module.PAGE
    for module in (
        overview,
        routes,
        throughput,
        approach,
        comply_explain,
        return_to_school,
        compare,
        evaluation,
        report,
        data,
        definitions,
        privacy,
    )
)

RELEASES, ALL_PAGES, PLOTLY = "RELEASES", "PAGES", "PLOTLY"
"""What the app keeps for those who answer a request: releases, pages, address of plotly."""

WHOLE_PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
BUNDLE_URL = "/plotly-basic"

INDEX = """<!DOCTYPE html>
<html lang="nl">
<head>
{metas}
<title>{title}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
{css}
</head>
<body>
<noscript><p>De MAS-monitor heeft JavaScript nodig. Zet JavaScript aan in uw browser.</p></noscript>
{app_entry}
{config}
{scripts}
{renderer}
</body>
</html>"""


_NOT_USED = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\s*')
"""Dash puts its old table on every page; ours are plain HTML."""


class Monitor(Dash):
    """Dash, with an index of our own."""

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        return INDEX.format(
            metas=metas,
            title=title,
            css=css,
            config=config,
            scripts=_NOT_USED.sub("", scripts),
            app_entry=app_entry,
            renderer=renderer,
        )


def create_app(
    releases: ReleaseFolder,
    *,
    cache: Path = CACHE,
    meetings: str | None = None,
    names: frozenset[str] = hosts.LOCAL,
    keeps_pages: bool = True,
) -> Dash:
    """Build the app on a folder of releases.

    Args:
        releases: asked at every request, so that a new release shows by itself.
        cache: where `dashboard.assets_cache` and `dashboard.plotly_bundle` left their files.
        meetings: address of the database of the meetings; None for an app without.
        names: under which the app answers, beside addresses in digits.
        keeps_pages: whether a page that was asked for is kept for who asks for it next.
    """
    bundle = bundle_in(cache)
    app = Monitor(
        __name__,
        use_pages=True,
        pages_folder="",
        title=PRODUCT,
        update_title="",
        # a script that sets window.Plotly before the renderer makes Dash skip its own copy
        external_scripts=[f"{BUNDLE_URL}-{bundle.digest}.js"] if bundle else [],
        suppress_callback_exceptions=True,
        include_pages_meta=False,
        meta_tags=[{"name": "robots", "content": "noindex"}],
        enable_mcp=False,
    )
    server = app.server
    server.config[RELEASES] = releases
    server.config[ALL_PAGES] = PAGES
    server.config[meeting_settings.CONFIG] = meetings
    for page in PAGES:
        dash.register_page(
            f"dashboard{page.path}",
            path=page.path,
            name=page.title,
            title=f"{page.title} – {PRODUCT}",
            layout=_render(page),
        )
    dash.register_page(
        "dashboard.not_found_404", path="/404", title=f"Niet gevonden – {PRODUCT}", layout=_missing
    )
    app.layout = html.Div(dash.page_container)
    server.config[PLOTLY] = f"{BUNDLE_URL}-{bundle.digest}.js" if bundle else WHOLE_PLOTLY
    if bundle:
        server.add_url_rule(f"{BUNDLE_URL}-{bundle.digest}.js", "plotly_basic", bundle.response)
    server.add_url_rule("/vrijgave.json", "vrijgave", _current_release)
    downloads.register(server, pages=PAGES, current=releases.current)
    meeting_routes.register(server)
    secure.register(app, known_paths=[page.path for page in PAGES], names=names)
    # Flask runs these last to first: an answer is kept after it was compressed
    if keeps_pages:
        page_cache.register(server, pages=PAGES, current=releases.current)
    compress(server, cache=cache)
    return app


def _render(page: Page) -> Callable[..., Component]:
    def layout(**query: str | list[str]) -> Component:
        # the registry of pages is one per process: which app this is, only the request knows
        releases: ReleaseFolder = flask.current_app.config[RELEASES]
        try:
            release = releases.current()
        except NoRelease as error:
            return bare("Er zijn nog geen cijfers", [str(error), "Ververs daarna deze pagina."])
        asked = page.state_of(query, release)
        if release.schooljaren or AREA not in page.base:
            content = page.layout(release, asked)
        else:
            content = [nothing_yet(asked)]
        return shell(page, content, pages=PAGES, release=release, state=asked)

    return layout


def _missing(**_query: str | list[str]) -> Component:
    return bare("Deze pagina is er niet", ["Kijk het adres na, of ga terug naar het begin."])


def _current_release() -> Response | dict[str, Any]:
    releases: ReleaseFolder = flask.current_app.config[RELEASES]
    try:
        return {"vrijgave": releases.current().edition}
    except NoRelease:
        return {"vrijgave": None}
