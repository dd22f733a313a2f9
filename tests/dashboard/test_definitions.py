"""The page Definities holds every word, and the anchors that other pages link to."""

import json
import re
from dataclasses import replace

import pytest

import sql
from dashboard.app import PAGES
from dashboard.exhibits.about import ABOUT
from dashboard.exhibits.definitions import (
    RULE_GROUPS,
    boxes,
    code_lists,
    columns_of,
    fields_of,
    norms,
    rules_of,
    verdicts,
    words_of,
)
from dashboard.pages.definitions import layout
from dashboard.state import State
from etl.domain.fields import TABLES
from etl.domain.groups import GROUPS
from etl.domain.metrics import METRIC
from etl.domain.rules import ALL_RULES
from etl.domain.steps import BOXES, OVERGANGEN
from etl.released.verdict import Verdict
from tests.dashboard.releases import release
from tests.etl.released.marts import Marts, published

LATER = "vrijgave_2027-11-01_aaaaaaaaaaaa"


def test_a_derived_deviation_is_told_as_it_is_counted():
    """None of steps 3 to 6, or no step 7; and nothing of zaken without any step."""
    definition = METRIC["leg_uit"].definition
    assert "zonder een van de stappen 3 t/m 6, of zonder stap 7 (D2)" in definition
    assert "D2 geldt alleen voor zaken met stappen in de gegevens" in definition


def test_days_are_those_of_the_clocks_of_the_release(shelf, ask):
    assert "Dagen zijn kalenderdagen." in ask("/definities")
    shelf.held = replace(release(LATER), klokken={2: "schooldagen", 9: "werkdagen"})
    page = ask("/definities")
    assert "Dagen zijn kalenderdagen." not in page
    assert "Stap 2 telt in schooldagen: een week is vijf schooldagen." in page
    assert "Stap 9 telt in werkdagen: een week is vijf werkdagen." in page
    assert "De andere stappen tellen in kalenderdagen." in page


def test_only_the_days_of_a_step_can_have_a_clock():
    own_clock = {
        name for name, metric in METRIC.items() for c in metric.columns if "klok" in c.unit
    }
    assert own_clock == {"doorlooptijd"}


def test_every_link_what_does_this_mean_has_its_anchor(ask):
    page = ask("/definities")
    for metric in {exhibit.metric for each in PAGES for exhibit in each.exhibits}:
        assert f'"id":"{metric}"' in page


def test_every_rule_stands_in_exactly_one_group():
    rows = [row for letter in RULE_GROUPS for row in rules_of(letter).rows]
    assert sorted(str(row[0]).split(":")[0] for row in rows) == sorted(r.code for r in ALL_RULES)


def test_a_row_rule_shows_only_the_cells_that_matter():
    rows = {str(row[0])[:4]: row for row in rules_of("Z").rows}
    assert rows["Z303"][4:] == ("melddatum: 2026-08-01", "melddatum: 2026-08-02")
    assert rows["Z401"][4:] == (
        "verzuimtype: luxe; gekozen_route: PV",
        "verzuimtype: lrv; gekozen_route: PV",
    )


def test_a_rule_about_more_rows_has_no_example_row():
    rows = {str(row[0])[:4]: row for row in rules_of("Z").rows}
    assert rows["Z501"][4:] == ("", "")


def test_every_column_of_a_delivery_is_told_with_its_need():
    rows = {row[0]: row for row in fields_of(TABLES["zaken"]).rows}
    assert list(rows) == list(TABLES["zaken"].columns)
    assert rows["zaak_id"][2] == "ja"
    assert rows["geslacht"][2] == "nee"
    assert {row[0]: row[2] for row in fields_of(TABLES["stappen"]).rows}["einddatum"] == (
        "kolom ja, cel mag leeg"
    )


def test_every_code_list_stands_once():
    names = [code_list.name for code_list in code_lists()]
    assert len(names) == len(set(names))
    assert {"verzuimtype", "routecode", "route", "oordeel", "typegroep"} <= set(names)
    titles = [code_list.title for code_list in code_lists()]
    assert len(titles) == len(set(titles))


def test_the_codes_that_metrics_answer_with_are_told(ask):
    page = ask("/definities")
    told = {code for code_list in code_lists() for code in code_list.values}
    told |= {overgang.code for overgang in OVERGANGEN}
    for code_list in GROUPS:
        assert set(code_list.values) <= told
        assert f'"{code_list.title}"' in page
    assert "Zwaar, en stap 8 begon binnen 28 dagen na de melding." in page
    assert '"halt_start"' in page


def test_steps_norms_verdicts_and_columns_are_complete():
    assert [row[0] for row in boxes().rows] == [box.code for box in BOXES]
    assert len(norms().rows) == len(OVERGANGEN)
    assert [row[1] for row in verdicts().rows] == [each.label for each in Verdict]
    assert all(len(columns_of(metric).rows) == len(metric.columns) for metric in METRIC.values())


DEFINED = {metric.name: metric for metric in (*METRIC.values(), *ABOUT)}


@pytest.mark.parametrize("name", DEFINED)
def test_every_figure_is_told_in_full_and_its_sql_exists(name):
    metric = DEFINED[name]
    told = dict(words_of(metric))
    assert list(told) == [
        "Vraag",
        "Definitie",
        "Eenheid",
        "Teller",
        "Noemer",
        "Telt niet mee",
        "Rekenwijze",
        "Bron",
    ]
    assert all(len(text) > 3 for text in told.values())
    assert metric.question.endswith("?")
    assert metric.counted_by
    for file in metric.counted_by:
        folder, _, stem = file.partition("/")
        assert stem in sql.folder(folder)


def test_every_figure_of_every_page_has_one_of_these_definitions():
    for exhibit in (exhibit for page in PAGES for exhibit in page.exhibits):
        assert exhibit.definition == DEFINED[exhibit.metric]


def test_the_page_shows_the_sql_of_the_release(tmp_path):
    marts = Marts()
    marts.zaken(60)
    release = published(marts, tmp_path)
    page = json.dumps(
        [part.to_plotly_json() for part in layout(release, State("NL", ""))],
        default=lambda each: each.to_plotly_json(),
    )
    assert json.dumps(sql.folder("metrics")["omvang"])[1:-1] in page
    for metric in DEFINED.values():
        assert all(file in release.sql and f"SQL: {file}" in page for file in metric.counted_by)
    # figures share some of their files: each copy is of its own figure
    regions = re.findall(r'"aria-label": "(SQL [^"]+)"', page)
    assert regions
    assert len(set(regions)) == len(regions)


@pytest.mark.parametrize("name", DEFINED)
def test_definitions_are_written_as_the_pages_write(name):
    metric = DEFINED[name]
    told = [text for _, text in words_of(metric)]
    told += [text for column in metric.columns for text in (column.description, column.unit)]
    for text in told:
        assert not re.search(r"\d %|`", text), text
