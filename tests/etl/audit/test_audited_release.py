"""The audit in the build: a release that an attacker gets nothing from, and its evidence."""

import duckdb
import numpy as np
import pytest

from etl import publish
from etl.audit import report, witness
from etl.audit.attack import attack
from etl.audit.extract import read
from etl.audit.families import families
from etl.audit.maker import Maker
from etl.audit.table import AtomTable
from etl.domain.school_calendar import Klok
from etl.errors import AuditFailed
from etl.publish.refresh import Memory
from tests.etl.audit.attacker import GEMEENTEN, REGIO, ROUTES, YEAR, outsider
from tests.etl.released.marts import Marts

BEFORE = "2023-2024"
SAME = {"schooljaar": YEAR, "oordeel": "conform"}


def marts(counts, before=None):
    """Zaken by gemeente and route, in the order of GEMEENTEN and ROUTES.

    Args:
        before: those of the schooljaar before.
    """
    made = Marts()
    for year, of_year in {YEAR: counts, **({BEFORE: before} if before else {})}.items():
        for gemeente, row in zip(GEMEENTEN, of_year, strict=True):
            for route, count in zip(ROUTES, row, strict=True):
                given = {**SAME, "schooljaar": year}
                made.zaken(count, gemeente, route=route, gekozen_route=route, **given)
    return made


EVEN = [[40, 12, 21, 3, 8]] * 5


def built(folder, counts=EVEN, before=None, **given):
    with marts(counts, before).connect() as con:
        memory = Memory(folder / "stand", b"geheim")
        given = {"attacks": True, **given}
        return publish.build(con, folder / "release", is_sample=True, memory=memory, **given)


def about(release):
    with duckdb.connect(str(release), read_only=True) as con:
        return dict(con.execute("select naam, waarde from metadata").fetchall())


def beside(folder, release):
    return folder / "stand" / f"{release.stem}.getuigen"


def test_a_release_says_whether_it_was_attacked(tmp_path):
    assert about(built(tmp_path / "wel"))["getoetst"] == "ja"
    assert about(built(tmp_path / "niet", attacks=False))["getoetst"] == "nee"


def test_the_same_zaken_are_attacked_the_same_way(tmp_path):
    one, two = built(tmp_path / "een"), built(tmp_path / "twee")
    assert one.name == two.name
    assert about(one)["getuigen"] == about(two)["getuigen"]


def test_the_report_says_what_was_tried_and_checks_the_evidence(tmp_path):
    release = built(tmp_path)
    path = beside(tmp_path, release)
    found = report.report(release, path)
    assert found.witnesses
    assert "Niet beloofd" in found.lines()
    assert found.account[YEAR]["tellingen"]["buitenstaander"]
    path.write_bytes(witness.written([], {})[0])
    with pytest.raises(AuditFailed, match="kloppen niet"):
        report.report(release, path)
    path.unlink()
    assert report.report(release, path).account is None


def test_a_release_without_an_audit_is_not_reported_as_one(tmp_path):
    release = built(tmp_path, attacks=False)
    with pytest.raises(AuditFailed, match="niet getoetst"):
        report.report(release, beside(tmp_path, release))


def test_what_was_attacked_before_is_not_attacked_again(tmp_path):
    first = built(tmp_path)
    # other definitions, so every area is counted anew; the counts are what they were
    second = built(tmp_path, klokken={3: Klok.SCHOOLDAGEN})
    assert first.name != second.name
    account = report.report(second, beside(tmp_path, second)).account[YEAR]
    assert account["blokken"]
    assert not account["opnieuw"]


def test_of_every_schooljaar_is_told_what_was_attacked_in_this_build(tmp_path):
    first = built(tmp_path, before=EVEN)
    tried = report.report(first, beside(tmp_path, first)).account
    assert tried[BEFORE]["opnieuw"] == tried[BEFORE]["blokken"] > 0
    # more zaken in the last schooljaar alone: the one before keeps its cells, and is only told of
    second = built(tmp_path, [[52, 12, 21, 3, 8]] * 5, before=EVEN)
    account = report.report(second, beside(tmp_path, second)).account
    assert account[YEAR]["opnieuw"] == account[YEAR]["blokken"] > 0
    assert account[BEFORE] == {**tried[BEFORE], "opnieuw": 0}


def test_areas_that_are_not_counted_again_keep_their_evidence(tmp_path):
    built(tmp_path)
    # twelve zaken more in one gemeente: its regio, arrondissement and the country change
    more = [*EVEN[:4], [52, 12, 21, 3, 8]]
    second = built(tmp_path, more)
    blocks, *_ = witness.read(beside(tmp_path, second))
    assert {each.gebied for each in blocks} >= {*GEMEENTEN, REGIO}


# 280 zaken in all: below the rung from which there are filters
SMALL = [[25, 10, 12, 3, 6]] * 5


def table_of(counts):
    """The counts by area and atom as the audit sees them, and the block of the regio."""
    with marts(counts).connect() as con, con.cursor() as work:
        publish.counted(work)
        # counted leaves the tables of the last schooljaar
        year = read(work, YEAR)
    [family] = [each for each in families() if each.name == "route"]
    table = AtomTable(year, family)
    return year, table, Maker(table).block(year.areas.index(REGIO))


def witness_worlds(counts):
    """Return the worlds that the audit found of the routes, as zaken by gemeente and route."""
    year, table, block = table_of(counts)
    outcome = attack(block)
    assert not outcome.withdrawn
    is_r4 = [table.codes.index(("route", route)) for route in ROUTES]
    atoms = np.nonzero(table.x[year.areas.index(REGIO)].any(axis=0) | (np.arange(table.atoms) == 0))
    weights = table.weights[:, atoms[0]][is_r4]
    worlds = []
    for world in outcome.worlds:
        # columns: the regio, then its gemeenten, each by atom
        by_area = world.reshape(-1, len(atoms[0]))
        names = [year.areas[part] for part in year.parts(year.areas.index(REGIO))]
        worlds.append(
            [(weights @ by_area[1 + names.index(gemeente)]).tolist() for gemeente in GEMEENTEN]
        )
    return worlds


def loses_nothing(counts):
    """Return whether the audit of these zaken themselves withdraws no route."""
    return not attack(table_of(counts)[2]).withdrawn


def told(release, counts, *, knows=()):
    """Return what somebody can tell, by gemeente and route; all zaken are of one onderwijssoort."""
    of_one = [[[count] for count in row] for row in counts]
    return [
        place[:2] for place in outsider(release, of_one, knows=knows).told() if place[2] is None
    ]


# 22, 22 and 12 are shown as 20, 20 and 10: at most 22, 22 and 12. 58 is shown as 60: at least 58.
# So each has 2 or more with R4; ten in all are shown as 10, at most 12: nobody has more than 4.
TIGHT = [[22, 22, 12, 2, 0]] * 5


def test_what_rounding_alone_gives_away_is_withdrawn(tmp_path):
    without = told(built(tmp_path / "niet", TIGHT, attacks=False), TIGHT)
    assert without == [(gemeente, ROUTES.index("R4")) for gemeente in range(5)]
    assert not told(built(tmp_path / "wel", TIGHT), TIGHT)


def random_counts(seed):
    chance = np.random.default_rng(seed)
    return chance.integers([8, 0, 0, 0, 0], [40, 25, 15, 8, 25], size=(5, 5)).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_can_be_told_by_linear_programming(tmp_path, seed):
    counts = random_counts(seed)
    release = built(tmp_path, counts)
    assert not told(release, counts)
    for known in range(len(GEMEENTEN)):
        own = [(known, route, 0) for route in range(len(ROUTES))]
        assert not told(release, counts, knows=own)
