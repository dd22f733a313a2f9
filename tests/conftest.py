"""What every test may ask for."""

import os
from collections.abc import Iterator

import duckdb
import pytest

# tests of the audit ask for it; the others need not wait for it
os.environ.setdefault("MAS_TOETS", "nee")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of the test's own, in memory."""
    with duckdb.connect() as con:
        yield con
