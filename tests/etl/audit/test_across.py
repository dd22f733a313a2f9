"""What one family bounds, another goes on from: all of an area is attacked as one as well."""

import duckdb
import numpy as np
import pytest

from etl import publish
from etl.audit.attack import attack_by_sums
from etl.audit.attacks import Task, maker_of
from etl.audit.block import COORDINATOR
from etl.audit.extract import read
from etl.audit.families import ACROSS, SIZES, families
from tests.etl.audit.attacker import YEAR
from tests.etl.released.marts import Marts, of_regio, with_evidence

AMSTERDAM, REGIO = "GM0363", "MC29"
MANY = 10_000

YOUNG = "12_15"
TOGETHER = (SIZES, "route", "leg_uit", ACROSS)
NAMES = [family.name for family in families()]


IN_MBO = {YOUNG: (1, 1), "16_17": (11, 11), "18_plus": (11, 6)}
IN_VO = {YOUNG: (60, 53), "16_17": (350, 350), "18_plus": (350, 350)}
"""By age, how many take R1 and how many R2."""


def routes_and_ages(gemeente=AMSTERDAM):
    """Zaken of a gemeente: 41 in mbo, of which 2 are of the youngest.

    In mbo R1 is 23 and R2 18, shown as 25 and 20: so there are 23 + 18 = 41 or more, though they
    are shown as 40 (38 or more). Of those 22 are 16_17 and 17 are 18_plus, shown as 20 and 15: 39
    or less, which leaves 2 or more. Of the youngest are 115, and 113 in vo, both shown as 115: 117
    or less and 113 or more, which leaves 4 or less.
    """
    made = Marts()
    for onderwijssoort, by_age in (("mbo", IN_MBO), ("vo", IN_VO)):
        for leeftijdsgroep, counts in by_age.items():
            for route, count in zip(("R1", "R2"), counts, strict=True):
                given = {"onderwijssoort": onderwijssoort, "leeftijdsgroep": leeftijdsgroep}
                given |= {"oordeel": "conform", "route": route, "gekozen_route": route}
                made.zaken(count, gemeente, schooljaar=YEAR, **given)
    return made


def shown(release, gebied=AMSTERDAM):
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select kubus, filters, code, v from cellen where gebied = $gebied", {"gebied": gebied}
        ).fetchall()
    return {tuple(row[:3]): row[3] for row in rows}


def young_in_mbo(cells):
    """Return between which numbers the youngest in mbo lie, by what is shown."""

    def least(cube, filters, code="zaken"):
        v = cells.get((cube, filters, code))
        return 0 if v is None else v - 2

    def most(cube, filters, code="zaken"):
        v = cells.get((cube, filters, code))
        return MANY if v is None else v + 2

    of_mbo = max(
        least("omvang", "onderwijssoort=mbo"),
        sum(least("route", "onderwijssoort=mbo", route) for route in ("R1", "R2")),
    )
    others = [f"leeftijdsgroep={name},onderwijssoort=mbo" for name in ("16_17", "18_plus")]
    in_vo = least("omvang", f"leeftijdsgroep={YOUNG},onderwijssoort=vo")
    return (
        of_mbo - sum(most("omvang", each) for each in others),
        most("omvang", f"leeftijdsgroep={YOUNG}") - in_vo,
    )


def test_routes_tell_how_many_zaken_there_are_by_a_filter_that_they_do_not_have(tmp_path):
    told = [
        young_in_mbo(
            shown(with_evidence(tmp_path / str(attacks), routes_and_ages(), attacks=attacks))
        )
        for attacks in (False, True)
    ]
    assert told[0] == (2, 4)
    least, most = told[1]
    assert least <= 0 or most > 4


def block_of(year, name, area):
    return maker_of(year, Task(NAMES.index(name))).block(year.areas.index(area))


def counted(made):
    with made.connect() as con, con.cursor() as work:
        publish.counted(work)
        return read(work, YEAR)


def test_no_family_finds_that_by_itself_and_all_of_them_as_one_do():
    year = counted(routes_and_ages())
    found = {name: attack_by_sums(block_of(year, name, AMSTERDAM)).withdrawn for name in TOGETHER}
    assert found == {
        SIZES: set(),
        "route": set(),
        "leg_uit": set(),
        ACROSS: {(AMSTERDAM, "route=R1", "onderwijssoort=mbo")},
    }


def test_what_is_gone_already_is_not_withdrawn_again():
    year = counted(routes_and_ages())
    gone = frozenset({(AMSTERDAM, "omvang", "onderwijssoort=mbo")})
    block = maker_of(year, Task(NAMES.index(ACROSS), gone)).block(year.areas.index(AMSTERDAM))
    assert gone <= set(block.views)
    # routes tell what is gone, so one of them goes as well
    assert attack_by_sums(block).withdrawn == {(AMSTERDAM, "route=R1", "onderwijssoort=mbo")}


@pytest.fixture(scope="module")
def regio():
    """All of a regio with four gemeenten, as one."""
    made = Marts()
    for gemeente in of_regio(REGIO)[:4]:
        for route, count in (("R1", 60), ("R2", 25), ("R3", 3)):
            made.zaken(count, gemeente, schooljaar=YEAR, route=route, gekozen_route=route)
    return block_of(counted(made), ACROSS, REGIO)


def test_every_sum_holds_of_the_truth(regio):
    sums, n = regio.sums(), regio.n
    left = n[sums.whole] - sums.parts @ n
    assert (left >= 0).all()
    assert (left <= sums.rest).all()


def test_a_count_that_families_share_is_the_same_count(regio):
    """All zaken are in how many there are, in routes, deviations and outcomes: of five areas."""
    alone = [
        (whole, part)
        for whole, (part, *others) in zip(*_exact(regio.sums()), strict=True)
        if not others and regio.views[regio.view[whole]] == regio.views[regio.view[part]]
    ]
    of_all = [view for view in regio.views if view[1:] == ("omvang", "")]
    assert len(of_all) == 5
    for view in of_all:
        same = {whole for whole, _ in alone if regio.views[regio.view[whole]] == view}
        assert len(same) == 1
        assert sum(whole in same for whole, _ in alone) >= 3


def _exact(sums):
    """Return the wholes and the parts of sums that leave nothing over."""
    at = np.nonzero(sums.rest == 0)[0]
    ends = sums.parts.indptr
    parts = [sums.parts.indices[ends[each] : ends[each + 1]].tolist() for each in at.tolist()]
    return sums.whole[at].tolist(), parts


def test_a_coordinator_knows_the_own_gemeente_in_every_family(regio):
    gemeente = of_regio(REGIO)[0]
    own = np.array([view[0] == gemeente for view in regio.views])[regio.view]
    [known] = [each for each in regio.attackers if each.attacker == f"{COORDINATOR} {gemeente}"]
    assert own.sum() > 100
    assert np.array_equal((regio.cells @ known.columns)[own], regio.n[own])
    assert not (regio.cells.astype(bool) @ ~known.fixed)[own].any()
