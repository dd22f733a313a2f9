"""The few numbers a page opens with, and small cards that lead on."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes


@dataclass(frozen=True)
class Kpi:
    label: str
    value: str
    """Written already, by `etl.released.dutch`."""

    hint: str = ""


def kpi_row(kpis: Sequence[Kpi]) -> html.Dl:
    """Build a row of key numbers."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(kpi.label),
                    html.Dd(kpi.value, className="kpi-waarde"),
                    *([html.Dd(kpi.hint, className="kpi-uitleg")] if kpi.hint else []),
                ],
                className="kpi",
            )
            for kpi in kpis
        ],
        className="kpis",
    )


def lead_on(
    *, question: str, answer: str, detail: str, href: str, bar: float | None = None
) -> html.Section:
    """Build a small card: a question, its answer in words, and the page that tells the rest."""
    content: list[Component] = [
        html.H3(html.A(question, href=href, **attributes(data_nav="ja"))),
        html.P(answer, className="antwoord"),
    ]
    if bar is not None:
        # the answer above says the same in words
        content.append(
            html.Div(
                html.Div(style={"width": f"{100 * bar:.0f}%"}),
                className="meter",
                **attributes(aria_hidden="true"),
            )
        )
    content.append(html.P(detail, className="noot"))
    return html.Section(content, className="doorkaart")
