"""HiGHS as the audit uses it: one program that stays, of which bounds and costs change."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp

_OPTIONS = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 1),
    ("presolve", "off"),
    ("solver", "simplex"),
    ("simplex_iteration_limit", 20_000),
    # a search for whole numbers ends at the first
    ("mip_max_nodes", 30),
    ("mip_rel_gap", 1e9),
    ("mip_abs_gap", 1e9),
)
"""Work is counted, never timed, so that the same block always comes to the same."""


def warm(matrix: sp.csr_array) -> Any:
    """Return HiGHS with a program whose bounds and costs are given later."""
    rows, columns = matrix.shape
    model: Any = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(columns)
    model.row_lower_ = model.row_upper_ = np.zeros(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    make: Any = highspy.Highs
    with _no_stdout():
        highs = make()
    for name, value in _OPTIONS:
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs


@contextmanager
def whole_numbers(highs: Any, columns: int) -> Iterator[None]:
    """Hold the first columns to whole numbers meanwhile; afterwards all is as it was."""
    basis = highs.getBasis()
    places = np.arange(columns, dtype=np.int32)
    highs.changeColsIntegrality(columns, places, np.ones(columns, dtype=np.uint8))
    try:
        yield
    finally:
        highs.changeColsIntegrality(columns, places, np.zeros(columns, dtype=np.uint8))
        highs.setBasis(basis)


@contextmanager
def _no_stdout() -> Iterator[None]:
    """Keep from stdout what HiGHS prints when it is made, before any option."""
    c = ctypes.CDLL(None)
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        kept = os.dup(1)
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            c.fflush(None)
            os.dup2(kept, 1)
            os.close(kept)
