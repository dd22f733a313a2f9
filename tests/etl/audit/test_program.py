"""A block as a program: worlds for one count, and what stands in their way."""

import numpy as np
import pytest

from etl.audit.block import bounds
from etl.audit.fronts import Fronts
from etl.audit.program import Program
from etl.audit.sums import NoWorld
from tests.etl.audit.blocks import block

ENDLESS = np.inf


def held(given, front=0):
    fronts = Fronts(given)
    fronts.hold_to(*bounds(given, np.zeros(len(given.views), dtype=bool)))
    return fronts.together([front])


def program(given):
    found = Program(given)
    found.hold(held(given))
    return found


def test_what_keeps_a_count_from_being_none_is_named():
    # a of 22 is shown as 20, so 22 or less; a + c of 24 as 25, so 23 or more: c is 1 or more
    sums = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]]
    found = program(block([22, 18, 2], sums, [20, 20, -1, 25])).between(2, 0, 0, explain=True)
    assert found.world is None
    assert found.because.tolist() == [0, 3]


def test_a_count_that_can_be_none_is_none_in_a_world_with_the_same_release():
    given = block([20, 18, 2], [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]], [20, 20, -1, 20])
    world = program(given).between(2, 0, 0, explain=True).world
    assert world is not None
    assert world[2] == 0
    low, high = bounds(given, np.zeros(len(given.views), dtype=bool))
    counts = given.cells @ world
    assert (counts >= low).all()
    assert (counts <= high).all()


def test_a_count_beyond_what_is_shown_of_it_needs_no_program():
    found = program(block([22, 2], [[1, 0], [0, 1]], [20, -1])).between(0, 23, 40, explain=True)
    assert found.world is None
    assert found.because.tolist() == [0]


def test_a_count_that_is_shown_elsewhere_is_bounded_by_what_is_shown_there():
    # the same 9 zaken are hidden in one view and shown as 10, so 8 or more, in another
    found = program(block([9, 2], [[1, 0], [1, 0], [0, 1]], [10, -1, -1]))
    found = found.between(1, 0, 0, explain=True)
    assert found.world is None
    assert found.because.tolist() == [0]


PAIRS = [[1, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
"""Every two of a, b and c are 7 or less, since they are hidden; all three are 9."""


def test_half_zaken_become_whole_ones():
    # three times 3.5 is 10.5; in whole numbers 4, 3 and 3 make ten
    world = (
        program(block([3, 3, 3], PAIRS, [-1, -1, -1, 10])).between(3, 10, 12, explain=True).world
    )
    assert sorted(world.tolist()) == [3, 3, 4]


def test_what_only_half_zaken_could_be_is_no_world():
    found = program(block([3, 3, 3], PAIRS, [-1, -1, -1, 10])).between(3, 10.2, 12, explain=True)
    assert found.world is None
    assert set(found.because.tolist()) <= {0, 1, 2}


def test_the_bounds_of_a_count_are_as_they_were_after_a_program():
    found = program(block([3, 3, 3], PAIRS, [-1, -1, -1, 10]))
    found.between(3, 11, 12, explain=False)
    found.between(0, 0, 0, explain=False)
    assert 8 <= (PAIRS @ found.world())[3] <= 12
    assert found.between(0, 7, 7, explain=False).world is not None


def test_columns_that_stay_keep_what_they_are():
    given = block([20, 18, 2], [[1, 0, 1], [0, 1, 0], [0, 0, 1]], [20, 20, -1])
    found = Program(given, np.array([True, False, True]))
    found.hold(held(given))
    world = found.between(2, 5, ENDLESS, explain=True).world
    assert world[1] == 18
    assert world[2] >= 5
    assert 18 <= world[0] + world[2] <= 22


def test_knowledge_that_contradicts_the_release_has_no_world():
    given = block([20, 2], [[1, 0], [0, 1]], [20, -1])
    found = Program(given)
    (low, high), (least, most) = held(given)
    found.hold(((low + 30, high), (least, most)))
    with pytest.raises(NoWorld):
        found.world()
