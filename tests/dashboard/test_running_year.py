"""A school year that is not over says so wherever it is named, and no page begins with it."""

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.app import PAGES, create_app
from dashboard.exhibits import Shown
from dashboard.exhibits.routes import ROUTES
from dashboard.meeting import seal
from dashboard.meeting.database import open_database
from dashboard.state import State, parse
from etl.released.reader import Release
from tests.dashboard.releases import LAND, LARGE, MEDIUM, Shelf, release

RUNNING = "2026-2027"
QUERY = f"gebied={LARGE}&schooljaar={RUNNING}"
TITLES = [f"{what} {RUNNING} (loopt nog)" for what in ("Zaken", "Aandeel")]


def lagging(schooljaar: str = "2025-2026") -> Release:
    """One gemeente delivered three weeks before a school year was over, the others after it."""
    before = date(int(schooljaar[5:]), 7, 10)
    return replace(release(), _standen={(MEDIUM, schooljaar): before})


def test_routes_say_of_a_running_year_that_it_runs_in_the_table_and_the_legend():
    content = ROUTES.make(release(), State(LARGE, RUNNING))
    assert isinstance(content, Shown)
    titles = [column.title for column in content.table.columns]
    assert titles[1:5] == [*TITLES, "Zaken 2025-2026", "Aandeel 2025-2026"]
    assert content.chart is not None
    names = {trace["name"] for trace in content.chart["data"]}
    assert {f"{RUNNING} (loopt nog)", "2025-2026", "2024-2025"} <= names


def test_routes_of_a_running_year_say_so_in_their_files(client: FlaskClient):
    text = client.get(f"/export/routes.csv?{QUERY}").data.decode("utf-8-sig")
    assert all(f'"{title}"' in text.splitlines()[0] for title in TITLES)
    assert f'"Schooljaar";"{RUNNING} (loopt nog)"' in text
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/routes.xlsx?{QUERY}").data))
    assert set(TITLES) <= {cell.value for row in book["Gegevens"] for cell in row}


def test_the_caption_of_a_pinned_figure_says_that_the_year_runs_as_it_did_when_it_was_sealed():
    held = seal.read(release(), seal.exhibits_of(PAGES), figuur="routes", vraag=QUERY)
    assert held is not None
    kept = seal.opened(seal.written(held))
    assert kept.selection == f"{held.gebied_naam} · schooljaar {RUNNING} (loopt nog) · alle zaken"
    over = seal.read(
        replace(release(), peildatum=date(2027, 8, 1), running=frozenset()),
        seal.exhibits_of(PAGES),
        figuur="routes",
        vraag=QUERY,
    )
    assert over is not None
    assert "loopt nog" not in over.selection
    # the same numbers under another name are no change
    assert seal.changes(kept, over) == ()


@pytest.mark.parametrize(
    ("held", "names"),
    [
        (release(), {"2025-2026": "2025-2026", RUNNING: f"{RUNNING} (loopt nog)"}),
        (
            lagging(),
            {
                "2024-2025": "2024-2025",
                "2025-2026": "2025-2026 (loopt in een deel van de gebieden nog)",
            },
        ),
    ],
)
def test_the_form_of_a_meeting_says_which_school_year_runs(held, names, tmp_path):
    url = f"sqlite:///{tmp_path}/vergaderingen.sqlite"
    client = create_app(Shelf(held), cache=tmp_path, meetings=url).server.test_client()
    text = client.get("/vergaderingen/nieuw").text
    open_database(url).close()
    open_database.cache_clear()
    options = dict(re.findall(r'<option value="([-\d]{9})"(?: selected)?>([^<]+)<', text))
    assert {year: options[year] for year in names} == names


def test_pages_open_with_the_last_year_that_is_over_in_every_area():
    # 2025-2026 is over for the whole country but one gemeente, of which 1200 zaken count in it
    assert parse({}, release=release()).schooljaar == "2025-2026"
    for gebied in (LAND, LARGE, MEDIUM):
        assert parse({"gebied": gebied}, release=lagging()).schooljaar == "2024-2025"


def test_a_delivery_that_is_years_old_does_not_hold_back_the_years_after_it():
    assert parse({}, release=lagging("2023-2024")).schooljaar == "2025-2026"


def test_a_link_to_a_running_year_keeps_it():
    asked = {"gebied": MEDIUM, "schooljaar": "2025-2026"}
    assert parse(asked, release=lagging()).schooljaar == "2025-2026"
    assert parse(asked, release=lagging()).notices == ()


def test_where_every_year_runs_somewhere_the_last_one_opens():
    only = replace(lagging(), schooljaren=("2025-2026", RUNNING))
    assert parse({}, release=only).schooljaar == RUNNING
