"""How likely a difference is by chance alone, from released (rounded) counts.

Every test takes the true counts least in favour of a difference that the rounding allows: what is
called a difference is one whatever the rounding hid. Shares are compared on the arcsine scale, as
in the funnel, so that small and large shares are treated alike.
"""

from collections.abc import Sequence
from math import asin, ceil, erfc, floor, sqrt

from etl.released.intervals import SLACK

FALSE_DISCOVERY_RATE = 0.10
"""Of the signals in a list, at most this share is expected to be chance (Benjamini–Hochberg)."""

Counts = tuple[int, int]
"""Released x and n of a share."""


def p_of_change(
    now: Counts, before: Counts, *, followed: tuple[float, float] = (1.0, 1.0)
) -> float:
    """Return how likely two shares differ at least this much when nothing changed.

    `followed` is the share of each n that was surely followed (see `etl.released.followed`).
    """
    (x, n), (x0, n0) = now, before
    upwards = x / n > x0 / n0
    near, far = _bounds(now, lowest=upwards), _bounds(before, lowest=not upwards)
    if (near <= far) if upwards else (near >= far):
        return 1.0
    gap = abs(_angle(near) - _angle(far))
    sure, sure0 = followed[0] * n, followed[1] * n0
    return two_sided(gap / sqrt(1 / (4 * sure) + 1 / (4 * sure0)))


def p_of_area(
    counts: Counts, *, p0: float, tau_squared: float = 0.0, followed: float = 1.0
) -> float:
    """Return how likely an area lies at least this far from the pooled share p0.

    With tau² the question is whether it lies outside of what areas usually differ; without it,
    outside of what chance gives (exact binomial, both sides counted). `followed` is the share of
    n that was surely followed.
    """
    x, n = counts
    upwards = x / n > p0
    near = _bounds(counts, lowest=upwards)
    if (near <= p0) if upwards else (near >= p0):
        return 1.0
    if tau_squared > 0:
        return two_sided(
            abs(_angle(near) - _angle(p0)) / sqrt(1 / (4 * followed * n) + tau_squared)
        )
    return min(1.0, 2 * _tail(x, n=n, p0=p0, upwards=upwards, followed=followed))


def two_sided(z: float) -> float:
    """Return how likely a standard normal lies at least |z| from nought."""
    return erfc(abs(z) / sqrt(2))


def survives(chances: Sequence[float], *, rate: float = FALSE_DISCOVERY_RATE) -> list[bool]:
    """Return which of many tests survive Benjamini–Hochberg 1995 (JRSS B 57:289).

    >>> survives([0.001, 0.04, 0.03, 0.5], rate=0.1)
    [True, True, True, False]
    """
    ordered = sorted(chances)
    passed = [
        chance
        for place, chance in enumerate(ordered, start=1)
        if chance <= rate * place / len(ordered)
    ]
    limit = max(passed, default=-1.0)
    return [chance <= limit for chance in chances]


def _bounds(counts: Counts, *, lowest: bool) -> float:
    """Return the lowest or highest true share behind released counts."""
    x, n = counts
    if lowest:
        return max(x - SLACK, 0) / (n + SLACK)
    return min((x + SLACK) / (n - SLACK), 1.0)


def _tail(x: int, *, n: int, p0: float, upwards: bool, followed: float) -> float:
    from scipy.special import bdtr, bdtrc  # a third of a second: only comparisons need it

    if upwards:
        least = floor(followed * (x - SLACK))
        return float(bdtrc(least - 1, ceil(followed * (n + SLACK)), p0)) if least > 0 else 1.0
    size = floor(followed * (n - SLACK))
    return float(bdtr(min(ceil(followed * (x + SLACK)), size), size, p0))


def _angle(share: float) -> float:
    return asin(sqrt(share))
