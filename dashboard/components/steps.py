"""The MAS as the picture that the field knows: ten steps, spoor A beside spoor B.

Drawn as lists in a grid, so that a screen reader walks the steps in their order. The phases are
this product's own division, and the picture says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dash import html

from dashboard.components.attributes import attributes
from etl.domain.steps import BOX, FASEN, Box

DIVISION = "Indeling in fasen door dit product."


@dataclass(frozen=True)
class BoxValue:
    """What stands on a box."""

    text: str
    """The number in words, such as `4 weken`."""

    detail: str = ""
    weight: float = 0.0
    """How long against the longest box, 0 to 1: the length of the bar under the text."""


_SHARED = ("1", "2", "3")
_LANES = (("A", ("A4", "A5", "A6", "A7")), ("B", ("B4", "B5", "B6", "B7")))
_AFTER = ("8", "9", "10")
_LANE_NAMES = {"A": "Spoor A: geen luxeverzuim", "B": "Spoor B: luxeverzuim"}


def steps_picture(values: Mapping[str, BoxValue], *, measure: str) -> html.Div:
    """Build the picture.

    Args:
        values: what stands on each box, by the code of the box.
        measure: what the numbers are, such as `Mediaan van de doorlooptijd`.
    """
    lanes = [
        html.Div(
            [
                html.H3(_LANE_NAMES[spoor], className="spoornaam"),
                html.Ol([_box(BOX[code], values) for code in codes], className="stappen"),
            ],
            className=f"spoor spoor-{spoor.lower()}",
        )
        for spoor, codes in _LANES
    ]
    return html.Div(
        [
            html.P([html.Strong("Op elk vak: "), measure], className="leeswijzer"),
            html.Ol([_box(BOX[code], values) for code in _SHARED], className="stappen gedeeld"),
            html.Div(lanes, className="sporen"),
            html.Ol([_box(BOX[code], values) for code in _AFTER], className="stappen gedeeld"),
            html.P(f"Fasen: {' · '.join(FASEN)}. {DIVISION}", className="noot"),
        ],
        className="mas",
    )


def _box(box: Box, values: Mapping[str, BoxValue]) -> html.Li:
    value = values.get(box.code, BoxValue("–"))
    number = FASEN.index(box.fase) + 1
    return html.Li(
        [
            html.Span(box.code, className="vaknummer"),
            html.Span(
                [
                    html.Span(box.fase, className="vakfase"),
                    html.Span(box.title, className="vaktitel"),
                ],
                className="vaktekst",
            ),
            html.Span(
                [
                    html.Span(value.text, className="vakwaarde"),
                    html.Span(value.detail, className="vakdetail"),
                    html.Span(
                        html.Span(style={"width": f"{100 * value.weight:.0f}%"}),
                        className="meter",
                        **attributes(aria_hidden="true"),
                    ),
                ],
                className="vakcijfer",
            ),
        ],
        className=f"vak fase-{number}",
    )
