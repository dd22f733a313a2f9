"""Sentences above figures read as sentences, whatever the numbers are."""

from dataclasses import replace

import pytest

from dashboard.exhibits import Exhibit, Shown
from dashboard.exhibits.afterwards import HOLIDAY, LASTING, STOCK
from dashboard.exhibits.comply_explain import EXPLAINED
from dashboard.exhibits.curves import HALF, room
from dashboard.exhibits.deviations import WHERE
from dashboard.figures import bars, years
from dashboard.state import State
from etl.released import cubes
from etl.released import mas_cubes as mas
from etl.released.curves import curve
from tests.dashboard.handmade import GEBIED, YEAR, one_area

MANY = 200_000
"""Zaken of a country: there is little room for chance around a share of so many."""


def sentence(exhibit: Exhibit, cells: dict[str, dict[str, int]], zaken: int = MANY) -> str:
    content = exhibit.make(one_area(cells, zaken=zaken), State(GEBIED, YEAR))
    assert isinstance(content, Shown)
    return content.sentence


def test_a_range_that_reads_as_the_share_itself_is_left_out():
    # 200 of 200,000 is 0.1%
    assert sentence(HOLIDAY, {mas.IN_VAKANTIE: {mas.IN_VAKANTIE: 200, mas.TOTAAL: MANY}}) == (
        "Van de 200.000 zaken met een uitkomst viel minder dan 1% helemaal binnen één "
        "schoolvakantie."
    )
    assert sentence(LASTING, {mas.DUURZAAM: {mas.BLIJVEND: 168_000, mas.GEVOLGD_56: MANY}}) == (
        "Van de 200.000 terugkeren bleef 84% acht weken zonder nieuwe melding."
    )
    explained = {"afwijking_met_uitleg": 168_000, cubes.MET_OF_ZONDER: MANY, cubes.MET_KEUZE: MANY}
    assert sentence(EXPLAINED, {cubes.LEG_UIT: explained}).endswith("uitleg gegeven (84%).")


def test_a_range_that_says_something_stays():
    # 84 of 100: wilson(82, 102) to wilson(86, 98)
    assert "(tussen 7" in sentence(
        LASTING, {mas.DUURZAAM: {mas.BLIJVEND: 85, mas.GEVOLGD_56: 100}}, zaken=100
    )


def test_a_point_in_a_chart_says_no_range_that_reads_as_itself():
    group = bars.Group(YEAR, (bars.Bar("Halt", 168_000, 0.84, 0.838, 0.842),))
    [text] = bars.shares([group], axis="Aandeel")["data"][0]["hovertext"]
    assert text == "<b>Halt</b> · 2024-2025<br>84% (168.000 zaken)"
    year = years.Year(YEAR, 0.84, 0.838, 0.842, MANY, is_now=True, x=168_000)
    drawn = years.over_years([year], unit="zaken", axis="Aandeel")
    assert "<b>2024-2025</b><br>84% van 200.000 zaken" in str(drawn["data"])
    assert "tussen" not in str(drawn["data"])


def test_open_zaken_are_told_by_age_in_words_that_follow_each_other():
    cells = {
        mas.VOORRAAD: {"0_30": 400, "31_90": 330, "91_180": 300, "181_plus": 100},
        cubes.DOORLOOPTIJD + cubes.OPEN: {cubes.ZAAK: 1320},
    }
    # 400, 330, 300 and 100 of 1,320
    assert sentence(STOCK, cells) == (
        "Er zijn 1.320 open zaken: 30% is 0 t/m 30 dagen, 25% is 31 t/m 90 dagen, 23% is 91 t/m "
        "180 dagen en 8% is langer dan 180 dagen open."
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("advies", "blijkt 76% bij stap 7, uit een andere keuze dan het advies."),
        ("alleen_vastgelegd", "is 76% alleen vastgelegd, en is de stap niet bekend."),
    ],
)
def test_where_deviations_show_is_one_sentence_without_a_list(code, told):
    cells = {mas.PER_STAP: {code: 760}, cubes.LEG_UIT: {cubes.AFWIJKING: 1000}}
    assert sentence(WHERE, cells) == f"Van de 1.000 afwijkingen {told}"
    assert ":" not in told


def test_the_room_around_a_day_follows_on_its_heading_and_is_one_day_where_that_is_all():
    points = {cubes.AF: ((30, 30), (60, 70))}
    line = curve("1", "", total=100, points=points, open_now=None, followed=365)
    # half is reached on day 28 by the upper limit and on day 35 by the lower one
    line = replace(line, dagen=(28, 35), af=(0.4, 0.6), laag=(0.4, 0.5), hoog=(0.5, 0.6))
    assert room(line, share=HALF) == "28 en 35"
    assert room(replace(line, hoog=(0.4, 0.5)), share=HALF) == "35"
