"""Whether a figure of an area may be compared, and why not: from marts to a sentence."""

from datetime import date

import duckdb
import pytest

from etl.domain.registration import Reason
from etl.released import cubes
from etl.released.comparable import (
    Recorded,
    doubts_of_supplier,
    reasons_of,
    steps_of_supplier,
    steps_recorded,
    why_not,
    zaken_per_leerling,
)
from etl.released.reader import ReleaseFolder
from etl.released.recall import blanked
from tests.etl.released.marts import Marts, published

YEAR, AREA = "2024-2025", "GM0363"
SETTLED = "2026-02-01"
"""More than 180 days after 31 July 2025."""

ALL_BOXES = ("1", "2", "3", "A4", "A5", "A6", "A7", "8", "9", "10")
WELL = {"route": "R1", "oordeel": "conform", "uitkomst": "terug_naar_school", "zaak_uitkomst": 1}


def well_registered(count=200, *, leerlingen=150, boxes=ALL_BOXES, **values):
    marts = Marts(peildatum=SETTLED)
    zaken = marts.zaken(count, leerlingen=leerlingen, **WELL | values)
    for box in boxes:
        marts.stappen(zaken, box, dagen=5)
    return marts, zaken


def metrics_with(reason, release):
    asked = ("omvang", "routeverdeling", "doorlooptijd", "leg_uit", "terugkeer", "ketenoverdracht")
    return [metric for metric in asked if reason in reasons_of(release, AREA, YEAR, metric)]


def test_a_full_registration_can_be_compared_on_everything(tmp_path):
    marts, _ = well_registered()
    release = published(marts, tmp_path)
    for metric in ("omvang", "routeverdeling", "leg_uit", "terugkeer", "ketenoverdracht"):
        assert why_not(release, AREA, YEAR, metric) is None
    for box in ("zaak", *ALL_BOXES):
        assert why_not(release, AREA, YEAR, "doorlooptijd", code=box) is None
    assert steps_recorded(release, AREA, YEAR) == Recorded(tuple(range(1, 11)))
    assert zaken_per_leerling(release, AREA, YEAR) == pytest.approx(200 / 150)
    assert release.registration(AREA, YEAR) == {"einddatum": 9, "eerste_dag": 0}
    assert doubts_of_supplier(release, "gemeente-x") == ()
    assert steps_of_supplier(release, "gemeente-x") == Recorded(tuple(range(1, 11)))


def test_an_area_of_97_zaken_is_not_doubted_whatever_it_registers(tmp_path):
    # released as 95: below a hundred a band of 10 % could be fewer than ten zaken
    marts, _ = well_registered(97, leerlingen=97, boxes=())
    release = published(marts, tmp_path)
    assert release.registration(AREA, YEAR) == {}
    assert release.registration_of("gemeente-x") == {}
    assert why_not(release, AREA, YEAR, "leg_uit") is None
    assert steps_recorded(release, AREA, YEAR) is None
    assert doubts_of_supplier(release, "gemeente-x") is None


@pytest.mark.parametrize(("zaken_with_step", "reason"), [(17, Reason.STAP), (18, None)])
def test_a_step_counts_as_recorded_from_one_in_ten_zaken(tmp_path, zaken_with_step, reason):
    # 17 is released as 15, 18 as 20, and 20 is a tenth of 200
    marts, zaken = well_registered(boxes=("1", "3", "A7"))
    marts.stappen(zaken[:zaken_with_step], "8", dagen=5)
    release = published(marts, tmp_path)
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="8") is reason
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="9") is Reason.STAP
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="1") is None
    assert why_not(release, AREA, YEAR, "doorlooptijd") is None


@pytest.mark.parametrize(
    ("boxes", "reason"),
    [
        (("3", "A7"), None),
        (("A6", "A7"), None),
        (("3", "A4", "A5", "A6"), Reason.STAPPEN),
        (("1", "2", "A7"), Reason.STAPPEN),
    ],
)
def test_leg_uit_needs_the_choice_and_a_step_before_it_on_record(tmp_path, boxes, reason):
    # of 400 zaken a tenth is 40, more than two hidden boxes of a step can be
    marts, _ = well_registered(400, leerlingen=300, boxes=boxes)
    assert why_not(published(marts, tmp_path), AREA, YEAR, "leg_uit") is reason


def test_what_is_hidden_may_be_enough_so_nobody_doubts_it(tmp_path):
    # A7 and B7 are hidden, each up to 15: together that is more than a tenth of 200
    marts, _ = well_registered(boxes=("1", "3"))
    release = published(marts, tmp_path)
    assert why_not(release, AREA, YEAR, "leg_uit") is None
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="A7") is None
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="8") is Reason.STAP
    assert steps_recorded(release, AREA, YEAR) == Recorded((1, 3), unknown=(4, 5, 6, 7))


@pytest.mark.parametrize(
    ("cube", "metric", "code", "reason"),
    [
        (cubes.DOORLOOPTIJD, "doorlooptijd", "8", Reason.STAP),
        (cubes.DOORLOOPTIJD, "leg_uit", cubes.ZAAK, Reason.STAPPEN),
        (cubes.ROUTE, "routeverdeling", cubes.ZAAK, Reason.KEUZE),
    ],
)
def test_a_cube_that_was_withdrawn_whole_says_nothing_about_the_registration(
    tmp_path, cube, metric, code, reason
):
    marts, _ = well_registered(300, boxes=(), route="nog_geen_keuze", oordeel=None)
    marts.zaken(100, **WELL)
    release = published(marts, tmp_path)
    assert why_not(release, AREA, YEAR, metric, code=code) is reason

    release = without(release, cube, tmp_path)

    assert why_not(release, AREA, YEAR, metric, code=code) is None
    if cube == cubes.DOORLOOPTIJD:
        assert steps_recorded(release, AREA, YEAR) is None


def without(release, cube, folder, code=None):
    """Give the release as the audit leaves it when it withdraws a cube of an area, or a cell."""
    with duckdb.connect(str(folder / f"{release.id}.duckdb")) as con:
        con.execute(
            "delete from cellen where gebied = $1 and kubus = $2 and code = coalesce($3, code)",
            [AREA, cube, code],
        )
    return ReleaseFolder(folder).current()


@pytest.mark.parametrize(("unknown", "reason"), [(50, None), (55, Reason.UITLEG)])
def test_leg_uit_needs_to_know_of_half_the_deviations(tmp_path, unknown, reason):
    # of 100 deviations: 55 are at least 53 of 102, whatever the rounding hid
    marts, _ = well_registered()
    marts.zaken(100 - unknown, **WELL | {"oordeel": "afwijking_met_uitleg"})
    marts.zaken(unknown, **WELL | {"oordeel": "afwijking_uitleg_onbekend"})
    assert why_not(published(marts, tmp_path), AREA, YEAR, "leg_uit") is reason


@pytest.mark.parametrize(("with_end", "band", "reason"), [(1, 8, None), (0, 7, Reason.EINDDATUM)])
def test_steps_without_an_end_in_one_of_five_make_a_step_unfair(tmp_path, with_end, band, reason):
    # 200 closed zaken with a step: 160 of 200 have an end, or 159
    marts, zaken = well_registered(boxes=())
    marts.stappen(zaken[: 159 + with_end], "8", dagen=5)
    marts.stappen(zaken[159 + with_end :], "8", dagen=5, uitkomst=2)
    release = published(marts, tmp_path)
    assert release.registration(AREA, YEAR)["einddatum"] == band
    assert why_not(release, AREA, YEAR, "doorlooptijd", code="8") is reason
    assert why_not(release, AREA, YEAR, "doorlooptijd") is None


@pytest.mark.parametrize(("first", "reason"), [(39, None), (40, Reason.EERSTE_DAG)])
def test_one_date_in_ten_on_the_first_makes_everything_about_time_unfair(tmp_path, first, reason):
    # 200 reports and 200 starts: 40 of 400 dates are a tenth
    marts, zaken = well_registered(boxes=())
    marts.stappen(zaken[:first], "8", dagen=5, eerste_dag=True)
    marts.stappen(zaken[first:], "8", dagen=5)
    release = published(marts, tmp_path)
    expected = ["doorlooptijd", "terugkeer", "ketenoverdracht"] if reason else []
    assert metrics_with(Reason.EERSTE_DAG, release) == expected
    assert why_not(release, AREA, YEAR, "terugkeer") is reason


def test_reports_on_the_first_of_the_month_count_too(tmp_path):
    marts, _ = well_registered(boxes=(), melddatum="2024-11-01")
    release = published(marts, tmp_path)
    assert release.registration(AREA, YEAR)["eerste_dag"] == 9


def test_zaken_that_never_end_make_return_and_the_whole_zaak_unfair(tmp_path):
    marts, _ = well_registered(uitkomst=None, zaak_uitkomst=0)
    settled = published(marts, tmp_path / "settled")
    assert metrics_with(Reason.UITKOMST, settled) == ["doorlooptijd", "terugkeer"]
    marts.peildatum = "2026-01-26"  # 179 days after the school year
    assert metrics_with(Reason.UITKOMST, published(marts, tmp_path / "soon")) == []


@pytest.mark.parametrize(("chosen", "reasons"), [(95, ["routeverdeling"]), (100, [])])
def test_zaken_without_a_choice_make_routes_unfair(tmp_path, chosen, reasons):
    # half of 200 is 100
    marts, _ = well_registered(200 - chosen, route="nog_geen_keuze", oordeel=None)
    marts.zaken(chosen, **WELL)
    assert metrics_with(Reason.KEUZE, published(marts, tmp_path)) == reasons


def test_who_has_a_choice_is_told_by_who_has_none_where_that_is_held_back(tmp_path):
    # 120 of 200 have no choice: 80 have one, and half of 200 is 100
    marts, _ = well_registered(120, route="nog_geen_keuze", oordeel=None)
    marts.zaken(80, **WELL)
    release = without(published(marts, tmp_path), cubes.ROUTE, tmp_path, "met_keuze")
    assert metrics_with(Reason.KEUZE, release) == ["routeverdeling"]
    release = without(release, cubes.ROUTE, tmp_path, "nog_geen_keuze")
    assert metrics_with(Reason.KEUZE, release) == []


def test_how_many_deviations_lack_an_explanation_is_not_told_without_how_many_there_are(tmp_path):
    unknown = {"oordeel": "afwijking_uitleg_onbekend"}
    marts, _ = well_registered(150)
    marts.zaken(50, **WELL | unknown)
    release = published(marts, tmp_path)
    assert Reason.UITLEG in reasons_of(release, AREA, YEAR, "leg_uit")
    release = without(release, cubes.LEG_UIT, tmp_path, "afwijking")
    assert Reason.UITLEG not in reasons_of(release, AREA, YEAR, "leg_uit")


def test_four_zaken_a_pupil_are_no_zaken(tmp_path):
    marts, _ = well_registered(200, leerlingen=50)
    release = published(marts, tmp_path)
    assert why_not(release, AREA, YEAR, "omvang") is Reason.EENHEID
    assert why_not(release, AREA, YEAR, "terugkeer") is Reason.EENHEID


@pytest.mark.parametrize(("count", "reason"), [(297, None), (298, Reason.EEN_PER_LEERLING)])
def test_as_many_pupils_as_zaken_from_three_hundred_on(tmp_path, count, reason):
    marts, _ = well_registered(count, leerlingen=count)
    release = published(marts, tmp_path)
    assert why_not(release, AREA, YEAR, "omvang") is reason
    assert why_not(release, AREA, YEAR, "terugkeer") is None


def test_rounded_counts_say_nearly_every_zaak_and_never_each(tmp_path):
    # 302 zaken of 298 pupils are both released as 300
    marts, _ = well_registered(302, leerlingen=298)
    reason = why_not(published(marts, tmp_path), AREA, YEAR, "omvang")
    assert reason is Reason.EEN_PER_LEERLING
    assert "hier heeft bijna elke zaak een eigen leerling" in reason.sentence
    assert reason.label == "bijna elke zaak een eigen leerling"


def test_a_supplier_is_told_what_is_hard_to_compare(tmp_path):
    marts, zaken = well_registered(boxes=("1", "2", "3", "A4", "A5", "A6", "A7"))
    marts.stappen(zaken, "8", dagen=5, uitkomst=2, eerste_dag=True)
    release = published(marts, tmp_path)
    recorded = steps_of_supplier(release, "gemeente-x")
    assert recorded == Recorded(tuple(range(1, 9)))
    assert recorded.no == (9, 10)
    # an eighth of the steps has no end, and a ninth of the dates is a first
    assert doubts_of_supplier(release, "gemeente-x") == ("datums zijn vaak de eerste van de maand",)


def test_what_is_taken_back_says_nothing_about_registration(tmp_path):
    marts, _ = well_registered()
    marts.zaken(100, "GM0358", **WELL)
    shown = blanked(published(marts, tmp_path), {AREA: date(2026, 11, 25)})
    assert shown.registration(AREA, YEAR) == {}
    assert shown.registration("GM0358", YEAR) == {"eerste_dag": 0}
    assert shown.registration_of("gemeente-x") == {}


def test_every_reason_says_one_sentence():
    for reason in Reason:
        assert reason.sentence.startswith("Niet te vergelijken: ")
        assert reason.sentence.count(".") == 1
        assert reason.label


def test_of_two_schooljaren_together_those_of_either_are_doubted(tmp_path):
    # steps 3 to 7 of the first are not on record; the second has too few zaken to doubt
    marts, _ = well_registered(400, leerlingen=300, boxes=("1", "8"))
    others = marts.zaken(90, schooljaar="2025-2026", **WELL)
    for box in ALL_BOXES:
        marts.stappen(others, box, dagen=5)
    release = published(marts, tmp_path)
    assert release.together == {AREA: ("2024-2026",)}
    years = (YEAR, "2025-2026", "2024-2026")
    assert [reasons_of(release, AREA, year, "leg_uit") for year in years] == [
        (Reason.STAPPEN,),
        (),
        (Reason.STAPPEN,),
    ]
