"""A meeting about a school year that is not over says so on its pages and in its verslag."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from dashboard.meeting.database import Database
from dashboard.meeting.period import year_name
from tests.dashboard.releases import Shelf, release
from tests.meeting.conftest import meeting
from tests.meeting.walking import begin, make_meeting

OVER = replace(release(), peildatum=date(2027, 8, 1), running=frozenset())


def pages_of(client: FlaskClient, name: str) -> list[str]:
    asked = ("/vergaderingen", f"/vergadering/{name}", f"/vergadering/{name}/scherm")
    return [client.get(path).text for path in asked]


def test_list_table_and_screen_name_the_year_as_every_page_does(client: FlaskClient):
    name = make_meeting(client, schooljaar="2026-2027")
    assert all(" · schooljaar 2026-2027 (loopt nog) · " in text for text in pages_of(client, name))
    over = make_meeting(client, schooljaar="2024-2025")
    assert " · schooljaar 2024-2025 · " in client.get(f"/vergadering/{over}").text


def test_until_the_meeting_begins_it_goes_by_the_release_and_after_that_by_its_seals(
    client: FlaskClient, shelf: Shelf
):
    name, later = (make_meeting(client, schooljaar="2026-2027") for _ in range(2))
    assert begin(client, name).status_code == 303
    shelf.held = OVER
    assert " · schooljaar 2026-2027 (loopt nog) · " in client.get(f"/vergadering/{name}").text
    assert " · schooljaar 2026-2027 · " in client.get(f"/vergadering/{later}").text


@pytest.mark.parametrize(
    ("schooljaar", "period"),
    [("2026-2027", "schooljaar 2026-2027 (loopt nog)"), ("2024-2025", "schooljaar 2024-2025")],
)
def test_the_verslag_names_the_period_so(client: FlaskClient, schooljaar: str, period: str):
    name = make_meeting(client, schooljaar=schooljaar)
    begin(client, name)
    text = client.get(f"/vergadering/{name}/verslag.html").text
    assert f">{period}<" in text


@pytest.mark.parametrize(("day", "name"), [(31, "2026-2027 (loopt nog)"), (32, "2026-2027")])
def test_without_figures_the_day_on_which_a_meeting_began_decides(
    database: Database, day: int, name: str
):
    began = datetime(2027, 7, 1, tzinfo=UTC) + timedelta(days=day - 1)
    with database.writing() as session:
        held = meeting(session, schooljaar="2026-2027", begonnen_op=began)
        assert year_name(held, release()) == name
