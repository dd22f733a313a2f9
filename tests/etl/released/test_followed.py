"""Who was not surely followed so long counts for half: intervals and verdicts stay true."""

from datetime import date
from math import comb

import pytest

from etl.domain.disclosure import released
from etl.released.chance import p_of_change
from etl.released.curves import curve
from etl.released.followed import days_followed, followed_of, surely_followed
from etl.released.indicators import INDICATOR
from etl.released.intervals import clipped_share, wilson, wilson_of_released
from etl.released.verdict import Verdict, verdict_of_change
from tests.dashboard.releases import release


def test_all_zaken_of_a_schooljaar_were_followed_since_its_last_day():
    assert days_followed("2024-2025", counted_at=date(2025, 10, 29)) == 90
    assert days_followed("2024-2025", counted_at=date(2025, 7, 31)) == 0
    assert days_followed("2024-2025", counted_at=date(2025, 2, 1)) < 0  # it still runs


def test_a_clock_that_starts_later_has_half_a_year_more():
    # 31 July 2025 + 183 days is 30 January 2026
    later = {"counted_at": date(2026, 2, 1), "begins_later": True}
    assert days_followed("2024-2025", **later) == 2
    assert days_followed("2024-2025", **later, is_calendar=False) == 1


def test_past_the_days_that_all_were_followed_only_half_is_sure():
    assert [surely_followed(day, days=90) for day in (7, 90, 120)] == [1.0, 1.0, 0.5]


def coverage(n: int, share: float, *, followed: float) -> float:
    """Return how often the interval of a released curve point holds the true share.

    Exact, over all outcomes that are shown, where half of n was followed from the first day on: then
    the curve is the share of those n / 2, and no censoring makes it less sure.
    """
    half = n // 2
    shown = covered = 0.0
    for x in range(half + 1):
        v = released(2 * x)
        if v is None or n - v < 10:
            continue
        chance = comb(half, x) * share**x * (1 - share) ** (half - x)
        low, high = wilson_of_released(v, n=n, followed=followed)
        shown += chance
        covered += chance * (low <= share <= high)
    return covered / shown


@pytest.mark.parametrize("n", [100, 300, 1000])
def test_the_interval_holds_the_true_share_in_95_percent_when_half_was_followed(n):
    shares = [each / 20 for each in range(2, 19)]
    assert min(coverage(n, share, followed=0.5) for share in shares) >= 0.95
    # with all of n for its number, it would not
    assert min(coverage(n, share, followed=1.0) for share in shares) < 0.92


def test_a_curve_takes_half_of_its_number_past_the_days_that_all_were_followed():
    points = {"af": ((30, 40), (60, 60))}
    line = curve("1", "Stap 1", total=100, points=points, open_now=None, followed=30)
    at = {day: place for place, day in enumerate(line.dagen)}
    # rounding may hide 38 of 102 and 42 of 98, 58 of 102 and 62 of 98
    assert line.laag[at[30]] == pytest.approx(wilson(38, n=102)[0])
    assert line.hoog[at[30]] == pytest.approx(wilson(42, n=98)[1])
    assert line.laag[at[60]] == pytest.approx(wilson(29, n=51)[0])
    assert line.hoog[at[60]] == pytest.approx(wilson(31, n=49)[1])
    assert line.af[at[60]] == 0.6


def test_a_share_is_the_same_however_long_zaken_were_followed():
    share, low, high = clipped_share(150, of=300)
    half, lower, higher = clipped_share(150, of=300, followed=0.5)
    assert share == half == 0.5
    assert lower < low < high < higher


def test_a_difference_between_years_is_less_sure_when_one_was_half_followed():
    # 118 of 302 is .3907 and 92 of 298 .3087: on the arcsine scale .6752 - .5890 = .0862; twice the
    # variance of 1 / 1200 makes z = .0862 / .0408 = 2.11, and with one half of 300: .0862 / .05 = 1.72
    now, before = (120, 300), (90, 300)
    assert p_of_change(now, before) == pytest.approx(0.0346, abs=5e-4)
    assert p_of_change(now, before, followed=(0.5, 1.0)) == pytest.approx(0.0845, abs=1e-3)
    assert verdict_of_change(now, before) is Verdict.OPVALLEND
    assert verdict_of_change(now, before, followed=(0.5, 1.0)) is Verdict.TOEVAL


def test_only_a_term_needs_zaken_to_be_followed():
    held = release()  # counted on 1 November 2026
    for schooljaar, share in (("2025-2026", 1.0), ("2026-2027", 0.5)):
        asked = {"gebied": "MC21", "schooljaar": schooljaar}
        assert followed_of(held, INDICATOR["terug_90"], **asked) == share
        assert followed_of(held, INDICATOR["route_R2"], **asked) == 1.0
