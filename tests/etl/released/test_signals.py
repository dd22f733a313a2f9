"""Signals: what stands out, told in words, and what stays silent."""

import pytest

from etl.domain.areas import name_of
from etl.released.indicators import INDICATOR
from etl.released.signals import LOOKED_AT, Soort, signals
from etl.released.verdict import Verdict
from tests.etl.released.marts import Marts, of_regio, published

BEFORE, NOW = "2023-2024", "2024-2025"
GEMEENTEN = of_regio("MC19")[:6]
CHANGED, STABLE, AWAY = GEMEENTEN[0], GEMEENTEN[1], GEMEENTEN[5]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """Six gemeenten, 200 zaken a year, 60 with R1; one goes from 60 to 120, one always has 140."""
    marts = Marts()
    for code in GEMEENTEN:
        for year in (BEFORE, NOW):
            first = 140 if code == AWAY else 120 if (code, year) == (CHANGED, NOW) else 60
            marts.zaken(first, code, route="R1", oordeel="conform", schooljaar=year)
            marts.zaken(200 - first, code, route="geen_route", oordeel="conform", schooljaar=year)
    return published(marts, tmp_path_factory.mktemp("release"))


def of(release, gebied, schooljaar=NOW):
    return {signal.code: signal for signal in signals(release, gebied, schooljaar)}


def test_a_change_of_ones_own_comes_with_its_figures_and_an_open_question(release):
    signal = of(release, CHANGED)["route_R1:jaar"]
    assert signal.verdict is Verdict.WIJKT_AF
    assert signal.zin == (
        "Keuze 'Vrijwillige (jeugd)hulp': in 2024-2025 60% van de zaken met een keuze in "
        f"{name_of(CHANGED)}, in 2023-2024 30%. Dat is meer verschil dan toeval meestal geeft. "
        "Dit is een vraag, geen oordeel: wat is er veranderd?"
    )
    assert signal.vraag == INDICATOR["route_R1"].vraag
    assert signal.vraag.endswith("?")
    assert (signal.soort, signal.figuur, signal.metric) == (
        Soort.JAAR,
        "jaren-route_R1",
        "routeverdeling",
    )


def test_an_area_that_stays_as_it_is_and_as_the_others_are_has_no_signal(release):
    assert "route_R1:jaar" not in of(release, STABLE)


def test_an_area_that_always_differs_stands_out_beside_the_others_only(release):
    assert set(of(release, AWAY)) == {"route_R1:gebieden", "geen_route:gebieden"}
    assert of(release, AWAY)["route_R1:gebieden"].zin.endswith(Verdict.WIJKT_AF.sentence)


def test_oneself_comes_before_the_others(release):
    kinds = [signal.soort for signal in signals(release, CHANGED, NOW)]
    assert kinds == sorted(kinds, key=(Soort.JAAR, Soort.KWARTAAL, Soort.GEBIEDEN).index)


def test_the_first_year_has_nothing_before_it(release):
    assert not any(signal.soort is Soort.JAAR for signal in signals(release, CHANGED, BEFORE))


def test_an_area_without_figures_has_no_signals(release):
    assert signals(release, "GM0363", NOW) == ()


def test_no_signal_is_called_chance(release):
    found = [signal for code in GEMEENTEN for signal in signals(release, code, NOW)]
    assert found
    assert all(signal.verdict in (Verdict.WIJKT_AF, Verdict.OPVALLEND) for signal in found)


def test_return_of_all_zaken_never_heads_a_point_of_an_agenda(release):
    looked_at = {each.code for each in LOOKED_AT}
    assert "terug_90" not in looked_at
    assert {"terug_90_thuiszitters", "terug_90_schoolverzuim", "zaak_90"} <= looked_at
