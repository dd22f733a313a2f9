"""Control charts: does a series of quarters move more than it usually does?

The p-chart has limits of its own at each point; XmR takes them from how much neighbouring points
differ, for series that move more than chance (overdispersion) or that are no shares. The rules are
those of NHS guidance (Making Data Count): a point beyond three sigma, two of three beyond two,
seven on one side, seven rising or falling. From twelve points; with fewer there are no limits.
Where much of the difference is the time of year, a quarter is held to the same one of other years.

Points that are no neighbours in time, since one between them is not shown, are not read as such:
what lies before such a gap and after it is two stretches, and no rule or moving range spans it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import factorial, inf, sqrt

from etl.released import season
from etl.released.chance import two_sided
from etl.released.intervals import SLACK
from etl.released.season import spread

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
    """Where one point usually lies: within three sigma of its centre."""

    low: float
    high: float
    sigma: float


@dataclass(frozen=True)
class Chart:
    """A series with its centre, its limits and the rules that fired. No limits with few points."""

    values: tuple[float, ...]
    centres: tuple[float, ...]
    """By point the mean: of all points, or of those of the same quarter."""

    limits: tuple[Limits, ...]
    fired: tuple[Fired, ...]
    is_xmr: bool
    has_season: bool = False


def chart_of_shares(
    counts: Sequence[tuple[int, int]], places: Sequence[int] | None = None
) -> Chart:
    """Return the p-chart of released (x, n), or XmR where the shares move more than chance.

    Args:
        counts: in old to new order.
        places: where each stands in time; neighbours are one apart. None: none is missing.
    """
    plain = p_chart(counts, places)
    if not plain.limits or not _is_overdispersed(counts, plain.centres, known=1):
        return plain
    centres = season.centres(counts, places)
    if centres is None:
        return _wider_than_chance(plain, places)
    in_season = replace(p_chart(counts, places, centres), has_season=True)
    if not _is_overdispersed(counts, centres, known=season.QUARTERS):
        return in_season
    return _wider_than_chance(in_season, places)


def _wider_than_chance(chart: Chart, places: Sequence[int] | None) -> Chart:
    """Return the XmR chart of a p-chart, with no limits narrower than those of chance."""
    chance = [limits.sigma for limits in chart.limits]
    centres = chart.centres if chart.has_season else None
    wider = xmr_chart(chart.values, places, centres, least=chance, most=1.0)
    return replace(wider, has_season=chart.has_season)


def p_chart(
    counts: Sequence[tuple[int, int]],
    places: Sequence[int] | None = None,
    centres: Sequence[float] | None = None,
) -> Chart:
    """Return the p-chart: p ± 3 sqrt(p (1 - p) / n), in old to new order.

    Counts are rounded: a point is beyond its limits only when every count behind it is.

    Args:
        centres: p by point; None: the mean of all.
    """
    shares = tuple(x / n for x, n in counts)
    mean = sum(x for x, _ in counts) / sum(n for _, n in counts) if counts else 0.0
    middle = (mean,) * len(counts) if centres is None else tuple(centres)
    if len(counts) < FEWEST_POINTS or not all(0 < centre < 1 for centre in middle):
        return Chart(shares, middle, (), (), is_xmr=False)
    limits = tuple(
        _around(centre, sqrt(centre * (1 - centre) / n), most=1.0)
        for (_, n), centre in zip(counts, middle, strict=True)
    )
    scores = [
        _surest(x, n, mean=centre) / limit.sigma
        for (x, n), centre, limit in zip(counts, middle, limits, strict=True)
    ]
    fired = _fired(_apart(shares, middle), scores, places=places)
    return Chart(shares, middle, limits, fired, is_xmr=False)


def xmr_chart(
    values: Sequence[float],
    places: Sequence[int] | None = None,
    centres: Sequence[float] | None = None,
    *,
    least: Sequence[float] = (),
    most: float = inf,
) -> Chart:
    """Return the XmR chart: mean ± 2.66 times the mean moving range, in old to new order.

    The limits lie from nought to `most`, as the values do.

    Args:
        centres: by point; None: the mean of all. What moves is how far a point lies from its own.
        least: sigma of each point is at least this; when empty, nothing.
    """
    mean = sum(values) / len(values) if values else 0.0
    middle = (mean,) * len(values) if centres is None else tuple(centres)
    apart = _apart(values, middle)
    ranges = moving_ranges(apart, places)
    if len(values) < FEWEST_POINTS or not ranges:
        return Chart(tuple(values), middle, (), (), is_xmr=True)
    moves = XMR_LIMIT * sum(ranges) / len(ranges) / 3
    sigmas = [max(moves, sigma) for sigma in least or [0.0] * len(values)]
    limits = tuple(
        _around(centre, sigma, most=most) for centre, sigma in zip(middle, sigmas, strict=True)
    )
    scores = [each / sigma if sigma else 0.0 for each, sigma in zip(apart, sigmas, strict=True)]
    fired = _fired(apart, scores, places=places)
    return Chart(tuple(values), middle, limits, fired, is_xmr=True)


def _apart(values: Sequence[float], centres: Sequence[float]) -> list[float]:
    return [value - centre for value, centre in zip(values, centres, strict=True)]


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


def _is_overdispersed(
    counts: Sequence[tuple[int, int]], centres: Sequence[float], *, known: int
) -> bool:
    """Return whether shares differ more than chance gives once in a hundred times (chi-square).

    What the rounding of x and n adds to the spread is no difference: without it three series in a
    hundred would be told to differ, and five where n is thirty.

    Args:
        known: how many different centres were made of the counts themselves.
    """
    from scipy.special import chdtrc  # a third of a second: only comparisons need it

    return bool(chdtrc(len(counts) - known, spread(counts, centres)) < 0.01)


def _fired(
    apart: Sequence[float], scores: Sequence[float], *, places: Sequence[int] | None
) -> tuple[Fired, ...]:
    """Return the rules that fired.

    Args:
        apart: how far each point lies from its centre.
    """
    found = [
        Fired(Rule.BEYOND, place, place, upwards=score > 0, p=two_sided(score))
        for place, score in enumerate(scores)
        if abs(score) > 3
    ]
    for stretch in _stretches(places, len(apart)):
        found += _two_of_three(scores, stretch)
        found += _sides(apart, stretch)
        found += _trends(apart, stretch)
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


def _sides(apart: Sequence[float], stretch: range) -> list[Fired]:
    sides = [(apart[place] > 0) - (apart[place] < 0) for place in stretch]
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
