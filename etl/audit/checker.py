"""The independent checker: whole numbers in, yes or no out. It knows no solver and no search.

A witness is what is released of a block (cells as sums of columns, what is shown of them), what an
attacker knows beforehand, and other numbers of zaken: a world. It is evidence when it is made of
whole zaken, adds up as zaken do, contradicts nothing that the attacker knows, and the gate shows
the same of every cell.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from etl.domain.disclosure import LADDER_OWN_DIMENSION, ROUNDING, THRESHOLD

Arrays = Mapping[str, Any]


def shows_the_same(block: Arrays, worlds: Any, counts: Any) -> bool:
    """Return whether worlds [world, column] add up, and each would be shown the same way.

    Args:
        counts: [world, cell]: what there is of every cell.
    """
    sums = (_matrix(block, "som") @ worlds.T).T
    if (worlds < 0).any() or (sums < 0).any() or (block["som_hoogst"] < sums).any():
        return False
    if (counts < block["laagst"]).any() or (counts > block["hoogst"]).any():
        return False
    # in how many parts a zaak is counted: of expected counts, shown from a higher one, many
    unit = block.get("eenheid", np.ones(1, dtype=int)).astype(int)
    from_here = np.where(unit > 1, LADDER_OWN_DIMENSION, THRESHOLD)
    rounded = ROUNDING * ((2 * counts + ROUNDING * unit) // (2 * ROUNDING * unit))
    shown = np.where(rounded >= from_here, rounded, -1)
    # what is hidden for another reason than its size may be any number
    exact = (block["v"] >= 0) | (2 * block["hoogst"] < (2 * from_here - ROUNDING) * unit)
    return bool((shown == block["v"])[:, exact].all())


def is_allowed(known: Arrays, worlds: Any, counts: Any) -> bool:
    """Return whether worlds contradict nothing that an attacker knows; the first is the truth."""
    return bool(
        (worlds >= known["kolommen"]).all()
        and (worlds == worlds[0])[:, known["vast"]].all()
        and (counts == counts[0])[:, known["cellen"]].all()
    )


def covers(unknown: Any, least: Any, most: Any, narrow: Any = 0) -> Any:
    """Return whether counts of 1 to 7 that could be `least` and `most` cannot be known."""
    small = ((least <= 0) | (most > 4)) & (most - least >= narrow)
    return np.where(unknown > 4, least < most, small)


def _matrix(block: Arrays, name: str) -> Any:
    parts = (block[f"{name}_keer"].astype(int), block[f"{name}_kolom"], block[f"{name}_begin"])
    return csr_array(parts, shape=(len(parts[2]) - 1, len(block["waarheid"])))


def is_right(block: Arrays) -> bool:
    """Return whether every claim of a witness holds."""
    worlds = np.vstack([block["waarheid"], block["waarheid"] + block["anders"]])
    cells = _matrix(block, "cel")
    counts = (cells @ worlds.T).T
    if not shows_the_same(block, worlds, counts):
        return False
    for attacker in range(len(block["kolommen"])):
        known = {name: block[name][attacker] for name in ("kolommen", "vast", "cellen", "ruim")}
        cell, low, high = block["bewijs"][block["aanvaller"] == attacker].T
        used = np.unique([0, *(low + 1), *(high + 1)])
        if not is_allowed(known, worlds[used], counts[used]):
            return False
        own = cells @ known["kolommen"]
        unknown, least, most = (counts[at, cell] - own[cell] for at in (0, low + 1, high + 1))
        if not covers(unknown, least, most, 4 * known["ruim"][cell]).all():
            return False
    return True
