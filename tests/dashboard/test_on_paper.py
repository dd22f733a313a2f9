"""The summary for the meeting, the report to the raad, and what was delivered."""

from dataclasses import replace

import pytest

from dashboard.exhibits import Empty, Shown
from dashboard.exhibits.data import BY_RULE, CHECKED, FILES, FINDINGS, SUPPLIERS
from dashboard.exhibits.data_coverage import COMPLETENESS, COVERAGE
from dashboard.exhibits.evaluation import CHANCE, PARTS, brief
from dashboard.exhibits.report import MISSING, REPORT, SCHOOLS
from dashboard.state import State
from etl.domain.rules import RULE
from etl.domain.steps import BOXES
from etl.released.cubes import RAPPORT
from etl.released.reader import Checked, FileCount, Finding, Release
from tests.dashboard.releases import LARGE, MEDIUM, SIZES, TINY, YEARS, release

YEAR = "2024-2025"
RELEASE = release()


def shown(exhibit, gebied: str = MEDIUM, *, of: Release = RELEASE, year: str = YEAR) -> Shown:
    content = exhibit.make(of, State(gebied, year))
    assert isinstance(content, Shown)
    return content


# the summary


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
@pytest.mark.parametrize("gebied", SIZES)
@pytest.mark.parametrize("year", YEARS)
def test_every_part_is_filled_in_or_says_why_not(part, gebied, year):
    filled = brief(part, RELEASE, State(gebied, year))
    assert (filled.table is None) == (filled.empty is not None)
    if filled.table:
        assert filled.sentences
        assert filled.table.rows


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_a_part_says_what_its_own_page_says(part):
    state = State(LARGE, YEAR)
    own = part.exhibit.make(RELEASE, state)
    assert brief(part, RELEASE, state).sentences[-1] == own.sentence


def part_of(title: str, year: str = YEAR):
    [part] = [each for each in PARTS if each.title == title]
    filled = brief(part, RELEASE, State(MEDIUM, year))
    assert filled.table is not None
    return filled.table


def test_routes_keep_this_year_with_the_room_for_chance():
    table = part_of("Gekozen routes")
    assert [column.title for column in table.columns] == ["Route", "Zaken", "Aandeel", CHANCE]
    row = {row[0]: row for row in table.rows}["Vrijwillige (jeugd)hulp"]
    # 335 of 1080, between wilson(333, 1082) and wilson(337, 1078)
    assert row == ("Vrijwillige (jeugd)hulp", 335, pytest.approx(335 / 1080), "28% – 34%")


def test_size_keeps_three_school_years_up_to_the_chosen_one():
    assert [row[0] for row in part_of("Omvang", "2025-2026").rows] == [
        "2023-2024",
        "2024-2025",
        "2025-2026",
    ]


def test_steps_have_their_short_names_in_the_order_of_the_picture():
    names = [row[0] for row in part_of("Doorlooptijd").rows]
    assert names == [f"{box.code} {box.short}" for box in BOXES]


def test_a_running_school_year_is_filled_in_too():
    assert part_of("Pas toe of leg uit", "2026-2027").rows[0][0] == "Volgens de MAS"


# the report


def test_the_report_has_every_row_and_three_years_side_by_side():
    table = shown(REPORT, year="2025-2026").table
    assert [row[0] for row in table.rows] == list(RAPPORT.values())
    assert [column.title for column in table.columns[1:4]] == [
        "Zaken 2023-2024",
        "Zaken 2024-2025",
        "Zaken 2025-2026",
    ]
    # 1200 zaken in 2024-2025: 960 the year before and 1320 the year after; 0.85 leerling a zaak
    assert table.rows[0][1:7] == (960, 1200, 1320, 815, 1020, 1120)


def test_the_report_names_its_units_in_a_sentence():
    assert shown(REPORT).sentence == (
        "In 2024-2025 zijn in Amsterdam 1.200 zaken gemeld, over 1.020 leerlingen. "
        "Het waren er 960 in 2023-2024."
    )
    assert shown(REPORT, year="2025-2026").sentence.endswith(
        "Het waren er 960 in 2023-2024 en 1.200 in 2024-2025."
    )


def test_the_report_says_plainly_what_is_not_in_it():
    notes = shown(REPORT).notes
    assert sum(note.startswith("Niet in dit rapport: ") for note in notes) == len(MISSING)
    assert any("3a en 3b" in note for note in notes)


def test_the_report_warns_of_a_school_year_that_still_runs():
    assert "loopt nog" in shown(REPORT, year="2026-2027").notes[0]


def test_the_report_of_a_gemeente_without_zaken_says_why_it_is_empty():
    content = REPORT.make(RELEASE, State("GM0384", YEAR))
    assert isinstance(content, Empty)
    assert content.advice


def test_the_report_by_onderwijssoort_follows_the_ladder():
    rows = {row[0]: row for row in shown(SCHOOLS).table.rows}
    assert rows["Voortgezet onderwijs"][1:3] == (480, 600)
    too_small = SCHOOLS.make(RELEASE, State(TINY, YEAR))
    assert isinstance(too_small, Empty)
    assert too_small.sentence


# what was delivered


def test_files_stand_with_their_supplier_and_reference_date():
    content = shown(FILES)
    assert content.table.rows == (
        ("gemeente-x", "1 november 2026", "verzonnen", "zaken.csv", 1250, 1240, 10),
    )
    assert content.sentence == "1 leverancier leverde samen 1 bestand."


def test_a_supplier_has_one_row_with_the_totals_over_its_files():
    held = replace(
        RELEASE,
        files=(
            FileCount("gemeente-x", "zaken.csv", 1250, 1240, 10),
            FileCount("gemeente-x", "keten.csv", 300, 300, None),
            FileCount("gemeente-y", "zaken.csv", 40, 40, None),
        ),
    )
    assert shown(SUPPLIERS, of=held).table.rows == (
        ("gemeente-x", "1 november 2026", 2, 1550, 1540, 10, "verzonnen"),
        ("gemeente-y", None, 1, 40, 40, None, None),
    )


FOUND = replace(
    RELEASE,
    findings=(
        Finding("gemeente-y", "zaken.csv", "Z303", "melddatum", "apart", 25),
        Finding("gemeente-x", "zaken.csv", "Z303", "melddatum", "apart", 10),
        Finding("gemeente-x", "zaken.csv", "L999", "", "waarschuwing", 15),
    ),
    checks=(
        Checked("gemeente-x", "zaken.csv", "Z303", False, 10),
        Checked("gemeente-y", "zaken.csv", "Z303", True, None),
        Checked("gemeente-y", "zaken.csv", "Z101", True, None),
    ),
)


def test_a_rule_comes_with_its_title_and_advice_and_the_number_of_suppliers():
    rows = shown(BY_RULE, of=FOUND).table.rows
    rule = RULE["Z303"]
    assert rows[0] == (f"Z303: {rule.title}", "Regel apart gezet", 2, rule.advice)


def test_a_rule_that_this_version_does_not_know_is_shown_all_the_same():
    assert shown(BY_RULE, of=FOUND).table.rows[1][0] == "L999: Afspraak van een eerdere versie"
    assert len(shown(FINDINGS, of=FOUND).table.rows) == 3


def test_the_formal_verdict_counts_files_that_hold_and_that_do_not():
    rows = {str(row[0])[:4]: row[1:] for row in shown(CHECKED, of=FOUND).table.rows}
    assert rows == {"Z303": (2, 1, 1), "Z101": (1, 1, 0)}


def test_coverage_is_per_region_and_a_pair_counts_together():
    rows = {row[0]: row[1:] for row in shown(COVERAGE).table.rows}
    assert rows["MC21 Agglomeratie Amsterdam"] == (9, 10)
    assert rows["MC02 Noord-Groningen-Eemsmond (samen)"] == (9, 10)


def test_completeness_is_told_in_bands():
    assert shown(COMPLETENESS).table.rows == (("gemeente-x", "70 tot 80%"),)


@pytest.mark.parametrize(
    "exhibit",
    [SUPPLIERS, FILES, BY_RULE, FINDINGS, CHECKED, COMPLETENESS],
    ids=lambda each: each.id,
)
def test_a_release_without_deliveries_says_so(exhibit):
    bare = replace(RELEASE, deliveries=(), files=(), findings=(), checks=(), completeness=())
    assert isinstance(exhibit.make(bare, State(MEDIUM, YEAR)), Empty)
