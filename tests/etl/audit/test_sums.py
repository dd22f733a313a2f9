"""What follows from sums alone: who reads a release with pencil and paper needs no programs."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog

from etl import publish
from etl.audit.attack import attack, attack_by_sums
from etl.audit.attacks import Task, maker_of
from etl.audit.block import bounds
from etl.audit.cornered import Cornered
from etl.audit.extract import read
from etl.audit.families import ACROSS, families, is_line
from etl.audit.fronts import Fronts
from etl.audit.sums import MUCH, NO_CELL, NONE, of_codes
from etl.errors import AuditFailed
from tests.etl.audit.adding import A_AND_C, B_AND_C, CELLS, TWO_SUMS, A, B, C, adds
from tests.etl.audit.attacker import GEMEENTEN, REGIO, YEAR
from tests.etl.audit.blocks import AREA, block
from tests.etl.released.marts import Marts


def summed(truth=(22, 18, 2), v=(20, 20, -1, 25, 20), **known):
    """a + c = 24 is shown as 25 (23 or more), b + c = 20 as 20 (22 or less): c is 1 to 4."""
    return replace(block(list(truth), CELLS, list(v), **known), sums=lambda: TWO_SUMS)


def test_a_part_that_is_no_cell_is_left_over():
    sums = adds((0, 1, NO_CELL), (NO_CELL, NO_CELL, NO_CELL), cells=2)
    assert sums.whole.tolist() == [0]
    assert sums.parts.toarray().tolist() == [[0, 1]]
    assert sums.rest.tolist() == [MUCH]


def test_codes_add_up_to_others_in_every_way_that_they_do():
    # by atom: the whole, its two halves, and the second half in two
    weights = np.array([[1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 1, 0], [0, 1, 0, 0], [0, 0, 1, 0]])
    found = sorted((whole, tuple(sorted(parts)), rest) for whole, parts, rest in of_codes(weights))
    assert found == [(0, (1, 2), 0.0), (0, (1, 3, 4), 0.0), (2, (3, 4), 0.0)]


def test_a_code_that_is_only_inside_another_leaves_a_rest():
    assert of_codes(np.array([[1, 1], [1, 0]])) == [(0, [1], np.inf)]


def test_what_counts_twice_adds_up_twice():
    assert (0, [1, 2], 0.0) in of_codes(np.array([[2, 1], [1, 1], [1, 0]]))


def test_what_sums_give_away_is_withdrawn_as_programs_would_have():
    by_programs = attack(replace(summed(), sums=lambda: NONE))
    by_sums = attack(summed())
    assert by_sums.withdrawn == by_programs.withdrawn
    assert by_sums.attacked == by_programs.attacked
    # with the view away c may be none: that takes one program
    assert by_sums.programs < by_programs.programs


def test_what_is_taken_to_add_up_and_does_not_stops_the_build():
    # c is 7 or less, and a and b come to 36 or more
    wrong = replace(summed(), sums=lambda: adds((C, A, B)))
    for way in (attack, attack_by_sums):
        with pytest.raises(AuditFailed, match="klopt niet met de tellingen zelf"):
            way(wrong)


def test_what_an_attacker_knows_by_itself_is_not_withdrawn_for():
    # halt knows all but one zaak of c, and exactly how many a, b and both sums are
    known = {"halt": ([0, 0, 1], [A, B, A_AND_C, B_AND_C])}
    outcome = attack(summed(known=known))
    assert not outcome.withdrawn
    assert outcome.known_already == 1


@pytest.mark.parametrize(
    ("v", "is_safe"), [((20, 20, -1, 20, 20), True), ((20, 20, -1, 25, 20), False)]
)
def test_a_view_is_shown_again_when_sums_allow_it(v, is_safe):
    given = summed((20, 18, 2) if is_safe else (22, 18, 2), v)
    view = given.views.index((AREA, str(A_AND_C), ""))
    away = np.arange(len(given.views)) == view
    fronts = Fronts(given)
    fronts.hold_to(*bounds(given, away))
    cornered = Cornered(given, fronts)
    cornered.hold_to(away)
    assert not list(cornered.counts())
    assert cornered.show(view) == is_safe
    assert cornered.withdrawn[view] != is_safe


def test_earlier_moments_come_after_the_cells_that_sums_are_of():
    known = adds((2, 0, 1), cells=3).among(4)
    assert known.parts.toarray().tolist() == [[1, 1, 0, 0]]


def many_kinds():
    """Zaken of five gemeenten, of many kinds: what a closed cube has sums of."""
    made = Marts()
    for place, gemeente in enumerate(GEMEENTEN):
        for route, oordeel, count in (
            ("R1", "conform", 41),
            ("R2", "afwijking_met_uitleg", 23 + place),
            ("R4", "afwijking_zonder_uitleg", 9),
        ):
            for onderwijssoort, verzuimtype in (("vo", "16_uur"), ("mbo", "luxe"), ("vo", "lrv")):
                made.zaken(
                    count,
                    gemeente,
                    schooljaar=YEAR,
                    route=route,
                    gekozen_route=route,
                    oordeel=oordeel,
                    onderwijssoort=onderwijssoort,
                    verzuimtype=verzuimtype,
                    uitkomst="teruggekeerd" if route == "R1" else None,
                )
    return made


# these zaken have no steps, handovers or curves, of expected counts no sums are written down, and
# what families have together is no relation of their columns
NAMES = [
    each.name
    for each in families()
    if not each.name.startswith(("doorlooptijd:", "keten:", "verwacht", ACROSS))
    and not is_line(each.name)
]


@pytest.fixture(scope="module")
def schooljaar():
    with many_kinds().connect() as con, con.cursor() as work:
        publish.counted(work)
        return read(work, YEAR)


@pytest.mark.parametrize("name", NAMES)
def test_every_sum_holds_whatever_the_zaken_are(schooljaar, name):
    task = Task([each.name for each in families()].index(name))
    found = maker_of(schooljaar, task).block(schooljaar.areas.index(REGIO))
    sums = found.sums()
    assert len(sums.whole)
    pick = sp.csr_array(
        (np.ones(len(sums.whole)), (np.arange(len(sums.whole)), sums.whole)), shape=sums.parts.shape
    )
    left = ((pick - sums.parts) @ found.cells).toarray()
    is_exact, relations = sums.rest == 0, found.relations.toarray()
    # nothing is left over, whatever the numbers are that the relations allow
    _, sizes, basis = np.linalg.svd(relations[found.relations_high == 0])
    free = basis[int((sizes > 1e-9).sum()) :] if relations.size else np.eye(left.shape[1])
    assert np.abs(left[is_exact] @ free.T).max(initial=0) < 1e-6
    # or never less than nothing
    for row in np.unique(left[~is_exact], axis=0):
        least = linprog(
            row,
            A_ub=np.vstack([relations, -relations]),
            b_ub=np.append(np.minimum(found.relations_high, 1e4), np.zeros(len(relations))),
            bounds=(0, 1_000),
        )
        assert least.fun > -1e-6
