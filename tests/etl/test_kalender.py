"""The calendar: working days, school days per vakantieregio, and the facts behind them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from etl import exact, kalender, transform
from etl.domain import school_calendar
from etl.domain.areas import gemeenten
from etl.domain.rule_makers import EARLIEST_DAY
from etl.domain.school_calendar import Klok
from etl.errors import BuildFailed, UsageError
from etl.settings import Settings
from tests.marts import build_marts
from tests.sql.metrics.rows import zaken


@pytest.fixture
def days(con):
    """Return the working and school days after one date up to and with another."""
    transform.create_reference(con)

    def between(van, tot, regio="noord"):
        return con.execute(
            """
            select tot.werkdagen - van.werkdagen, tot.schooldagen - van.schooldagen
            from reference.kalender as van, reference.kalender as tot
            where van.vakantieregio = $regio and tot.vakantieregio = $regio
                and van.dag = $van::date and tot.dag = $tot::date
            """,
            {"regio": regio, "van": van, "tot": tot},
        ).fetchone()

    return between


def test_the_christmas_holiday_leaves_one_school_day(days):
    # after Friday 20 December up to Monday 6 January: 23 24 27 30 31 December and 2 3 6 January,
    # of which only the 6th is no holiday
    assert days("2024-12-20", "2025-01-06") == (8, 1)


def test_regions_differ_in_the_autumn_holiday(days):
    # zuid has the week of 21 October 2024 off, noord and midden the week after
    assert [
        days("2024-10-18", "2024-10-25", regio)[1] for regio in school_calendar.VAKANTIEREGIOS
    ] == [5, 5, 0]


def test_the_fifth_of_may_and_good_friday_count_as_holidays_every_year(days):
    assert days("2026-05-04", "2026-05-05") == (0, 0)  # Tuesday
    assert days("2026-04-02", "2026-04-03") == (0, 0)  # Good Friday


def test_outside_the_published_timetable_school_days_are_not_invented(days):
    assert days("2031-01-06", "2031-01-10")[0] == 4
    assert days("2031-01-06", "2031-01-10")[1] is None
    assert days("2019-07-01", "2019-09-10")[1] is None


def test_the_key_of_a_day_is_the_days_since_the_nulpunt_of_its_region(con):
    transform.create_reference(con)
    [(keys, days, wrong)] = con.execute(
        """
        select
            count(distinct kalender.sleutel),
            count(*),
            count(*) filter (where kalender.dag - regios.nulpunt <> kalender.sleutel)
        from reference.kalender
        inner join reference.vakantieregios as regios using (vakantieregio)
        """
    ).fetchall()
    # 17 years from 2015 on, of which 2016, 2020, 2024 and 2028 are leap years; three regions
    assert (keys, days, wrong) == (3 * (17 * 365 + 4), 3 * (17 * 365 + 4), 0)


@pytest.mark.parametrize("regio", school_calendar.VAKANTIEREGIOS)
def test_a_day_outside_the_calendar_is_no_day_of_another_region(con, regio):
    transform.create_reference(con)
    found = con.execute(
        """
        select days.dag, kalender.vakantieregio
        from (select unnest(range($first::date, date '2068-01-01', interval 1 day))::date) days (dag)
        inner join reference.vakantieregios as regios on regios.vakantieregio = $regio
        inner join reference.kalender on days.dag - regios.nulpunt = kalender.sleutel
        where kalender.dag <> days.dag or kalender.vakantieregio <> $regio
        """,
        {"first": EARLIEST_DAY, "regio": regio},
    ).fetchall()
    assert found == []


def test_every_school_year_has_five_holidays_in_every_region_and_none_overlap():
    years = {f"{year}-{year + 1}" for year in range(2019, 2030)}
    for regio in school_calendar.VAKANTIEREGIOS:
        own = [each for each in school_calendar.vakanties() if each.vakantieregio == regio]
        assert {each.schooljaar for each in own} == years | {"2018-2019"}
        assert all(len([each for each in own if each.schooljaar == year]) == 5 for year in years)
        for one, following in pairwise(own):
            assert one.eerste_dag <= one.laatste_dag < following.eerste_dag
            # from a Saturday up to and with a Sunday
            assert (one.eerste_dag.weekday(), one.laatste_dag.weekday()) == (5, 6)
        assert all(
            (each.laatste_dag - each.eerste_dag) == timedelta(days=43)
            for each in own
            if each.naam == "zomervakantie"
        )


def test_the_timetable_agrees_with_what_the_government_published():
    # rijksoverheid.nl, overzicht schoolvakanties 2028-2029
    found = {
        (each.naam, each.vakantieregio): (each.eerste_dag, each.laatste_dag)
        for each in school_calendar.vakanties()
        if each.schooljaar == "2028-2029"
    }
    assert found["herfstvakantie", "noord"] == (date(2028, 10, 14), date(2028, 10, 22))
    assert found["voorjaarsvakantie", "zuid"] == (date(2029, 2, 10), date(2029, 2, 18))
    assert found["zomervakantie", "noord"] == (date(2029, 7, 21), date(2029, 9, 2))
    assert found["zomervakantie", "midden"] == (date(2029, 7, 7), date(2029, 8, 19))
    assert found["zomervakantie", "zuid"] == (date(2029, 7, 14), date(2029, 8, 26))


@pytest.mark.parametrize(
    ("naam", "regio"),
    [
        ("Hattem", "noord"),
        ("Eemnes", "noord"),
        ("Zeewolde", "midden"),
        ("Almere", "noord"),
        ("Apeldoorn", "midden"),
        ("Arnhem", "zuid"),
        ("West Betuwe", "midden"),  # merged from three gemeenten of midden
        ("Altena", "midden"),
        ("Breda", "zuid"),
        ("Amsterdam", "noord"),
    ],
)
def test_provinces_that_are_split_go_by_gemeente(naam, regio):
    [code] = [each.code for each in gemeenten().values() if each.naam == naam]
    assert school_calendar.vakantieregios()[code] == regio


def test_every_gemeente_has_a_region():
    assert set(school_calendar.vakantieregios()) == set(gemeenten())
    assert set(school_calendar.vakantieregios().values()) == set(school_calendar.VAKANTIEREGIOS)


STAPPEN = """
    1 | 2 | 2024-12-20 | 2025-01-06
    1 | 4 | 2024-12-20 | 2025-01-06
    1 | 7 | 2024-12-20 | 2025-01-06
"""


def test_each_step_runs_by_its_own_clock(con):
    build_marts(
        con,
        zaken=zaken({"melding": "2024-12-01"}),
        stappen=STAPPEN,
        klokken={2: Klok.SCHOOLDAGEN, 4: Klok.WERKDAGEN},
    )
    rows = {row["stap"]: row for row in exact.rows(con, "doorlooptijd", niveau="land")}
    assert [rows[stap]["mediaan_dagen"] for stap in ("2", "4", "7")] == [1, 8, 17]
    assert rows["zaak"]["uitvoeringen"] == 1  # a zaak is always in calendar days


def test_a_clock_that_the_sql_does_not_know_is_never_taken_for_calendar_days(con):
    with pytest.raises(BuildFailed, match=r"marts\.stappen"):
        build_marts(
            con,
            zaken=zaken({"melding": "2024-12-01"}),
            stappen="1 | 2 | 2024-12-20 | 2025-01-06",
            klokken={2: "kantooruren"},
        )


def test_a_step_outside_the_timetable_counts_but_has_no_school_days(con):
    build_marts(
        con,
        zaken=zaken({"melding": "2018-12-01"}),
        # the third is known: Monday to Friday
        stappen="""
            1 | 2 | 2018-12-20 | 2019-01-06
            1 | 2 | 2018-12-20 | null
            1 | 2 | 2024-09-02 | 2024-09-06
            1 | 3 | 2018-12-20 | 2019-01-06
        """,
        klokken={2: Klok.SCHOOLDAGEN, 3: Klok.SCHOOLDAGEN},
    )
    rows = {
        row["stap"]: tuple(row.values())[3:]
        for row in exact.rows(con, "doorlooptijd", niveau="land")
    }
    assert rows["2"] == (3, 1, 4, 4)
    assert rows["3"] == (1, 0, None, None)


def test_another_clock_is_another_digest():
    assert kalender.digest({}) != kalender.digest({2: Klok.SCHOOLDAGEN})


def test_clocks_are_read_from_one_setting():
    settings = Settings.from_environment({"MAS_KLOK": "2=schooldagen, 9=werkdagen"})
    assert settings.klokken == {2: Klok.SCHOOLDAGEN, 9: Klok.WERKDAGEN}
    assert Settings.from_environment({}).klokken == {}


@pytest.mark.parametrize(
    "text", ["schooldagen", "11=werkdagen", "2=weken", "2=werkdagen,2=schooldagen"]
)
def test_a_clock_that_cannot_be_is_said_in_dutch(text):
    with pytest.raises(UsageError, match="MAS_KLOK"):
        Settings.from_environment({"MAS_KLOK": text})
