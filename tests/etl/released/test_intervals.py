"""Known-good numbers: Newcombe 1998, PHE's test file, Spiegelhalter's interpolated limits."""

import pytest

from etl.released.intervals import (
    Z_998,
    between_areas_variance,
    binomial_limit,
    clipped_share,
    overdispersed_limit,
    poisson,
    ratio_of_released,
    shrunken,
    wilson,
    wilson_of_released,
)
from etl.released.rows import Bound


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_equals_newcombe(x, n, low, high):
    assert wilson(x, n=n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (65, 100, 0.552544, 0.736358),
        (1045, 5000, 0.197955, 0.220491),
        (1, 100, 0.001767, 0.054486),
        (5, 100, 0.021544, 0.111750),
        (20, 100, 0.133367, 0.288829),
    ],
)
def test_wilson_equals_the_phe_test_file(x, n, low, high):
    assert wilson(x, n=n) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(65, 100, 0.495495, 0.778354), (1045, 5000, 0.191794, 0.227316)],
)
def test_wilson_equals_the_phe_test_file_at_998(x, n, low, high):
    assert wilson(x, n=n, z=Z_998) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(
    ("observed", "expected", "ratio", "low", "high"),
    [
        (8, 6.239860, 1.2821, 0.5535, 2.5262),
        (151, 106.442972, 1.4186, 1.2014, 1.6638),
        (159, 232.932904, 0.6826, 0.5806, 0.7973),
    ],
)
def test_exact_poisson_gives_the_ratios_of_the_phe_inputs(observed, expected, ratio, low, high):
    assert observed / expected == pytest.approx(ratio, abs=5e-5)
    assert [limit / expected for limit in poisson(observed)] == pytest.approx([low, high], abs=5e-5)


def test_a_count_of_nothing_has_a_highest_of_minus_the_logarithm():
    # P(X = 0) = exp(-m) = .025
    assert poisson(0) == pytest.approx((0.0, 3.688879), abs=5e-7)


def test_the_interval_of_a_released_ratio_holds_every_ratio_behind_it():
    low, high = ratio_of_released(55, expected=40)
    for observed in range(53, 58):
        for expected in (37.6, 40, 42.4):
            exact_low, exact_high = (limit / expected for limit in poisson(observed))
            assert low <= exact_low
            assert high >= exact_high


def test_normal_limits_are_never_used_for_a_small_area():
    # .2 - 3.09 * sqrt(.2 * .8 / 20) = -.0764
    assert binomial_limit(0.2, n=20, quantile=0.001) == 0.0


def test_the_interval_of_released_counts_holds_that_of_every_true_count_behind_them():
    low, high = wilson_of_released(30, n=100)
    for x in range(28, 33):
        for n in range(98, 103):
            true_low, true_high = wilson(x, n=n)
            assert low <= true_low
            assert high >= true_high


def test_the_interval_of_released_counts_stays_between_nothing_and_all():
    assert wilson_of_released(20, n=20)[1] == 1.0
    assert wilson_of_released(0, n=20)[0] == 0.0


@pytest.mark.parametrize(
    ("n", "limits"),
    [
        (20, (0.0, 0.0117, 0.3661, 0.4893)),
        (50, (0.0348, 0.0844, 0.3071, 0.3791)),
        (100, (0.0810, 0.1197, 0.2765, 0.3268)),
        (300, (0.1301, 0.1540, 0.2446, 0.2725)),
    ],
)
def test_funnel_limits_equal_spiegelhalters_interpolation(n, limits):
    found = tuple(binomial_limit(0.2, n=n, quantile=q) for q in (0.001, 0.025, 0.975, 0.999))
    assert found == pytest.approx(limits, abs=5e-5)


def test_areas_that_differ_no_more_than_chance_have_no_variance_between_them():
    assert between_areas_variance([(20, 100)] * 12, p=0.2) == 0.0


def test_areas_that_differ_much_widen_the_limits():
    counts = [(10, 100), (30, 100)] * 6
    # by hand: y = asin(sqrt(.1)) = .32175 and asin(sqrt(.3)) = .57964, y0 = .46365, s = 1/20, so
    # z = -2.8379 and 2.3198; no winsorising moves them; phi = (8.0537 + 5.3815)/2 = 6.7176;
    # w = 400: tau² = (12 * 6.7176 - 11) / (4800 - 400) = 69.611 / 4400 = .015821
    tau_squared = between_areas_variance(counts, p=0.2)
    assert tau_squared == pytest.approx(0.015821, abs=2e-6)
    # sin²(.46365 + 1.96 * sqrt(.0025 + .015821)) = sin²(.72894) = .4435
    assert overdispersed_limit(0.2, n=100, tau_squared=tau_squared, z=1.96) == pytest.approx(
        0.4435, abs=2e-4
    )
    assert overdispersed_limit(0.2, n=100, tau_squared=1.0, z=-1.96) == 0.0


def test_a_small_area_is_drawn_further_to_the_pool_than_a_large_one():
    # tau² = .0025 and n = 100 give the weight .0025 / (.0025 + .0025) = 1/2: halfway on the arcsine
    # scale, where .5 is .78540 and .2 is .46365: sin²(.62452) = .34185
    assert shrunken(50, n=100, p=0.2, tau_squared=0.0025) == pytest.approx(0.34185, abs=5e-5)
    large = shrunken(500, n=1000, p=0.2, tau_squared=0.0025)
    assert 0.34185 < large < 0.5
    assert shrunken(50, n=100, p=0.2, tau_squared=0.0) == pytest.approx(0.2)


def test_a_share_of_many_zaken_can_be_clipped_on_request():
    assert clipped_share(120, of=120)[0] == 1.0
    assert clipped_share(120, of=120, always=True)[0] == Bound(0.9)
    assert clipped_share(60, of=120, always=True)[0] == 0.5
