"""The season of a series of quarters: how high each quarter of the year lies, over the years."""

from collections.abc import Sequence

from etl.released.intervals import SLACK_VARIANCE

QUARTERS = 4

FEWEST_YEARS = 3
"""Of each quarter so many make a season: of two nobody knows which is the odd one."""

_CHANCE = 0.05


def centres(
    counts: Sequence[tuple[int, int]], places: Sequence[int] | None
) -> tuple[float, ...] | None:
    """Return by point the share of its quarter of the year over all years; None without a season.

    There is one when quarters of the year differ more than the years of one quarter do (analysis of
    variance; chance gives that once in twenty times).

    Args:
        counts: released (x, n), in old to new order.
        places: where each stands in time, in quarters.
    """
    from scipy.special import fdtrc  # a third of a second: only comparisons need it

    quarters = [place % QUARTERS for place in places or ()]
    if any(quarters.count(quarter) < FEWEST_YEARS for quarter in range(QUARTERS)):
        return None
    whole = [
        (sum(x for x, _ in those), sum(n for _, n in those))
        for those in (
            [count for count, each in zip(counts, quarters, strict=True) if each == quarter]
            for quarter in range(QUARTERS)
        )
    ]
    usual = [x / n for x, n in whole]
    found = tuple(usual[quarter] for quarter in quarters)
    mean = sum(x for x, _ in whole) / sum(n for _, n in whole)
    if not all(0 < each < 1 for each in usual):
        return None
    free = len(counts) - QUARTERS
    among = spread(whole, (mean,) * QUARTERS) / (QUARTERS - 1)
    # less than chance is chance
    within = max(spread(counts, found) / free, 1.0)
    return found if fdtrc(QUARTERS - 1, free, among / within) < _CHANCE else None


def spread(counts: Sequence[tuple[int, int]], centres: Sequence[float]) -> float:
    """Return how far counts lie from what is usual, in what chance and rounding make of it.

    It is a chi-square where nothing else is behind it.

    Args:
        counts: released (x, n).
        centres: the usual share of each.
    """
    return sum(
        (x - n * p) ** 2 / (n * p * (1 - p) + SLACK_VARIANCE * (1 + p * p))
        for (x, n), p in zip(counts, centres, strict=True)
    )
