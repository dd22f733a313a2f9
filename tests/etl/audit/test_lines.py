"""The points of a curve, and what lies between them, attacked with pencil and paper."""

import json
from dataclasses import replace

import duckdb
import numpy as np
import pytest
import scipy.sparse as sp

from etl import publish
from etl.audit import report
from etl.audit.attack import attack_by_sums
from etl.audit.attacks import Task, maker_of
from etl.audit.block import OUTSIDER, bounds
from etl.audit.extract import read
from etl.audit.families import curve_of, families, is_line
from etl.audit.sums import adding_up, by_size
from tests.etl.audit.attacker import GEMEENTEN, REGIO, YEAR, withdrawn
from tests.etl.audit.blocks import block
from tests.etl.audit.curves import back, blocks, points
from tests.etl.released.marts import Marts, with_evidence

ALL_OF_IT = ("", "geslacht=onbekend", "leeftijdsgroep=12_15", "spoor=A", "verzuimtype=16_uur")
"""Filters by which nothing is left out here."""


def cornered():
    """Of vo 10 came back by day 7 and 11 by day 14; of mbo 2 by day 7, and nobody after.

    All: 12 by day 7 (shown as 10, so 12 or less) and 13 by day 14 (as 15: 13 or more). Of vo both
    are shown as 10: from 8 to 12. So of mbo at least 13 - 12 = 1 came back, and at most 12 - 8 = 4.
    """
    made = Marts()
    for soort, counts in (("vo", ((5, 10), (10, 1))), ("mbo", ((5, 2),))):
        for day, count in counts:
            made.zaken(count, schooljaar=YEAR, onderwijssoort=soort, **back(day))
        made.zaken(320 if soort == "vo" else 40, schooljaar=YEAR, onderwijssoort=soort)
    return made


def limits_of_mbo(shown):
    """Between which numbers somebody with a pencil puts those of mbo that came back by day 7."""
    all_of_it = {day: [shown.get((each, day)) for each in ALL_OF_IT] for day in (7, 14)}
    known = {day: [v for v in values if v is not None] for day, values in all_of_it.items()}
    vo = [shown.get(("onderwijssoort=vo", day)) for day in (7, 14)]
    low = max(known[14]) - 2 - (vo[1] + 2) if known[14] and vo[1] else 0
    high = min(known[7]) + 2 - (vo[0] - 2) if known[7] and vo[0] else 7
    return low, high


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lijnen")
    return {
        attacks: with_evidence(folder / str(attacks), cornered(), attacks=attacks)
        for attacks in (False, True)
    }


def test_who_did_not_come_back_later_is_found_by_two_points_unless_one_is_withdrawn(released):
    before, after = points(released[False]), points(released[True])
    assert [before["", day] for day in (7, 14)] == [10, 15]
    assert limits_of_mbo(before) == (1, 4)
    low, high = limits_of_mbo(after)
    assert low < 1 or high > 4


def test_only_points_that_are_needed_for_it_are_withdrawn_each_by_itself(released):
    gone = points(released[False]).keys() - points(released[True]).keys()
    assert gone
    assert {day for _, day in gone} <= {7, 14}
    named = {(kubus, filters) for _, kubus, filters in withdrawn(released[True])}
    assert "terugkeer" not in {kubus for kubus, _ in named}
    assert {(f"terugkeer_lijn:alle:af:{day}", filters) for filters, day in gone} <= named


def test_a_release_does_not_tell_what_was_withdrawn(released):
    """Who knows that a point was withdrawn knows that it is no small one: 8 or more."""
    with duckdb.connect(str(released[True]), read_only=True) as con:
        tables = con.execute("select table_name from duckdb_tables()").fetchall()
        columns = con.execute("select column_name from duckdb_columns()").fetchall()
    names = {name for (name,) in (*tables, *columns)}
    assert not {name for name in names if "ingetrokken" in name or "_lijn" in name}
    assert b"_lijn:alle" not in released[True].read_bytes()


def test_the_account_tells_of_points_apart_from_what_has_witnesses(released):
    release = released[True]
    found = report.report(release, release.parent.parent / "stand" / f"{release.stem}.getuigen")
    year = found.account[YEAR]
    assert year["samen"] > sum(year["tellingen"].values())
    lines = "\n".join(found.lines())
    assert "losse punten van lijnen" in lines
    assert "die van hele zaken zijn samen met alle cijfers" in lines
    assert "lijnen" in json.dumps(found.as_json())


def test_points_that_give_nothing_away_stay(tmp_path):
    made = Marts()
    for gemeente in GEMEENTEN:
        for day in (5, 20, 80):
            made.zaken(30, gemeente, schooljaar=YEAR, **back(day))
        made.zaken(60, gemeente, schooljaar=YEAR)
    shown = [
        points(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        for attacks in (False, True)
    ]
    assert shown[0]
    assert shown[0] == shown[1]


def test_a_point_that_is_hidden_since_nearly_all_came_back_says_that_they_did(tmp_path):
    """Of vo 292 came back by day 7 and of mbo all 4, which is 296 of 302: nearly all of the total.

    All show no point, so at least 300 - 7 = 293 came back; of vo at most 292. So of mbo one did, of
    the 302 - 298 = 4 or fewer that there are, unless the point of vo is gone.
    """
    made = Marts()
    made.zaken(292, schooljaar=YEAR, onderwijssoort="vo", **back(5))
    made.zaken(6, schooljaar=YEAR, onderwijssoort="vo")
    made.zaken(4, schooljaar=YEAR, onderwijssoort="mbo", **back(5))
    before, after = (
        points(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        for attacks in (False, True)
    )
    assert ("", 7) not in before
    assert before["onderwijssoort=vo", 7] == 290
    assert ("onderwijssoort=vo", 7) not in after


def between(mbo):
    """Of vo as many come back in the second week as show, and of mbo some."""
    made = Marts()
    for soort, counts in (("vo", ((5, 22), (10, 20))), ("mbo", ((10, mbo),))):
        for day, count in counts:
            made.zaken(count, schooljaar=YEAR, onderwijssoort=soort, **back(day))
    made.zaken(320, schooljaar=YEAR, onderwijssoort="vo")
    made.zaken(40, schooljaar=YEAR, onderwijssoort="mbo")
    return made


def test_how_many_came_back_between_two_points_is_a_count_to_protect():
    maker, area = blocks(between(3), "terugkeer_lijn:alle")
    found = maker.block(area)
    codes = maker.table.codes
    named = [code for cube, code in codes if is_line(cube)]
    assert {"af:7", "af:14", "af:7-af:14", "rest"} <= set(named)
    protected = {codes[at][1] for at in np.nonzero(maker.table.is_target)[0].tolist()}
    assert protected == set(named)
    # nobody shows it, so nobody knows that it is 7 or less
    low, high = bounds(found, np.zeros(len(found.views), dtype=bool))
    at = np.nonzero((found.n == 3) & (found.v == -1))[0]
    assert np.isinf(high[at]).any()
    assert (low[at] == 0).all()


def test_who_knows_some_gemeenten_subtracts_them_from_the_curve_of_the_regio():
    """Of four gemeenten 47 came back by day 7 and 48 by day 14; of the fifth 3 by day 7.

    That is 50 and 51 in all, and both show as 50: 48 to 52. Who knows the four exactly, as their
    coordinators together, knows of the fifth: at least 48 - 47 = 1 and at most 52 - 48 = 4. What
    the fifth shows itself does not say that: 61 zaken and 58 open ones, both as 60.
    """
    made = Marts()
    for gemeente, count in zip(GEMEENTEN, (12, 12, 12, 11, 3), strict=True):
        made.zaken(count, gemeente, schooljaar=YEAR, **back(5))
        made.zaken(58, gemeente, schooljaar=YEAR)
    made.zaken(1, GEMEENTEN[3], schooljaar=YEAR, **back(10))
    maker, area = blocks(made, "terugkeer_lijn:alle", REGIO)
    found = maker.block(area)
    coordinators = [each for each in found.attackers if each.attacker.startswith("coordinator")]
    assert len(coordinators) == len(GEMEENTEN)
    everything = coordinators[0]
    for each in coordinators[1:4]:
        everything = replace(
            everything,
            columns=np.maximum(everything.columns, each.columns),
            fixed=everything.fixed | each.fixed,
        )
    [outsider] = [each for each in found.attackers if each.attacker == OUTSIDER]
    assert not attack_by_sums(replace(found, attackers=(outsider,))).withdrawn
    withdrawn_of = {
        area for area, *_ in attack_by_sums(replace(found, attackers=(everything,))).withdrawn
    }
    assert withdrawn_of == {REGIO}


def test_in_a_running_schooljaar_the_truth_lies_within_what_points_say():
    """Zaken of which some were followed to day 30 exactly, and some to 29 or 45 alone."""
    made = Marts()
    for day, count in ((5, 40), (20, 30), (40, 20)):
        made.zaken(count, schooljaar=YEAR, **back(day))
    for followed, count in ((29, 6), (30, 8), (45, 9), (300, 60)):
        made.zaken(count, schooljaar=YEAR, zaak_dagen=followed)
    maker, area = blocks(made, "terugkeer_lijn:alle")
    found = maker.block(area)
    low, high = bounds(found, np.zeros(len(found.views), dtype=bool))
    assert ((low <= found.n) & (found.n <= high)).all()
    codes = [code for _, code in maker.table.codes]
    is_weighed = {
        codes[at]: bool(found.weighed[at]) for at in range(len(codes)) if found.v[at] > 0 and at
    }
    # who was followed to day 30 counts for its point, and who was followed to day 29 does not
    assert not is_weighed["af:21"]
    assert is_weighed["af:30"]
    exactly = Marts()
    exactly.zaken(40, schooljaar=YEAR, **back(5))
    exactly.zaken(30, schooljaar=YEAR, zaak_dagen=30)
    exactly.zaken(60, schooljaar=YEAR)
    maker, area = blocks(exactly, "terugkeer_lijn:alle")
    found, codes = maker.block(area), [code for _, code in maker.table.codes]
    assert not found.weighed[codes.index("af:30")]
    assert found.weighed[codes.index("af:42")]


def test_a_point_of_zaken_that_are_not_all_followed_says_less():
    """An end weighs one to two, so of 20 shown there are 9 or more: (20 - 2.5) / 2 = 8.75."""
    given = replace(block([15], [[1]], [20]), weighed=np.array([True]))
    low, high = bounds(given, np.zeros(1, dtype=bool))
    assert (low[0], high[0]) == (9, 22)


def test_what_shows_nothing_is_not_withdrawn():
    """Of a at least 8 - 7 = 1 and at most 12 - 8 = 4: by the hidden d too, which stays hidden."""
    # a, d and e; then a + d = 11 and a + e = 12, both shown as 10
    cells = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1]]
    given = block([4, 7, 8], cells, [-1, -1, 10, 10, 10])
    sums = [(3, [0, 1], 0.0), (4, [0, 2], 0.0)]
    given = replace(given, sums=lambda: adding_up(by_size(sums), cells=5))
    withdrawn = {int(cube) for _, cube, _ in attack_by_sums(given).withdrawn}
    assert withdrawn
    assert withdrawn <= {2, 3, 4}


def with_curves():
    """Zaken of five gemeenten that end in all ways, with steps that are done twice."""
    made = Marts()
    for place, gemeente in enumerate(GEMEENTEN):
        for day, count in ((5, 21), (10, 3 + place), (40, 17), (200, 4)):
            zaken = made.zaken(count, gemeente, schooljaar=YEAR, **back(day))
            made.stappen(zaken, "1", dagen=day)
            made.stappen(zaken[::3], "1", dagen=day + 30)
            made.keten(zaken[::2], "rvdk_einde", dagen=day, norm=True)
            made.keten(zaken[1::4], "rvdk_einde", dagen=day, norm=False)
        other = {"zaak_dagen": 60, "terugkeer_uitkomst": 2, "uitkomst": "werk"}
        made.stappen(made.zaken(14, gemeente, schooljaar=YEAR, **other), "1", dagen=20, uitkomst=2)
        made.stappen(made.zaken(40, gemeente, schooljaar=YEAR), "1", dagen=300, uitkomst=0)
    return made


@pytest.fixture(scope="module")
def schooljaar():
    with with_curves().connect() as con, con.cursor() as work:
        publish.counted(work)
        return read(work, YEAR)


@pytest.mark.parametrize(
    "name", ["terugkeer_lijn:alle", "doorlooptijd_lijn:1", "keten_lijn:rvdk_einde"]
)
def test_points_and_what_lies_between_them_add_up_to_the_total(schooljaar, name):
    task = Task([each.name for each in families()].index(name))
    found = maker_of(schooljaar, task).block(schooljaar.areas.index(REGIO))
    sums, n = found.sums(), found.n
    low, high = bounds(found, np.zeros(len(found.views), dtype=bool))
    assert ((low <= n) & (n <= high)).all()
    pick = sp.csr_array(
        (np.ones(len(sums.whole)), (np.arange(len(sums.whole)), sums.whole)), shape=sums.parts.shape
    )
    left = (pick - sums.parts) @ n
    assert (left >= 0).all()
    assert (left <= sums.rest).all()
    assert (sums.rest == 0).sum() > 20


def test_curves_that_are_parts_of_another_have_one_family_with_it():
    lines = [each for each in families() if each.curves]
    assert all(is_line(each.name) for each in lines)
    assert len(lines) == 24
    assert sum(len(each.curves) + len(each.around) for each in lines) == 29
    assert [each.around for each in lines if each.around] == [(("doorlooptijd", "zaak"),)]
    together = [each.curves for each in lines if len(each.curves) > 1]
    groups = ("alle", "thuiszitters", "schoolverzuim", "luxe")
    assert together == [
        (("keten", "rvdk_einde"), ("keten", "rvdk_einde_norm")),
        tuple(("terugkeer", group) for group in groups),
    ]
    assert curve_of("keten_lijn:halt_start") == ("keten", "halt_start")
