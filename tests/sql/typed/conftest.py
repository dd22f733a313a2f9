"""The typed files read with the macro that the intake gives them."""

import pytest

from etl import transform


@pytest.fixture
def con(con):
    transform.create_macros(con, "kaal")
    return con
