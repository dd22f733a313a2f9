"""Two releases together: what came in between is protected too, and what is shown stays shown."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from etl.audit import pairs, witness
from etl.audit.attack import attack
from etl.audit.block import bounds
from etl.audit.pairs import Earlier
from etl.audit.pinned import attack_moments, given, oldest
from tests.etl.audit.blocks import block
from tests.etl.audit.test_audited_release import EVEN, YEAR, beside, built

NAMES = ("a", "b", "alles")
CELLS = [[1, 0], [0, 1], [1, 1]]


def now(a, b, v):
    found = block([a, b], CELLS, v)
    return replace(found, labels=("a", "b"), names=NAMES)


def before(a, b, v, *, least=(0, 0, 0)):
    """What was shown then; `least` says how many pupils there are for certain."""
    v = np.array(v)
    return Earlier(
        labels=("a", "b"),
        truth=np.array([a, b]),
        names=NAMES,
        cells=sp.csr_array(np.array(CELLS, dtype=float)),
        v=v,
        low=np.where(v > 0, np.maximum(v - 2, least), 0).astype(float),
        high=np.where(v > 0, v + 2, 7).astype(float),
    )


def unknown(*names):
    """What is not shown for another reason than its size, and may be any number."""
    hidden = np.isin(NAMES, names)
    v = np.where(hidden, -1, [10, 20, 30])
    low = np.where(hidden, 0, [12, 18, 28]).astype(float)
    return {"v": v, "low": low, "high": np.where(hidden, np.inf, [12, 22, 32]).astype(float)}


# b of 18 or more and 32 in all or less: a is 13 or 14
NOW = now(14, 18, [15, 20, 30])


def test_nothing_small_is_shown_by_either_release_alone():
    assert not attack(NOW).attacked


def test_two_zaken_that_came_in_between_are_found_and_a_view_of_now_is_withdrawn():
    # a was 12 at most and, of twelve pupils, 12 at least: one or two came, there and in all
    outcome = attack(pairs.together(NOW, [before(12, 18, [10, 20, 30], least=(12, 0, 0))]))
    assert outcome.attacked == {"buitenstaander": 2}
    assert len(outcome.withdrawn) == 1
    assert all(view in NOW.views for view in outcome.withdrawn)


def test_what_could_also_be_none_stays_as_it_is():
    # a was 8 to 12 and is 13 to 17: one to nine came
    outcome = attack(pairs.together(now(14, 20, [15, 20, 35]), [before(12, 20, [10, 20, 30])]))
    assert outcome.attacked == {"buitenstaander": 2}
    assert not outcome.withdrawn


def test_where_zaken_also_go_nobody_can_count_on_it_that_none_does():
    # b went from 20 to 18, so a need not be what it was and more
    joint = pairs.together(NOW, [before(12, 20, [10, 20, 30])])
    assert joint.relations.shape[0] == 0
    # of both, what changed is protected: two more, and two fewer
    assert joint.n[-2:].tolist() == [2, 2]


def test_release_one_and_three_are_compared_although_the_second_hides_the_difference():
    # 14 is two more than 12. In between there were 20: six that went may also be another number
    third, second = now(14, 18, [15, 20, 30]), before(20, 18, [20, 20, 40])
    first = before(12, 18, [10, 20, 30], least=(12, 0, 0))
    assert not attack(pairs.together(third, [second])).withdrawn
    joint = pairs.together(third, [first, second])
    outcome = attack(joint)
    assert len(outcome.withdrawn) == 1
    assert witness.is_right(witness.found(joint, "afdruk", outcome).evidence)


def test_three_releases_together_tell_more_than_each_two_of_them():
    # the third shows 14 as 15 (13 to 17) and 32 as 30 (28 to 32), and not how many b are
    third = now(14, 18, [15, -1, 30])
    # the first shows that a was 12, and nothing else; the second that b was 18 or more
    first = replace(before(12, 18, [10, 20, 30], least=(12, 0, 0)), **unknown("b", "alles"))
    second = replace(before(12, 18, [10, 20, 30]), **unknown("a", "alles"))
    # one to five came since the first, and none to more than four since the second
    assert not attack(pairs.together(third, [first])).withdrawn
    assert not attack(pairs.together(third, [second])).withdrawn
    # 32 at most of which 18 or more are b: a is 13 or 14, one or two more than 12
    assert len(attack(pairs.together(third, [first, second])).withdrawn) == 1


def test_of_an_area_with_parts_the_oldest_moments_are_taken_to_be_known():
    first, second = before(12, 18, [10, 20, 30]), before(20, 18, [20, 20, 40])
    facing = {"buitenstaander": ([0, 0], []), "coordinator GM0363": ([3, 0], [])}
    third = replace(block([14, 18], CELLS, [15, 20, 30], known=facing), labels=("a", "b"))
    joint = pairs.together(replace(third, names=NAMES), [first, second])
    # columns: a and b of now, of the first moment, and of the second
    assert oldest(joint).tolist() == [2, 3]
    low, high = bounds(given(joint, oldest(joint)), np.zeros(len(joint.views), dtype=bool))
    assert (low[-2:].tolist(), high[-2:].tolist()) == ([12, 18], [12, 18])
    # two came since the first and six went since the second, of a and in all
    outcome = attack_moments(joint)
    assert outcome.attacked["buitenstaander"] == 4
    found = witness.found(joint, "afdruk", outcome)
    assert witness.is_right(found.evidence)
    one, two, _ = witness.earlier(found.evidence)
    assert (one.truth.tolist(), two.truth.tolist()) == ([12, 18], [20, 18])


def test_what_follows_only_from_what_is_taken_to_be_known_is_attacked_without_that():
    # a was 8 to 12, and then 13 or 14: 32 at most, of which 18 or more are b
    first = replace(before(12, 18, [10, 20, -1]), high=np.array([12, 22, np.inf]))
    second = before(13, 18, [15, 20, 30])
    facing = {"buitenstaander": ([0, 0], []), "coordinator GM0363": ([3, 0], [])}
    third = replace(block([25, 18], CELLS, [25, 20, 45], known=facing), labels=("a", "b"))
    joint = pairs.together(replace(third, names=NAMES), [first, second])
    # one came; to who knows that there were 12 it is one or two, and to others one to six
    assert attack(given(joint, oldest(joint))).known_already
    outcome = attack_moments(joint)
    assert not outcome.known_already
    assert not outcome.withdrawn
    assert witness.is_right(witness.found(joint, "afdruk", outcome).evidence)


def test_more_moments_than_are_kept_are_let_go_and_the_oldest_first():
    many = [before(count, 18, [10, 20, 30]) for count in range(8, 8 + pairs.MOST + 1)]
    joint = pairs.together(NOW, many)
    assert len(joint.truth) == 2 * (1 + pairs.MOST)
    assert joint.truth[2:4].tolist() == [9, 18]


def test_the_evidence_tells_a_later_release_all_that_was_shown_the_oldest_first():
    joint = pairs.together(NOW, [before(12, 18, [10, 20, 30], least=(12, 0, 0))])
    outcome = attack(joint)
    found = witness.found(joint, "afdruk", outcome)
    assert witness.is_right(found.evidence)
    first, later = witness.earlier(found.evidence)
    assert (first.labels, first.names) == (later.labels, later.names) == (NOW.labels, NAMES)
    assert first.truth.tolist() == [12, 18]
    assert (first.low.tolist(), first.high.tolist()) == ([12, 18, 28], [12, 22, 32])
    assert later.truth.tolist() == [14, 18]
    assert first.cells.toarray().tolist() == later.cells.toarray().tolist() == CELLS
    gone = [view in outcome.withdrawn for view in NOW.views]
    assert later.v.tolist() == [
        -1 if is_gone else v for is_gone, v in zip(gone, NOW.v, strict=True)
    ]
    assert later.counts_the_same_as(NOW)


def test_a_release_is_attacked_together_with_the_one_before(tmp_path):
    built(tmp_path)
    # twelve zaken more in one gemeente: its regio and arrondissement change too
    second = built(tmp_path, [*EVEN[:4], [52, 12, 21, 3, 8]])
    blocks, account, _ = witness.read(beside(tmp_path, second))
    assert account[YEAR]["met_eerdere"] == 3
    sizes = [each for each in blocks if each.family == "omvang"]
    assert all(witness.is_right(each.evidence) for each in sizes)


@pytest.mark.parametrize("gone", [True, False])
def test_without_the_evidence_of_the_last_release_the_account_says_that_there_was_none(
    tmp_path, gone
):
    first = built(tmp_path)
    if gone:
        beside(tmp_path, first).unlink()
    second = built(tmp_path, [*EVEN[:4], [52, 12, 21, 3, 8]])
    account = witness.read(beside(tmp_path, second))[1]
    assert bool(account[YEAR]["met_eerdere"]) is not gone
