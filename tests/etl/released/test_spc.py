"""Control charts against published data, and each rule on a series made to break it."""

import pytest

from etl.released.spc import (
    FEWEST_POINTS,
    Rule,
    chart_of_shares,
    moving_ranges,
    p_chart,
    xmr_chart,
)

# Montgomery, Introduction to Statistical Quality Control: nonconforming cans of frozen orange
# juice concentrate, thirty samples of fifty
ORANGE_JUICE = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12,
    7, 13, 9, 6,
]  # fmt: skip


def test_the_p_chart_of_orange_juice_is_that_of_the_textbook():
    assert sum(ORANGE_JUICE) == 347
    chart = p_chart([(x, 50) for x in ORANGE_JUICE])
    assert chart.centres[0] == pytest.approx(0.231333, abs=5e-7)
    assert chart.limits[0].high == pytest.approx(0.410239, abs=5e-7)
    assert chart.limits[0].low == pytest.approx(0.052428, abs=5e-7)


# Montgomery's viscosity of an aircraft primer paint, as in the examples of the R package qcc
VISCOSITY = [
    33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54,
    33.12, 33.84,
]  # fmt: skip


def test_the_xmr_chart_of_viscosity_is_that_of_qcc():
    chart = xmr_chart(VISCOSITY)
    # qcc divides by 1.128 where the chart multiplies by 2.66: a difference in the fourth decimal
    assert chart.centres[0] == pytest.approx(33.52333, abs=5e-6)
    assert (chart.limits[0].low, chart.limits[0].high) == pytest.approx(
        (32.24484, 34.80183), abs=3e-4
    )
    assert chart.fired == ()


def test_mean_and_moving_range_make_the_limits_of_the_published_trial():
    # qcc's twenty trial points: mean 34.088, mean range .572632: limits 32.5648 and 35.6112
    chart = xmr_chart([34.088 - 0.286316, 34.088 + 0.286316] * 10)
    assert moving_ranges(chart.values) == pytest.approx([0.572632] * 19, abs=1e-9)
    assert (chart.limits[0].low, chart.limits[0].high) == pytest.approx(
        (32.5648, 35.6112), abs=5e-5
    )


STEADY = [(40, 100), (35, 100), (45, 100), (40, 100), (35, 100), (45, 100)] * 2


def rules(counts):
    return [(one.rule, one.first, one.last, one.upwards) for one in p_chart(counts).fired]


def test_a_steady_series_has_limits_and_no_signal():
    chart = chart_of_shares(STEADY)
    assert len(chart.limits) == FEWEST_POINTS
    assert not chart.is_xmr
    assert chart.fired == ()


def test_eleven_points_have_no_limits_and_no_signal():
    chart = p_chart([*STEADY[:10], (95, 100)])
    assert chart.limits == ()
    assert chart.fired == ()


def test_one_point_beyond_three_sigma_is_a_signal():
    # mean (480 + 60) / 1300 = .4154, sigma .0493; 60 of 100 is at least 58 of 102 = .5686: z = 3.11
    assert rules([*STEADY, (60, 100)]) == [(Rule.BEYOND, 12, 12, True)]


def test_a_point_that_rounding_may_have_put_beyond_is_none():
    # 57 of 100 lies beyond .4131 + 3 * .0492 = .5608, but 55 of 102 = .5392 does not
    chart = p_chart([*STEADY, (57, 100)])
    assert chart.values[-1] > chart.limits[-1].high
    assert chart.fired == ()


def test_two_of_three_beyond_two_sigma_on_one_side_is_a_signal():
    counts = [*STEADY, *STEADY, (55, 100), (40, 100), (55, 100)]
    # mean 1110 / 2700 = .4111, sigma .0492; 55 of 100 is at least 53 of 102 = .5196: z = 2.20
    assert rules(counts) == [(Rule.TWO_OF_THREE, 24, 26, True)]


def test_two_of_the_first_three_is_a_signal_whichever_two():
    # the same 55 of 100, now where the series begins: no point lies before them
    for first_three in ((55, 55, 40), (55, 40, 55), (40, 55, 55)):
        counts = [*[(x, 100) for x in first_three], *STEADY, *STEADY]
        assert rules(counts) == [(Rule.TWO_OF_THREE, 0, 2, True)]
    # and below: 27 of 100 is at most 29 of 98 = .2959; mean 1014 / 2700 = .3756, sigma .0484
    counts = [*[(x, 100) for x in (27, 27, 40)], *STEADY, *[(x - 1, 100) for x, _ in STEADY]]
    assert rules(counts) == []  # z = -1.64
    counts = [*[(x, 100) for x in (20, 25, 45)], *STEADY, *STEADY]
    # mean 1050 / 2700 = .3889, sigma .0487; 25 of 100 is at most 27 of 98 = .2755: z = -2.33
    assert (Rule.TWO_OF_THREE, 0, 2, False) in rules(counts)


def test_two_of_three_that_were_told_are_not_told_again_with_the_next_point():
    counts = [*STEADY, *STEADY, (55, 100), (55, 100), (40, 100)]
    assert rules(counts) == [(Rule.TWO_OF_THREE, 23, 25, True)]


def test_a_gap_in_time_ends_runs_and_trends_and_two_of_three():
    around = [(44, 100), (36, 100)] * 6
    above = [*around, *[(42, 100)] * 7]
    falling = [*STEADY, *[(x, 100) for x in (46, 44, 42, 40, 38, 36, 34)]]
    far = [*STEADY, *STEADY, (55, 100), (40, 100), (55, 100)]
    for counts, rule, gap in (
        (above, Rule.SIDE, 15),
        (falling, Rule.TREND, 15),
        (far, Rule.TWO_OF_THREE, 25),
    ):
        whole = list(range(len(counts)))
        with_gap = [place + (place >= gap) for place in whole]
        assert rule in {one.rule for one in p_chart(counts, whole).fired}
        assert rule not in {one.rule for one in p_chart(counts, with_gap).fired}


def test_seven_on_one_side_after_a_gap_are_seven():
    counts = [*[(44, 100), (36, 100)] * 6, *[(42, 100)] * 7]
    places = [place + (place >= 12) for place in range(19)]
    [fired] = p_chart(counts, places).fired
    assert (fired.rule, fired.first, fired.last) == (Rule.SIDE, 12, 18)


def test_a_moving_range_does_not_span_a_gap():
    # from 1 to 5 lies a quarter that is not shown
    assert moving_ranges([0, 1, 5, 7], [8, 9, 11, 12]) == [1, 2]
    assert moving_ranges([0, 1, 5, 7]) == [1, 4, 2]


def test_twelve_points_without_neighbours_have_no_limits():
    assert xmr_chart([0.1, 0.2] * 6, list(range(0, 24, 2))).limits == ()


def test_seven_on_one_side_is_a_signal_and_six_is_none():
    around = [(44, 100), (36, 100)] * 6
    [fired] = p_chart([*around, *[(42, 100)] * 7]).fired
    assert (fired.rule, fired.length, fired.upwards) == (Rule.SIDE, 7, True)
    assert fired.p == pytest.approx(2 / 2**7)
    assert p_chart([*around, *[(42, 100)] * 6]).fired == ()


def test_a_point_on_the_mean_ends_a_run():
    half = [(50, 100), (49, 100), (51, 100)]
    assert p_chart([*half * 4, *[(50, 100)] * 7]).fired == ()


def test_seven_falling_is_a_signal():
    counts = [*STEADY, *[(x, 100) for x in (46, 44, 42, 40, 38, 36, 34)]]
    [fired] = [one for one in p_chart(counts).fired if one.rule is Rule.TREND]
    assert (fired.length, fired.upwards) == (7, False)
    assert fired.p == pytest.approx(2 / 5040)


def test_a_series_that_moves_more_than_chance_gets_its_limits_from_its_own_movement():
    seasons = [(3000, 10000), (4000, 10000), (4500, 10000), (3500, 10000)] * 4
    chart = chart_of_shares(seasons)
    assert chart.is_xmr
    assert chart.fired == ()
    assert p_chart(seasons).fired != ()


def test_the_limits_of_shares_lie_between_none_and_all():
    # mean 285 / 2400 = .11875; ranges 295 / 11 / 200 = .1341 on average: .11875 -+ 2.66 * .1341
    xs = (10, 40, 10, 45, 10, 10, 45, 10, 40, 10, 10, 45)
    chart = chart_of_shares([(x, 200) for x in xs])
    assert chart.is_xmr
    assert chart.limits[0].low == 0  # and not -.2379
    assert chart.limits[0].high == pytest.approx(0.4754, abs=5e-5)
    other_way = chart_of_shares([(200 - x, 200) for x in xs])
    assert other_way.limits[0].high == 1
    assert other_way.limits[0].low == pytest.approx(1 - 0.4754, abs=5e-5)


def test_what_rounding_adds_to_the_spread_is_no_difference():
    # mean .5; 8 of 12 lie 5 from 15 of 30: with 30 / 4 = 7.5 that is 8 * 25 / 7.5 = 26.7, beyond
    # the 24.7 of chi-square(11) at 1%; rounding adds 2 * (1 + .25): 8 * 25 / 10 = 20 is not
    counts = [(x, 30) for x in (10, 20, 15) * 4]
    assert not chart_of_shares(counts).is_xmr
    # 12 of 12: 12 * 25 / 10 = 30 is
    assert chart_of_shares([(x, 30) for x in (10, 20) * 6]).is_xmr
