"""Colours and the look of a chart, the same as `assets/10-tokens.css`.

One accent. Categories differ in lightness and in a pattern or label too, so that a colour never
carries a meaning alone, and no pair reads as good and bad: the palette holds no red or green.
"""

from typing import Any

Chart = dict[str, Any]
"""A plotly figure as a plain dictionary: half the cost of a validated `go.Figure`."""

INK = "#16262d"
QUIET = "#51646d"
LINE = "#d5dee1"
PAPER = "#ffffff"
ACCENT = "#0b5b6b"
ACCENT_SOFT = "#a9cdd3"

SERIES = ("#0b5b6b", "#c07a12", "#6b4f9e", "#4f93a3", "#8a5a2b", "#7d8d95")
"""Told apart by people who see fewer colours too; each is 3:1 or more on paper."""

YEARS = ("#0b5b6b", "#7fb0b9", "#d3e5e8", "#e9f1f2", "#f3f7f8", "#ffffff")
"""School years from new to old: the same colour, fading."""

PATTERNS = ("", "/", ".", "x", "-", "\\")
"""Fill of a bar, beside its colour."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
"""Stroke of a line, beside its colour."""

FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

CONFIG: Any = {
    "displayModeBar": False,
    # plotly.js 4 offers by default to upload the data of a chart
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "locale": "nl",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showAxisDragHandles": False,
}

_AXIS: dict[str, Any] = {
    "gridcolor": LINE,
    "linecolor": LINE,
    "zerolinecolor": QUIET,
    "tickcolor": LINE,
    "automargin": True,
    "fixedrange": True,
    "title": {"font": {"size": 14, "color": QUIET}, "standoff": 12},
}

TEMPLATE: Chart = {
    "layout": {
        "font": {"family": FONT, "size": 14, "color": INK},
        "colorway": list(SERIES),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": ACCENT,
            "font": {"family": FONT, "size": 14, "color": INK},
            "align": "left",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    }
}


def layout(*, height: int, **extra: Any) -> Chart:
    """Return the layout that every chart shares, with Dutch separators."""
    return {
        "template": TEMPLATE,
        "separators": ",.",
        "height": height,
        "dragmode": False,
        "showlegend": False,
        **extra,
    }
