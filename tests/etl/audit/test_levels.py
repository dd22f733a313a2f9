"""Counts of areas of other levels subtract too: an arrondissement less the regio's in it."""

from dataclasses import replace

import duckdb
import pytest

from etl import publish
from etl.audit import extract, levels
from etl.audit.attack import attack_by_sums
from etl.audit.attacks import NOWHERE, Attacks, Task, maker_of
from etl.audit.families import families, is_of_levels
from etl.audit.joined import joined
from etl.audit.levels import Levels, MadeOf
from etl.domain.areas import NEDERLAND
from tests.etl.audit.attacker import YEAR
from tests.etl.audit.curves import back
from tests.etl.released.marts import Marts, of_regio, with_evidence

ROTTERDAM = "Rotterdam"
"""The arrondissement of two regio's."""

FIRST, SECOND = "MC29", "MC30"
BY_MBO = "onderwijssoort=mbo"
NAMES = [family.name for family in families()]


def zaken(marts, gemeenten, counts, others=200):
    """Add zaken of gemeenten by onderwijssoort that take R4, beside others that take R1."""
    for place, gemeente in enumerate(gemeenten):
        for soort in ("vo", "mbo"):
            for route, count in {"R1": others, "R4": counts[soort][place]}.items():
                marts.zaken(
                    count,
                    gemeente,
                    schooljaar=YEAR,
                    route=route,
                    gekozen_route=route,
                    oordeel="conform",
                    onderwijssoort=soort,
                )


def two_regios():
    """R4 in mbo: 12 in the first regio and 2 in the second, 14 in both.

    They are shown as 10, nothing and 15: 8 to 12 and 13 to 17, so 1 or more in the second. Of that
    one 17 take R4 and 15 in vo, both shown as 15: 13 to 17, so 4 or less in mbo.
    """
    made = Marts()
    zaken(made, of_regio(FIRST)[:4], {"vo": (10, 10, 10, 10), "mbo": (3, 3, 3, 3)}, others=45)
    zaken(made, of_regio(SECOND)[:4], {"vo": (15, 0, 0, 0), "mbo": (2, 0, 0, 0)}, others=45)
    return made


def routes_by(gebied, *filters):
    """Return all that is shown of routes by some filters, as it is withdrawn."""
    codes = ("R1", "R4", "met_keuze")
    return {(gebied, f"route={code}", each) for code in codes for each in filters}


def year_of(marts):
    with marts.connect() as con:
        publish.counted(con, attacks=False)
        return extract.read(con, YEAR)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("niveaus")
    return {
        attacks: with_evidence(folder / str(attacks), two_regios(), attacks=attacks)
        for attacks in (False, True)
    }


def limits(release):
    """Between what numbers an outsider puts those of the second regio that take R4 in mbo."""
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select gebied, filters, v from cellen where kubus = 'route' and code = 'R4'"
        ).fetchall()
    shown = {(gebied, filters): v for gebied, filters, v in rows}
    whole, first = shown.get((ROTTERDAM, BY_MBO)), shown.get((FIRST, BY_MBO))
    every, vo = shown.get((SECOND, "")), shown.get((SECOND, "onderwijssoort=vo"))
    return (
        (whole - 2) - (first + 2) if whole and first else 0,
        (every + 2) - (vo - 2) if every and vo else 7,
    )


def test_what_a_regio_hides_is_not_what_an_arrondissement_has_more_than_the_other_regio(released):
    assert limits(released[False]) == (1, 4)
    low, high = limits(released[True])
    assert low < 1 or high > 4


def test_areas_that_are_attacked_each_by_itself_give_it_away(tmp_path, monkeypatch):
    monkeypatch.setattr(levels, "MOST", 0)
    assert limits(with_evidence(tmp_path, two_regios(), attacks=True)) == (1, 4)


def of_levels(year, family):
    """What is withdrawn by each area alone, and by areas of more levels together."""
    alone, together = set(), set()
    for area, found in Attacks(year, {}, {}).of(Task(NAMES.index(family))):
        assert (area == NOWHERE) == (found is not None and is_of_levels(found.family))
        (together if area == NOWHERE else alone).update(found.withdrawn if found else ())
    return alone, together


def route_beside(year, gebied, withdrawn):
    """The block of the routes of an area and those that make it up."""
    maker = maker_of(year, Task(NAMES.index("route")))
    return maker.beside(year.areas.index(gebied), withdrawn)


def test_no_area_alone_gives_that_away():
    alone, together = of_levels(year_of(two_regios()), "route")
    assert not alone
    assert {filters for _, _, filters in together} <= {"", BY_MBO, "onderwijssoort=vo"}
    assert together


def test_what_areas_of_more_levels_gave_away_is_not_attacked_again_when_it_is_known():
    year = year_of(two_regios())
    task = Task(NAMES.index("route"))
    found = [each for _, each in Attacks(year, {}, {}).of(task) if each is not None]
    known = {each.digest: each.withdrawn for each in found}
    again = [each for _, each in Attacks(year, known, {}).of(task) if each is not None]
    assert again == list(known)


def places(year):
    return {name: place for place, name in enumerate(year.areas)}


def test_a_block_is_another_one_when_something_else_adds_up():
    year = year_of(two_regios())
    block = route_beside(year, ROTTERDAM, set())
    fewer = joined(block, {}, [], pieces=[])
    assert [*map(repr, block.parts())] != [*map(repr, fewer.parts())]
    assert [*map(repr, replace(fewer, made_of=block.made_of).parts())] == [
        *map(repr, block.parts())
    ]


def test_an_arrondissement_is_made_of_its_regios_and_those_of_their_gemeenten():
    year = year_of(two_regios())
    at = places(year)
    regios = [at[FIRST], at[SECOND]]
    gemeenten = [[at[name] for name in of_regio(regio)[:4]] for regio in (FIRST, SECOND)]
    found = levels.levels_of(year, at[ROTTERDAM])
    assert found.near == [MadeOf(at[ROTTERDAM], regios)]
    assert found.deeper == [MadeOf(*each) for each in zip(regios, gemeenten, strict=True)]
    # those of a regio are in its own block, and a gemeente has no parts
    assert levels.levels_of(year, regios[0]) == levels.levels_of(year, gemeenten[0][0]) == Levels()
    assert levels.levels_of(year, at[NEDERLAND]) == Levels(
        [MadeOf(at[NEDERLAND], [at[ROTTERDAM]]), MadeOf(at[NEDERLAND], regios)]
    )


AMSTERDAM, IN_AND_OUT = "Amsterdam", ("GM0363", "GM0385")
"""An arrondissement that is part of a regio, and a gemeente of that regio in it and one outside."""

LIMBURG, ALONE = "Limburg", "GM0944"
"""An arrondissement with one gemeente of a regio that lies elsewhere."""


def test_a_regio_can_hold_an_arrondissement_and_a_gemeente_can_be_in_neither():
    made = Marts()
    for gemeente in (*IN_AND_OUT, of_regio("MC24")[0], "GM0935", ALONE, of_regio("MC40")[0]):
        made.zaken(10, gemeente, schooljaar=YEAR)
    year = year_of(made)
    at = places(year)
    inside, outside = (at[name] for name in IN_AND_OUT)
    assert levels.levels_of(year, at["MC21"]) == Levels(
        [MadeOf(at["MC21"], [at[AMSTERDAM], outside])], [MadeOf(at[AMSTERDAM], [inside])]
    )
    assert levels.levels_of(year, at[AMSTERDAM]).near == [MadeOf(at[AMSTERDAM], [inside])]
    assert levels.levels_of(year, at[LIMBURG]) == Levels(
        [MadeOf(at[LIMBURG], [at["MC39"], at[ALONE]])], [MadeOf(at["MC39"], [at["GM0935"]])]
    )


def test_an_arrondissement_with_the_same_gemeenten_as_a_regio_is_made_of_that_regio():
    made = Marts()
    made.zaken(10, IN_AND_OUT[0], schooljaar=YEAR)
    year = year_of(made)
    at = places(year)
    assert levels.levels_of(year, at[AMSTERDAM]).near == [MadeOf(at[AMSTERDAM], [at["MC21"]])]
    assert levels.levels_of(year, at["MC21"]) == Levels()


OVERIJSSEL, WHOLLY, PARTLY = "Overijssel", "MC12", "MC10"
"""An arrondissement, a regio in it, and one of which a gemeente lies elsewhere."""

ELSEWHERE = "GM0244"


def a_regio_on_both_sides():
    """R4 in mbo: 8 in one regio, 9 in the part of the other that is in the arrondissement, 4 beside it.

    Of the arrondissement 17 are shown as 15, at most 17; of its regio 8 as 10, at least 8; of the
    other 13 as 15, at least 13. So beside it are 13 - (17 - 8) = 4 or more; and 4 or less, as 17
    take R4 there and 13 in vo, shown as 15 and 15.
    """
    made = Marts()
    inside = [name for name in of_regio(PARTLY) if name != ELSEWHERE][:4]
    for gemeenten, vo, mbo in (
        (of_regio(WHOLLY)[:4], (20, 20, 20, 20), (2, 2, 2, 2)),
        (inside, (20, 20, 20, 20), (3, 3, 3, 0)),
        ([ELSEWHERE], (13,), (4,)),
    ):
        zaken(made, gemeenten, {"vo": vo, "mbo": mbo}, others=198)
    return made


def test_a_piece_of_a_regio_is_what_it_has_less_the_gemeenten_elsewhere():
    year = year_of(a_regio_on_both_sides())
    at = places(year)
    piece = len(year.areas)
    found = levels.levels_of(year, at[OVERIJSSEL])
    assert found.near == [
        MadeOf(at[OVERIJSSEL], [at[WHOLLY], piece]),
        MadeOf(at[PARTLY], [piece, at[ELSEWHERE]]),
    ]
    assert [each.whole for each in found.deeper] == [at[WHOLLY], piece]
    sums = (block := route_beside(year, OVERIJSSEL, set())).sums()
    left = block.n[sums.whole] - sums.parts @ block.n
    assert ((left >= 0) & (left <= sums.rest)).all()


def test_a_gemeente_is_not_what_a_regio_has_more_than_its_piece_of_an_arrondissement():
    year = year_of(a_regio_on_both_sides())
    alone, _ = of_levels(year, "route")
    regio = routes_by(PARTLY, BY_MBO, "onderwijssoort=vo")
    assert not regio & alone
    assert attack_by_sums(route_beside(year, OVERIJSSEL, alone)).withdrawn
    assert not attack_by_sums(route_beside(year, OVERIJSSEL, {*alone, *regio})).withdrawn


def test_what_adds_up_along_a_curve_does_so_in_every_area_of_a_block():
    """Beside the arrondissement 20 zaken are of a type that has a curve and is of no group."""
    made = a_regio_on_both_sides()
    for gemeente in (*of_regio(WHOLLY)[:4], *of_regio(PARTLY)):
        made.zaken(60, gemeente, schooljaar=YEAR, **back(5))
    made.zaken(20, ELSEWHERE, schooljaar=YEAR, verzuimtype="doorstroompunt_18plus", **back(5))
    year = year_of(made)
    task = Task(NAMES.index("terugkeer_lijn:alle"))
    block = maker_of(year, task).beside(places(year)[OVERIJSSEL], set())
    sums = block.sums()
    left = block.n[sums.whole] - sums.parts @ block.n
    assert ((left >= 0) & (left <= sums.rest)).all()


OLDER, YOUNGER = (f"leeftijdsgroep={age},{BY_MBO}" for age in ("16_17", "12_15"))


def four_gemeenten():
    """Of 16 and 17 in mbo: 2, 12, 12 and 12, and 38 in the regio.

    They are shown as nothing, 10 three times and 40: 12 at most and 38 or more, so 2 or more in the
    first. Of that one 17 are in mbo and 15 of those 12 to 15, both shown as 15: so 4 or less.
    """
    made = Marts()
    for gemeente, count in zip(of_regio(FIRST)[:4], (2, 12, 12, 12), strict=True):
        for soort, leeftijd, size in (
            ("vo", "12_15", 1000),
            ("vo", "16_17", 100),
            ("mbo", "12_15", 15),
            ("mbo", "16_17", count),
        ):
            made.zaken(
                size, gemeente, schooljaar=YEAR, onderwijssoort=soort, leeftijdsgroep=leeftijd
            )
    return made


def test_a_gemeente_is_not_what_a_regio_has_by_two_filters_more_than_the_others():
    year = year_of(four_gemeenten())
    alone, together = of_levels(year, "omvang")
    assert not alone
    assert {filters for _, _, filters in together} <= {OLDER, YOUNGER, BY_MBO}
    assert together


def one_regio():
    """R4 in mbo: 2, 12, 12 and 12 by gemeente, so 38 in the regio and in its arrondissement.

    As above: 40 - 2 less three times 10 + 2 is 2 or more in the first, and of 17 that take R4, 15
    in vo, 4 or less.
    """
    made = Marts()
    zaken(made, of_regio(FIRST)[:4], {"vo": (15, 15, 15, 15), "mbo": (2, 12, 12, 12)})
    return made


def test_a_regio_does_not_hide_what_its_arrondissement_of_the_same_gemeenten_shows():
    year = year_of(one_regio())
    regio, arrondissement = routes_by(FIRST, BY_MBO), routes_by(ROTTERDAM, BY_MBO)
    assert attack_by_sums(route_beside(year, ROTTERDAM, regio)).withdrawn
    assert not attack_by_sums(route_beside(year, ROTTERDAM, regio | arrondissement)).withdrawn
