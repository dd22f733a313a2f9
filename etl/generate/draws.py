"""Draw many values at once: codes by weight, days by lognormal, all from one seeded generator.

A table of weights is written as words (`{"16_uur": {"R1": 0.4}}`) and becomes a matrix here, so
that the numbers stay readable where they are chosen. A day is a whole number: days since
1-1-1970; `NONE` is no day, and also no code.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NONE = -1
"""No date, no code: an empty cell."""

_EPOCH = date(1970, 1, 1)


def generator(seed: int, *stream: int) -> np.random.Generator:
    """Return the generator of one stream of a seed; streams do not overlap."""
    return np.random.default_rng([seed, *stream])


def day_number(day: date) -> int:
    return (day - _EPOCH).days


def matrix(
    rows: Sequence[str], columns: Sequence[str], weights: Mapping[str, Mapping[str, float]]
) -> Floats:
    """Return the weights as rows × columns; what is not named weighs nothing."""
    return np.array(
        [[weights.get(row, {}).get(column, 0.0) for column in columns] for row in rows],
        dtype=np.float64,
    )


def draw(rng: np.random.Generator, weights: Floats) -> Ints:
    """Draw one column per row of weights; the weights of a row need not add up to 1."""
    cumulative = np.cumsum(weights, axis=1)
    height = rng.random(len(weights)) * cumulative[:, -1]
    return np.asarray((cumulative <= height[:, None]).sum(axis=1), dtype=np.int64)


def draw_same(rng: np.random.Generator, weights: Sequence[float] | Floats, count: int) -> Ints:
    """Draw `count` positions from one row of weights."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.asarray(
        np.searchsorted(cumulative, rng.random(count) * cumulative[-1], side="right"),
        dtype=np.int64,
    )


def lognormal_days(rng: np.random.Generator, median: Floats, sigma: float) -> Ints:
    """Draw whole days (0 and up) with the given median and spread on the log scale."""
    days = median * np.exp(sigma * rng.standard_normal(median.shape))
    return np.asarray(np.minimum(np.floor(days + 0.5), 900), dtype=np.int64)


def next_workday(days: Ints) -> Ints:
    """Move Saturday and Sunday to Monday; order is kept, and `NONE` stays."""
    weekday = (days + 3) % 7  # 1-1-1970 was a Thursday
    moved = days + np.where(weekday == 5, 2, 0) + np.where(weekday == 6, 1, 0)
    return np.where(days == NONE, NONE, moved)
