"""A figure and its verslag carry the day on which the area was counted, as its export does.

The release is of 1 November 2026; Zuid-Holland-Zuid is in it as it was counted on 17 July.
"""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from dashboard import exports
from dashboard.app import PAGES
from dashboard.exhibits import Shown
from dashboard.meeting import seal
from dashboard.server import router_request
from dashboard.state import parse
from etl.released.reader import Release
from tests.dashboard.releases import Shelf, release
from tests.meeting.test_pages import pin
from tests.meeting.walking import begin, make_meeting

GEBIED, YEAR = "MC21", "2024-2025"
QUERY = f"gebied={GEBIED}&schooljaar={YEAR}"
COUNTED, OF_THE_RELEASE = "17 juli 2026", "1 november 2026"
FACT = re.compile(r'"children": "([^"]+)"}, "type": "Dt".*?"children": "([^"]+)"}, "type": "Dd"')
EXHIBITS = seal.exhibits_of(PAGES)


def counted_before(name: str = "vrijgave_2026-11-01_0123456789ab") -> Release:
    return replace(release(name), _standen={(GEBIED, YEAR): date(2026, 7, 17)})


@pytest.fixture
def pinned(client: FlaskClient, shelf: Shelf) -> str:
    """A meeting with a figure of an area that was counted before."""
    shelf.held = counted_before()
    name = make_meeting(client)
    pin(client, name, f"figuur=routes&{QUERY}")
    return name


def test_a_figure_is_sealed_with_the_peildatum_of_its_export():
    held = counted_before()
    page, exhibit = EXHIBITS["routes"]
    state = parse({"gebied": GEBIED, "schooljaar": YEAR}, release=held, choices=page.choices)
    content = exhibit.make(held, state)
    assert isinstance(content, Shown)
    exported = dict(exports.notes(exhibit, shown=content, release=held, state=state).pairs)
    sealed = seal.read(held, EXHIBITS, figuur="routes", vraag=QUERY)
    assert sealed is not None
    assert exported["Peildatum"] == COUNTED
    assert sealed.day == date(2026, 7, 17)
    # another schooljaar of the area was counted with the release
    other = seal.read(
        held, EXHIBITS, figuur="routes", vraag=f"gebied={GEBIED}&schooljaar=2025-2026"
    )
    assert other is not None
    assert other.day == date(2026, 11, 1)


def test_beginning_and_the_verslag_say_when_the_area_was_counted(client: FlaskClient, pinned: str):
    page = client.get(f"/vergadering/{pinned}/begin").text
    assert f"peildatum {COUNTED}" in page
    assert OF_THE_RELEASE not in page
    begin(client, pinned)
    verslag = client.get(f"/vergadering/{pinned}/verslag.html").text
    assert f"peildatum {COUNTED}" in verslag
    assert f"<dt>Peildatum van de cijfers</dt><dd>{COUNTED}</dd>" in verslag
    assert OF_THE_RELEASE not in verslag


def test_what_is_newer_is_said_with_the_day_on_which_the_area_was_counted(
    client: FlaskClient, shelf: Shelf, pinned: str
):
    begin(client, pinned)
    shelf.held = counted_before("vrijgave_2027-11-01_aaaaaaaaaaaa")
    page = client.get(f"/vergadering/{pinned}").text
    assert f"nieuwere cijfers (peildatum {COUNTED}, vrijgave_2027-11-01" in page


def test_a_page_tells_the_day_of_the_area_from_the_newest_day_of_the_release(
    client: FlaskClient, shelf: Shelf
):
    shelf.held = counted_before()
    client.get("/_dash-layout")

    def said(path: str) -> str:
        answer = client.post("/_dash-update-component", json=router_request(path, f"?{QUERY}"))
        return json.dumps(answer.get_json())

    evaluation = said("/evaluatie")
    assert f"Peildatum {COUNTED}, vrijgave_2026-11-01" in evaluation
    assert f"Peildatum {OF_THE_RELEASE}" not in evaluation
    newest = ("Nieuwste gegevens", OF_THE_RELEASE)
    about = FACT.findall(evaluation)
    assert about[:2] == [("Peildatum", COUNTED), newest]
    # a page that is about no area has no day of its own
    assert FACT.findall(said("/definities"))[-2] == newest
