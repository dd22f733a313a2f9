"""The gate itself: sql/macros/poort.sql."""

import pytest

from etl import transform
from etl.domain.disclosure import MAX_SHARE_OF_ONE_PUPIL, released


@pytest.fixture
def gate(con):
    transform.create_macros(con, "poort")
    return con


def shown(con, n, leerlingen, grootste):
    [(value,)] = con.execute("select poort($1, $2, $3)", [n, leerlingen, grootste]).fetchall()
    return value


def test_shows_the_same_as_the_rule_of_the_domain_from_zero_to_a_thousand(gate):
    rows = gate.execute("select n, poort(n, n, 1) from range(1001) numbers (n)").fetchall()
    assert len(rows) == 1001
    assert [value for _, value in rows] == [released(n) for n, _ in rows]


def test_hides_up_to_seven_and_rounds_to_fives_from_eight(gate):
    assert [shown(gate, n, n, 1) for n in (0, 3, 7, 8, 12, 13, 17, 18, 22)] == [
        None,
        None,
        None,
        10,
        10,
        15,
        15,
        20,
        20,
    ]


def test_hides_many_zaken_of_fewer_than_eight_pupils(gate):
    assert shown(gate, 21, 7, 3) is None
    assert shown(gate, 21, 8, 3) == 20


def test_hides_a_cell_of_which_one_pupil_has_more_than_a_third(gate):
    most = 30 // MAX_SHARE_OF_ONE_PUPIL
    assert shown(gate, 30, 20, most) == 30
    assert shown(gate, 30, 20, most + 1) is None


def test_hides_what_nothing_is_known_of(gate):
    assert shown(gate, 30, None, None) is None


def test_takes_totals_as_they_are_counted(gate):
    [(value,)] = gate.execute(
        "select poort(sum(zaken), count(*), max(zaken)) from (select 2 as zaken from range(20))"
    ).fetchall()
    assert value == 40
