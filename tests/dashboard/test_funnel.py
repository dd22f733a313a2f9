"""The funnel draws no share that cannot be."""

import pytest

from dashboard.figures.funnel import Dot, Edge, Whole, funnel


@pytest.mark.parametrize(
    ("share", "edge", "least", "most"),
    [
        (0.01, Edge(1000, 0.005, 0.015, 0.001, 0.019), 0.0, 0.039),
        (0.99, Edge(1000, 0.985, 0.995, 0.98, 0.999), 0.96, 1.0),
        (0.5, Edge(1000, 0.47, 0.53, 0.45, 0.55), 0.43, 0.57),
    ],
)
def test_the_axis_ends_where_shares_do(share, edge, least, most):
    dots = [Dot("A", 1000, share, "Kan toeval zijn")]
    drawn = funnel(
        dots, edges=[edge], whole=Whole("heel Nederland", share), unit="zaken", axis="Aandeel"
    )
    assert drawn["layout"]["yaxis"]["range"] == pytest.approx([least, most])
    # a dot on the edge of the frame is drawn whole
    assert all(not each["cliponaxis"] for each in drawn["data"] if "marker" in each)
