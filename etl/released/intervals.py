"""Intervals and limits for shares, ratios and rates, computed from released (rounded) counts.

A released count lies at most 2 from the true one, so the plain Wilson interval is too narrow:
`wilson_of_released` widens it by that much (numerator ±2, denominator ∓2). Funnel limits are exact
binomial with Spiegelhalter's interpolation, never the normal limits, which fall below zero.

A share that not all zaken were followed for is less sure than its n tells: it takes the interval of
as many as surely were (`followed`, a share of n; see `etl.released.followed`).
"""

from functools import lru_cache
from math import asin, erfc, pi, sin, sqrt

from etl.domain.disclosure import CLIPPED_BELOW, ROUNDING, SHARE_HIGH, SHARE_LOW
from etl.released.rows import Bound

Z_95 = 1.959963984540054
Z_998 = 3.090232306167813

SLACK = ROUNDING // 2
"""How far a released count can lie from the true one."""

SLACK_VARIANCE = (ROUNDING**2 - 1) / 12
"""The variance that rounding adds to a count: every distance from -2 to 2 is as likely."""


def wilson(x: float, *, n: float, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson interval of x out of n."""
    share = x / n
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max((centre - half) / scale, 0.0), min((centre + half) / scale, 1.0)


def wilson_of_released(x: int, *, n: int, followed: float = 1.0) -> tuple[float, float]:
    """Return the 95% interval of a share of two released counts, whatever the rounding hid."""
    low, _ = wilson(followed * max(x - SLACK, 0), n=followed * (n + SLACK))
    _, high = wilson(followed * min(x + SLACK, n - SLACK), n=followed * (n - SLACK))
    return low, high


def clipped_share(
    x: int, *, of: int, followed: float = 1.0, always: bool = False
) -> tuple[float, float, float]:
    """Return a share of two released counts with its 95% interval, clipped while `of` is small.

    Of fewer than a hundred zaken, `(nearly) all of them` and `(nearly) none` would tell about
    each: then the share is a `Bound`, and so is the end of its interval on that side. `always`
    clips one of more zaken too.
    """
    share = min(x / of, 1.0)
    low, high = wilson_of_released(x, n=of, followed=followed)
    is_clipped = always or of < CLIPPED_BELOW
    if is_clipped and share > SHARE_HIGH:
        return Bound(SHARE_HIGH), min(low, SHARE_HIGH), Bound(SHARE_HIGH)
    if is_clipped and share < SHARE_LOW:
        return Bound(SHARE_LOW), Bound(SHARE_LOW), max(high, SHARE_LOW)
    return share, low, high


@lru_cache(maxsize=16384)
def binomial_limit(p: float, *, n: int, quantile: float) -> float:
    """Return the share at a quantile of Binomial(n, p), interpolated between counts.

    Spiegelhalter 2005 (Stat Med 24:1185): r is the smallest count with P(R <= r) >= quantile.
    """
    from scipy.special import bdtr  # a third of a second: only comparisons need it

    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if bdtr(middle, n, p) >= quantile:
            high = middle
        else:
            low = middle + 1
    upto = float(bdtr(low, n, p))
    below = float(bdtr(low - 1, n, p)) if low else 0.0
    return min(max((low - (upto - quantile) / (upto - below)) / n, 0.0), 1.0)


def poisson(x: float, *, z: float = Z_95) -> tuple[float, float]:
    """Return the exact interval of a Poisson count, by the quantiles of chi-square."""
    from scipy.special import gammaincinv  # a third of a second: only comparisons need it

    tail = erfc(z / sqrt(2)) / 2
    low = float(gammaincinv(x, tail)) if x > 0 else 0.0
    return low, float(gammaincinv(x + 1, 1 - tail))


def ratio_of_released(observed: int, *, expected: int, z: float = Z_95) -> tuple[float, float]:
    """Return the interval of observed / expected, both released, whatever the rounding hid."""
    low, _ = poisson(max(observed - SLACK, 0), z=z)
    _, high = poisson(observed + SLACK, z=z)
    half = ROUNDING / 2
    return low / (expected + half), high / (expected - half)


def overdispersed_limit(p: float, *, n: float, tau_squared: float, z: float) -> float:
    """Return the share at z standard deviations, areas differing by tau² on the arcsine scale."""
    angle = asin(sqrt(p)) + z * sqrt(1 / (4 * n) + tau_squared)
    return sin(min(max(angle, 0.0), pi / 2)) ** 2


def shrunken(x: float, *, n: float, p: float, tau_squared: float) -> float:
    """Return a share drawn towards the pooled share, the more the fewer zaken it stands on.

    On the arcsine scale, by how much of the spread between areas is real: tau² / (tau² + 1/4n).
    """
    weight = tau_squared / (tau_squared + 1 / (4 * n))
    pooled = asin(sqrt(p))
    return sin(pooled + weight * (asin(sqrt(min(x / n, 1.0))) - pooled)) ** 2


def between_areas_variance(counts: list[tuple[float, float]], *, p: float) -> float:
    """Return tau², how much areas differ beyond chance, from (x, n) of each; 0 when they don't.

    Spiegelhalter's additive model as FunnelPlotR has it: z-scores on the arcsine scale, winsorised
    at 10% and 90%.
    """
    size = len(counts)
    scores = [(asin(sqrt(x / n)) - asin(sqrt(p))) * 2 * sqrt(n) for x, n in counts]
    floor, ceiling = _quantile(scores, 0.1), _quantile(scores, 0.9)
    phi = sum(min(max(score, floor), ceiling) ** 2 for score in scores) / size
    if size * phi <= size - 1:
        return 0.0
    weights = [4 * n for _, n in counts]
    spread = sum(weights) - sum(weight * weight for weight in weights) / sum(weights)
    return max(0.0, (size * phi - (size - 1)) / spread)


def _quantile(values: list[float], quantile: float) -> float:
    """Return a quantile by linear interpolation between order statistics (R's type 7)."""
    ordered = sorted(values)
    place = quantile * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
