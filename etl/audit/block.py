"""A block: what is released of one area, family and filter, and the zaken that could have made it.

The table counts zaken by value of the filter and by atom (the codes of the family that a zaak
counts for). Without a filter there is one value. A world is another table with the same margins, in
which every cell passes the gate as it does in truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from etl.audit.extract import Ints

ANYTHING = 10**6
"""A change that no count of zaken reaches."""

HALT, OM, RVDK = 1, 2, 4
PARTNERS = {"halt": HALT, "om": OM, "rvdk": OM | RVDK}
"""What each chain partner knows, as in sql/audit/zaken.sql. The Raad reports in penal cases too."""

OUTSIDER, JAARVERSLAG, COORDINATOR = "buitenstaander", "jaarverslag", "coordinator"
ATTACKERS = (OUTSIDER, *PARTNERS, JAARVERSLAG, COORDINATOR)

SMALL = 4
"""A protected count of at most this may not be known to lie between 1 and this."""

LARGEST_PROTECTED = 7
"""A count up to this may not be known exactly."""


@dataclass
class Block:
    table: Ints
    """[value, atom]."""

    bits: Ints
    """[code, atom]: 0 or 1."""

    group: Ints
    """By atom: zaken of one group may become each other."""

    lowest: Ints
    """[value, code]: by how much a cell may fall."""

    highest: Ints
    targets: NDArray[np.bool_]
    """[value, code]: cells that the ladder lets through."""

    swaps: bool
    """Whether zaken go from one value to another, so that what is counted over all values stays."""

    @cached_property
    def equations(self) -> tuple[Any, int]:
        """The cells as sums of places of the table, then what stays exactly as it is: how many.

        Over all values each atom stays; without a filter each group of atoms.
        """
        values, atoms = self.table.shape
        cells = sp.kron(sp.eye_array(values), sp.csr_array(self.bits.astype(float)))
        if self.swaps:
            same = sp.kron(np.ones((1, values)), sp.eye_array(atoms))
        else:
            groups = np.unique(self.group, return_inverse=True)[1].ravel()
            same = sp.csr_array((np.ones(atoms), (groups, np.arange(atoms))))
        return sp.vstack([cells, same], format="csr"), same.shape[0]


@dataclass(frozen=True)
class Known:
    """What an attacker knows of a block besides the release."""

    attacker: str
    table: Ints
    """[value, atom]: zaken that it knows; these do not change."""

    unknown: Ints
    """[value, code]: the counts of the others."""

    atoms: NDArray[np.bool_]
    """By atom: whether a zaak that the attacker does not know can be of it."""

    exact: NDArray[np.bool_] | None = None
    """By code: those that the attacker knows all of."""


def is_protected(unknown: Ints) -> NDArray[np.bool_]:
    return (unknown >= 1) & (unknown <= LARGEST_PROTECTED)


def is_safe(unknown: int, by: int) -> bool:
    """Return whether a world that changes a count by so much keeps it from being known."""
    left = unknown + by
    return left <= 0 or left > SMALL if unknown <= SMALL else by != 0


def are_safe(unknown: Ints, fell: Ints, rose: Ints) -> NDArray[np.bool_]:
    """Return which counts some world keeps from being known, by the furthest they fell and rose."""
    small = (unknown + fell <= 0) | (unknown + rose > SMALL)
    return np.where(unknown <= SMALL, small, (fell < 0) | (rose > 0))
