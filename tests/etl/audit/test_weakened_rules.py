"""Each rule of the gate, weakened, lets an attack succeed that fails against the gate as it is.

A weakened rule is another text of the gate's SQL or another number of `etl.domain.disclosure`, and
the attacker knows it. Without this nobody could tell a good gate from attacks that never succeed.
The audit is left out: the gate must stand by itself.
"""

import duckdb
import pytest

import sql
from etl import publish
from etl.domain import disclosure
from etl.publish.refresh import Memory
from tests.etl.audit.attacker import GEMEENTEN, ROUTES, YEAR, marts_of, outsider
from tests.etl.released.marts import Marts

AMSTERDAM = GEMEENTEN[0]
R1, R2, R3, R4, GEEN_ROUTE = range(len(ROUTES))
THRESHOLD = "5 * ((n + 2) // 5) >= 10"
PUPILS = "and 5 * ((leerlingen + 2) // 5) >= 10"


@pytest.fixture
def weaken(monkeypatch):
    """Replace a part of a file of SQL, as who edits it would."""

    def weaken(folder, name, old, new):
        texts = sql.folder(folder)
        assert texts[name].count(old) == 1
        monkeypatch.setitem(texts, name, texts[name].replace(old, new))

    return weaken


def released(folder, marts, **given):
    with marts.connect() as con:
        return publish.build(con, folder, is_sample=True, **given)


def cells(release, kubus, gebied=AMSTERDAM):
    with duckdb.connect(str(release), read_only=True) as con:
        return dict(
            con.execute(
                "select code, v from cellen where kubus = $kubus and gebied = $gebied "
                "and filters = '' and schooljaar = $year",
                {"kubus": kubus, "gebied": gebied, "year": YEAR},
            ).fetchall()
        )


def of_one(**counts):
    """Return zaken by route of one gemeente, all of the first onderwijssoort."""
    return [[[counts.get(route, 0), 0] for route in ROUTES]]


def test_a_threshold_of_five_gives_three_small_counts_away_to_the_unit(tmp_path, weaken):
    # 7 + 7 + 4 = 18. As 5, 5 and - of 20: two of at most 7, at most 4, 18 or more: only 7, 7, 4.
    counts = of_one(R1=7, R2=7, geen_route=4)
    marts = marts_of(counts)
    assert not outsider(released(tmp_path / "zoals", marts), counts).told()

    weaken("macros", "poort", THRESHOLD, "n >= 5")
    weaken("macros", "poort", PUPILS, "and leerlingen >= 5")
    told = outsider(
        released(tmp_path / "zwak", marts),
        counts,
        reads=lambda v: (0, 4) if v is None else (max(5, v - 2), v + 2),
    ).told()
    assert [place for place in told if place[0] == 0] == [
        (0, route, soort) for route in (R1, R2, GEEN_ROUTE) for soort in (None, 0)
    ]


def test_without_rounding_a_small_count_is_what_is_left_of_the_total(tmp_path, weaken):
    # 24 - 22 = 2; rounded it is 23 to 27 less 18 to 22
    counts = of_one(R1=22, R2=2)
    marts = marts_of(counts)
    assert not outsider(released(tmp_path / "zoals", marts), counts).told()

    weaken("macros", "poort", "then (5 * ((n + 2) // 5))::integer", "then n::integer")
    weak = outsider(
        released(tmp_path / "zwak", marts),
        counts,
        reads=lambda v: (0, 7) if v is None else (v, v),
    )
    assert (0, R2, None) in weak.told()
    assert weak.between(weak.row((0, R2, None))) == (2, 2)


MIXED = [
    [[31, 9], [14, 3], [6, 1], [2, 0], [17, 4]],
    [[22, 4], [9, 2], [3, 0], [1, 2], [12, 6]],
    [[45, 12], [11, 4], [4, 3], [3, 1], [21, 2]],
    [[18, 3], [8, 1], [2, 2], [0, 1], [9, 3]],
    [[27, 7], [13, 4], [5, 2], [4, 0], [15, 1]],
]
"""An ordinary region: five gemeenten, 379 zaken."""


def test_fewer_than_five_hidden_and_the_rest_exact_gives_a_fifth_of_the_small_counts_away(
    tmp_path, weaken
):
    marts = marts_of(MIXED)
    assert not outsider(released(tmp_path / "zoals", marts), MIXED).told()

    weaken("macros", "poort", THRESHOLD, "n >= 5")
    weaken("macros", "poort", PUPILS, "and leerlingen >= 5")
    weaken("macros", "poort", "then (5 * ((n + 2) // 5))::integer", "then n::integer")
    weak = outsider(
        released(tmp_path / "zwak", marts),
        MIXED,
        reads=lambda v: (0, 4) if v is None else (v, v),
    )
    assert len(weak.told()) >= 0.2 * len(weak.small())


def test_a_zero_that_is_shown_makes_every_hidden_count_at_least_one(tmp_path, weaken):
    # both sums are 18 to 22, so the rest is at most 4; hidden and not nothing is 1 to 4
    counts = of_one(R1=18, R2=2)
    marts = marts_of(counts)
    assert not outsider(released(tmp_path / "zoals", marts), counts).told()

    nothing = """
    union all
    select treden.gebied_nr, filterlijst.filter_nr, treden.kenmerk, 0 as v
    from temp.treden
    inner join temp.filterlijst on filterlijst.aantal = 0
    anti join temp.tellingen
        on treden.gebied_nr = tellingen.gebied_nr and treden.kenmerk = tellingen.kenmerk
    """
    end = "and not (gebieden.is_samen and van_leerlingen.een_schooljaar)"
    weaken("release", "getoond", end, end + nothing)
    release = released(tmp_path / "zwak", marts)
    assert cells(release, "route") == {"R1": 20, "met_keuze": 20} | dict.fromkeys(
        (*ROUTES[2:], "nog_geen_keuze", "LOD", "combinatie", "PV", "GEEN_PV"), 0
    )
    readings = {None: (1, 7), 0: (0, 0)}
    told = outsider(release, counts, reads=lambda v: readings.get(v) or (v - 2, v + 2)).told()
    assert (0, R2, None) in told


def test_filters_in_a_small_area_pin_what_the_ladder_keeps_apart(tmp_path, monkeypatch):
    # vo: 23 with a choice (23 or more) and 22 on R1 (22 or less): R2 is 1 or more.
    # together: 34 (37 or less) and 33 (33 or more): R2 is 4 or less.
    counts = [[[22, 11], [1, 0], [0, 0], [0, 0], [0, 0]]]
    marts = marts_of(counts)
    assert not outsider(released(tmp_path / "zoals", marts), counts).told()

    monkeypatch.setattr(disclosure, "LADDER_ONE_FILTER", 20)
    told = outsider(released(tmp_path / "zwak", marts), counts).told()
    assert (0, R2, None) in told


def test_who_knows_one_of_two_gemeenten_tells_the_other_from_their_total(tmp_path, monkeypatch):
    # R2 of the two is 18: 18 to 22 less 16 is 2 or more. All of the two is 76: 73 to 77 less 56 and
    # less the other's R1, which is 18 or more, is 3 or less.
    counts = [of_one(R1=40, R2=16)[0], of_one(R1=18, R2=2)[0]]
    marts = marts_of(counts)
    own = [(0, route, soort) for route in range(len(ROUTES)) for soort in (0, 1)]
    assert not outsider(released(tmp_path / "zoals", marts), counts, knows=own).told()

    monkeypatch.setattr(disclosure, "MIN_AREAS", 2)
    weak = outsider(released(tmp_path / "zwak", marts), counts, knows=own)
    assert (1, R2, None) in weak.told()
    assert weak.between(weak.row((1, R2, None))) == (2, 3)


def test_counting_again_for_one_pupil_tells_the_route_of_that_pupil(tmp_path, monkeypatch):
    def moved(folder):
        memory = Memory(folder / "stand", b"geheim")
        marts = marts_of(of_one(R1=40, R2=22))
        before = cells(released(folder / "release", marts, memory=memory), "route")
        marts.zaken(1, AMSTERDAM, route="R2", gekozen_route="R2", oordeel="conform")
        after = cells(released(folder / "release", marts, memory=memory), "route")
        return {code for code in ROUTES if before.get(code) != after.get(code)}

    assert moved(tmp_path / "zoals") == set()
    monkeypatch.setattr(disclosure, "MIN_CHANGED", 1)
    # 22 is shown as 20 and 23 as 25
    assert moved(tmp_path / "zwak") == {"R2"}


def test_a_small_group_that_shares_one_route_tells_it_of_each_of_them(tmp_path, monkeypatch):
    def share_of_r4(folder):
        """Return which part of those with a choice took R4, as who sees the rows reads it."""
        route = cells(released(folder, marts_of(of_one(R4=20))), "route")
        return route.get("R4", 0) / route["met_keuze"] if route else None

    assert share_of_r4(tmp_path / "zoals") is None
    monkeypatch.setattr(disclosure, "ONE_SIDED_BELOW", 0)
    assert share_of_r4(tmp_path / "zwak") == 1


def test_a_pupil_with_most_of_a_cell_is_told_by_who_knows_the_others(tmp_path, weaken):
    # R2 is 25 zaken: 18 of one pupil and 1 of each of 7 others; R1 is 100
    def marts():
        made = marts_of(of_one(R1=100))
        made.zaken(7, AMSTERDAM, route="R2", gekozen_route="R2", oordeel="conform")
        made.zaken(18, AMSTERDAM, leerlingen=1, route="R2", gekozen_route="R2", oordeel="conform")
        return made

    def of_the_one(folder):
        """Return between which numbers the pupil's zaken lie, for who knows the other seven."""
        route = cells(released(folder, marts()), "route")
        if "R2" in route:
            return route["R2"] - 2 - 7, route["R2"] + 2 - 7
        total, others = route["met_keuze"], route["R1"]
        return total - 2 - (others + 2) - 7, total + 2 - (others - 2) - 7

    def within_a_fifth(least, most):
        return least >= 0.8 * 18 and most <= 1.2 * 18

    assert not within_a_fifth(*of_the_one(tmp_path / "zoals"))
    weaken("macros", "poort", "and 3 * grootste <= n", "")
    assert within_a_fifth(*of_the_one(tmp_path / "zwak"))


def test_many_zaken_of_three_pupils_tell_two_of_them_what_the_third_did(tmp_path, weaken):
    # 15 zaken on R2, 5 of each of three pupils: two of them know 10, so 3 to 7 are the third's
    def of_the_third(folder):
        marts = marts_of(of_one(R1=40))
        chosen = {"route": "R2", "gekozen_route": "R2", "oordeel": "conform"}
        marts.zaken(15, AMSTERDAM, leerlingen=3, **chosen)
        shown = cells(released(folder, marts), "route").get("R2")
        return None if shown is None else (shown - 2 - 10, shown + 2 - 10)

    assert of_the_third(tmp_path / "zoals") is None
    weaken("macros", "poort", PUPILS, "")
    assert of_the_third(tmp_path / "zwak") == (3, 7)


def test_a_curve_by_the_day_tells_on_which_day_a_pupil_came_back(tmp_path, monkeypatch):
    def day_of_the_last(folder):
        """Return after and up to which day the 23rd came back: 22 show as 20 and 23 as 25."""
        marts = Marts()
        for count, day in ((22, 25), (1, 37)):
            marts.zaken(
                count,
                AMSTERDAM,
                uitkomst="terug_naar_school",
                zaak_dagen=day,
                terugkeer_uitkomst=1,
            )
        marts.zaken(37, AMSTERDAM)
        with duckdb.connect(str(released(folder, marts)), read_only=True) as con:
            [(days, shown)] = con.execute(
                "select dagen, v from curven where kubus = 'terugkeer' and code = 'alle' "
                "and uitkomst = 'af' and gebied = $gebied and filters = ''",
                {"gebied": AMSTERDAM},
            ).fetchall()
        first = shown.index(25)
        return days[first - 1], days[first]

    assert day_of_the_last(tmp_path / "zoals") == (30, 42)
    monkeypatch.setattr(disclosure, "GRID_DAYS", tuple(range(7, 91)))
    assert day_of_the_last(tmp_path / "zwak") == (36, 37)
