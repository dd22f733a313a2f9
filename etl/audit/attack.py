"""Attack one block: for every protected count and attacker, find a world in which it is otherwise.

A count of 1 to 4 fails when all worlds have it the same, or all between 1 and 4; one of 5 to 7 when
all have it the same. First the quick way, one zaak (or one trade) at a time, each within what the
release allows; what that leaves goes to an integer program (HiGHS). The work is counted, never
timed, and nothing is left to chance: the same zaken give the same release on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import scipy.optimize as so
from numpy.typing import NDArray

from etl.audit.block import Block, Known, are_safe, is_protected, is_safe
from etl.audit.extract import Ints

PROGRAMS = 10
"""Integer programs that one attack on a block may solve."""

_NODES = 20


@dataclass
class World:
    """Another table with the same release."""

    change: Ints
    """[value, atom]."""


@dataclass
class Attack:
    """What an attack on a block came to."""

    worlds: list[World] = field(default_factory=list)
    failed: list[tuple[int, int]] = field(default_factory=list)
    """Value and code of cells that some attacker can bound."""

    targets: dict[str, int] = field(default_factory=dict)
    programs: int = 0


def attack(block: Block, attackers: list[Known]) -> Attack:
    """Look for worlds until each protected count of each attacker has one; tell which have none."""
    result = Attack()
    changes = np.zeros((0, *block.table.shape), dtype=np.int64)
    moved = np.zeros((0, *block.lowest.shape), dtype=np.int64)
    for known in attackers:
        open_cells = block.targets & is_protected(known.unknown)
        if known.exact is not None:
            open_cells[:, known.exact] = False
        result.targets[known.attacker] = result.targets.get(known.attacker, 0) + int(
            open_cells.sum()
        )
        fell, rose = np.zeros_like(block.lowest), np.zeros_like(block.lowest)
        if result.worlds and open_cells.any():
            by = moved[_agreeing(block, known, changes, moved)]
            fell, rose = by.min(axis=0, initial=0), by.max(axis=0, initial=0)
        for value, code in np.argwhere(open_cells & ~are_safe(known.unknown, fell, rose)).tolist():
            unknown = int(known.unknown[value, code])
            if is_safe(unknown, int(fell[value, code])) or is_safe(unknown, int(rose[value, code])):
                continue
            found = _quick(block, known, value, code, unknown)
            if found is None and result.programs < PROGRAMS:
                found = _complete(block, known, value, code, unknown, result)
            if found is None:
                result.failed.append((value, code))
                continue
            result.worlds.append(World(found))
            by = found @ block.bits.T
            changes = np.concatenate([changes, found[None]])
            moved = np.concatenate([moved, by[None]])
            fell, rose = np.minimum(fell, by), np.maximum(rose, by)
    result.failed = sorted(set(result.failed))
    return result


def holds(block: Block, known: Known, change: Ints) -> bool:
    """Return whether a change is a world for an attacker: it agrees with all that one knows."""
    if (block.table + change < known.table).any() or change[:, ~known.atoms].any():
        return False
    by = change @ block.bits.T
    if known.exact is not None and by[:, known.exact].any():
        return False
    return bool(((by == 0) | ((by >= block.lowest) & (by <= block.highest))).all())


def _agreeing(block: Block, known: Known, changes: Ints, moved: Ints) -> NDArray[np.bool_]:
    """Return which worlds, all of the same release, agree with what an attacker knows."""
    agrees = ~((block.table + changes) < known.table).any(axis=(1, 2))
    agrees &= ~changes[:, :, ~known.atoms].any(axis=(1, 2))
    if known.exact is not None:
        agrees &= ~moved[:, :, known.exact].any(axis=(1, 2))
    return np.asarray(agrees)


def _goals(unknown: int) -> list[int]:
    return [1, -1] if unknown > 4 else sorted((5 - unknown, -unknown), key=abs)


def _quick(block: Block, known: Known, value: int, code: int, unknown: int) -> Ints | None:
    """Change the count by one zaak at a time, each step within what the release allows."""
    for goal in _goals(unknown):
        if not block.lowest[value, code] <= goal <= block.highest[value, code]:
            continue
        change = np.zeros_like(block.table)
        for _ in range(abs(goal)):
            if not _step(block, known, change, value, code, up=goal > 0):
                break
        else:
            return change
    return None


def _step(block: Block, known: Known, change: Ints, value: int, code: int, *, up: bool) -> bool:
    """Make the first change that is allowed and moves the cell the right way."""
    bits, now = block.bits, change @ block.bits.T
    free = block.table + change - known.table
    away = np.nonzero((bits[code] == (not up)) & (free[value] > 0) & known.atoms)[0]
    to = np.nonzero((bits[code] == up) & known.atoms)[0]
    away, to = np.repeat(away, len(to)), np.tile(to, len(away))
    keep = block.group[away] == block.group[to]
    away, to = away[keep], to[keep]
    by = (bits[:, to] - bits[:, away]).T
    keep = _fits(block, known, value, now, by)
    away, to, by = away[keep], to[keep], by[keep]
    if not block.swaps:
        if not len(away):
            return False
        best = int(np.abs(by).sum(axis=1).argmin())
        change[value, away[best]] -= 1
        change[value, to[best]] += 1
        return True
    others = [other for other in range(len(block.table)) if other != value]
    for other in others:
        able = np.nonzero(free[other, to] > 0)[0]
        if len(able):
            able = able[_fits(block, known, other, now, -by[able])]
        if len(able):
            best = int(able[np.abs(by[able]).sum(axis=1).argmin()])
            change[value, away[best]] -= 1
            change[value, to[best]] += 1
            change[other, to[best]] -= 1
            change[other, away[best]] += 1
            return True
    return _moved(block, known, change, value, code, others, up=up)


def _moved(
    block: Block,
    known: Known,
    change: Ints,
    value: int,
    code: int,
    others: list[int],
    *,
    up: bool,
) -> bool:
    """Let one zaak go from one value of the filter to another, as it is."""
    now, sign = change @ block.bits.T, 1 if up else -1
    free = block.table + change - known.table
    atoms = np.nonzero((block.bits[code] > 0) & known.atoms)[0]
    atoms = atoms[_fits(block, known, value, now, sign * block.bits[:, atoms].T)]
    for other in others:
        able = atoms[_fits(block, known, other, now, -sign * block.bits[:, atoms].T)]
        able = able[free[other if up else value, able] > 0]
        if len(able):
            change[value, able[0]] += sign
            change[other, able[0]] -= sign
            return True
    return False


def _fits(block: Block, known: Known, value: int, now: Ints, by: Ints) -> NDArray[np.bool_]:
    new = now[value] + by
    fits = (new >= block.lowest[value]) & (new <= block.highest[value]) | (by == 0)
    if known.exact is not None:
        fits &= (by == 0) | ~known.exact
    return np.asarray(fits.all(axis=1))


def _complete(
    block: Block, known: Known, value: int, code: int, unknown: int, result: Attack
) -> Ints | None:
    """Solve it as an integer program over all changes of the table."""
    values, atoms = block.table.shape
    low, high = block.lowest.copy(), block.highest.copy()
    if known.exact is not None:
        low[:, known.exact] = high[:, known.exact] = 0
    matrix, same = block.equations
    still = np.zeros(same)
    free = np.where(known.atoms[None, :], known.table - block.table, 0).ravel()
    most = np.where(known.atoms[None, :], 9, 0).repeat(values, axis=0).ravel()
    for goal in _goals(unknown):
        if not low[value, code] <= goal <= high[value, code]:
            continue
        lower, upper = low.copy(), high.copy()
        lower[value, code] = upper[value, code] = goal
        result.programs += 1
        found = so.milp(
            np.zeros(values * atoms),
            integrality=np.ones(values * atoms),
            bounds=so.Bounds(free, most),
            constraints=so.LinearConstraint(
                matrix,
                np.concatenate([lower.ravel(), still]),
                np.concatenate([upper.ravel(), still]),
            ),
            options={"node_limit": _NODES},
        )
        if found.x is not None:
            change: Ints = np.rint(found.x).astype(np.int64).reshape(values, atoms)
            if holds(block, known, change):
                return change
    return None
