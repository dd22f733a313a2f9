"""Quarters and expected counts in a release: who has them, and what is in them."""

import pytest

from etl.released import cubes
from etl.released.expected import expected
from etl.released.indicators import INDICATOR
from etl.released.verdict import Verdict
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"
REGIONS = ("MC19", "MC21", "MC22", "MC24")
HEAVY = REGIONS[0]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """Four regions of four gemeenten, 100 zaken each, half in September and half in May.

    Of zaken in po half chooses R1, of those in vo a quarter; all are back on day 90, or else open.
    Three regions have as much po as vo; the heavy one has 90 of 100 in po.
    """
    marts = Marts(peildatum="2025-09-30")
    for regio in REGIONS:
        for code in of_regio(regio)[:4]:
            for school, count in (
                (("po", 90), ("vo", 10)) if regio == HEAVY else (("po", 50), ("vo", 50))
            ):
                for melddatum in ("2024-09-15", "2025-05-15"):
                    half = {"onderwijssoort": school, "melddatum": melddatum, "oordeel": "conform"}
                    first = count // 4 if school == "po" else count // 8
                    marts.zaken(
                        first, code, route="R1", zaak_dagen=90, terugkeer_uitkomst=1, **half
                    )
                    marts.zaken(count // 2 - first, code, route="geen_route", **half)
    return published(marts, tmp_path_factory.mktemp("release"))


def quarter(release, gebied):
    return release.cells(cubes.KWARTAAL, gebied=gebied, schooljaar=YEAR)


def test_a_region_and_the_country_have_quarters_and_no_smaller_area_has(release):
    assert quarter(release, "MC21")["1:met_keuze"] == 200
    assert quarter(release, "NL")["1:met_keuze"] == 800
    assert quarter(release, of_regio("MC21")[0]) == {}
    assert quarter(release, "Amsterdam") == {}


def test_a_quarter_counts_what_was_reported_in_it(release):
    # per gemeente 12 of 25 in po and 6 of 25 in vo, in each half: four gemeenten make 72
    assert quarter(release, "MC21")["1:R1"] == 70
    assert quarter(release, "MC21")["4:R1"] == 70
    assert "2:met_keuze" not in quarter(release, "MC21")


def test_within_90_days_counts_only_quarters_that_were_followed_that_long(release):
    # the quarter to 31 July was followed 61 days at 30 September
    assert quarter(release, "MC21")["1:terug_90"] == 70
    assert quarter(release, "MC21")["1:terug_90_van"] == 200
    assert not {"4:terug_90", "4:terug_90_van", "4:zaak_90_van"} & set(quarter(release, "MC21"))


def test_expected_is_what_the_country_does_with_the_zaken_of_the_region(release):
    # the country: po (12 of 25 in three regions, 22 of 45 in the heavy one) * 8 halves each:
    # 2 * 4 * (3 * 12 + 22) of 2 * 4 * (3 * 25 + 45) = 58 / 120; vo 2 * 4 * (3 * 6 + 1) of
    # 2 * 4 * (3 * 25 + 5) = 19 / 80. The heavy region: 360 * 58 / 120 + 40 * 19 / 80 = 183.5
    cells = release.cells(cubes.VERWACHT, gebied=HEAVY, schooljaar=YEAR)
    assert cells["route_R1"] == 185
    # each other: 200 * 58 / 120 + 200 * 19 / 80 = 144.2
    assert release.cells(cubes.VERWACHT, gebied="MC21", schooljaar=YEAR)["route_R1"] == 145


def test_a_region_with_heavier_zaken_is_as_expected_and_so_is_called_chance(release):
    found = expected(release, INDICATOR["route_R1"], gebied=HEAVY, schooljaar=YEAR)
    assert (found.geteld, found.verwacht) == (185, 185)
    assert found.verdict is Verdict.TOEVAL
    assert found.sentence == (
        "Verwacht bij deze leerlingen: ongeveer 185. Geteld: ongeveer 185. Dit verschil kan "
        "toeval zijn."
    )


def test_only_regions_have_expected_counts(release):
    for gebied in ("NL", of_regio(HEAVY)[0]):
        assert release.cells(cubes.VERWACHT, gebied=gebied, schooljaar=YEAR) == {}


def test_without_a_country_to_compare_with_nothing_is_expected(tmp_path):
    marts = Marts()
    for code in of_regio("MC21")[:4]:
        marts.zaken(100, code, route="R1", oordeel="conform")
    found = published(marts, tmp_path)
    assert found.total(gebied="MC21", schooljaar=YEAR) == 400
    assert found.cells(cubes.VERWACHT, gebied="MC21", schooljaar=YEAR) == {}


def test_every_shown_expected_count_is_a_multiple_of_five_from_twenty(release):
    shown = [
        v
        for regio in REGIONS
        for v in release.cells(cubes.VERWACHT, gebied=regio, schooljaar=YEAR).values()
    ]
    assert shown
    assert all(v % 5 == 0 and v >= 20 for v in shown)
    assert set(release.cells(cubes.VERWACHT, gebied=HEAVY, schooljaar=YEAR)) <= set(
        cubes.EXPECTED.codes
    )
