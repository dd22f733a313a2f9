"""A curve is held to what else is released of the same zaken: other curves, ends, routes."""

import duckdb
import numpy as np

from etl.audit.block import OUTSIDER, bounds
from etl.audit.worked import Worked, exact
from tests.etl.audit.attacker import YEAR
from tests.etl.audit.curves import AMSTERDAM, BACK, WORK, back, blocks, points
from tests.etl.released.marts import Marts, with_evidence


def test_a_curve_is_held_to_how_its_zaken_ended_at_last_and_how_many_have_not(tmp_path):
    """Of 32 zaken of mbo (30: 32 or less) 18 came back (20: 18 or more) and 13 ended otherwise.

    The last point tells of those 13 (15: 13 or more), so one is open at most. Open in all are 13
    (15: 13 or more) and of vo 12 (10: 12 or less), so one is. Something of that is withdrawn.
    """
    made = Marts()

    def add(count, soort, **ended):
        zaak = {"zaak_uitkomst": 1} if ended else {}
        made.zaken(count, schooljaar=YEAR, onderwijssoort=soort, **zaak, **ended)

    def otherwise(uitkomst):
        return {"zaak_dagen": 5, "terugkeer_uitkomst": 2, "uitkomst": uitkomst}

    for soort, counts in (("mbo", (18, 7, 6, 1)), ("vo", (150, 60, 60, 12))):
        ends = (back(5), otherwise("werk"), otherwise("einde_leerplicht"), {})
        for count, ended in zip(counts, ends, strict=True):
            add(count, soort, **ended)
    release = with_evidence(tmp_path, made)
    with duckdb.connect(str(release), read_only=True) as con:
        cells = con.execute(
            "select kubus, filters, code, v from cellen where gebied = $gebied",
            {"gebied": AMSTERDAM},
        ).fetchall()
        last = con.execute(
            "select filters, v[-1] from curven where gebied = $gebied and kubus = 'terugkeer' "
            "and code = 'alle' and uitkomst = 'anders'",
            {"gebied": AMSTERDAM},
        ).fetchall()
    shown = {tuple(row[:3]): row[3] for row in cells}
    mbo, vo = "onderwijssoort=mbo", "onderwijssoort=vo"
    at_most_one = (
        shown.get(("terugkeer", mbo, "alle")) == 30
        and shown.get(("uitkomst", mbo, "terug_naar_school")) == 20
        and dict(last).get(mbo) == 15
    )
    at_least_one = (
        shown.get(("terugkeer_open", "", "alle")) == 15
        and shown.get(("terugkeer_open", vo, "alle")) == 10
    )
    assert not (at_most_one and at_least_one)


def test_the_curve_of_all_zaken_is_held_to_those_of_the_groups_in_it(tmp_path):
    """Came back by day 7: 12 of 16 uur and 12 of lrv (10: 12 or less), and all 4 of luxe: 28 in all.

    All show as 30: 28 or more. So of luxe at least 28 - 12 - 12 = 4, and hidden is 7 or less. Who
    has no zaken of a gemeente may not know a small count of it that well.
    """
    made = Marts()
    for verzuimtype in ("16_uur", "lrv"):
        made.zaken(12, schooljaar=YEAR, verzuimtype=verzuimtype, **back(5))
        made.zaken(17, schooljaar=YEAR, verzuimtype=verzuimtype)
    made.zaken(4, schooljaar=YEAR, verzuimtype="luxe", **back(5))
    for attacks in (False, True):
        release = with_evidence(tmp_path / str(attacks), made, attacks=attacks)
        shown = [points(release, code) for code in ("alle", "schoolverzuim", "thuiszitters")]
        known = [{day: v for (filters, day), v in each.items() if not filters} for each in shown]
        together = set.intersection(*map(set, known))
        assert all([each[day] for each in known] == [30, 10, 10] for day in together)
        assert bool(together) is not attacks


def limits_of(marts, code, area=AMSTERDAM):
    """What somebody without zaken works out that there are of a code at least, and at most."""
    maker, place = blocks(marts, "terugkeer_lijn:alle", area)
    found = maker.block(place)
    low, high = bounds(found, np.zeros(len(found.views), dtype=bool))
    [outsider] = [each for each in found.attackers if each.attacker == OUTSIDER]
    never = np.asarray(found.cells.astype(bool) @ ~outsider.fixed) == 0
    high = np.where(never, 0, high)
    worked = Worked(found.sums().among(len(low)), exact(low[:, None]), exact(high[:, None]))
    worked.to_the_end()
    at = maker.table.codes.index(code)
    return worked.low[at, 0], worked.high[at, 0]


def test_groups_of_verzuim_add_up_where_nobody_is_of_none_whoever_is_elsewhere():
    """Of 16 uur are 22 zaken and of lrv 22, both shown as 20: 44 or less in all.

    All show as 45: 43 or more. In Rotterdam are zaken that have a curve and are of no group.
    """
    made = Marts()
    for verzuimtype in ("16_uur", "lrv"):
        made.zaken(12, schooljaar=YEAR, verzuimtype=verzuimtype, **back(5))
        made.zaken(10, schooljaar=YEAR, verzuimtype=verzuimtype)
    made.zaken(20, "GM0599", schooljaar=YEAR, verzuimtype="doorstroompunt_18plus")
    assert limits_of(made, ("terugkeer", "alle")) == (43, 44)


def test_how_many_zaken_there_are_follows_from_their_routes_in_the_curve_of_terugkeer():
    """Of R1 13 (15: 13 or more) and of R2 18 (20: 18 or more): 31 or more, shown as 30: 28 to 32."""
    made = Marts()
    for route, count, ends in (("R1", 13, {}), ("R2", 12, back(5)), ("R2", 6, {})):
        made.zaken(count, schooljaar=YEAR, route=route, gekozen_route=route, **ends)
    assert limits_of(made, ("omvang", "zaken")) == (31, 32)


def ended(day, how):
    return back(day) | {"zaak_uitkomst": 1} | how


def of_points(release, cube, code, end="af"):
    """What is shown without a filter of a curve, by day."""
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select unnest(dagen), unnest(v) from curven where gebied = $gebied and filters = '' "
            "and kubus = $cube and code = $code and uitkomst = $end",
            {"gebied": AMSTERDAM, "cube": cube, "code": code, "end": end},
        ).fetchall()
    return dict(rows)


def test_the_curve_of_who_came_back_is_held_to_that_of_all_who_ended(tmp_path):
    """By day 90 came back 66 (65: 67 or less) and by day 120 70 (68 or more): 1 or more between.

    Of all zaken 73 ended by day 90 (75: 73 or more) and 77 by day 120 (75: 77 or less): 4 or less.
    """
    made = Marts()
    for day, how, count in ((80, BACK, 66), (80, WORK, 7), (100, BACK, 4)):
        made.zaken(count, schooljaar=YEAR, **ended(day, how))
    made.zaken(40, schooljaar=YEAR)
    for attacks in (False, True):
        release = with_evidence(tmp_path / str(attacks), made, attacks=attacks)
        every, back_again = (
            of_points(release, cube, code)
            for cube, code in (("doorlooptijd", "zaak"), ("terugkeer", "alle"))
        )
        shown = [each.get(day) for each in (every, back_again) for day in (90, 120)]
        assert (shown == [75, 75, 65, 70]) is not attacks


def test_who_did_not_cross_a_line_of_thuiszitters_is_held_to_their_curve(tmp_path):
    """Of 18 thuiszitters (20: 18 or more) 7 were out for over 90 days, which is hidden: 7 or less.

    So 11 or more ended by then. Otherwise ended 12 in all (10: 12 or less), of whom 8 were no
    thuiszitters (10: 8 or more): of these 4 or less. So at least 7 came back, and 7 is hidden too.
    """
    made = Marts()
    for verzuimtype, ends in {
        "lrv": ((80, BACK, 7), (80, WORK, 4), (100, WORK, 7)),
        "16_uur": ((80, BACK, 60), (80, WORK, 8), (100, WORK, 26)),
    }.items():
        for day, how, count in ends:
            given = {"schooljaar": YEAR, "verzuimtype": verzuimtype}
            made.zaken(count, **given, **ended(day, how))
    made.zaken(30, schooljaar=YEAR)
    for attacks in (False, True):
        release = with_evidence(tmp_path / str(attacks), made, attacks=attacks)
        with duckdb.connect(str(release), read_only=True) as con:
            lines = dict(
                con.execute(
                    "select code, v from cellen where kubus = 'thuiszitters_grens' "
                    "and gebied = $gebied",
                    {"gebied": AMSTERDAM},
                ).fetchall()
            )
        anders = [
            of_points(release, "terugkeer", code, "anders").get(90)
            for code in ("alle", "schoolverzuim")
        ]
        is_told = lines.get("3_maanden:gevolgd") == 20 and anders == [10, 10]
        assert is_told is not attacks
