"""Ratios of paired measurements, and the clock for stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Measured = TypeVar("Measured")


@dataclass(frozen=True)
class Compared:
    """The product beside its baseline, over several rounds in which they took turns."""

    subject: str
    baseline: str
    unit: str
    rounds: int
    base: float
    """Median of the baseline, in `unit`."""

    ours: float
    """Median of the product, in `unit`."""

    ratio: float
    """Median of the ratio per round; not the ratio of the medians."""

    least: float
    most: float
    goal: float | None = None
    """The ratio should be at most this."""


@dataclass(frozen=True)
class Fact:
    """A measurement without a baseline: for information."""

    subject: str
    value: float
    unit: str


@dataclass(frozen=True)
class Section:
    """One part of the report."""

    title: str
    compared: tuple[Compared, ...] = ()
    facts: tuple[Fact, ...] = ()


def take_turns(
    base: Callable[[], Measured], ours: Callable[[], Measured], *, rounds: int
) -> list[tuple[Measured, Measured]]:
    """Measure both in every round, each of them first in every other one."""
    pairs = []
    for number in range(rounds):
        if number % 2:
            product, bare = ours(), base()
        else:
            bare, product = base(), ours()
        pairs.append((bare, product))
    return pairs


def compared(
    subject: str,
    pairs: Sequence[tuple[float, float]],
    *,
    baseline: str,
    unit: str,
    goal: float | None = None,
) -> Compared:
    """Summarise rounds, each one a measurement of the baseline and one of the product."""
    ratios = [ours / base for base, ours in pairs]
    return Compared(
        subject=subject,
        baseline=baseline,
        unit=unit,
        rounds=len(pairs),
        base=median(base for base, _ in pairs),
        ours=median(ours for _, ours in pairs),
        ratio=median(ratios),
        least=min(ratios),
        most=max(ratios),
        goal=goal,
    )


class Stopwatch:
    """Seconds per stage: to name the next stage ends the one before. Hears what a run says."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage: str | None = None
        self._since = 0.0

    def __call__(self, words: str, done: int = 0, total: int | None = None) -> None:
        self.stop()
        self._stage, self._since = words, perf_counter()

    def stop(self) -> None:
        """End the stage; the same stage again adds to its seconds."""
        if self._stage is not None:
            taken = perf_counter() - self._since
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + taken
        self._stage = None
