"""Handovers and comply-or-explain: exact sentences, norms where there are any, no word of blame."""

import pytest

from dashboard.exhibits import Empty
from dashboard.exhibits.comply_explain import EXPLAINED, LEDGER
from dashboard.exhibits.comply_explain_kinds import KINDS
from dashboard.exhibits.handovers import FIRST_HEARING, TIMES, WITHIN_NORM
from dashboard.exhibits.routes import ROUTES
from dashboard.pages import overview
from etl.released.cubes import (
    AF,
    AFWIJKING,
    BRON,
    KETEN,
    LEG_UIT,
    MET_KEUZE,
    MET_OF_ZONDER,
    MOTIVERING,
    OPEN,
    RICHTING,
    ROUTE,
    RVDK_NORM,
)
from etl.released.withheld import not_shown
from tests.dashboard.handmade import STATE, YEAR, one_area, shown

SOURCE, DIRECTION, REASON = KINDS

CHAIN = one_area(
    {
        KETEN: {"halt_start": 200, "rvdk_einde": 60, RVDK_NORM: 40, "melding_om": 25},
        KETEN + OPEN: {"halt_start": 10},
    },
    {
        (KETEN, "halt_start"): {AF: {14: 60, 30: 150, 60: 180}},
        (KETEN, "rvdk_einde"): {AF: {30: 15, 60: 45}},
        (KETEN, RVDK_NORM): {AF: {42: 30}},
        (KETEN, "melding_om"): {AF: {60: 10}},
    },
)


def test_handovers_are_told_against_their_norm():
    content = shown(WITHIN_NORM, CHAIN)
    assert content.sentence == (
        "Binnen de norm: start bij Halt 75%, rapport van de Raad ongeveer 75% en verwijzing naar "
        "het OM ongeveer 40%."
    )
    rows = {row[0]: row[1:] for row in content.table.rows}
    assert rows["Verwijzing → start bij Halt"][:3] == (30, 0.8, 0.75)
    # the norm of the Raad counts 40 of its 60 handovers
    assert rows["Verwijzing → rapport van de Raad"][:3] == (42, 0.8, 0.75)
    assert rows["Verwijzing → rapport van de Raad"][5:] == (40, None)
    assert rows["Verwijzing → beslissing van het OM"] == (90, 0.8, None, None, None, None, None)
    # the norm of 60 days has no such target
    assert rows["Melding → verwijzing naar het OM"][:3] == (60, "geen doel", 0.4)
    assert FIRST_HEARING in content.notes


def test_the_share_of_the_raad_is_as_careful_as_the_handovers_its_norm_is_about():
    # 40 of the 50 with R4 or PV: of all 150 handovers it would be told without `ongeveer`
    release = one_area(
        {
            KETEN: {"rvdk_einde": 150, RVDK_NORM: 50},
            KETEN + OPEN: {"rvdk_einde": 30, RVDK_NORM: 10},
        },
        {(KETEN, RVDK_NORM): {AF: {42: 40}}},
    )
    content = shown(WITHIN_NORM, release)
    assert content.sentence == "Binnen de norm: rapport van de Raad ongeveer 80%."
    [raad] = [row for row in content.table.rows if row[0] == "Verwijzing → rapport van de Raad"]
    assert raad[-2:] == (50, 10)
    assert content.chart is not None
    assert "(40 overdrachten" in str(content.chart["data"][0]["hovertext"])
    times = {row[0]: row[1:3] for row in shown(TIMES, release).table.rows}
    assert times["Verwijzing → rapport van de Raad"] == (150, 30)


def test_the_target_of_80_percent_stands_only_at_the_kalsbeek_norms():
    chart = shown(WITHIN_NORM, CHAIN).chart
    assert chart is not None
    *_, target = chart["data"]
    assert target["name"] == "Kalsbeek-norm: 80%"
    assert set(target["x"]) == {0.8}
    assert target["hovertext"][0] == "<b>Start bij Halt (30 dagen)</b><br>Kalsbeek-norm: 80%"
    assert target["y"] == [
        "Start bij Halt (30 dagen)",
        "Beslissing van het OM (90 dagen)",
        "Rapport van de Raad (42 dagen)",
    ]


def test_a_handover_without_a_norm_shows_none():
    rows = {row[0]: row[1:] for row in shown(TIMES, CHAIN).table.rows}
    assert len(rows) == 9
    assert rows["Verwijzing → einde bij Halt"] == (None, None, None, "geen norm")
    # half of 200 is 100: on the line from 60 (day 14) to 150 (day 30), so day 21: 3 weeks
    assert rows["Verwijzing → start bij Halt"] == (200, 10, 21, 30)


def test_the_longest_handover_is_named():
    assert shown(TIMES, CHAIN).sentence == (
        "Van de overdrachten die we kunnen tonen, duurt ‘Verwijzing → rapport van de Raad’ het "
        "langst: na 6 weken is de helft klaar."
    )


def test_without_a_handover_that_has_a_norm_the_card_says_so():
    release = one_area({KETEN: {"jeugdhulp_start": 40}})
    assert WITHIN_NORM.make(release, STATE) == Empty(
        not_shown(is_followed=True), "Kies een groter gebied."
    )
    assert shown(TIMES, release).sentence == (
        "Van geen enkele overdracht is te zeggen wanneer de helft klaar is."
    )


VERDICTS = {
    "conform": 500,
    "afwijking_met_uitleg": 140,
    "afwijking_zonder_uitleg": 60,
    "afwijking_uitleg_onbekend": 50,
    "niet_te_beoordelen": 150,
    MET_KEUZE: 900,
    MET_OF_ZONDER: 200,
    AFWIJKING: 250,
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {},
            "In ongeveer 7 op de 10 afwijkingen is uitleg gegeven (70%, tussen 62% en 78%). Bij "
            "nog 50 afwijkingen is dat niet ingevuld.",
        ),
        (
            {"afwijking_met_uitleg": 40, MET_OF_ZONDER: 80, "afwijking_uitleg_onbekend": None},
            "In ongeveer de helft van de afwijkingen is uitleg gegeven (ongeveer 50%, tussen 36% "
            "en 64%).",
        ),
    ],
)
def test_the_headline_is_with_an_explanation_out_of_what_is_known(changed, sentence):
    cells = {code: n for code, n in {**VERDICTS, **changed}.items() if n is not None}
    assert shown(EXPLAINED, one_area({LEG_UIT: cells})).sentence == sentence


def test_the_ledger_tells_the_five_verdicts_in_the_order_of_their_list():
    content = shown(LEDGER, one_area({LEG_UIT: VERDICTS}))
    assert content.sentence == (
        "Van de 900 zaken met een keuze ging 56% volgens de MAS. Afgeweken: met uitleg 16%, zonder "
        "uitleg 7% en uitleg niet ingevuld 6%."
    )
    assert [row[1] for row in content.table.rows] == [500, 140, 60, 50, 150]


def test_a_verdict_that_is_not_shown_is_left_out_of_the_sentence_and_a_dash_in_the_table():
    cells = {code: n for code, n in VERDICTS.items() if code != "afwijking_zonder_uitleg"}
    content = shown(LEDGER, one_area({LEG_UIT: cells}))
    assert content.sentence.endswith("Afgeweken: met uitleg 16% en uitleg niet ingevuld 6%.")
    assert content.table.rows[2][1:] == (None,) * 4


def test_every_share_of_few_zaken_in_the_ledger_is_told_with_about():
    few = {"conform": 45, "afwijking_met_uitleg": 15, MET_KEUZE: 80}
    assert shown(LEDGER, one_area({LEG_UIT: few})).sentence == (
        "Van de 80 zaken met een keuze ging ongeveer 56% volgens de MAS. Afgeweken: met uitleg "
        "ongeveer 19%."
    )


def test_a_route_is_as_careful_as_the_zaken_with_a_choice():
    # 1.000 zaken, of which 80 have a choice: the shares are of those
    release = one_area({ROUTE: {"R1": 40, "R2": 20, MET_KEUZE: 80}})
    assert shown(ROUTES, release).sentence == (
        "De meest gekozen route is Vrijwillige (jeugd)hulp: ongeveer de helft van de zaken met een "
        "keuze (ongeveer 50%), daarna Halt (ongeveer 25%)."
    )
    page = str(overview.layout(release, STATE))
    assert "De meest gekozen route (ongeveer 50% van de zaken met een keuze)" in page


def test_the_year_before_stands_beside_this_one():
    release = one_area({LEG_UIT: VERDICTS}, before={"2023-2024": {LEG_UIT: VERDICTS}})
    assert [row[0] for row in shown(EXPLAINED, release).table.rows] == [YEAR, "2023-2024"]


def test_no_series_is_red_or_green_and_all_verdicts_share_one_colour():
    chart = shown(LEDGER, one_area({LEG_UIT: VERDICTS})).chart
    assert chart is not None
    assert [trace["marker"]["color"] for trace in chart["data"]] == ["#0b5b6b"]


def test_deviations_are_told_by_source_direction_and_reason():
    release = one_area(
        {
            LEG_UIT: VERDICTS,
            BRON: {"geregistreerd": 100, "afgeleid": 100, "beide": 50},
            RICHTING: {"lichter": 100, "zwaarder": 75},
            MOTIVERING: {
                "veiligheid": 25,
                "eerdere_hulp": 50,
                "recidive": 15,
                "wachtlijst": 40,
                "anders": 10,
            },
        }
    )
    assert shown(SOURCE, release).sentence == (
        "Hoe we van de afwijking weten (van 250 afwijkingen): alleen vastgelegd (40%), "
        "alleen afgeleid (40%) en beide (20%)."
    )
    assert shown(DIRECTION, release).sentence == (
        "Vergeleken met het advies (van 250 afwijkingen): lichter dan geadviseerd (40%) en "
        "zwaarder dan geadviseerd (30%)."
    )
    # of more than four only the largest are named
    assert shown(REASON, release).sentence == (
        "De meest gegeven redenen die we kunnen tonen (van 250 afwijkingen): eerdere hulp hielp "
        "niet (20%), wachtlijst of geen passend aanbod (16%), veiligheid of acute zorg (10%) en "
        "eerder verzuim, Halt of pv (6%)."
    )


@pytest.mark.parametrize("exhibit", KINDS, ids=lambda exhibit: exhibit.id)
def test_deviations_too_few_to_divide_say_so(exhibit):
    content = exhibit.make(one_area({LEG_UIT: VERDICTS | {AFWIJKING: 15}}), STATE)
    assert isinstance(content, Empty)
    assert content.sentence == "Er zijn te weinig afwijkingen om te verdelen."


def test_the_tile_about_explaining_has_the_number_that_is_not_filled_in_beside_it():
    page = str(overview.layout(one_area({LEG_UIT: VERDICTS}), STATE))
    assert "Tussen 62% en 78%. Bij nog 50 is dat niet ingevuld. Afwijken met uitleg" in page
    known = {code: n for code, n in VERDICTS.items() if code != "afwijking_uitleg_onbekend"}
    assert "niet ingevuld" not in str(overview.layout(one_area({LEG_UIT: known}), STATE))


def test_beside_all_handovers_to_the_raad_it_is_said_that_the_norm_is_of_some():
    assert any(
        note.startswith("De norm van de Raad geldt alleen") for note in shown(TIMES, CHAIN).notes
    )
    halt = one_area({KETEN: {"halt_start": 40}})
    assert not any("Raad" in note for note in shown(TIMES, halt).notes)
