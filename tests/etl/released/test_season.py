"""Where the time of year makes a difference, a quarter is held to the same one of other years."""

import pytest

from etl.released.season import centres, spread
from etl.released.spc import Rule, chart_of_shares

LOW_AUTUMN = (640, 760, 760, 760)
THREE_YEARS = [(x, 1000) for x in LOW_AUTUMN * 3]
QUARTERS = range(1, 13)


def test_a_season_is_the_share_of_each_quarter_over_the_years():
    # quarters of a year differ 120 of 1000, those of one quarter do not
    assert centres(THREE_YEARS, QUARTERS) == pytest.approx((0.64, 0.76, 0.76, 0.76) * 3)


def test_quarters_that_differ_by_year_as_much_have_no_season():
    # of each quarter 700, 750 and 800: all four lie at 750
    by_year = [(x, 1000) for x in (700, 750, 800, 750, 750, 800, 700, 800, 800, 700, 750, 700)]
    assert centres(by_year, QUARTERS) is None


def test_of_two_years_nobody_knows_which_is_the_odd_one():
    without_one = [count for place, count in enumerate(THREE_YEARS) if place != 4]
    places = [place for place in QUARTERS if place != 5]
    assert centres(without_one, places) is None


def test_a_series_without_places_in_time_has_no_season():
    assert centres(THREE_YEARS, None) is None


def test_the_spread_is_the_chi_square_with_what_rounding_adds():
    # 50 from 700: 2500 / (1000 * .7 * .3 + 2 * (1 + .49)) = 2500 / 212.98
    assert spread([(750, 1000)], (0.7,)) == pytest.approx(2500 / 212.98)


def test_a_dip_that_comes_every_year_is_no_signal():
    chart = chart_of_shares(THREE_YEARS, QUARTERS)
    assert chart.has_season
    assert not chart.is_xmr
    assert chart.centres == pytest.approx((0.64, 0.76, 0.76, 0.76) * 3)
    # 3 * sqrt(.64 * .36 / 1000) = .04554
    assert (chart.limits[0].low, chart.limits[0].high) == pytest.approx(
        (0.59446, 0.68554), abs=5e-6
    )
    assert chart.fired == ()


FELL = [(x, 1000) for x in ((700, 760, 760, 760) * 3 + (650, 710, 710, 710))]
"""Five of a hundred lower in the last year, with autumns six lower."""


def test_a_fall_shows_beside_the_season():
    # each quarter lies .0125 above its centre in three years and .0375 below in the last
    chart = chart_of_shares(FELL, range(1, 17))
    assert chart.has_season
    assert chart.centres[:4] == pytest.approx((0.6875, 0.7475, 0.7475, 0.7475))
    fired = [(one.rule, one.first, one.last, one.upwards) for one in chart.fired]
    assert (Rule.SIDE, 0, 11, True) in fired
    # chance gives sigma .0147 and .0137: .0375 is more than two of it, and less than three
    assert [each for each in fired if each[0] is Rule.TWO_OF_THREE] == [
        (Rule.TWO_OF_THREE, first, first + 2, False) for first in range(11, 14)
    ]
    assert Rule.BEYOND not in {each[0] for each in fired}


def test_without_their_season_the_same_counts_show_nothing_in_the_last_year():
    # as if every quarter stood apart in time: XmR, with limits as wide as the season
    chart = chart_of_shares(FELL)
    assert chart.is_xmr
    assert not chart.has_season
    assert [one for one in chart.fired if one.last >= 12] == []
