"""Gemeenten of before: a table of facts, and what the marts do with it."""

from collections import Counter

from etl.domain.areas import gemeenten
from etl.domain.herindelingen import Soort, gemeente_van_nu, herindelingen
from tests.marts import build_marts


def test_every_old_code_leads_to_a_gemeente_of_today_and_is_none_itself():
    for each in herindelingen():
        assert each.nieuw in gemeenten()
        assert each.oud not in gemeenten()
        assert each.bron


def test_from_380_gemeenten_at_the_start_of_2018_to_342_of_today():
    # CBS: 388 in 2017, 380 in 2018, 355 in 2019, 352 in 2021, 345 and 344 in 2022, 342 in 2023
    gone, made = {}, {}
    for each in herindelingen():
        gone.setdefault(each.datum.year, set()).add(each.oud)
        if each.soort is Soort.NIEUW:
            made.setdefault(each.datum.year, set()).add(each.nieuw)
    count, counts = 388, {}
    for year in sorted(gone):
        count += len(made.get(year, ())) - len(gone[year])
        counts[year] = count
    assert counts == {2018: 380, 2019: 355, 2021: 352, 2022: 344, 2023: 342}


def test_a_gemeente_that_was_divided_has_no_gemeente_of_today():
    assert not {"GM0140", "GM0053", "GM0788"} & set(gemeente_van_nu())
    parts = Counter(each.oud for each in herindelingen() if each.soort is Soort.GESPLITST)
    assert parts == {"GM0140": 3, "GM0053": 2, "GM0788": 4}


ZAAK = "| p{} | {} | 2020-09-15 | 16_uur | null | R1 | onbekend | onbekend | null | null | null"


def test_a_zaak_of_an_old_gemeente_counts_with_the_one_of_today(con):
    build_marts(
        con,
        zaken="\n".join(
            f"{n} {ZAAK.format(n, code)}"
            for n, code in enumerate(("GM0003", "GM1979", "GM0363"), 1)
        ),
    )
    assert con.execute(
        "select gemeentecode, regio, count(*) from marts.zaken group by all order by all"
    ).fetchall() == [
        ("GM0363", "MC21", 1),
        ("GM1979", "MC02", 2),
    ]


def noemers(con, rows):
    build_marts(con, zaken=f"1 {ZAAK.format(1, 'GM0363')}", noemers=rows)
    return con.execute(
        "select gemeentecode, schooljaar, leerlingen from marts.noemers order by all"
    ).fetchall()


def test_pupils_of_merged_gemeenten_add_up_when_all_gave_theirs(con):
    assert noemers(
        con,
        "GM0003 | 2019-2020 | vo | 100\nGM0010 | 2019-2020 | vo | 200\nGM0024 | 2019-2020 | vo | 50",
    ) == [("GM1979", "2019-2020", 350)]


def test_without_one_of_them_nothing_is_known(con):
    assert noemers(con, "GM0003 | 2019-2020 | vo | 100\nGM0010 | 2019-2020 | vo | 200") == []


def test_the_number_of_the_new_gemeente_goes_before_those_of_its_parts(con):
    assert noemers(con, "GM0003 | 2019-2020 | vo | 100\nGM1979 | 2019-2020 | vo | 360") == [
        ("GM1979", "2019-2020", 360)
    ]


def test_a_gemeente_that_took_in_another_adds_its_pupils(con):
    assert noemers(con, "GM0439 | 2020-2021 | vo | 900\nGM0370 | 2020-2021 | vo | 90") == [
        ("GM0439", "2020-2021", 990)
    ]


def test_a_gemeente_that_took_in_another_has_no_number_without_it_until_the_merger(con):
    # Beemster went up in Purmerend in January 2022: 2022-2023 is the first year without it
    assert noemers(
        con,
        "GM0439 | 2020-2021 | vo | 900\nGM0439 | 2021-2022 | vo | 910\nGM0439 | 2022-2023 | vo | 1010",
    ) == [("GM0439", "2022-2023", 1010)]


def test_without_the_gemeente_that_it_went_up_in_nothing_is_known(con):
    assert noemers(con, "GM0370 | 2020-2021 | vo | 90") == []


def test_each_onderwijssoort_needs_all_parts(con):
    # Dijk en Waard was made of two: both gave po, one of them no vo
    rows = "GM0398 | 2020-2021 | vo | 1000\nGM0398 | 2020-2021 | po | 500\nGM0416 | 2020-2021 | po | 400"
    assert noemers(con, rows) == [("GM1980", "2020-2021", 900)]
