"""Throughput and return: exact sentences, tables with a dash or `nog niet bereikt`, and why."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.exhibits import Empty, Exhibit, Shown
from dashboard.exhibits.afterwards import HOLIDAY
from dashboard.exhibits.curves import SHORT_OF
from dashboard.exhibits.curves_return import GROUPS, NO_LINE_OF_OPEN, YEARS
from dashboard.exhibits.throughput import CASE, STEPS
from dashboard.state import State
from etl import publish
from etl.domain.normen import Normen
from etl.domain.steps import BOXES
from etl.released.cubes import (
    AF,
    ANDERS,
    DOORLOOPTIJD,
    OMVANG,
    OPEN,
    TERUGKEER,
    ZAAK,
    ZAKEN,
)
from etl.released.mas_cubes import IN_VAKANTIE, TOTAAL
from etl.released.reader import Release, ReleaseFolder
from tests.dashboard.handmade import GEBIED, YEAR, one_area
from tests.dashboard.releases import SmallRelease
from tests.etl.released.marts import Marts, of_regio

STATE = State(GEBIED, YEAR)
HOME, SCHOOL, LUXURY = GROUPS
LONG_AGO, SOON = date(2027, 1, 1), date(2025, 4, 1)


def shown(exhibit: Exhibit, release: Release) -> Shown:
    content = exhibit.make(release, STATE)
    assert isinstance(content, Shown)
    return content


def case_release(points, *, total=200, open_now=None, peildatum=LONG_AGO, running=False) -> Release:
    """A release with one curve: that of the whole zaak."""
    return one_area(
        {
            DOORLOOPTIJD: {ZAAK: total},
            DOORLOOPTIJD + OPEN: {ZAAK: open_now} if open_now else {},
        },
        {(DOORLOOPTIJD, ZAAK): {AF: points}},
        peildatum=peildatum,
        running=running,
    )


@pytest.mark.parametrize(
    ("points", "extra", "sentence"),
    [
        # half of 200 is 100: halfway between day 30 (80) and day 60 (120), so day 45: 6 weeks
        (
            {30: 80, 60: 120, 365: 190},
            {},
            "De helft van de zaken is klaar na 6 weken, 90% na 46 weken.",
        ),
        (
            {30: 80, 60: 120, 365: 150},
            {"open_now": 40},
            "De helft van de zaken is klaar na 6 weken. Op de peildatum zijn er nog 40 open.",
        ),
        (
            {90: 60, 365: 80},
            {},
            "Binnen 90 dagen is 30% van de zaken klaar; de helft is nog niet bereikt.",
        ),
        # followed for a month: the curve stops because it was followed no longer
        (
            {30: 40},
            {"peildatum": SOON, "running": True},
            "Binnen 30 dagen is 20% van de zaken klaar; de helft is nog niet bereikt.",
        ),
        # below 100 zaken a share is `ongeveer`, and below 30 there is no median to miss
        ({90: 10}, {"total": 25}, "Binnen 90 dagen is ongeveer 40% van de zaken klaar."),
        ({}, {"total": 25}, "Hoe lang de helft van de zaken duurt, is hier niet te zeggen."),
    ],
)
def test_the_zaak_is_told_by_its_median_or_by_how_far_it_came(points, extra, sentence):
    assert shown(CASE, case_release(points, **extra)).sentence == sentence


@pytest.mark.parametrize(
    ("points", "total", "peildatum", "half"),
    [
        ({30: 80, 60: 120}, 200, LONG_AGO, 42),
        ({365: 80}, 200, LONG_AGO, "nog niet bereikt"),
        # everyone was followed, so what comes after day 7 is hidden for its size, not missing
        ({7: 10}, 30, LONG_AGO, None),
        ({30: 40}, 200, SOON, "nog niet bereikt"),
        ({30: 10}, 25, LONG_AGO, None),
        ({}, 200, SOON, None),
    ],
)
def test_not_yet_is_said_only_where_the_curve_stops_short(points, total, peildatum, half):
    [row] = shown(CASE, case_release(points, total=total, peildatum=peildatum)).table.rows
    assert row[3] == half


def test_a_step_that_goes_out_of_sight_is_not_called_unfinished():
    """Another curve goes on after day 14, so the step's last points are too near to everyone."""
    release = one_area(
        {DOORLOOPTIJD: {ZAAK: 200, "1": 40}},
        {
            (DOORLOOPTIJD, ZAAK): {AF: {7: 10, 14: 20, 30: 40}},
            (DOORLOOPTIJD, "1"): {AF: {7: 15}},
        },
        peildatum=SOON,
        running=True,
    )
    first, *_ = shown(STEPS, release).table.rows
    assert first[:2] == ("1 Interventie en melding door de school", "kalenderdagen")
    assert first[2:6] == (40, None, None, None)


def test_a_running_year_says_that_it_has_fewer_days_and_not_lower_numbers():
    notes = shown(CASE, case_release({30: 40}, running=True, peildatum=SOON)).notes
    assert notes[0].startswith(
        f"Schooljaar {YEAR} loopt nog: er staan minder termijnen, niet lagere cijfers."
    )


def test_not_yet_is_explained_only_where_it_stands():
    assert SHORT_OF in shown(CASE, case_release({365: 80})).reading
    assert SHORT_OF not in shown(CASE, case_release({30: 80, 60: 120, 365: 190})).reading


def test_steps_keep_their_fourteen_places_and_a_hidden_one_is_a_dash():
    release = one_area(
        {DOORLOOPTIJD: {"1": 200, "A6": 100, "8": 25}, DOORLOOPTIJD + OPEN: {"A6": 15}},
        {
            (DOORLOOPTIJD, "1"): {AF: {7: 180, 14: 190}},
            (DOORLOOPTIJD, "A6"): {AF: {30: 30, 60: 70, 90: 90}},
            (DOORLOOPTIJD, "8"): {AF: {30: 15}},
        },
    )
    content = shown(STEPS, release)
    assert content.sentence == (
        "Het langst duurt stap A6 (Onderzoek): na 6 weken is de helft van de uitvoeringen klaar."
    )
    rows = {str(row[0]).split(" ")[0]: row[1:] for row in content.table.rows}
    assert list(rows) == [box.code for box in BOXES]
    assert rows["1"] == ("kalenderdagen", 200, None, 7, "0 en 7", 7, "niet te zeggen", "Kan")
    assert rows["A6"] == ("kalenderdagen", 100, 15, 42, "35 en 56", 91, "vanaf 70", "Kan")
    assert rows["8"][:-1] == ("kalenderdagen", 25, None, None, None, None, None)
    assert rows["B4"][:-1] == (None, None, None, None, None, None, None)


def test_a_norm_that_a_region_agreed_on_stands_beside_its_step_and_beside_no_other():
    release = replace(
        one_area(
            {DOORLOOPTIJD: {"1": 200, "8": 200}},
            {(DOORLOOPTIJD, code): {AF: {14: 150, 30: 180}} for code in ("1", "8")},
        ),
        normen=Normen({("", "stap_1"): 14}),
    )
    content = shown(STEPS, release)
    heads = [column.title for column in content.table.columns]
    at = heads.index("Norm (dagen)")
    rows = {str(row[0]).split(" ")[0]: row[at : at + 2] for row in content.table.rows}
    # 150 of 200 within 14 days
    assert rows["1"] == (14, 0.75)
    assert rows["8"] == ("geen norm", None)
    assert any("normen.toml" in note for note in content.notes)


@pytest.mark.parametrize(
    ("done_by_30", "sentence"),
    [
        # half of 100 by day 42 where 35 are done by day 30 and 65 by day 60: six weeks
        (
            {"1": 80, "A6": 35, "8": 35},
            "Het langst duren stap A6 (Onderzoek) en 8 (Uitvoeren van de route): na 6 weken is de "
            "helft van de uitvoeringen klaar.",
        ),
        (
            {"1": 35, "A6": 35},
            "De stappen die we kunnen tonen, duren even lang: na 6 weken is de helft van de "
            "uitvoeringen klaar.",
        ),
        ({"1": 10}, "Van geen enkele stap is te zeggen wanneer de helft klaar is."),
    ],
)
def test_steps_that_take_equally_long_are_named_together(done_by_30, sentence):
    release = one_area(
        {DOORLOOPTIJD: dict.fromkeys(done_by_30, 100)},
        {
            (DOORLOOPTIJD, code): {AF: {30: done, **({60: 65} if done == 35 else {})}}
            for code, done in done_by_30.items()
        },
    )
    assert shown(STEPS, release).sentence == sentence


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


def test_a_group_without_enough_zaken_says_so_by_name():
    content = SCHOOL.make(return_release(thuiszitters=(200, {90: 120})), STATE)
    assert content == Empty(
        "Er zijn te weinig zaken over 16 uur verzuim of overig verzuim om te tonen.",
        "Kies een groter gebied.",
    )


def test_a_wide_interval_says_why_it_is_no_narrower():
    notes = shown(HOME, return_release(thuiszitters=(80, {90: 40}))).notes
    assert ("Tussen 36% en 64%: met zo weinig zaken kunnen we het niet preciezer zeggen.") in notes


def test_a_first_year_has_nothing_to_be_compared_with():
    content = shown(YEARS, return_release(thuiszitters=(200, {90: 120})))
    assert content.sentence == "Er zijn nog geen twee schooljaren om op 90 dagen te vergelijken."
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


def test_half_is_not_yet_reached_where_an_older_delivery_followed_nobody_that_long(tmp_path):
    marts = Marts()
    done = {"zaak_dagen": 20, "zaak_uitkomst": 1, "uitkomst": "werk"}
    for gemeente in of_regio("MC21")[:4]:
        marts.zaken(100, gemeente, **done)
    # of 110 zaken of 15 June, 50 ended on day 20; the others are open on 1 August, which is day 47
    older = {"melddatum": "2024-06-15", "schooljaar": "2023-2024", "peildatum": "2024-08-01"}
    marts.zaken(50, "GM0034", **older, **done)
    marts.zaken(60, "GM0034", **older, zaak_dagen=47)
    for gemeente in of_regio("MC21")[:4]:
        marts.zaken(60, gemeente, schooljaar="2023-2024", zaak_dagen=1000)
        marts.zaken(60, gemeente, schooljaar="2023-2024", **done)
    for row in marts.zaken_rows:
        row["leverancier"] = "gemeente-y" if row["gemeentecode"] == "GM0034" else "gemeente-x"
    with marts.connect() as con:
        con.execute(
            "insert into marts.leveringen values ('gemeente-y', 'y', '2024-08-01', 'proef')"
        )
        publish.build(con, tmp_path, is_sample=True)
    release = ReleaseFolder(tmp_path).current()
    content = CASE.make(release, State("GM0034", "2023-2024"))
    assert isinstance(content, Shown)
    [row] = content.table.rows
    cells = dict(zip((column.title for column in content.table.columns), row, strict=True))
    assert cells["Helft klaar na (dagen)"] == "nog niet bereikt"
