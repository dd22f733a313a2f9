"""Group disclosure: that nearly all of a small group share something is not shown."""

import pytest

from etl.released import answers, cubes
from etl.released.compare import INDICATOR, counted
from etl.released.intervals import clipped_share
from etl.released.rows import Bound, Hidden, Question
from tests.etl.released.marts import Marts, published

GEMEENTE, YEAR = "GM0363", "2024-2025"


def release_of(folder, *groups, gemeente=GEMEENTE):
    marts = Marts()
    for count, values in groups:
        marts.zaken(count, gemeente, **{"oordeel": "conform", **values})
    return published(marts, folder)


def cells(release, kubus):
    return release.cells(kubus, gebied=GEMEENTE, schooljaar=YEAR)


def test_twenty_zaken_that_all_took_route_four_are_a_total_and_nothing_else(tmp_path):
    release = release_of(tmp_path, (20, {"route": "R4", "gekozen_route": "R4"}))
    assert cells(release, cubes.OMVANG) == {"zaken": 20, "leerlingen": 20}
    assert cells(release, cubes.ROUTE) == {}
    # the report to the council would say the same
    assert "pv" not in cells(release, cubes.RAPPORT_ZAKEN)
    assert "pv" not in cells(release, cubes.RAPPORT_LEERLINGEN)
    assert answers.routeverdeling(release, Question(GEMEENTE, YEAR)).hidden is Hidden.UITSPLITSING


def test_routes_three_and_four_and_proces_verbaal_count_together(tmp_path):
    release = release_of(tmp_path, (10, {"route": "R3"}), (10, {"route": "R4"}))
    assert cells(release, cubes.ROUTE) == {}


def test_from_fifty_zaken_on_a_one_sided_view_is_shown_with_clipped_shares(tmp_path):
    release = release_of(tmp_path, (50, {"route": "R4", "gekozen_route": "R4"}))
    assert cells(release, cubes.ROUTE) == {"R4": 50, "met_keuze": 50}
    rows = answers.routeverdeling(release, Question(GEMEENTE, YEAR)).rows
    [share] = [row.aandeel for row in rows if row.code == "R4"]
    assert share == Bound(0.9)


def test_a_voluntary_route_is_not_sensitive_and_its_share_is_clipped(tmp_path):
    release = release_of(tmp_path, (20, {"route": "R1"}))
    assert cells(release, cubes.ROUTE) == {"R1": 20, "met_keuze": 20}


def test_just_under_nine_in_ten_is_shown(tmp_path):
    # v(x) = 35 and v(N) = 40: 0.875
    release = release_of(tmp_path, (35, {"route": "R4"}), (5, {"route": "R1"}))
    assert cells(release, cubes.ROUTE) == {"R4": 35, "met_keuze": 40}


@pytest.mark.parametrize("conform", [0, 60])
def test_deviations_that_are_nearly_all_unexplained_hide_the_verdicts(tmp_path, conform):
    # out of all deviations, also where most zaken do not deviate
    release = release_of(
        tmp_path,
        (20, {"route": "R1", "oordeel": "afwijking_zonder_uitleg"}),
        (conform, {"route": "R1", "oordeel": "conform"}),
    )
    assert cells(release, cubes.LEG_UIT) == {}
    assert cells(release, cubes.ROUTE)


def test_a_group_of_which_nobody_returned_has_no_return_at_all(tmp_path):
    still_out = {"zaak_dagen": 400, "terugkeer_uitkomst": 0}
    release = release_of(tmp_path, (30, still_out))
    assert cells(release, cubes.TERUGKEER) == cells(release, "terugkeer_open") == {}
    assert not any(kubus == cubes.TERUGKEER for kubus, *_ in release._curves)


def outcomes(release):
    """What is shown of how zaken ended: by cube, of the report only the rows that say so."""
    of_end = ("nog_open", "teruggekeerd", "vrijstelling")
    found = {
        kubus: cells(release, kubus)
        for kubus in (cubes.UITKOMST, cubes.TERUGKEER, "terugkeer_open")
    }
    for kubus in (cubes.RAPPORT_ZAKEN, cubes.RAPPORT_LEERLINGEN):
        found[kubus] = {code: v for code, v in cells(release, kubus).items() if code in of_end}
    return {kubus: shown for kubus, shown in found.items() if shown}


STILL_OUT = {"verzuimtype": "lrv"}
MOVED = {"verzuimtype": "lrv", "uitkomst": "verhuisd", "terugkeer_uitkomst": 2}
BACK = {"verzuimtype": "lrv", "uitkomst": "terug_naar_school", "terugkeer_uitkomst": 1}
ENDED = {"zaak_uitkomst": 1, "zaak_dagen": 50}


def test_that_none_came_back_is_not_told_in_pieces(tmp_path):
    # 20 are still open and 25 moved: 45 of 45 are not back
    release = release_of(tmp_path, (20, STILL_OUT), (25, MOVED | ENDED))
    assert outcomes(release) == {}
    assert not any(kubus == cubes.TERUGKEER for kubus, *_ in release._curves)
    # how many there are still is
    assert cells(release, cubes.RAPPORT_ZAKEN)["totaal"] == 45


def test_what_is_hidden_goes_by_all_that_did_not_come_back(tmp_path):
    # 38 of 43 is 40 of 45 and 0.89; 40 of 44 is 40 of 45 too; 43 of 47 is 45 of 45
    shown = release_of(tmp_path / "a", (20, STILL_OUT), (18, MOVED | ENDED), (5, BACK | ENDED))
    assert outcomes(shown)[cubes.TERUGKEER] == {"alle": 45, "thuiszitters": 45}
    assert outcomes(shown)[cubes.RAPPORT_ZAKEN] == {"nog_open": 20}
    hidden = release_of(tmp_path / "b", (20, STILL_OUT), (23, MOVED | ENDED), (4, BACK | ENDED))
    assert outcomes(hidden) == {}


def test_small_outcomes_that_are_not_shown_apart_count_too(tmp_path):
    # 7 are open, and outcomes of 7 each are hidden, but together 42 of 42 are not back
    others = ("werk", "verhuisd", "vrijstelling", "einde_leerplicht", "overige_uitschrijving")
    release = release_of(
        tmp_path, (7, STILL_OUT), *((7, MOVED | ENDED | {"uitkomst": code}) for code in others)
    )
    assert outcomes(release) == {}


def test_a_type_group_of_which_none_came_back_is_hidden_beside_others(tmp_path):
    home = [(20, STILL_OUT), (25, MOVED | ENDED)]
    truant = {"verzuimtype": "16_uur"}
    release = release_of(tmp_path, *home, (40, BACK | ENDED | truant), (20, truant))
    assert cells(release, cubes.TERUGKEER) == {"alle": 105, "schoolverzuim": 60}
    assert cells(release, "terugkeer_open") == {"alle": 40, "schoolverzuim": 20}
    codes_of_curves = {key[-1] for key in release._curves if key[0] == cubes.TERUGKEER}
    assert codes_of_curves == {"alle", "schoolverzuim"}


def test_from_fifty_zaken_on_none_that_came_back_is_shown(tmp_path):
    release = release_of(tmp_path, (25, STILL_OUT), (25, MOVED | ENDED))
    assert cells(release, cubes.TERUGKEER) == {"alle": 50, "thuiszitters": 50}


def test_outcomes_other_than_a_return_count_together(tmp_path):
    release = release_of(tmp_path, (15, {"uitkomst": "werk"}), (15, {"uitkomst": "langdurig_ziek"}))
    assert cells(release, cubes.UITKOMST) == {}


def test_a_small_group_that_was_all_referred_to_the_om_has_no_handovers(tmp_path):
    marts = Marts()
    marts.keten(marts.zaken(20, GEMEENTE), "om_einde", dagen=30)
    release = published(marts, tmp_path)
    assert cells(release, cubes.KETEN) == {}


def test_what_is_hidden_in_a_gemeente_stands_in_the_total_above_it(tmp_path):
    marts = Marts()
    marts.zaken(20, "GM0363", route="R4", oordeel="conform")
    for code in ("GM0358", "GM0362", "GM0384"):
        marts.zaken(40, code, route="R1", oordeel="conform")
    release = published(marts, tmp_path)
    assert release.cells(cubes.ROUTE, gebied="MC21", schooljaar=YEAR) == {
        "R1": 120,
        "R4": 20,
        "met_keuze": 140,
    }


@pytest.mark.parametrize("of", range(10, 100, 5))
def test_no_share_of_fewer_than_a_hundred_leaves_the_tenth_and_nine_tenths(of):
    for x in range(10, of + 1, 5):
        share, low, high = clipped_share(x, of=of)
        assert 0.1 <= share <= 0.9
        assert low <= share <= high
        assert isinstance(share, Bound) == (x / of > 0.9)


def test_from_a_hundred_on_a_share_is_what_it_is():
    assert clipped_share(100, of=100)[0] == 1.0
    assert clipped_share(10, of=400)[0] == 0.025


def test_a_comparison_clips_as_a_share_does(tmp_path):
    release = release_of(tmp_path, (30, {"route": "R1"}))
    pair = counted(release, INDICATOR["route_R1"], gebied=GEMEENTE, schooljaar=YEAR)
    assert pair == (30, 30)
    assert clipped_share(30, of=30)[0] == Bound(0.9)
