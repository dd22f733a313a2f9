from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.released.curves import curve, day_reached, days_between

FROM_TEN = st.integers(2, 200).map(lambda n: 5 * n)


def test_the_median_lies_on_the_line_between_two_released_points_in_whole_weeks():
    # .4 on day 30 and .6 on day 60: half on day 45, the nearest whole week is 6 (42 days)
    assert day_reached({30: 40, 60: 60}, total=100, share=0.5) == 42


def test_a_share_that_is_passed_while_the_days_before_are_hidden_has_no_day():
    # step 3 takes a day, and all that is left of its curve is day 90: half is not there on day 49
    assert day_reached({90: 900, 120: 900}, total=910, share=0.5) is None
    assert day_reached({90: 900, 120: 900}, total=910, share=0.9) is None
    # hidden as well, but before .2: half lies between 30 and 42
    assert day_reached({30: 20, 42: 80}, total=100, share=0.5) == 35


def test_a_day_is_never_shown_as_less_than_a_week():
    assert day_reached({7: 80}, total=100, share=0.1) == 7


def test_a_share_that_is_not_reached_has_no_day():
    assert day_reached({30: 40, 365: 45}, total=100, share=0.5) is None


@pytest.mark.parametrize(
    ("total", "median", "p90"), [(25, None, None), (30, 7, None), (95, 7, None), (100, 7, 7)]
)
def test_the_median_is_shown_from_thirty_and_p90_from_a_hundred(total, median, p90):
    shown = curve(
        "1", "Stap 1", total=total, points={"af": ((7, total),)}, open_now=None, followed=365
    )
    assert (shown.mediaan_dagen, shown.p90_dagen) == (median, p90)


def test_a_point_that_is_not_released_has_no_share_and_no_interval():
    shown = curve(
        "1", "Stap 1", total=50, points={"af": ((14, 10), (30, 20))}, open_now=10, followed=365
    )
    assert shown.af[:4] == (None, 0.2, None, 0.4)
    assert shown.laag[0] is None
    assert shown.share_at(30) == 0.4
    low, high = shown.laag[3], shown.hoog[3]
    assert low is not None
    assert high is not None
    assert low < 0.4 < high
    assert shown.open == (None,) * 12


def test_what_is_still_open_is_left_of_the_total_where_both_ends_are_shown_and_leave_ten():
    shown = curve(
        "1",
        "Stap 1",
        total=60,
        points={
            "af": ((14, 20), (21, 30), (30, 40), (60, 50)),
            "anders": ((7, 10), (14, 10), (21, 20), (30, 15)),
        },
        open_now=None,
        followed=365,
    )
    # day 7: the event is hidden; 60 - 20 - 10; 60 - 30 - 20; 60 - 40 - 15 is 5; then no other end
    assert shown.open[:6] == (None, 30 / 60, 10 / 60, None, None, None)


def test_nothing_is_left_where_two_rounded_ends_are_more_than_the_total():
    points = {"af": ((90, 15),), "anders": ((90, 15),)}
    shown = curve("1", "Stap 1", total=25, points=points, open_now=None, followed=365)
    assert shown.open == (None,) * 12


@given(af=FROM_TEN, anders=FROM_TEN, left=st.integers(0, 200).map(lambda n: 5 * n))
def test_three_shares_that_are_all_shown_are_1_together(af, anders, left):
    total = af + anders + left
    points = {"af": ((90, af),), "anders": ((90, anders),)}
    shown = curve("1", "Stap 1", total=total, points=points, open_now=None, followed=365)
    place = shown.dagen.index(90)
    if left < 10:
        assert shown.open[place] is None
    else:
        assert shown.af[place] + shown.anders[place] + shown.open[place] == pytest.approx(1)


def test_the_room_around_a_median_is_where_the_limits_reach_half():
    line = curve(
        "1", "Stap 1", total=100, points={"af": ((30, 40), (60, 60))}, open_now=None, followed=365
    )
    at = {day: place for place, day in enumerate(line.dagen)}
    low: list[float | None] = [None] * len(line.dagen)
    high = low.copy()
    low[at[30]], low[at[60]] = 0.35, 0.55
    high[at[30]], high[at[60]] = 0.45, 0.65
    line = replace(line, laag=tuple(low), hoog=tuple(high))
    # upper: 30 + 30 * .05 / .20 = 37.5, down to 5 weeks; lower: 30 + 30 * .15 / .20 = 52.5, up to 8
    assert days_between(line, 0.5) == (35, 56)
    # the upper limit comes to .6 on day 52.5, the lower one never
    assert days_between(line, 0.6) == (49, None)
    assert days_between(line, 0.9) is None
