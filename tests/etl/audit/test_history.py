"""What is remembered of older releases: which moments, from which day, and whose zaken go."""

import pytest

from etl import publish
from etl.audit import history, report, witness
from etl.audit.witness import Found
from etl.publish.refresh import Memory
from tests.etl.audit.attacker import GEMEENTEN, REGIO, YEAR
from tests.etl.released.marts import Marts

AMSTERDAM, AALSMEER = GEMEENTEN[:2]


@pytest.fixture
def build(tmp_path):
    """Build a release with so many zaken in Amsterdam; return it and its evidence of sizes."""
    memory = Memory(tmp_path / "stand", b"geheim")

    def build(month, count, *, supplier="gemeente-x", attacks=True):
        marts = Marts(peildatum=f"2026-{month:02d}-01")
        same = {"schooljaar": YEAR, "route": "R1", "oordeel": "conform"}
        for code in GEMEENTEN[1:]:
            marts.zaken(40, code, **same)
        marts.zaken(count, AMSTERDAM, leverancier=supplier, **same)
        with marts.connect() as con:
            release = publish.build(
                con, tmp_path / "release", is_sample=True, memory=memory, attacks=attacks
            )
        path = memory.witnesses_of(release)
        blocks = witness.read(path)[0] if attacks else []
        sizes = [each for each in blocks if each.family == "omvang"]
        return release, {each.gebied: each for each in sizes}

    return build


def truths(found):
    return [moment.truth.sum() for moment in witness.earlier(found.evidence)]


def told(tmp_path, release):
    return report.report(release, tmp_path / "stand" / f"{release.stem}.getuigen").lines()


def test_every_moment_that_an_area_was_counted_is_taken_along(build, tmp_path):
    build(8, 40)
    build(9, 52)
    # five more: nothing is counted again
    build(10, 57)
    release, found = build(11, 70)
    assert found[AMSTERDAM].days == ("2026-08-01", "2026-09-01", "2026-11-01")
    assert truths(found[AMSTERDAM]) == [40, 52, 70]
    assert found[AMSTERDAM].with_before == 2
    assert truths(found[REGIO]) == [200, 212, 230]
    assert found[AALSMEER].days == ("2026-08-01",)
    assert not any(each.since for each in found.values())
    assert "  samen met wat eerder is getoond, vanaf 2026-08-01" in told(tmp_path, release)


def test_the_evidence_is_of_the_owner_alone_and_only_of_the_last_release(build, tmp_path):
    build(8, 40)
    release, _ = build(9, 52)
    [path] = (tmp_path / "stand").glob("*.getuigen")
    assert path.stem == release.stem
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_not_shown_for_a_while_is_remembered(build):
    build(8, 40)
    # ten zaken are below the rung from which anything of an area is shown
    _, found = build(9, 10)
    assert found[AMSTERDAM].days == ("2026-08-01",)
    _, found = build(10, 52)
    assert truths(found[AMSTERDAM]) == [40, 52]


def test_a_release_that_was_not_attacked_ends_what_is_remembered_and_audit_says_so(build, tmp_path):
    build(8, 40)
    build(9, 52, attacks=False)
    release, found = build(10, 70)
    assert found[AMSTERDAM].days == ("2026-10-01",)
    lines = told(tmp_path, release)
    assert "  samen met wat eerder is getoond, vanaf 2026-10-01" in lines
    assert any("van een vrijgave zonder toets" in line for line in lines)


def test_zaken_of_a_supplier_that_is_removed_are_in_no_evidence_any_more(build, tmp_path):
    build(8, 67, supplier="gemeente-weg")
    release, found = build(9, 53)
    assert truths(found[AMSTERDAM]) == [53]
    assert truths(found[REGIO]) == [213]
    assert found[AMSTERDAM].since == found[REGIO].since == "2026-09-01"
    # not in there, so nothing went
    assert (found[AALSMEER].days, found[AALSMEER].since) == (("2026-08-01",), "")
    # Amsterdam, its regio and its arrondissement are held to nothing of before September
    assert "  gebieden waarvoor een latere dag geldt: 3" in told(tmp_path, release)


def found(**given):
    about = {"name": f"{YEAR}/GM0363/omvang", "digest": "afdruk", "withdrawn": (), "attacked": {}}
    about |= {"known_already": 0, "programs": 0, "gave_up": False, "evidence": b"bewijs"}
    return Found(**{**about, "with_before": 0, **given})


def test_who_was_in_an_older_moment_alone_takes_the_evidence_along_too():
    # x is loaded; weg was in the first of two moments
    both = found(days=("2026-08-01", "2026-09-01"), leveranciers=("weg", "x"))
    [kept] = history.without([both], {"weg", "x"})
    assert kept == both
    [left] = history.without([both], {"x"})
    assert (left.evidence, left.days, left.leveranciers) == (b"", (), ())
    assert left.digest != both.digest
    # the next moment is then held to nothing of before, and says so
    new = history.dated(found(), {left.name: left}, day="2026-10-01", leveranciers=["x"])
    assert (new.days, new.since) == (("2026-10-01",), "2026-10-01")


def test_the_day_from_which_on_is_that_of_the_oldest_moment_that_is_left():
    last = found(days=("2026-01-01", "2026-02-01", "2026-03-01"), leveranciers=("x",))
    # held to two of three
    new = history.dated(
        found(with_before=2), {last.name: last}, day="2026-04-01", leveranciers=["y"]
    )
    assert new.days == ("2026-02-01", "2026-03-01", "2026-04-01")
    assert new.since == "2026-02-01"
    assert new.leveranciers == ("x", "y")
