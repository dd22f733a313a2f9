"""Return to school: exact sentences, a dash in its place, and which lines a chart has."""

from dataclasses import replace

import pytest

from dashboard.exhibits import Empty, Shown
from dashboard.exhibits.afterwards import HOLIDAY
from dashboard.exhibits.curves_return import GROUPS, NO_LINE_OF_OPEN, YEARS
from etl.released.cubes import AF, ANDERS, OMVANG, TERUGKEER, ZAKEN
from etl.released.mas_cubes import IN_VAKANTIE, TOTAAL
from etl.released.reader import Release
from etl.released.withheld import not_shown
from tests.dashboard.handmade import GEBIED, STATE, YEAR, one_area, shown
from tests.dashboard.releases import SmallRelease

HOME, SCHOOL, LUXURY = GROUPS


def return_release(**groups) -> Release:
    """A release of thuiszitters and others: a total, and how many are back by which day."""
    return one_area(
        {TERUGKEER: {code: total for code, (total, _) in groups.items()}},
        {
            (TERUGKEER, code): {
                AF: back,
                ANDERS: dict.fromkeys(back, 20),
            }
            for code, (total, back) in groups.items()
        },
    )


@pytest.mark.parametrize(
    ("total", "back", "sentence"),
    # intervals: Wilson from 118 of 202 to 122 of 198, and so on: 2 each way for the rounding
    [
        (
            200,
            {90: 120},
            "In ongeveer 6 op de 10 zaken van thuiszitters is de leerling binnen 90 dagen terug in "
            "het onderwijs (60%, tussen 52% en 68%).",
        ),
        (
            80,
            {30: 15, 90: 40},
            "In ongeveer de helft van de zaken van thuiszitters is de leerling binnen 90 dagen "
            "terug in het onderwijs (ongeveer 50%, tussen 36% en 64%).",
        ),
        (
            100,
            {30: 20},
            "In ongeveer 2 op de 10 zaken van thuiszitters is de leerling binnen 30 dagen terug in "
            "het onderwijs (20%, tussen 11% en 32%).",
        ),
        (
            100,
            {180: 40},
            "Hoeveel leerlingen binnen 90 dagen terug zijn, is hier niet te zeggen.",
        ),
    ],
)
def test_return_is_told_as_people_picture_it(total, back, sentence):
    assert shown(HOME, return_release(thuiszitters=(total, back))).sentence == sentence


def test_a_landmark_that_is_not_shown_is_a_dash_in_its_place():
    rows = shown(HOME, return_release(thuiszitters=(200, {30: 50, 90: 120}))).table.rows
    assert [row[0] for row in rows] == [f"Binnen {day} dagen" for day in (30, 60, 90, 180, 365)]
    assert rows[0][1] == 0.25
    assert rows[0][4:] == (0.1, 0.65)
    assert rows[1][1:] == (None,) * 5
    assert rows[3][1:] == (None,) * 5


def drawn(content: Shown) -> list[str]:
    """The names of the lines in a chart, without their bands."""
    assert content.chart is not None
    return [trace["name"] for trace in content.chart["data"] if "name" in trace]


@pytest.mark.parametrize(
    "ends",
    [
        {AF: {30: 50, 90: 120}},
        {ANDERS: {30: 50, 90: 120}},
        # each on another day; and both on a day that leaves 200 - 150 - 45
        {AF: {30: 50}, ANDERS: {90: 20}},
        {AF: {90: 150}, ANDERS: {90: 45}},
    ],
)
def test_what_is_still_open_has_no_line_where_no_day_shows_it_and_a_note_says_why(ends):
    content = shown(
        HOME, one_area({TERUGKEER: {"thuiszitters": 200}}, {(TERUGKEER, "thuiszitters"): ends})
    )
    assert drawn(content) == ["Andere uitkomst", "Terug in onderwijs"]
    assert NO_LINE_OF_OPEN in content.notes
    assert {row[5] for row in content.table.rows} == {None}


def test_what_is_still_open_has_a_line_of_the_days_that_show_both_ends_and_no_note():
    release = one_area(
        {TERUGKEER: {"thuiszitters": 200}},
        {(TERUGKEER, "thuiszitters"): {AF: {30: 50, 90: 120}, ANDERS: {90: 20}}},
    )
    content = shown(HOME, release)
    assert drawn(content) == ["Nog open", "Andere uitkomst", "Terug in onderwijs"]
    assert NO_LINE_OF_OPEN not in content.notes
    # 200 - 120 - 20 by day 90
    assert [row[5] for row in content.table.rows[:3]] == [None, None, 0.3]


def test_only_thuiszitters_have_the_lines_of_four_weeks_and_three_months():
    release = return_release(thuiszitters=(200, {90: 120}), luxe=(200, {90: 150}))
    home, luxury = shown(HOME, release), shown(LUXURY, release)
    assert home.chart is not None
    assert luxury.chart is not None
    assert [shape["x0"] for shape in home.chart["layout"]["shapes"]] == [28, 90]
    assert luxury.chart["layout"]["shapes"] == []


def test_a_group_that_is_not_there_is_not_called_small():
    content = SCHOOL.make(return_release(thuiszitters=(200, {90: 120})), STATE)
    assert content == Empty(not_shown(), "Kies een groter gebied.")


def test_a_wide_interval_says_why_it_is_no_narrower():
    notes = shown(HOME, return_release(thuiszitters=(80, {90: 40}))).notes
    assert ("Tussen 36% en 64%: met zo weinig zaken kunnen we het niet preciezer zeggen.") in notes


def test_a_first_year_has_nothing_to_be_compared_with():
    content = shown(YEARS, return_release(thuiszitters=(200, {90: 120})))
    # 120 of 200
    assert content.sentence == (
        "Thuiszitters: 60% terug binnen 90 dagen. Er zijn geen twee schooljaren om op 90 dagen te "
        "vergelijken."
    )
    assert content.table.rows[0][:4] == ("Thuiszitters", YEAR, 200, 0.6)


def test_a_year_of_fewer_than_a_hundred_is_told_with_about():
    held = return_release(thuiszitters=(200, {90: 120}))
    assert isinstance(held, SmallRelease)
    year_before = {TERUGKEER: {"thuiszitters": 80}, OMVANG: {ZAKEN: 500}}
    views = {(cube, GEBIED, "2023-2024", ()): cells for cube, cells in year_before.items()}
    points = {(TERUGKEER, GEBIED, "2023-2024", (), "thuiszitters"): {AF: ((90, 40),)}}
    release = replace(
        held,
        schooljaren=("2023-2024", YEAR),
        views={**held.views, **views},
        points={**held.points, **points},
    )
    assert shown(YEARS, release).sentence == (
        "Thuiszitters: 60% terug binnen 90 dagen, in 2023-2024 ongeveer 50%."
    )


@pytest.mark.parametrize(
    ("before", "warns"),
    # the register changed in 2020-2021; three school years stand beside each other
    [
        (("2019-2020", "2020-2021"), True),
        (("2019-2020", "2020-2021", "2023-2024"), False),
    ],
)
def test_a_break_is_told_only_between_years_that_are_shown(before, warns):
    numbers = {TERUGKEER: {"thuiszitters": 200}}
    release = one_area(
        numbers,
        {(TERUGKEER, "thuiszitters"): {AF: {90: 120}}},
        before=dict.fromkeys(before, numbers),
    )
    said = [note for note in shown(YEARS, release).notes if "Vergelijk de jaren ervoor" in note]
    assert bool(said) is warns


def test_the_curve_of_all_zaken_is_on_no_card():
    assert [exhibit.id for exhibit in GROUPS] == [
        "terugkeer-thuiszitters",
        "terugkeer-schoolverzuim",
        "terugkeer-luxe",
    ]


def test_zaken_within_a_holiday_are_told_as_a_share_of_those_with_an_outcome():
    release = one_area({IN_VAKANTIE: {TOTAAL: 200, IN_VAKANTIE: 30}})
    content = shown(HOLIDAY, release)
    # 30 of 200
    assert content.sentence.startswith(
        "Van de 200 zaken met een uitkomst viel 15% helemaal binnen één schoolvakantie"
    )
    assert content.table.rows[0][:4] == ("Binnen één vakantie", YEAR, 30, 200)
