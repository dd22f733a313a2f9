"""Attack a block of many moments with little work: first as if the oldest of them were known.

Of an area with parts there are many attackers. Each is given the exact zaken of all moments but the
last two: that is more than it can know, so what it does not find then it does not find without, and
it takes a fifth of the work. What it finds by that alone is attacked once more, without.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit import pairs
from etl.audit.attack import Outcome, attack
from etl.audit.block import COORDINATOR, Block, is_protected, with_cells
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import TRUTH

_NOTHING: Ints = np.zeros((0, 3), dtype=np.int64)
"""The proof of no count."""


def attack_moments(block: Block) -> Outcome:
    """Attack a block; raises AuditFailed as `attack` does."""
    columns = oldest(block)
    if not len(columns):
        return attack(block)
    outcome = attack(given(block, columns))
    if outcome.gave_up or not outcome.known_already:
        return outcome
    again = attack(replace(block, target=block.target & _left(block, outcome)))
    return _both(outcome, again)


def oldest(block: Block) -> Ints:
    """Return the columns that attackers are given at first."""
    moments = np.array([pairs.moment(label) for label in block.labels], dtype=np.int64)
    has_parts = any(COORDINATOR in each.attacker for each in block.attackers)
    last = int(moments.max(initial=0))
    return np.nonzero((moments > 0) & (moments < last) & has_parts)[0]


def given(block: Block, columns: Ints) -> Block:
    """Return a block of which some columns are known: as cells that can be nothing else."""
    count, truth = len(columns), block.truth[columns].astype(float)
    pins = sp.csr_array(
        (np.ones(count), (np.arange(count), columns)), shape=(count, len(block.truth))
    )
    lasting = int(np.nonzero(block.lasting)[0][0])
    return with_cells(block, pins, low=truth, high=truth, view=lasting)


def _left(block: Block, outcome: Outcome) -> Bools:
    """Return by cell whether some attacker went for it that it was not held off from."""
    left = np.zeros(len(block.v), dtype=bool)
    for known in block.attackers:
        own = np.asarray(block.cells @ known.columns, dtype=np.int64)
        wanted = block.target & is_protected(np.where(known.cells, 0, block.n - own))
        wanted[outcome.proof.get(known.attacker, _NOTHING)[:, 0]] = False
        left |= wanted
    return left


def _both(first: Outcome, again: Outcome) -> Outcome:
    """Return what two attacks on the same block came to together."""
    begin = len(first.worlds)
    proof = dict(first.proof)
    for name, rows in again.proof.items():
        known = proof.get(name, _NOTHING)
        new = rows[~np.isin(rows[:, 0], known[:, 0])]
        new = np.hstack([new[:, :1], np.where(new[:, 1:] < 0, TRUTH, new[:, 1:] + begin)])
        proof[name] = np.vstack([known, new])
    return replace(
        first,
        withdrawn=first.withdrawn | again.withdrawn,
        gave_up=again.gave_up,
        programs=first.programs + again.programs,
        known_already=again.known_already,
        worlds=[*first.worlds, *again.worlds],
        proof=proof,
    )
