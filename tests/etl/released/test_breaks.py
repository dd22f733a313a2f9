"""Breaks in a time line: of the country, of a gemeente that merged, of who delivered."""

from dataclasses import replace

import pytest

from etl.domain.breaks import BREAKS, Soort
from etl.released.breaks import breaks_of, broken_between
from etl.released.signals import signals
from tests.etl.released.marts import Marts, of_regio, published

YEARS = ("2018-2019", "2019-2020", "2020-2021", "2021-2022")


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """Five gemeenten of a region with 100 zaken a year; a sixth with 8, a large seventh from 2021."""
    marts = Marts()
    for year in YEARS:
        for code in of_regio("MC19")[:5]:
            halt = 40 if year == "2019-2020" else 20
            marts.zaken(halt, code, schooljaar=year, route="R2", oordeel="conform")
            marts.zaken(100 - halt, code, schooljaar=year, route="R1", oordeel="conform")
    marts.zaken(8, of_regio("MC19")[5], schooljaar="2019-2020")
    marts.zaken(8, of_regio("MC19")[5], schooljaar="2020-2021")
    marts.zaken(300, of_regio("MC19")[6], schooljaar="2021-2022")
    marts.zaken(100, "GM1979", schooljaar="2018-2019")
    marts.zaken(100, "GM0865", schooljaar="2018-2019")
    return published(marts, tmp_path_factory.mktemp("release"))


def kinds(release, gebied, *names):
    return [
        (one.schooljaar, one.soort, one.is_crossable) for one in breaks_of(release, gebied, *names)
    ]


def test_a_break_of_the_country_touches_only_the_figures_that_it_names(release):
    halt = kinds(release, of_regio("MC19")[0], "routeverdeling", "route_R2")
    assert halt == [
        ("2019-2020", Soort.HANDHAVING, False),
        ("2020-2021", Soort.MAS, False),
        ("2020-2021", Soort.HANDHAVING, False),
        ("2020-2021", Soort.REGISTRATIE, False),
    ]
    back = kinds(release, of_regio("MC19")[0], "terugkeer", "terug_90")
    assert back == [("2020-2021", Soort.REGISTRATIE, False)]


def test_no_difference_is_computed_across_a_break(release):
    breaks = breaks_of(release, of_regio("MC19")[0], "routeverdeling", "route_R2")
    assert broken_between(breaks, "2018-2019", "2019-2020")
    assert broken_between(breaks, "2020-2021", "2018-2019")
    assert broken_between(breaks, "2020-2021", "2021-2022") is None
    # Halt doubled in 2019-2020, which would be a signal anywhere else
    found = signals(release, of_regio("MC19")[0], "2019-2020")
    assert "route_R2:jaar" not in {signal.code for signal in found}
    assert "route_R1:jaar" in {signal.code for signal in found}


def test_a_gemeente_that_merged_is_shown_and_recoded(release):
    [merged] = [
        one for one in breaks_of(release, "GM1979", "omvang") if one.soort is Soort.GEMEENTEN
    ]
    assert (merged.schooljaar, merged.is_crossable) == ("2021-2022", True)
    assert merged.uitleg.startswith(
        "Appingedam, Delfzijl en Loppersum hoort hier sinds 1 januari 2021"
    )


def test_a_gemeente_that_got_a_part_of_another_cannot_be_recoded(release):
    [part] = [one for one in breaks_of(release, "GM0865", "omvang") if one.soort is Soort.GEMEENTEN]
    assert (part.schooljaar, part.is_crossable) == ("2021-2022", False)
    assert part.uitleg.startswith("Een deel van Haaren")


def test_other_gemeenten_are_a_break_when_they_have_a_tenth_of_the_zaken(release):
    coverage = [
        (one.schooljaar, one.kort, one.is_crossable)
        for one in breaks_of(release, "MC19", "terugkeer")
        if one.soort is Soort.DEKKING
    ]
    # the small one comes and goes; when the large one comes, as many deliver as the year before
    assert coverage == [
        ("2019-2020", "Andere gemeenten", True),
        ("2021-2022", "Andere gemeenten", False),
    ]


def test_a_year_that_still_runs_is_no_break_in_coverage(release):
    running = replace(release, running=frozenset({"2021-2022"}))
    years = {
        one.schooljaar
        for one in breaks_of(running, "MC19", "terugkeer")
        if one.soort is Soort.DEKKING
    }
    assert "2021-2022" not in years


def test_every_break_says_what_changed_and_where_that_stands():
    for one in BREAKS:
        assert one.kort
        assert one.uitleg.endswith(".")
        assert one.bron


def test_a_registration_that_stops_being_fit_to_compare_is_a_break_and_no_difference_crosses_it(
    tmp_path,
):
    marts = Marts(peildatum="2024-02-01")
    # of 200 zaken a year all have a choice, and then 60: too few to tell which routes zaken take
    for year, chosen in (("2021-2022", 200), ("2022-2023", 60)):
        marts.zaken(chosen, "GM0362", schooljaar=year, route="R1", oordeel="conform")
        marts.zaken(200 - chosen, "GM0362", schooljaar=year)
    release = published(marts, tmp_path)
    breaks = breaks_of(release, "GM0362", "routeverdeling", "route_R1")
    found = [one for one in breaks if one.soort is Soort.REGISTRATIE]
    assert [(one.schooljaar, one.is_crossable) for one in found] == [("2022-2023", False)]
    assert broken_between(breaks, "2021-2022", "2022-2023")
    # of a year that still runs too little is registered to tell
    running = replace(release, running=frozenset({"2022-2023"}))
    assert not breaks_of(running, "GM0362", "routeverdeling", "route_R1")
