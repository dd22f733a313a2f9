"""What every test may ask for."""

from collections.abc import Iterator

import duckdb
import pytest


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of the test's own, in memory."""
    with duckdb.connect() as con:
        yield con
