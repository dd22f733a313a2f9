"""Chances of a difference, against worked examples and textbook tails."""

from fractions import Fraction
from math import comb

import pytest

from etl.released.chance import p_of_area, p_of_change, survives, two_sided


def test_the_tails_of_the_normal_are_those_of_any_table():
    assert two_sided(1.959963984540054) == pytest.approx(0.05, abs=1e-12)
    assert two_sided(-3.090232306167813) == pytest.approx(0.002, abs=1e-12)
    assert two_sided(0) == 1


def test_benjamini_hochberg_gives_the_four_rejections_of_the_1995_article():
    # Benjamini and Hochberg 1995, section 3.2: fifteen endpoints, four rejected at 5%
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert survives(chances, rate=0.05) == [True] * 4 + [False] * 11
    assert survives(chances[::-1], rate=0.05) == [False] * 11 + [True] * 4


def test_one_that_fails_its_own_step_survives_through_a_later_one():
    # .03 > .1 * 1/4 but the second, .04, is within .1 * 2/4
    assert survives([0.03, 0.04, 0.9, 0.9], rate=0.1) == [True, True, False, False]
    assert survives([], rate=0.1) == []


def test_a_change_takes_the_true_counts_least_in_favour_of_it():
    # 30 of 100 against 50 of 100: at least 32 of 98 against 48 of 102: asin(sqrt) 0.60825 and
    # 0.75597, gap 0.14772, error sqrt(1/400 + 1/400) = .070711: z = 2.0891, p = .0367
    assert p_of_change((30, 100), (50, 100)) == pytest.approx(0.0367, abs=5e-5)
    assert p_of_change((50, 100), (30, 100)) == p_of_change((30, 100), (50, 100))


def test_what_rounding_alone_could_explain_is_no_change():
    assert p_of_change((30, 100), (30, 100)) == 1
    assert p_of_change((30, 100), (35, 105)) == 1


def test_an_area_beside_the_pool_has_the_exact_binomial_tail_of_the_least_count():
    # 40 of 100 is at least 38 of 102
    tail = sum(
        Fraction(comb(102, k)) * Fraction(1, 4) ** k * Fraction(3, 4) ** (102 - k)
        for k in range(38, 103)
    )
    assert p_of_area((40, 100), p0=0.25) == pytest.approx(2 * float(tail), rel=1e-9)
    low = sum(
        Fraction(comb(98, k)) * Fraction(1, 4) ** k * Fraction(3, 4) ** (98 - k) for k in range(13)
    )
    assert p_of_area((10, 100), p0=0.25) == pytest.approx(2 * float(low), rel=1e-9)
    assert p_of_area((25, 100), p0=0.25) == 1


def test_what_areas_usually_differ_makes_an_area_less_of_a_surprise():
    plain = p_of_area((300, 1000), p0=0.25)
    # 298 of 1002: asin(sqrt) .57676, of .25 .52360: gap .05316, error sqrt(1/4000 + .0009) = .03391
    assert p_of_area((300, 1000), p0=0.25, tau_squared=0.0009) == pytest.approx(0.1169, abs=3e-4)
    assert plain < 0.002


def test_where_half_was_followed_chance_gives_more():
    # 38 of 102 at least, of which half surely: 19 of 51 with a chance of a quarter
    tail = sum(comb(51, k) * 0.25**k * 0.75 ** (51 - k) for k in range(19, 52))
    assert p_of_area((40, 100), p0=0.25, followed=0.5) == pytest.approx(2 * tail, rel=1e-9)
