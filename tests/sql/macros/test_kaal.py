"""A cell without the spaces around it."""

import pytest

from etl import transform


@pytest.mark.parametrize(
    ("cell", "bare"),
    [("a", "a"), (" a b ", "a b"), ("", None), ("   ", None), (None, None)],
)
def test_spaces_around_a_cell_mean_nothing_and_an_empty_cell_is_null(con, cell, bare):
    transform.create_macros(con, "kaal")
    assert con.execute("select kaal($1)", [cell]).fetchall() == [(bare,)]
