"""Traps with a known outcome: what rounding must not give away."""

from itertools import product

import pytest

from etl import transform
from etl.domain.disclosure import released


@pytest.mark.parametrize("gate", ["python", "sql"])
def test_three_parts_of_eighteen_cannot_be_unrounded(con, gate):
    # parts 7, 7 and 4. With '<5 hidden, rest rounded to 5' the release 5, 5, - of 20 has one
    # solution; ours, -, -, - of 20, has twenty, with every part from 4 to 7
    transform.create_macros(con, "poort")

    def shown(count):
        if gate == "python":
            return released(count)
        return con.execute("select poort($n, $n, 0)", {"n": count}).fetchone()[0]

    seen = {count: shown(count) for count in range(23)}
    assert [seen[7], seen[7], seen[4], seen[18]] == [None, None, None, 20]
    worlds = [
        parts
        for parts in product(range(8), repeat=3)
        if seen.get(sum(parts)) == 20 and all(seen[part] is None for part in parts)
    ]
    assert len(worlds) == 20
    assert {part for parts in worlds for part in parts} == {4, 5, 6, 7}


def test_the_gate_shows_nothing_to_seven_and_fives_from_eight():
    assert [released(n) for n in range(8)] == [None] * 8
    assert [released(n) for n in range(8, 23)] == [10] * 5 + [15] * 5 + [20] * 5
