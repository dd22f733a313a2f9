"""Control charts: does a series of quarters move more than it usually does?

The p-chart has limits of its own at each point; XmR takes them from how much neighbouring points
differ, for series that move more than chance (overdispersion) or that are no shares. The rules are
those of NHS guidance (Making Data Count): a point beyond three sigma, two of three beyond two,
seven on one side, seven rising or falling. From twelve points; with fewer there are no limits.

Points that are no neighbours in time, since one between them is not shown, are not read as such:
what lies before such a gap and after it is two stretches, and no rule or moving range spans it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import factorial, inf, sqrt

from etl.released.chance import two_sided
from etl.released.intervals import SLACK, SLACK_VARIANCE

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


def chart_of_shares(
    counts: Sequence[tuple[int, int]], places: Sequence[int] | None = None
) -> Chart:
    """Return the p-chart of released (x, n), or XmR where the shares move more than chance.

    Args:
        counts: in old to new order.
        places: where each stands in time; neighbours are one apart. None: none is missing.
    """
    plain = p_chart(counts, places)
    if plain.limits and _is_overdispersed(counts, mean=plain.mean):
        return xmr_chart(plain.values, places, most=1.0)
    return plain


def p_chart(counts: Sequence[tuple[int, int]], places: Sequence[int] | None = None) -> Chart:
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
    fired = _fired(shares, scores, mean=mean, places=places)
    return Chart(shares, mean, limits, fired, is_xmr=False)


def xmr_chart(
    values: Sequence[float], places: Sequence[int] | None = None, *, most: float = inf
) -> Chart:
    """Return the XmR chart: mean ± 2.66 times the mean moving range, in old to new order.

    The limits lie from nought to `most`, as the values do.
    """
    mean = sum(values) / len(values) if values else 0.0
    ranges = moving_ranges(values, places)
    if len(values) < FEWEST_POINTS or not ranges:
        return Chart(tuple(values), mean, (), (), is_xmr=True)
    sigma = XMR_LIMIT * sum(ranges) / len(ranges) / 3
    limits = (_around(mean, sigma, most=most),) * len(values)
    scores = [(value - mean) / sigma if sigma else 0.0 for value in values]
    fired = _fired(values, scores, mean=mean, places=places)
    return Chart(tuple(values), mean, limits, fired, is_xmr=True)


def moving_ranges(values: Sequence[float], places: Sequence[int] | None = None) -> list[float]:
    """Return how much each point differs from the one just before it in time."""
    return [
        abs(values[place] - values[place - 1])
        for stretch in _stretches(places, len(values))
        for place in stretch[1:]
    ]


def _around(mean: float, sigma: float, *, most: float) -> Limits:
    return Limits(max(mean - 3 * sigma, 0.0), min(mean + 3 * sigma, most), sigma)


def _surest(x: int, n: int, *, mean: float) -> float:
    """Return the least distance from the mean that the rounding of x and n leaves possible."""
    low = max(x - SLACK, 0) / (n + SLACK) - mean
    high = min((x + SLACK) / (n - SLACK), 1.0) - mean
    return low if low > 0 else high if high < 0 else 0.0


def _is_overdispersed(counts: Sequence[tuple[int, int]], *, mean: float) -> bool:
    """Return whether shares differ more than chance gives once in a hundred times (chi-square).

    What the rounding of x and n adds to the spread is no difference: without it three series in a
    hundred would be told to differ, and five where n is thirty.
    """
    from scipy.special import chdtrc  # a third of a second: only comparisons need it

    rounding = SLACK_VARIANCE * (1 + mean * mean)
    spread = sum((x - n * mean) ** 2 / (n * mean * (1 - mean) + rounding) for x, n in counts)
    return bool(chdtrc(len(counts) - 1, spread) < 0.01)


def _fired(
    values: Sequence[float],
    scores: Sequence[float],
    *,
    mean: float,
    places: Sequence[int] | None,
) -> tuple[Fired, ...]:
    found = [
        Fired(Rule.BEYOND, place, place, upwards=score > 0, p=two_sided(score))
        for place, score in enumerate(scores)
        if abs(score) > 3
    ]
    for stretch in _stretches(places, len(values)):
        found += _two_of_three(scores, stretch)
        found += _sides(values, stretch, mean=mean)
        found += _trends(values, stretch)
    return tuple(sorted(found, key=lambda one: (one.last, one.rule)))


def _two_of_three(scores: Sequence[float], stretch: range) -> list[Fired]:
    beyond_two = two_sided(2) / 2
    chance = 2 * (3 * beyond_two**2 * (1 - beyond_two) + beyond_two**3)
    found = []
    for last in stretch[2:]:
        for sign in (1, -1):
            away = [sign * score > 2 for score in scores[last - 2 : last + 1]]
            # of the first three the last need not be away; later on, that was told a point before
            if sum(away) >= 2 and (away[-1] or last == stretch[2]):
                found.append(Fired(Rule.TWO_OF_THREE, last - 2, last, upwards=sign > 0, p=chance))
    return found


def _sides(values: Sequence[float], stretch: range, *, mean: float) -> list[Fired]:
    sides = [(values[place] > mean) - (values[place] < mean) for place in stretch]
    return [
        Fired(Rule.SIDE, first, last, upwards=side > 0, p=2.0 ** (first - last))
        for side, first, last in _runs(sides, begin=stretch[0])
        if last - first + 1 >= RUN
    ]


def _trends(values: Sequence[float], stretch: range) -> list[Fired]:
    steps = [
        (values[place] > values[place - 1]) - (values[place] < values[place - 1])
        for place in stretch[1:]
    ]
    return [
        Fired(Rule.TREND, first, last + 1, upwards=step > 0, p=2 / factorial(last - first + 2))
        for step, first, last in _runs(steps, begin=stretch[0])
        if last - first + 2 >= RUN
    ]


def _stretches(places: Sequence[int] | None, points: int) -> list[range]:
    """Return the stretches of neighbours in time, each the indexes of its points."""
    if places is None:
        return [range(points)] if points else []
    starts = [
        index for index in range(points) if index == 0 or places[index] != places[index - 1] + 1
    ]
    return [range(*ends) for ends in zip(starts, [*starts[1:], points], strict=True)]


def _runs(signs: Sequence[int], *, begin: int) -> list[tuple[int, int, int]]:
    """Return sign, first and last place of every stretch of equal signs, without the noughts."""
    runs: list[tuple[int, int, int]] = []
    for place, sign in enumerate(signs, start=begin):
        if runs and runs[-1][0] == sign:
            runs[-1] = (sign, runs[-1][1], place)
        else:
            runs.append((sign, place, place))
    return [run for run in runs if run[0]]
