"""The attacker on blocks by hand: what a release gives away is found, and nothing else withdrawn."""

import io
from dataclasses import replace

import numpy as np
import pytest

from etl.audit import checker, witness
from etl.audit.attack import attack, attack_by_sums
from etl.audit.sums import adding_up, by_size
from etl.errors import AuditFailed
from tests.etl.audit.blocks import AREA, block

# a of 22 is shown as 20, so at most 22; b of 18 as 20, so at least 18
SUMS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1]]


def between_two_sums():
    """a + c = 24 is shown as 25 (23 or more), b + c = 20 as 20 (22 or less): c is 1 to 4."""
    return block([22, 18, 2], SUMS, [20, 20, -1, 25, 20])


def test_two_zaken_between_two_sums_are_found_and_one_view_is_enough():
    outcome = attack(between_two_sums())
    assert len(outcome.withdrawn) == 1
    assert not outcome.known_already


@pytest.mark.parametrize("whole", [0, 1, 3, 4])
def test_what_has_no_filter_is_withdrawn_last(whole):
    given = between_two_sums()
    filters = ["" if place == whole else "spoor=A" for place in range(5)]
    views = tuple((AREA, str(place), filters[place]) for place in range(5))
    [(_, _, withdrawn)] = attack(replace(given, views=views)).withdrawn
    assert withdrawn


def test_a_sum_that_is_known_already_costs_no_view_that_says_the_same():
    # of a + c = 24 and of a = 22, by another name, is known how many there are: so c is 2. What is
    # shown of a says that it is at most 22 too
    known = {"jaarverslag": ([0, 0], [1, 3])}
    given = block([22, 2], [[1, 0], [1, 0], [0, 1], [1, 1]], [20, 20, -1, 25], known=known)
    found = by_size([(3, [0, 2], 0.0), (1, [0], 0.0)])
    outcome = attack_by_sums(replace(given, sums=lambda: adding_up(found, cells=4)))
    assert outcome.known_already == 1
    assert not outcome.withdrawn


def test_a_block_that_takes_too_much_work_is_withdrawn_as_a_whole():
    given = between_two_sums()
    outcome = attack(given, budget=1)
    assert outcome.gave_up
    assert outcome.withdrawn == set(given.views)
    assert not outcome.proof


def test_when_the_work_ends_as_views_are_tried_again_they_stay_away():
    # twice the same, apart: a view of each is withdrawn, and tried again at the end
    twice = np.kron(np.eye(2, dtype=int), SUMS).tolist()
    given = block([22, 18, 2] * 2, twice, [20, 20, -1, 25, 20] * 2)
    enough = attack(given)
    assert len(enough.withdrawn) == 2
    short = attack(given, budget=enough.programs - 1)
    assert not short.gave_up
    assert short.withdrawn == enough.withdrawn
    assert short.proof


def test_two_zaken_that_could_be_none_stay_as_they_are():
    # each sum is 18 to 22, as a and b are: c may be 0
    outcome = attack(block([18, 18, 2], SUMS, [20, 20, -1, 20, 20]))
    assert not outcome.withdrawn
    assert outcome.attacked == {"buitenstaander": 1}


def test_who_knows_a_sum_to_the_unit_needs_no_release_for_it():
    # a and a + c are known exactly: c is 24 - 22, whatever is shown
    known = {"jaarverslag": ([0, 0, 0], [0, 3])}
    outcome = attack(block([22, 18, 2], SUMS, [20, 20, -1, 25, 20], known=known))
    assert outcome.known_already == 1
    assert not outcome.withdrawn


def test_what_an_insider_does_not_know_is_what_is_protected():
    # of the 9 in c, Halt knows 7: 2 others; c is shown as 10, so 8 to 12: 1 to 5 others
    known = {"halt": ([0, 0, 7], [])}
    outcome = attack(block([22, 18, 9], SUMS[:3], [20, 20, 10], known=known))
    assert outcome.attacked == {"halt": 1}
    assert not outcome.withdrawn
    # with 8 of the 10 known there are 0 to 4: it could be none
    known = {"halt": ([0, 0, 8], [])}
    assert not attack(block([22, 18, 10], SUMS[:3], [20, 20, 10], known=known)).withdrawn
    # with 7 known and 8 to 11 in all, since a + c of 22 or less and a of 11 or more: 1 to 4 others
    known = {"halt": ([11, 0, 7], [])}
    assert attack(block([11, 18, 9], SUMS[:4], [10, 20, 10, 20], known=known)).withdrawn


def test_a_gate_that_shows_otherwise_is_noticed_where_nothing_needs_protection():
    with pytest.raises(AuditFailed, match="klopt niet met de tellingen zelf"):
        attack(block([22, 18], [[1, 0], [0, 1]], [20, 25]))


def test_half_a_zaak_saves_nobody():
    # each a counts twice; 2a + b is 18 to 22 and b is known to be 17: 2a is 1 to 5, so 2 or 4
    known = {"jaarverslag": ([0, 0], [2])}
    outcome = attack(block([1, 17], [[2, 0], [2, 1], [0, 1]], [-1, 20, 15], known=known))
    assert len(outcome.withdrawn) == 1
    assert not outcome.known_already


def test_a_small_count_of_a_gemeente_must_be_able_to_differ_by_four():
    # c is 4 to 7: not known to be small, but known to three
    shown = ([22, 32, 4], [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], [20, 30, -1, 60])
    assert not attack(block(*shown)).withdrawn
    assert attack(block(*shown, gemeente=True)).withdrawn


def arrays():
    given = between_two_sums()
    found = witness.found(given, "afdruk", attack(given))
    with np.load(io.BytesIO(found.evidence)) as stored:
        return {name: stored[name] for name in stored.files}


def test_the_checker_takes_the_evidence():
    assert checker.is_right(arrays())


@pytest.mark.parametrize(
    "wrong",
    [
        {"waarheid": np.array([22, 18, 3], dtype=np.int32)},
        {"v": np.array([20, 20, -1, 25, 25], dtype=np.int32)},
        {"kolommen": np.array([[22, 18, 2]], dtype=np.int32)},
        {"bewijs": np.array([[2, -1, -1]], dtype=np.int32)},
    ],
    ids=["another truth", "another release", "more knowledge", "no world"],
)
def test_the_checker_rejects_evidence_that_was_tampered_with(wrong):
    assert not checker.is_right({**arrays(), **wrong})


@pytest.mark.parametrize(
    ("unknown", "least", "most", "is_safe"),
    [(3, 0, 3, True), (3, 1, 4, False), (3, 3, 5, True), (6, 6, 6, False), (6, 5, 6, True)],
)
def test_a_count_is_safe_when_it_could_be_none_or_more_than_four(unknown, least, most, is_safe):
    assert bool(checker.covers(np.int64(unknown), np.int64(least), np.int64(most))) is is_safe


def test_stored_evidence_keeps_its_digest_and_another_file_has_another(tmp_path):
    given = between_two_sums()
    found = witness.found(given, "afdruk", attack(given))
    packed, digest = witness.written([found], {"2024-2025": {}})
    witness.keep(tmp_path, "een", packed)
    path = tmp_path / "een.getuigen"
    assert path.stat().st_mode & 0o777 == 0o600
    assert witness.read(path) == ([found], {"2024-2025": {}}, digest)
    assert witness.written([], {})[1] != digest
    path.write_bytes(b"iets anders")
    with pytest.raises(ValueError, match="niet leesbaar"):
        witness.read(path)
