"""Attack one block: for every protected count and attacker, find worlds that keep it from being known.

A count of 1 to 4 fails when all worlds have it the same, or all between 1 and 4; one of 5 to 7 when
all have it the same. In a gemeente a count of 1 to 4 must also be able to differ by four. A world is
evidence against an attacker when it agrees with all that the attacker knows. What no world is found
for is withdrawn, view by view, and the attack repeated; a withdrawal that turns out not to be
needed is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from etl.audit.block import ANYTHING, HALT, OM, PARTNERS, RVDK, Block, View, bounds
from etl.audit.extract import Ints
from etl.audit.search import Moves, Pairs, World
from etl.audit.solver import Program

SMALL = 4
"""A protected count of at most this may not be known to lie between 1 and this."""

LARGEST_PROTECTED = 7
"""A count up to this may not be known exactly."""

STEPS = 30
"""Moves that one goal may take."""

PROGRAMS = 20
"""Integer programs that one attack on a block may solve."""

MOST_PLACES = 1500
"""Places of a base table that an integer program may have: larger ones take too long."""

WORLDS = 6
"""Worlds that one kind of world may take, as long as each new one helps."""

JAARVERSLAG = "jaarverslag"


@dataclass(frozen=True)
class Kind:
    """What a world leaves alone, and so against whom it is evidence."""

    mask: int = 0
    """Zaken that a partner with this knowledge knows do not move."""

    exact: bool = False
    """What the jaarverslag gives exactly stays the same."""

    sizes: bool = False
    """Zaken may change their filters too, as far as the released numbers of zaken allow."""

    def counts_against(self, attacker: str) -> bool:
        if attacker in PARTNERS:
            return PARTNERS[attacker] & ~self.mask == 0
        if attacker == JAARVERSLAG:
            return self.exact
        return True


@dataclass(frozen=True)
class Found:
    """One world: how many zaken of a row become another atom, and so by how much cells change."""

    kind: Kind
    changes: tuple[tuple[int, int, int], ...]
    """Row, atom and by how much the base table changes there."""


@dataclass
class Outcome:
    """What an attack on a block came to."""

    worlds: list[Found] = field(default_factory=list)
    withdrawn: set[View] = field(default_factory=set)
    attempts: int = 0
    targets: int = 0
    steps: int = 0
    solved: int = 0


def attack(block: Block, *, seed: int) -> Outcome:
    """Attack a block until every protected count is safe; what cannot be is withdrawn."""
    outcome = Outcome()
    attackers = _Attackers(block)
    outcome.targets = attackers.count()
    for width in range(4):
        lowest, highest = bounds(block.cells, withdrawn_cells(block, outcome.withdrawn))
        _run(block, attackers, outcome, lowest, highest, seed=seed + 100 * width)
        if block.sizes is not None and attackers.open_cells():
            _solve(block, attackers, outcome, lowest, highest)
        failed = attackers.open_cells()
        if not failed:
            break
        outcome.withdrawn |= _wider(block, failed, width)
    _put_back(block, outcome)
    return outcome


def withdrawn_cells(block: Block, withdrawn: set[View]) -> NDArray[np.bool_]:
    """Return which cells of a block are of a withdrawn view."""
    return np.array(
        [
            [view < len(block.views) and block.view_of(view, code) in withdrawn
             for code in range(len(block.codes))]
            if block.code_views is None
            else [view == 0 and block.view_of(view, code) in withdrawn
                  for code in range(len(block.codes))]
            for view in range(block.cells.n.shape[0])
        ],
        dtype=bool,
    ).reshape(block.cells.n.shape)


class _Attackers:
    """Per attacker, the counts to protect, and how far worlds have moved them already."""

    def __init__(self, block: Block) -> None:
        self.block = block
        free = block.cells.allowed & block.targets[None, :]
        self.open: dict[str, NDArray[np.bool_]] = {}
        self.fell: dict[str, Ints] = {}
        self.rose: dict[str, Ints] = {}
        for name, unknown in block.unknown.items():
            protected = free & (unknown >= 1) & (unknown <= LARGEST_PROTECTED)
            if name == JAARVERSLAG:
                protected &= ~block.exact
            self.open[name] = protected
            self.fell[name] = np.zeros_like(unknown)
            self.rose[name] = np.zeros_like(unknown)

    def count(self) -> int:
        return sum(int(cells.sum()) for cells in self.open.values())

    def open_cells(self) -> list[tuple[int, int]]:
        cells = np.logical_or.reduce(list(self.open.values()))
        return [(int(view), int(code)) for view, code in np.argwhere(cells)]

    def add(self, kind: Kind, change: Ints) -> int:
        """Count a world in; return how many counts it made safe."""
        safe = 0
        for name in self.open:
            if kind.counts_against(name):
                self.fell[name] = np.minimum(self.fell[name], change)
                self.rose[name] = np.maximum(self.rose[name], change)
                done = self.open[name] & self.safe(name)
                safe += int(done.sum())
                self.open[name] &= ~done
        return safe

    def safe(self, name: str) -> NDArray[np.bool_]:
        unknown, fell, rose = self.block.unknown[name], self.fell[name], self.rose[name]
        small = (fell <= -unknown) | (unknown + rose > SMALL)
        return np.where(unknown <= SMALL, small, (fell < 0) | (rose > 0))

    def wanted(self, kind: Kind) -> dict[tuple[int, int], list[int]]:
        """Return the changes that would make an open count safe, by cell."""
        goals: dict[tuple[int, int], set[int]] = {}
        for name, cells in self.open.items():
            if not kind.counts_against(name) or not cells.any():
                continue
            unknown = self.block.unknown[name]
            for view, code in np.argwhere(cells).tolist():
                of = goals.setdefault((view, code), set())
                count = int(unknown[view, code])
                if count > SMALL:
                    of |= {1, -1}
                else:
                    of |= {SMALL + 1 - count, -count}
        return {cell: sorted(of) for cell, of in goals.items()}


def _kinds(block: Block) -> Iterator[Kind]:
    """Return the kinds of worlds to try: those that count against most attackers first."""
    masks = (OM | RVDK | HALT, 0, *PARTNERS.values())
    for exact in (True, False) if block.exact.any() else (True,):
        for mask in masks:
            yield Kind(mask, exact=exact)


def _run(
    block: Block,
    attackers: _Attackers,
    outcome: Outcome,
    lowest: Ints,
    highest: Ints,
    *,
    seed: int,
) -> None:
    moves: dict[int, Moves] = {}
    pairs = Pairs(block.rows, block.row_views) if len(block.rows) > 1 and len(block.views) > 1 else None
    for place, kind in enumerate(_kinds(block)):
        if not attackers.wanted(kind):
            continue
        if kind.mask not in moves:
            usable = (block.atom_kennis & kind.mask) == 0
            moves[kind.mask] = Moves(
                block.atom_codes, block.atom_group, usable=usable, near=block.near
            )
        low, high = _known(block, kind, lowest, highest)
        for turn in range(WORLDS):
            world = World(
                block.table,
                block.row_views,
                block.possible,
                moves[kind.mask],
                low,
                high,
                pairs=pairs,
                seed=seed + 10 * place + turn,
            )
            _push(world, attackers.wanted(kind), outcome)
            outcome.steps += world.steps
            safe = attackers.add(kind, world.change)
            if not safe:
                break
            outcome.worlds.append(_found(kind, world.table - block.table))
            if not attackers.wanted(kind):
                break


def _solve(
    block: Block, attackers: _Attackers, outcome: Outcome, lowest: Ints, highest: Ints
) -> None:
    """Try the complete search on what is left, within a fixed number of programs solved."""
    assert block.sizes is not None
    left = PROGRAMS
    for kind in _kinds(block):
        wanted = attackers.wanted(kind)
        if not wanted:
            continue
        low, high = _known(block, kind, lowest, highest)
        if block.possible.sum() > MOST_PLACES:
            continue
        program = Program(
            block.table,
            block.possible & ((block.atom_kennis & kind.mask) == 0)[None, :],
            block.row_views,
            block.atom_codes,
            lowest=low,
            highest=high,
            sizes=block.sizes,
            exact=kind.exact,
        )
        for view, code in wanted:
            for goal in attackers.wanted(kind).get((view, code), ()):
                if program.solved >= left:
                    break
                changed = program.reach(view, code, goal)
                if changed is not None:
                    found = _found(replace(kind, sizes=True), changed)
                    attackers.add(kind, change_of(block, found))
                    outcome.worlds.append(found)
        left -= program.solved
        outcome.solved += program.solved


def _known(block: Block, kind: Kind, lowest: Ints, highest: Ints) -> tuple[Ints, Ints]:
    """Return the bounds of a kind of world: what is known exactly does not change."""
    if not (kind.exact and block.exact.any()):
        return lowest, highest
    return (
        np.where(block.exact, np.maximum(lowest, 0), lowest),
        np.where(block.exact, np.minimum(highest, 0), highest),
    )


def _found(kind: Kind, changed: Ints) -> Found:
    return Found(
        kind,
        tuple(
            (int(row), int(atom), int(changed[row, atom])) for row, atom in np.argwhere(changed)
        ),
    )


def _push(world: World, wanted: dict[tuple[int, int], list[int]], outcome: Outcome) -> None:
    """Push one cell after the other, in an order left to chance, and keep what was reached."""
    cells = list(wanted)
    for place in world.chance.permutation(len(cells)).tolist():
        view, code = cells[place]
        goals = wanted[view, code]
        now = int(world.change[view, code])
        if any(goal and (now >= goal if goal > 0 else now <= goal) for goal in goals):
            world.hold(view, code)
            continue
        for goal in world.chance.permutation(goals).tolist():
            if goal and world.lowest[view, code] <= goal <= world.highest[view, code]:
                outcome.attempts += 1
                if world.reach(view, code, goal, steps=STEPS):
                    break


def _wider(block: Block, failed: list[tuple[int, int]], width: int) -> set[View]:
    """Return what to withdraw: views of failed cells, then their cubes, then the whole family."""
    views = {block.view_of(view, code) for view, code in failed}
    if width == 0:
        return views
    cubes = {cube for cube, _ in views}
    if width > 1:
        cubes = {block.codes[code][0] for code in np.nonzero(block.targets)[0]}
    return {(cube, dims) for cube in cubes for dims in set(block.dims)}


def _put_back(block: Block, outcome: Outcome) -> None:
    """Undo withdrawals that no world makes use of: nothing then fails with them shown."""
    for view in sorted(outcome.withdrawn):
        without = outcome.withdrawn - {view}
        lowest, highest = bounds(block.cells, withdrawn_cells(block, without))
        if all(
            ((change >= lowest) & (change <= highest)).all()
            for change in (change_of(block, world) for world in outcome.worlds)
        ):
            outcome.withdrawn = without


def change_of(block: Block, world: Found) -> Ints:
    """Return by how much each cell of a block changes in a world, [view, code]."""
    change = np.zeros_like(block.cells.n)
    for row, atom, by in world.changes:
        np.add.at(change, block.row_views[row], by * block.atom_codes[:, atom])
    change[-1] = 0
    return change


__all__ = ["ANYTHING", "Found", "Kind", "Outcome", "attack", "change_of", "withdrawn_cells"]
