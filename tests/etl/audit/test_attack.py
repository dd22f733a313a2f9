"""The attacker: what a release gives away it finds and withdraws, and its evidence can be checked."""

import copy

import duckdb
import numpy as np
import pytest

from etl import publish
from etl.audit import checker, report, witness
from etl.audit.attack import attack
from etl.audit.block import ANYTHING, OUTSIDER, Block, Known
from etl.errors import AuditFailed
from etl.publish.refresh import Memory
from tests.etl.released.marts import Marts

AMSTERDAM = "GM0363"
OTHERS = ("GM0358", "GM0362", "GM0384", "GM0437")


def block_of(counts, lowest, highest):
    """Zaken of so many kinds, each counted once, with how far each count may move."""
    size = len(counts)
    return Block(
        table=np.array([counts]),
        bits=np.eye(size, dtype=np.int64),
        group=np.zeros(size, dtype=np.int64),
        lowest=np.array([lowest]),
        highest=np.array([highest]),
        targets=np.ones((1, size), dtype=bool),
        swaps=False,
    )


def outsider(block):
    return Known(
        OUTSIDER, np.zeros_like(block.table), block.table, np.ones(block.table.shape[1], dtype=bool)
    )


def test_three_zaken_beside_exact_counts_are_found_out():
    # the total and both others are known to the unit: what is left is three
    block = block_of([20, 30, 3], [0, 0, -3], [0, 0, 4])
    assert attack(block, [outsider(block)]).failed == [(0, 2)]


def test_three_zaken_beside_rounded_counts_are_not():
    block = block_of([20, 31, 3], [-2, -3, -3], [2, 1, 4])
    found = attack(block, [outsider(block)])
    assert not found.failed
    assert any(world.change[0, 2] in (-3, 2) for world in found.worlds)


def test_who_knows_all_but_three_zaken_leaves_nothing_to_trade_with():
    block = block_of([20, 3], [-2, -3], [2, 4])
    knows = Known("halt", np.array([[20, 0]]), np.array([[0, 3]]), np.array([False, True]))
    assert attack(block, [knows]).failed == [(0, 1)]


def evidence():
    block = block_of([20, 31, 3], [-2, -3, -3], [2, 1, 4])
    world = attack(block, [outsider(block)]).worlds[0].change.tolist()
    return {
        "tabel": block.table.tolist(),
        "telt": block.bits.tolist(),
        "laagst": block.lowest.tolist(),
        "hoogst": block.highest.tolist(),
        "ruilt": False,
        "werelden": [world],
    }


def test_the_checker_takes_a_world_and_rejects_one_that_was_tampered_with():
    given = evidence()
    [world] = given["werelden"]
    assert checker.is_witness(given, world)
    more = copy.deepcopy(world)
    more[0][0] += 1
    assert not checker.is_witness(given, more)
    tight = {**given, "laagst": [[0, 0, 0]], "hoogst": [[0, 0, 0]]}
    assert not checker.is_witness(tight, world)


def test_stored_evidence_that_was_changed_is_refused(tmp_path):
    packed, digest = witness.written([evidence()])
    witness.keep(tmp_path, "een", packed)
    assert witness.checked(tmp_path / "een.getuigen", digest) == 1
    other, _ = witness.written([{**evidence(), "hoogst": [[0, 0, 0]]}])
    witness.keep(tmp_path, "een", other)
    with pytest.raises(ValueError, match="gewijzigd"):
        witness.checked(tmp_path / "een.getuigen", digest)


@pytest.mark.parametrize(("count", "by", "is_safe"), [(3, -3, True), (3, 1, False), (3, 2, True)])
def test_a_count_is_safe_when_it_could_be_none_or_more_than_four(count, by, is_safe):
    assert checker.covers(count, by) is is_safe


def marts():
    made = Marts()
    same = {"schooljaar": "2024-2025", "oordeel": "conform"}
    for gemeente in (AMSTERDAM, *OTHERS):
        made.zaken(40, gemeente, route="R1", **same)
        made.zaken(21, gemeente, route="R3", **same)
        made.zaken(3, gemeente, route="R4", **same)
    return made


def built(folder):
    with marts().connect() as con:
        memory = Memory(folder / "stand", b"geheim")
        return publish.build(con, folder / "release", is_sample=True, memory=memory, attacks=True)


def test_the_same_zaken_are_attacked_the_same_way(tmp_path):
    one, two = built(tmp_path / "een"), built(tmp_path / "twee")
    assert one.name == two.name
    hashes = []
    for path in (one, two):
        with duckdb.connect(str(path), read_only=True) as con:
            hashes += con.execute("select waarde from metadata where naam = 'getuigen'").fetchall()
    assert hashes[0] == hashes[1]


def test_the_report_says_what_was_tried_and_checks_the_evidence(tmp_path):
    release = built(tmp_path)
    beside = tmp_path / "stand" / f"{release.stem}.getuigen"
    found = report.report(release, beside)
    assert found.witnesses
    assert "Niet beloofd" in found.lines()
    beside.write_bytes(witness.written([evidence()])[0])
    with pytest.raises(AuditFailed, match="kloppen niet"):
        report.report(release, beside)


def test_a_withdrawn_cell_may_hold_any_number():
    block = block_of([20, 3], [0, -3], [0, ANYTHING])
    assert attack(block, [outsider(block)]).failed == [(0, 1)]
    freed = block_of([20, 3], [-20, -3], [ANYTHING, ANYTHING])
    assert not attack(freed, [outsider(freed)]).failed
