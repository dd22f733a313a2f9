"""What a page needs to go on paper: a bar with the print button (`assets/65-print.js`)."""

from dash import html

from dashboard.components.attributes import attributes


def print_bar(hint: str) -> html.Div:
    """Build the bar; it is not printed itself."""
    return html.Div(
        [
            html.Button("Print", type="button", className="knop", **attributes(data_print="ja")),
            html.P(hint, className="noot"),
        ],
        className="printbalk niet-op-papier",
    )
