"""Charts are plain dictionaries: what they hold is what a reader sees."""

import json
from datetime import date

import pytest

from dashboard.figures import bars, followed, funnel
from etl.released import dutch

HALT = bars.Bar("Halt", 1250, 0.125, 0.11, 0.14)
HIDDEN = bars.Bar("Last onder dwangsom", None, None)


def test_a_bar_carries_its_name_its_share_and_its_interval():
    chart = bars.shares([bars.Group("2024-2025", (HALT, HIDDEN))])
    [trace] = chart["data"]
    assert trace["x"] == [0.125, None]
    assert round(trace["error_x"]["array"][0], 3) == 0.015
    assert trace["hovertext"][0] == (
        "<b>Halt</b> · 2024-2025<br>12% (1.250 zaken)<br>tussen 11% en 14%"
    )
    names = [note["text"] for note in chart["layout"]["annotations"]]
    assert names == ["<b>Halt</b>  12%", "<b>Last onder dwangsom</b>  –"]


def test_names_are_categories_even_when_they_look_like_numbers():
    chart = bars.shares([bars.Group("alle", (bars.Bar("1", 100, 1.0), bars.Bar("2", 10, 0.1)))])
    assert chart["layout"]["yaxis"]["type"] == "category"


def test_groups_differ_in_pattern_as_well_as_colour():
    chart = bars.shares([bars.Group(str(year), (HALT,)) for year in range(3)], in_time=True)
    markers = [trace["marker"] for trace in chart["data"]]
    assert len({marker["color"] for marker in markers}) == 3
    assert len({marker["pattern"]["shape"] for marker in markers}) == 3


def test_a_chart_is_written_in_dutch_and_can_travel_as_json():
    chart = bars.shares([bars.Group("a", (HALT,))])
    assert chart["layout"]["separators"] == ",."
    assert json.loads(json.dumps(chart)) == chart


def test_only_the_kinds_of_the_partial_bundle_are_drawn():
    chart = bars.shares([bars.Group("a", (HALT, HIDDEN))])
    assert {trace["type"] for trace in chart["data"]} <= {"bar", "scatter"}


@pytest.mark.parametrize(
    ("decided", "side"), [(date(2022, 9, 1), "left"), (date(2026, 11, 27), "right")]
)
def test_the_day_of_a_decision_is_written_away_from_the_nearest_side(decided, side):
    years = [
        followed.Point(f"{year}-{year + 1}", date(year, 8, 1), 1, 0.5) for year in range(2022, 2026)
    ]
    [note] = followed.since_decision(years, decided=decided)["layout"]["annotations"]
    assert note["xanchor"] == side
    # in two lines: half a phone is wide enough for either
    assert note["text"] == f"afgesproken:<br>{dutch.day(decided)}"


def test_a_long_name_in_the_funnel_goes_over_two_lines_within_a_small_screen():
    dot = funnel.Dot("Zuid-Kennemerland en IJmond", 200, 0.4, "", is_chosen=True)
    chart = funnel.funnel([dot], edges=[], whole=None, unit="zaken", axis="Aandeel")
    assert chart["data"][-1]["text"] == ["<b>Zuid-Kennemerland<br>en IJmond</b>"]
