"""Worlds are held to what is released as that changes, and serve what is open again."""

import numpy as np

from etl.audit.block import bounds
from etl.audit.fronts import Fronts
from etl.audit.kept import Kept
from tests.etl.audit.blocks import block

# two numbers and their sum: 3 and 20, of which 20 and 25 are shown
TRUTH, CELLS, SHOWN = [3, 20], [[1, 0], [0, 1], [1, 1]], [-1, 20, 25]


def besieged():
    """The fronts of the block, and worlds that fit when the sum is not shown."""
    made = block(TRUTH, CELLS, SHOWN)
    fronts = Fronts(made)
    fronts.hold_to(*bounds(made, np.array([False, False, True])))
    kept = Kept(fronts)
    for world in ([0, 20], [7, 18], [5, 22]):
        kept.add(np.array(world), np.array(CELLS) @ world)
    return made, fronts, kept


def shows(made, fronts, *, without):
    gone = np.isin(np.arange(3), without)
    fronts.hold_to(*bounds(made, gone))


def test_a_world_fits_or_not_as_views_are_shown_and_withdrawn_again():
    made, fronts, kept = besieged()
    assert kept.fit().tolist() == [True, True, True]
    # the sum is 23 to 27
    shows(made, fronts, without=[])
    assert kept.fit().tolist() == [False, True, True]
    assert kept.fit().tolist() == fronts.fit(kept.counts()).tolist()
    shows(made, fronts, without=[2])
    assert kept.fit().tolist() == [True, True, True]
    shows(made, fronts, without=[1])
    assert kept.fit().tolist() == [False, True, True]


def test_of_what_is_open_again_the_worlds_that_fit_say_the_least_and_the_most():
    made, fronts, kept = besieged()
    shows(made, fronts, without=[])
    fronts.look_back(kept.fit(), kept.counts(), kept.allowed())
    # of the three zaken an outsider knows now that there may be seven, and no fewer than three
    assert (fronts.least[0, 0], fronts.most[0, 0]) == (3, 7)
    assert fronts.shown_by[:, 0, 0].tolist() == [-1, 1]
    assert not fronts.open[0, 0]


def test_there_is_room_for_any_number_of_worlds():
    _, _, kept = besieged()
    for more in range(100):
        kept.add(np.array([more % 8, 20]), np.array(CELLS) @ [more % 8, 20])
    assert len(kept) == len(kept.fit()) == len(kept.allowed()) == 103
    assert kept.counts(102).tolist() == [[99 % 8, 20, 20 + 99 % 8]]
