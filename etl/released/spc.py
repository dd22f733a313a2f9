"""Control charts: does a series of quarters move more than it usually does?

The p-chart has limits of its own at each point; XmR takes them from how much neighbouring points
differ, for series that move more than chance (overdispersion) or that are no shares. The rules are
those of NHS guidance (Making Data Count): a point beyond three sigma, two of three beyond two,
seven on one side, seven rising or falling. From twelve points; with fewer there are no limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import factorial, sqrt

from etl.released.chance import two_sided
from etl.released.intervals import SLACK

FEWEST_POINTS = 12
RUN = 7
"""Points on one side, or rising or falling, that make a signal."""

XMR_LIMIT = 2.66
"""The factor of Shewhart's individuals chart: 3 / 1.128."""


class Rule(StrEnum):
    """Which rule fired."""

    BEYOND = "buiten_drie_sigma"
    TWO_OF_THREE = "twee_van_drie"
    SIDE = "zeven_aan_een_kant"
    TREND = "zeven_stijgend_of_dalend"


@dataclass(frozen=True)
class Fired:
    """A rule that fired, and on which points."""

    rule: Rule
    first: int
    last: int
    """Places of the first and the last point, from 0."""

    upwards: bool
    """Above the mean, or rising."""

    p: float
    """How likely it is by chance, at a given place, in a series that does not change."""

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Limits:
    """Where one point usually lies: within three sigma of the mean."""

    low: float
    high: float
    sigma: float


@dataclass(frozen=True)
class Chart:
    """A series with its mean, its limits and the rules that fired. No limits with few points."""

    values: tuple[float, ...]
    mean: float
    limits: tuple[Limits, ...]
    fired: tuple[Fired, ...]
    is_xmr: bool


def chart_of_shares(counts: Sequence[tuple[int, int]]) -> Chart:
    """Return the p-chart of released (x, n), or XmR where the shares move more than chance."""
    plain = p_chart(counts)
    if plain.limits and _is_overdispersed(counts, mean=plain.mean):
        return xmr_chart(plain.values)
    return plain


def p_chart(counts: Sequence[tuple[int, int]]) -> Chart:
    """Return the p-chart: p ± 3 sqrt(p (1 - p) / n), in old to new order.

    Counts are rounded: a point is beyond its limits only when every count behind it is.
    """
    shares = tuple(x / n for x, n in counts)
    mean = sum(x for x, _ in counts) / sum(n for _, n in counts) if counts else 0.0
    if len(counts) < FEWEST_POINTS or not 0 < mean < 1:
        return Chart(shares, mean, (), (), is_xmr=False)
    limits = tuple(_around(mean, sqrt(mean * (1 - mean) / n), most=1.0) for _, n in counts)
    scores = [
        _surest(x, n, mean=mean) / limit.sigma for (x, n), limit in zip(counts, limits, strict=True)
    ]
    return Chart(shares, mean, limits, _fired(shares, scores, mean=mean), is_xmr=False)


def xmr_chart(values: Sequence[float]) -> Chart:
    """Return the XmR chart: mean ± 2.66 times the mean moving range, in old to new order."""
    mean = sum(values) / len(values) if values else 0.0
    if len(values) < FEWEST_POINTS:
        return Chart(tuple(values), mean, (), (), is_xmr=True)
    sigma = XMR_LIMIT * mean_moving_range(values) / 3
    limits = (Limits(mean - 3 * sigma, mean + 3 * sigma, sigma),) * len(values)
    scores = [(value - mean) / sigma if sigma else 0.0 for value in values]
    return Chart(tuple(values), mean, limits, _fired(values, scores, mean=mean), is_xmr=True)


def mean_moving_range(values: Sequence[float]) -> float:
    """Return how much a point differs from the one before it, on average."""
    ranges = [abs(late - early) for early, late in zip(values, values[1:], strict=False)]
    return sum(ranges) / len(ranges)


def _around(mean: float, sigma: float, *, most: float) -> Limits:
    return Limits(max(mean - 3 * sigma, 0.0), min(mean + 3 * sigma, most), sigma)


def _surest(x: int, n: int, *, mean: float) -> float:
    """Return the least distance from the mean that the rounding of x and n leaves possible."""
    low = max(x - SLACK, 0) / (n + SLACK) - mean
    high = min((x + SLACK) / (n - SLACK), 1.0) - mean
    return low if low > 0 else high if high < 0 else 0.0


def _is_overdispersed(counts: Sequence[tuple[int, int]], *, mean: float) -> bool:
    """Return whether shares differ more than chance gives once in a hundred times (chi-square)."""
    from scipy.special import chdtrc  # a third of a second: only comparisons need it

    spread = sum((x - n * mean) ** 2 / (n * mean * (1 - mean)) for x, n in counts)
    return bool(chdtrc(len(counts) - 1, spread) < 0.01)


def _fired(values: Sequence[float], scores: Sequence[float], *, mean: float) -> tuple[Fired, ...]:
    found = [
        Fired(Rule.BEYOND, place, place, upwards=score > 0, p=two_sided(score))
        for place, score in enumerate(scores)
        if abs(score) > 3
    ]
    found += _two_of_three(scores)
    sides = [(value > mean) - (value < mean) for value in values]
    found += [
        Fired(Rule.SIDE, first, last, upwards=side > 0, p=2.0 ** (first - last))
        for side, first, last in _runs(sides)
        if last - first + 1 >= RUN
    ]
    steps = [(b > a) - (b < a) for a, b in zip(values, values[1:], strict=False)]
    found += [
        Fired(Rule.TREND, first, last + 1, upwards=step > 0, p=2 / factorial(last - first + 2))
        for step, first, last in _runs(steps)
        if last - first + 2 >= RUN
    ]
    return tuple(sorted(found, key=lambda one: (one.last, one.rule)))


def _two_of_three(scores: Sequence[float]) -> list[Fired]:
    beyond_two = two_sided(2) / 2
    chance = 2 * (3 * beyond_two**2 * (1 - beyond_two) + beyond_two**3)
    found = []
    for last in range(2, len(scores)):
        upwards = scores[last] > 0
        away = [score if upwards else -score for score in scores[last - 2 : last + 1]]
        if away[-1] > 2 and max(away[:2]) > 2:
            found.append(Fired(Rule.TWO_OF_THREE, last - 2, last, upwards=upwards, p=chance))
    return found


def _runs(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return sign, first and last place of every stretch of equal signs, without the noughts."""
    runs: list[tuple[int, int, int]] = []
    for place, sign in enumerate(signs):
        if runs and runs[-1][0] == sign and runs[-1][2] == place - 1:
            runs[-1] = (sign, runs[-1][1], place)
        else:
            runs.append((sign, place, place))
    return [run for run in runs if run[0]]
