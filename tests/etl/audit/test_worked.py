"""What somebody works out of sums with pencil and paper, and what it follows from."""

import numpy as np
import pytest

from etl.audit.sums import MUCH, NoWorld
from etl.audit.worked import ROUNDS, Worked
from tests.etl.audit.adding import A_AND_C, B_AND_C, TWO_SUMS, A, B, C, adds

LONG = 10 * ROUNDS
"""Points after each other: more than rounds are made at first, so that few of them move in each."""


def limits(low, high):
    """Limits of one attacker."""
    return (np.array([each], dtype=np.int32).T for each in (low, high))


def worked(sums, low, high):
    found = Worked(sums, *limits(low, high))
    return found, found.low[:, 0].tolist(), found.high[:, 0].tolist()


def test_a_part_is_the_whole_less_what_the_others_can_be():
    # a is 18 to 22 and a + c 23 to 27, so c is 1 or more; b 18 to 22 and b + c 18 to 22: at most 4
    found, low, high = worked(TWO_SUMS, [18, 18, 0, 23, 18], [22, 22, 7, 27, 22])
    assert (low[C], high[C]) == (1, 4)
    # and so b is at most 21, as one of the 22 or less is c
    assert high[B] == 21
    at_least, at_most = False, True
    assert found.because(C, 0) == {
        (A_AND_C, at_least),
        (B, at_least),
        (A, at_most),
        (B_AND_C, at_most),
    }


def test_a_whole_is_what_its_parts_can_be():
    sums = adds((A_AND_C, A, C))
    _, low, high = worked(sums, [18, 0, 1, 0, 0], [22, MUCH, 7, MUCH, MUCH])
    assert (low[A_AND_C], high[A_AND_C]) == (19, 29)


def test_what_is_left_over_of_a_whole_says_nothing_of_how_few_its_parts_are():
    sums = adds((A_AND_C, A, C), rest=np.inf)
    _, low, high = worked(sums, [18, 0, 0, 23, 0], [22, MUCH, 7, 27, MUCH])
    assert (low[C], high[C]) == (0, 7)


def test_sums_after_each_other_are_worked_out():
    # 3 = 0 + 1 is 30 or more, and 0 at most 22: 1 is 8 or more; 4 = 1 + 2 is at most 12: 2 at most 4
    sums = adds((3, 0, 1), (4, 1, 2))
    found, _, high = worked(sums, [0, 0, 0, 30, 0], [22, MUCH, 7, 40, 12])
    assert high[2] == 4
    at_least, at_most = False, True
    assert found.because(2, 0) == {(2, at_least), (3, at_least), (4, at_most), (0, at_most)}


def test_more_that_is_known_goes_on_from_what_was_worked_out():
    low, high = limits([18, 18, 0, 0, 0], [22, 22, 7, MUCH, MUCH])
    before = Worked(TWO_SUMS, low, high)
    more = before.more(np.array([A_AND_C]), *limits([23], [27]))
    assert more.low[C, 0] == 1
    assert before.low[C, 0] == 0


def chain():
    """Points after each other, and behind them what lies between: nothing, but that is not said."""
    points = range(LONG)
    return adds(*((at + 1, at, LONG + at) for at in points[:-1]), cells=2 * LONG - 1)


def of_chain(attackers):
    """The first point is 10 and the last 10 to 12 for the first attacker, 13 for the second, ..."""
    shape = (2 * LONG - 1, attackers)
    low, high = np.zeros(shape, dtype=np.int32), np.full(shape, MUCH, dtype=np.int32)
    low[0] = high[0] = low[LONG - 1] = 10
    high[LONG - 1] = 12 + np.arange(attackers)
    return Worked(chain(), low, high)


def test_many_sums_after_each_other_are_worked_out_to_the_end():
    found = of_chain(1)
    # from the last point back a point a round, and then what lies between
    assert found.high[LONG - 1 - ROUNDS :, 0].tolist()[:ROUNDS] == [12] * ROUNDS
    assert found.high[1, 0] == MUCH
    assert found.to_the_end()
    assert found.high[1:LONG, 0].tolist() == [12] * (LONG - 1)
    assert found.high[LONG:, 0].tolist() == [2] * (LONG - 1)
    assert not found.to_the_end()


def test_of_many_attackers_the_sums_of_which_anything_moved_come_to_the_same():
    many = 2**15 // LONG
    found = of_chain(many)
    found.to_the_end()
    # each at most what the last point is less the first
    between = found.high[LONG:]
    assert between.tolist() == [list(range(2, 2 + many))] * (LONG - 1)
    assert found.because(LONG, many - 1) == {
        (0, False),
        (LONG, False),
        (LONG - 1, True),
        *((LONG + at, False) for at in range(1, LONG - 1)),
    }


def test_sums_that_contradict_each_other_are_no_limits():
    # 0 is 3 or more and 1 is 4 or more, and both together are at most 5
    with pytest.raises(NoWorld):
        Worked(adds((2, 0, 1)), *limits([3, 4, 0, 0, 0], [9, 9, 5, 9, 9]))
