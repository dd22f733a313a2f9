"""Two schooljaren together are attacked with each of the two, by who knows one of them as well.

The attacker is that of the tests (`attacker.py`), with the two schooljaren where it has gemeenten.
"""

import json
import zipfile

import duckdb
import numpy as np
import pytest

from etl import publish
from etl.audit import witness
from etl.domain.schooljaren import each_of
from etl.publish.refresh import Memory
from tests.etl.audit.attacker import GEMEENTEN, MOST, ROUTES, Attacker, _row, by_the_rule
from tests.etl.released.marts import Marts, with_evidence

GEMEENTE, BOTH = GEMEENTEN[0], "2024-2026"
YEARS = each_of(BOTH)


def marts_of(truth, marts=None):
    marts = marts or Marts(peildatum="2026-08-01")
    for year, counts in zip(YEARS, truth, strict=True):
        for route, count in zip(ROUTES, counts, strict=True):
            given = {"route": route, "gekozen_route": route, "oordeel": "conform"}
            marts.zaken(count, GEMEENTE, schooljaar=year, **given)
    return marts


def withdrawn(release):
    """Return what was withdrawn without a filter: schooljaar and cube."""
    path = release.parent.parent / "stand" / f"{release.stem}.getuigen"
    if not path.is_file():
        return set()
    with zipfile.ZipFile(path) as file:
        found = {
            (name.partition("/")[0], *view)
            for name in file.namelist()
            if name.endswith(".json") and "/" in name
            for view in json.loads(file.read(name))["withdrawn"]
        }
    # of a schooljaar nothing can be withdrawn for both
    assert {gebied for _, gebied, *_ in found} <= {GEMEENTE}
    return {(year, kubus) for year, _, kubus, filters in found if not filters}


def attacker(release, truth, *, knows=()):
    """Return who has a release of one gemeente, and knows all of some schooljaren (places)."""
    counts = np.array(truth)[:, :, None]
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select schooljaar, kubus, code, v from cellen where gebied = $gebied and filters = ''",
            {"gebied": GEMEENTE},
        ).fetchall()
    shown = {tuple(row[:3]): row[3] for row in rows}
    views = {row[:2] for row in shown}
    gone = withdrawn(release)
    found = []
    for place, year in ((0, YEARS[0]), (1, YEARS[1]), (None, BOTH)):
        for kubus, codes in (
            ("route", {**dict(enumerate(ROUTES)), None: "met_keuze"}),
            ("omvang", {None: "zaken"}),
        ):
            for route, code in codes.items():
                v = shown.get((year, kubus, code))
                is_gone = {(year, kubus), (year, f"{kubus}={code}")} & gone
                is_any = (year, kubus) not in views or (v is None and is_gone)
                least, most = (0, MOST) if is_any else by_the_rule(v)
                found.append((_row(counts, place, route, None), least, most))
    released = len(found)
    for place in knows:
        for route in range(len(ROUTES)):
            row = _row(counts, place, route, None)
            found.append((row, row @ counts.ravel(), row @ counts.ravel()))
    matrix, low, high = zip(*found, strict=True)
    made = Attacker(
        truth=counts,
        matrix=np.array(matrix),
        low=np.array(low, dtype=float),
        high=np.array(high, dtype=float),
        knowledge=np.arange(len(found)) >= released,
        can_occur=np.broadcast_to(counts.sum(axis=(0, 2), keepdims=True) > 0, counts.shape).ravel(),
    )
    assert (made.matrix @ counts.ravel() >= made.low).all()
    assert (made.matrix @ counts.ravel() <= made.high).all()
    return made


def told_by_both(release, truth):
    return [
        (who, place)
        for who in ((), (0,), (1,))
        for place in attacker(release, truth, knows=who).told()
    ]


CORNERED = (
    # R2 was 3 and 7, shown as 10 of both: who knows the second has 1 to 5 left, and less by sums
    [[22, 3, 0, 0, 0], [22, 7, 0, 0, 0]],
    [[12, 1, 7, 0, 3], [9, 7, 7, 0, 2]],
    [[33, 7, 7, 7, 2], [28, 7, 4, 1, 7]],
)


SEEDS = range(14)
"""Ten of these gemeenten have twenty zaken in both schooljaren."""


def _random(seed):
    chance = np.random.default_rng(seed)
    return chance.choice([0, 1, 2, 3, 4, 6, 7, 9, 14, 23], size=(2, len(ROUTES))).tolist()


def test_some_gemeenten_give_a_count_away_where_both_are_shown_unattacked(tmp_path):
    """Without this the next test would prove nothing."""
    told = [
        bool(told_by_both(with_evidence(tmp_path / f"{at}", marts_of(truth), attacks=False), truth))
        for at, truth in enumerate(map(_random, SEEDS))
        if min(map(sum, truth)) >= 20
    ]
    assert sum(told) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_a_small_count_from_two_schooljaren_and_each_of_them(tmp_path, seed):
    truth = _random(seed)
    if min(map(sum, truth)) >= 20:
        assert told_by_both(with_evidence(tmp_path, marts_of(truth)), truth) == []


def test_a_schooljaar_that_keeps_older_cells_is_a_part_of_both_all_the_same(tmp_path):
    """Of R2 are 1 and 7, shown as 10 of both: 8 or more. Who knows the 1 has 7 or more left.

    As the 7 are hidden, it is 7 or less.
    """
    memory = Memory(tmp_path / "stand", b"geheim")
    before, later = [[30, 1, 0, 0, 0], [30, 7, 0, 0, 0]], [[1, 0, 0, 0, 0], [10, 0, 0, 0, 0]]
    for month, more in ((8, []), (9, [later])):
        marts = marts_of(before)
        for truth in more:
            marts_of(truth, marts)
        marts.peildatum = f"2026-{month:02d}-01"
        with marts.connect() as con:
            release = publish.build(
                con, tmp_path / "release", is_sample=True, memory=memory, attacks=True
            )
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute("select schooljaar, code, v from cellen where kubus = 'route'")
        cells = {tuple(row[:2]): row[2] for row in rows.fetchall()}
    # 31, counted when it was 30; 40 and 7
    assert (cells[YEARS[0], "R1"], cells[YEARS[1], "R1"]) == (30, 40)
    assert (YEARS[1], "R2") not in cells
    assert (BOTH, "R2") not in cells


def test_where_a_deviation_shows_is_held_to_from_what_it_deviates(tmp_path):
    """Of the second schooljaar at most 12 are of both sources (10), of both schooljaren 13 (15).

    So the first has 1 or more. Those are of who deviates from the advice: at most 17 of both (15),
    at least 13 of the second (15). So the first has 4 or less of them.
    """
    told = {
        (YEARS[1], "bron", "beide"): 10,
        (BOTH, "bron", "beide"): 15,
        (YEARS[1], "afwijking_per_stap", "advies"): 15,
        (BOTH, "afwijking_per_stap", "advies"): 15,
    }
    marts = marts_of([[40, 0, 0, 0, 0], [40, 0, 0, 0, 0]])
    for year, counts in zip(YEARS, ((3, 1, 2), (12, 1, 10)), strict=True):
        for bron, count in zip(("beide", "afgeleid", "geregistreerd"), counts, strict=True):
            given = {"bron": bron, "is_anders_dan_advies": bron != "geregistreerd"}
            marts.zaken(count, GEMEENTE, schooljaar=year, oordeel="afwijking_met_uitleg", **given)
    for attacks in (False, True):
        release = with_evidence(tmp_path / str(attacks), marts, attacks=attacks)
        with duckdb.connect(str(release), read_only=True) as con:
            rows = con.execute("select schooljaar, kubus, code, v from cellen where filters = ''")
            cells = {tuple(row[:3]): row[3] for row in rows.fetchall()}
        is_told = {key: cells.get(key) for key in told} == told
        assert is_told is not attacks


def test_evidence_of_a_schooljaar_is_its_own_so_that_it_goes_with_who_is_removed(tmp_path):
    release = with_evidence(tmp_path, marts_of([[22, 3, 0, 0, 0], [22, 7, 0, 0, 0]]))
    found, *_ = witness.read(tmp_path / "stand" / f"{release.stem}.getuigen")
    sizes = [each for each in found if each.family == "omvang"]
    assert {(each.gebied, each.schooljaar) for each in sizes} == {
        (GEMEENTE, year) for year in (*YEARS, BOTH)
    }
    # what names nobody would stay
    assert all(each.leveranciers for each in sizes)


@pytest.mark.parametrize("truth", CORNERED)
def test_small_counts_beside_each_other_stay_unknown(tmp_path, truth):
    assert told_by_both(with_evidence(tmp_path, marts_of(truth)), truth) == []


def test_of_both_a_cell_goes_by_itself(tmp_path):
    # 7 and 6 of R1 would be shown as 15: 13 at least, of which no schooljaar has more than 7. Who
    # knows the 6 knows the 7 then
    release = with_evidence(tmp_path, marts_of([[7, 14, 0, 14, 4], [6, 7, 2, 23, 0]]))
    assert (BOTH, "route=R1") in withdrawn(release)
    with duckdb.connect(str(release), read_only=True) as con:
        shown = con.execute(
            "select code, v from cellen where kubus = 'route' and schooljaar = $both",
            {"both": BOTH},
        ).fetchall()
    assert dict(shown) == {"R2": 20, "R4": 35, "met_keuze": 75}  # 21, 37 and 77
