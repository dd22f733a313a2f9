"""The URL is the only state: what it asks is shown, or the page says why not."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.filterbar import filter_bar
from dashboard.state import Choice, State, parse
from tests.dashboard.releases import LAND, LARGE, MEDIUM, release

RELEASE = release()
INDICATOR = Choice("indicator", "Vergelijk op", (("terug_90", "Terug"), ("leg_uit", "Leg uit")))


def test_nothing_asked_is_the_largest_area_and_the_last_complete_year():
    state = parse({}, release=RELEASE)
    # 2026-2027 still runs
    assert (state.gebied, state.schooljaar, state.filters) == (LAND, "2025-2026", ())
    assert state.notices == ()


@pytest.mark.parametrize(
    ("peildatum", "schooljaar"),
    # 31 July ends a school year: a delivery of 1 August goes up to the year before it
    [
        (date(2026, 8, 1), "2025-2026"),
        (date(2026, 8, 2), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
    ],
)
def test_a_release_that_shows_nothing_yet_opens_at_the_year_of_its_deliveries(
    peildatum, schooljaar
):
    nothing = replace(RELEASE, schooljaren=(), areas={}, peildatum=peildatum)
    for asked in ({}, {"gebied": MEDIUM, "schooljaar": "2019-2020"}):
        state = parse(asked, release=nothing)
        assert (state.gebied, state.schooljaar, state.notices) == (LAND, schooljaar, ())


def test_without_a_national_total_the_first_region_opens():
    assert parse({}, release=release(sizes={MEDIUM: 500, LARGE: 900})).gebied == LARGE


def test_a_link_shows_the_same_thing_again():
    asked = {"gebied": MEDIUM, "schooljaar": "2024-2025", "onderwijssoort": "vo"}
    state = parse(asked, release=RELEASE)
    assert state.query() == "gebied=GM0363&schooljaar=2024-2025&onderwijssoort=vo"
    assert state.selection == "Voortgezet onderwijs"


def test_an_unknown_area_or_year_falls_back_with_a_notice_that_does_not_repeat_it():
    state = parse({"gebied": "<script>", "schooljaar": "1999"}, release=RELEASE)
    assert (state.gebied, state.schooljaar) == (LAND, "2025-2026")
    assert len(state.notices) == 2
    assert not any("script" in notice or "1999" in notice for notice in state.notices)


def test_each_region_of_a_pair_leads_to_the_pair():
    state = parse({"gebied": "MC03"}, release=RELEASE)
    assert state.gebied == "MC02+MC03"
    assert len(state.notices) == 1


def test_an_unknown_code_is_left_out_with_a_notice():
    state = parse({"onderwijssoort": "hbo", "geslacht": "m"}, release=RELEASE)
    assert state.filters == (("geslacht", "m"),)
    assert len(state.notices) == 1


def test_a_third_filter_is_left_out_with_a_notice():
    state = parse({"onderwijssoort": "vo", "geslacht": "m", "spoor": "A"}, release=RELEASE)
    assert len(state.filters) == 2
    assert len(state.notices) == 1


def test_a_name_given_twice_counts_once():
    assert parse({"gebied": [MEDIUM, LARGE]}, release=RELEASE).gebied == MEDIUM


def test_a_choice_of_a_page_stays_on_its_page():
    state = parse({"indicator": "leg_uit"}, release=RELEASE, choices=(INDICATOR,))
    assert state.choice("indicator") == "leg_uit"
    assert "indicator" not in state.href("/routes")
    assert state.full_query().endswith("indicator=leg_uit")


def test_a_choice_is_told_as_the_page_says_it_and_not_by_its_code():
    state = parse({"indicator": "leg_uit"}, release=RELEASE, choices=(INDICATOR,))
    assert state.told == (("Vergelijk op", "Leg uit"),)


def test_an_unknown_choice_becomes_the_default_with_a_notice():
    state = parse({"indicator": "ranglijst"}, release=RELEASE, choices=(INDICATOR,))
    assert state.choice("indicator") == "terug_90"
    assert len(state.notices) == 1


def test_a_pair_survives_its_own_link():
    assert State("MC02+MC03", "2024-2025").query().startswith("gebied=MC02%2BMC03")


@pytest.mark.parametrize(
    ("column", "code", "told"),
    [
        ("geslacht", "onbekend", "Geslacht onbekend"),
        ("onderwijssoort", "onbekend", "Onderwijssoort onbekend"),
        ("geslacht", "x", "Geslacht X"),
        ("spoor", "B", "Spoor B: luxeverzuim"),
        ("leeftijdsgroep", "12_15", "12 t/m 15 jaar"),
    ],
)
def test_a_filter_is_named_so_that_it_can_be_read_by_itself(column, code, told):
    state = parse({column: code}, release=RELEASE)
    assert state.selection == told
    bar = str(filter_bar(release=RELEASE, state=state))
    assert f"Option(children={told!r}, " in bar
