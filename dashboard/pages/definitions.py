"""Page: what every number, column, code and rule means. The anchors are part of its address."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.steps import DIVISION
from dashboard.components.table import table
from dashboard.exhibits import Table
from dashboard.exhibits.about import ABOUT
from dashboard.exhibits.definitions import (
    CONSEQUENCE,
    PRIVACY,
    RULE_GROUPS,
    SCHOOLJAAR,
    boxes,
    code_lists,
    codes_of,
    columns_of,
    days_of,
    fields_of,
    norms,
    rules_of,
    verdicts,
    words_of,
)
from dashboard.pages import Page
from dashboard.state import State
from etl.domain.fields import TABLES
from etl.domain.metrics import METRICS, Metric
from etl.domain.steps import FASEN, NORM_SHARE
from etl.released.dutch import percentage
from etl.released.reader import Release

SECTIONS = {
    "cijfers": "Cijfers",
    "schooljaar": "Schooljaar en dagen",
    "privacy": "Afronden en verbergen",
    "vergelijken": "Woorden bij vergelijken",
    "stappen": "Stappen van de MAS",
    "normen": "Normen in de keten",
    "kolommen": "Kolommen van een levering",
    "codes": "Codes en hun namen",
    "afspraken": "Afspraken over een levering",
}
"""Anchor and title; the anchor of a metric is its name, as `Wat betekent dit?` links to it."""


def layout(release: Release, _state: State) -> list[Component]:
    return list(_content(tuple(sorted(release.sql.items())), days_of(release)))


@lru_cache(maxsize=2)
def _content(spoken: tuple[tuple[str, str], ...], days: str) -> Sequence[Component]:
    """Build the page once a release: its own are only the SQL, and how days are counted."""
    texts = dict(spoken)
    return [
        _contents(),
        _section("cijfers", [_metric(metric, texts=texts) for metric in (*METRICS, *ABOUT)]),
        _section("schooljaar", [html.P(SCHOOLJAAR), html.P(days)]),
        _section(
            "privacy",
            [
                html.Ul([html.Li(text) for text in PRIVACY], className="opsomming"),
                html.P(
                    [
                        "Waarom dat zo is: ",
                        html.A("Privacy", href="/privacy", **attributes(data_nav="ja")),
                        ".",
                    ]
                ),
            ],
        ),
        _section(
            "vergelijken",
            [
                html.P(
                    "De grenzen zijn die van een trechter (funnel): hoe kleiner een gebied, hoe "
                    "meer het door toeval kan verschillen van het geheel."
                ),
                table(verdicts()),
            ],
        ),
        _section("stappen", [html.P(f"Fasen: {', '.join(FASEN)}. {DIVISION}"), table(boxes())]),
        _section(
            "normen",
            [
                html.P(
                    f"De Kalsbeek-normen vragen dat {percentage(NORM_SHARE)} van de zaken binnen "
                    "de termijn blijft."
                ),
                table(norms()),
            ],
        ),
        _section(
            "kolommen",
            [
                html.P("Een kolom die hier niet staat, wordt niet aangenomen."),
                *(_folded(each.title, fields_of(each)) for each in TABLES.values()),
            ],
        ),
        _section("codes", [_folded(each.title, codes_of(each)) for each in code_lists()]),
        _section(
            "afspraken",
            [
                html.Dl(
                    [
                        html.Div([html.Dt(name), html.Dd(text)])
                        for name, text in CONSEQUENCE.items()
                    ],
                    className="woorden",
                ),
                html.P(
                    "Goed en fout laten de cellen zien waar het om gaat. De voorbeelden zijn "
                    "verzonnen.",
                    className="noot",
                ),
                *(_folded(title, rules_of(letter)) for letter, title in RULE_GROUPS.items()),
            ],
        ),
    ]


def _contents() -> html.Nav:
    metrics = html.Ul(
        [html.Li(html.A(metric.title, href=f"#{metric.name}")) for metric in (*METRICS, *ABOUT)]
    )
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    [html.A(title, href=f"#{anchor}"), *([metrics] if anchor == "cijfers" else [])]
                )
                for anchor, title in SECTIONS.items()
            ]
        ),
        className="kaart inhoudsopgave",
        **attributes(aria_label="Op deze pagina"),
    )


def _section(anchor: str, content: Sequence[Component]) -> html.Section:
    return html.Section(
        [html.H2(SECTIONS[anchor], id=anchor), *content],
        className="kaart definities",
        **attributes(aria_labelledby=anchor),
    )


def _metric(metric: Metric, *, texts: Mapping[str, str]) -> html.Section:
    columns = [_folded("Kolommen", columns_of(metric))] if metric.columns else []
    return html.Section(
        [
            html.H3(metric.title, id=metric.name),
            html.Dl(
                [html.Div([html.Dt(word), html.Dd(text)]) for word, text in words_of(metric)],
                className="woorden",
            ),
            *columns,
            *(_sql(metric, name, texts[name]) for name in metric.counted_by if name in texts),
        ],
        className="begrip",
        **attributes(aria_labelledby=metric.name),
    )


def _sql(metric: Metric, name: str, text: str) -> html.Details:
    # a long line can be scrolled with the keyboard too; figures share some of their files
    code = html.Pre(
        html.Code(text),
        className="sql",
        tabIndex="0",
        **attributes(role="region", aria_label=f"SQL {name}: {metric.title}"),
    )
    return html.Details([html.Summary(f"SQL: {name}"), code], className="tabelblok")


def _folded(title: str, content: Table) -> html.Details:
    return html.Details([html.Summary(title), table(content)], className="tabelblok")


PAGE = Page(path="/definities", title="Definities", layout=layout, base=())
