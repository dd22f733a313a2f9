"""Shares within a norm: bars with their interval, and a mark where a target is set."""

from collections.abc import Sequence

from dashboard import theme
from dashboard.figures import bars
from dashboard.theme import Chart


def within_norm(
    shares: Sequence[bars.Bar], *, target: float, target_name: str, targeted: Sequence[str]
) -> Chart:
    """Draw the share within the norm of each handover.

    Args:
        shares: one bar a handover.
        target: the share that should stay within the norm.
        target_name: whose target it is, for the legend.
        targeted: labels of the bars that the target is set for.
    """
    chart = bars.shares(
        [bars.Group("Binnen de norm", tuple(shares))],
        unit="overdrachten binnen de norm",
        axis="Aandeel binnen de norm",
    )
    chart["data"].append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": target_name,
            "x": [target for _ in targeted],
            "y": list(targeted),
            "marker": {
                "symbol": "diamond",
                "size": 11,
                "color": theme.PAPER,
                "line": {"width": 2, "color": theme.INK},
            },
            # its name tells how much already
            "hovertext": [f"<b>{label}</b><br>{target_name}" for label in targeted],
            "hoverinfo": "text",
        }
    )
    chart["layout"]["showlegend"] = bool(targeted)
    chart["layout"]["xaxis"]["range"] = [0, 1.02]
    return chart
