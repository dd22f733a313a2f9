"""What somebody works out with pencil and paper: a whole less the most that its other parts can be.

Most counts that are given away are so by a few such sums after each other. They are found for all
attackers at once, in a fraction of the time that programs take; what is left is for programs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.audit.extract import Bools, Floats, Ints
from etl.audit.sums import MUCH, Exact, NoWorld, Sums

ROUNDS = 6
"""Sums after each other, after which is looked at what came of it: the next rarely finds more."""

_TO_THE_END = 100
"""Rounds after which nothing is looked for any more: curves of a country take some thirty."""

_LARGE, _FEW = 2**15, 20
"""Limits from which only sums are done of which anything moved, when one cell in so many did."""

Limits = frozenset[tuple[int, bool]]
"""Cells, and whether it is about the most that they are."""


@dataclass(frozen=True)
class _Round:
    """What somebody worked out in one go: kept as what was known before, of what moved alone."""

    cells: Ints
    low: Exact
    """[cell, attacker]"""

    high: Exact


class Worked:
    """What some attackers worked out, sum after sum; arrays are [cell, attacker]."""

    def __init__(self, known: Sums, low: Exact, high: Exact, given: Ints | None = None) -> None:
        """Work it out.

        Raises NoWorld when limits contradict each other.

        Args:
            low: [cell, attacker], what each knows at first. And at most.
            given: the cells of which more is known than was worked out before; None: all.
        """
        self.sums, self.given = known, given
        self.low, self.high = low, high
        """What each knows now."""

        self._rounds: list[_Round] = []
        self._because: dict[tuple[int, int, int, bool], Limits] = {}
        self._moved = np.arange(len(low)) if given is None else given
        """The cells of which more came to be known at last."""

        self._columns: list[tuple[Exact, Exact]] = []
        """Limits [cell] of one attacker, as they are now and then after fewer rounds."""

        self._of: int | None = None
        """Whose those are."""

        self._work_out(ROUNDS)

    def to_the_end(self) -> bool:
        """Go on until nothing comes of it any more; return whether anything did.

        Raises NoWorld when limits contradict each other.
        """
        before = len(self._rounds)
        self._work_out(_TO_THE_END)
        return len(self._rounds) > before

    def _work_out(self, rounds: int) -> None:
        """Work out some rounds, those of before included, while anything comes of it."""
        self._of = None
        while len(self._rounds) < rounds and len(self.sums.whole) and len(self._moved):
            is_of_few = self.low.size > _LARGE and len(self._moved) * _FEW < len(self.low)
            self._once_more(self.sums.with_any(self._moved) if is_of_few else self.sums)
        if (self.low > self.high).any():
            raise NoWorld

    @property
    def moved(self) -> Bools:
        """Return by cell whether more is known of it than was worked out before."""
        found = np.zeros(len(self.low), dtype=bool)
        for each in self._rounds:
            found[each.cells] = True
        found[... if self.given is None else self.given] = True
        return found

    def more(self, cells: Ints, low: Exact, high: Exact) -> Worked:
        """Return what comes of it when more is known of some cells [cell, attacker]."""
        lower, higher = self.low.copy(), self.high.copy()
        lower[cells], higher[cells] = np.maximum(lower[cells], low), np.minimum(higher[cells], high)
        return Worked(self.sums, lower, higher, cells)

    def _once_more(self, known: Sums) -> None:
        """Work out one round.

        Args:
            known: the sums that anything can come of.
        """
        low, high, exactly = self.low, self.high, known.exactly
        lower, higher = low.copy(), high.copy()
        # a whole is what its parts come to
        least, most = known.parts @ low, exactly.parts @ high
        most += exactly.rest[:, None]
        _raise(lower, known.of_wholes.cells, known.of_wholes.most(least))
        _lower(higher, exactly.of_wholes.cells, exactly.of_wholes.least(most))
        # a part is what the whole leaves, without the part itself
        np.subtract(high.take(known.whole, axis=0), least, out=least)
        at_most = known.of_parts.least(least)
        at_most += low.take(known.of_parts.cells, axis=0)
        _lower(higher, known.of_parts.cells, at_most)
        np.subtract(low.take(exactly.whole, axis=0), most, out=most)
        at_least = exactly.of_parts.most(most)
        at_least += high.take(exactly.of_parts.cells, axis=0)
        _raise(lower, exactly.of_parts.cells, at_least)
        # near without end is without end
        np.copyto(higher, high, where=higher >= MUCH // 2)
        self._moved = np.nonzero(((lower != low) | (higher != high)).any(axis=1))[0]
        self._rounds.append(_Round(self._moved, low[self._moved], high[self._moved]))
        self.low, self.high = lower, higher

    def because(self, cell: int, attacker: int) -> Limits:
        """Return the limits that are known at first and that a count has its limits by."""
        last = len(self._rounds)
        return self._limits(last, cell, attacker, is_most=False) | self._limits(
            last, cell, attacker, is_most=True
        )

    def _after(self, rounds: int, attacker: int) -> tuple[Exact, Exact]:
        """Return the limits [cell] of an attacker after so many rounds."""
        if attacker != self._of:
            self._of = attacker
            self._columns = [(self.low[:, attacker], self.high[:, attacker])]
        ago = len(self._rounds) - rounds
        while len(self._columns) <= ago:
            undone = self._rounds[-len(self._columns)]
            low, high = (each.copy() for each in self._columns[-1])
            low[undone.cells], high[undone.cells] = (
                undone.low[:, attacker],
                undone.high[:, attacker],
            )
            self._columns.append((low, high))
        return self._columns[ago]

    def _limits(self, rounds: int, cell: int, attacker: int, *, is_most: bool) -> Limits:
        """Return those that a limit after some rounds follows from."""
        rounds = self._since(rounds, cell, attacker, is_most=is_most)
        if not rounds:
            return frozenset({(cell, is_most)})
        limit = rounds, cell, attacker, is_most
        if limit not in self._because:
            needs = self._by(rounds, cell, attacker, is_most=is_most)
            found = [self._limits(rounds - 1, at, attacker, is_most=most) for at, most in needs]
            self._because[limit] = frozenset().union(*found)
        return self._because[limit]

    def _since(self, rounds: int, cell: int, attacker: int, *, is_most: bool) -> int:
        """Return after which round a limit was first what it is after some."""
        value = self._after(rounds, attacker)[is_most].item(cell)
        while rounds and self._after(rounds - 1, attacker)[is_most].item(cell) == value:
            rounds -= 1
        return rounds

    def _by(
        self, rounds: int, cell: int, attacker: int, *, is_most: bool
    ) -> list[tuple[int, bool]]:
        """Return the limits of one round earlier that a limit after some rounds follows from."""
        value = self._after(rounds, attacker)[is_most].item(cell)
        low, high = self._after(rounds - 1, attacker)
        for each in self.sums.of(cell):
            begin, end = self.sums.parts.indptr[each : each + 2]
            whole, rest = self.sums.whole.item(each), self.sums.rest.item(each)
            parts = self.sums.parts.indices[begin:end].tolist()
            if cell == whole:
                ends = high if is_most else low
                found = sum(map(ends.item, parts)) + (rest if is_most else 0)
                needs = [(part, is_most) for part in parts]
            else:
                parts.remove(cell)
                ends = low if is_most else high
                of_whole = high.item(whole) if is_most else low.item(whole) - rest
                found = of_whole - sum(map(ends.item, parts))
                needs = [(whole, is_most), *((part, not is_most) for part in parts)]
            if found == value:
                return needs
        raise AssertionError("een grens die nergens uit volgt")


def exact(limits: Floats) -> Exact:
    return np.minimum(limits, MUCH).astype(np.int32, order="C")


def _raise(low: Exact, cells: Ints, at_least: Exact) -> None:
    """Raise the least of some cells, in place."""
    low[cells] = np.maximum(low.take(cells, axis=0), at_least)


def _lower(high: Exact, cells: Ints, at_most: Exact) -> None:
    """Lower the most of some cells, in place."""
    high[cells] = np.minimum(high.take(cells, axis=0), at_most)
