"""A supplier is removed: what its zaken said is gone from every exit of a sealed meeting."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exhibits.data import WITHDRAWN
from dashboard.meeting.database import new_id, open_database
from dashboard.meeting.recalled import TAKEN_BACK
from dashboard.server import router_request
from etl.publish import recall
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts, of_regio, published
from tests.meeting.test_pages import pin
from tests.meeting.walking import act, begin, make_meeting

GONE, *STAYS = of_regio("MC21")[:5]
PAGES = ("/", "/routes", "/leg-uit", "/vergelijken", "/evaluatie", "/rapport", "/gegevens")
YEARS = ("2023-2024", "2024-2025")
NUMBERS = re.compile(r"(?<![\w.,])(765|535|1\.300|7\.77\d)(?![\w.,])")
"""What only the removed supplier's gemeente, the region and the country count; not part of an id."""


def marts_of(*, with_supplier: bool) -> Marts:
    marts = Marts()
    for year, count in zip(YEARS, (535, 765), strict=True):
        if with_supplier:
            same = {"schooljaar": year, "leverancier": "gaat-weg"}
            marts.zaken(count - 100, GONE, route="R1", oordeel="conform", **same)
            marts.zaken(100, GONE, route="R2", oordeel="afwijking_zonder_uitleg", **same)
        for code in STAYS:
            marts.zaken(60, code, schooljaar=year, route="R1", oordeel="conform")
    return marts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    published(marts_of(with_supplier=True), tmp_path / "release")
    return tmp_path / "release"


@pytest.fixture
def client(folder: Path, tmp_path: Path, app_url: str) -> Iterator[FlaskClient]:
    app = create_app(ReleaseFolder(folder), cache=tmp_path, meetings=app_url)
    yield app.server.test_client()
    open_database(app_url).close()
    open_database.cache_clear()


def remove(folder: Path) -> None:
    """Take back what the supplier delivered, as `deliveries remove` begins."""
    with marts_of(with_supplier=True).connect() as con:
        recall.recall(folder, recall.areas_of(con, "gaat-weg"), on=date(2026, 11, 26))


def said(client: FlaskClient, name: str) -> dict[str, str]:
    """Return what a meeting says, by where it says it; files unpacked."""
    found = {}
    for path in ("", "/scherm", "/nieuws", "/nieuws?scherm", "/verslag"):
        found[path] = client.get(f"/vergadering/{name}{path}").text
    for kind in ("html", "docx", "xlsx", "ods", "csv", "ics"):
        data = client.get(f"/vergadering/{name}/verslag.{kind}").data
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                data = b"\n".join(book.read(each) for each in book.namelist())
        found[kind] = data.decode(errors="replace")
    found["afspraken"] = client.get("/afspraken").text
    return found


def sealed_meeting(client: FlaskClient) -> str:
    name = make_meeting(client, gebied="MC21", gemeenten=[GONE])
    for figure in ("omvang", "routes", "leg-uit", "gegevens-bestanden"):
        pin(client, name, f"figuur={figure}&gebied={GONE}&schooljaar=2024-2025")
    pin(client, name, "figuur=vergelijken-leg_uit&gebied=NL&schooljaar=2024-2025&niveau=gemeente")
    pin(client, name, f"figuur=omvang&gebied={STAYS[0]}&schooljaar=2024-2025")
    begin(client, name)
    return name


def introductions(news: str) -> dict[str, str]:
    fields = json.loads(news)["velden"]
    return {each["object"]: each["tekst"] for each in fields if each["naam"] == "toelichting"}


def numbers(client: FlaskClient, path: str, search: str) -> set[str]:
    page = client.post("/_dash-update-component", json=router_request(path, search)).text
    return set(NUMBERS.findall(page))


def test_what_was_taken_back_is_gone_from_every_exit_of_a_sealed_meeting(
    client: FlaskClient, folder: Path
) -> None:
    name = sealed_meeting(client)
    before = said(client, name)
    written = set(introductions(before["/nieuws"]).values())
    signals = {text for text in written if "%" in text}
    assert signals
    for place in ("", "/scherm", "html", "docx", "xlsx", "ods"):
        assert NUMBERS.search(before[place]), place

    remove(folder)

    after = said(client, name)
    for place, text in after.items():
        assert not NUMBERS.search(text), place
        assert not any(signal in text for signal in signals), place
    for place in ("", "/scherm", "html", "docx", "/nieuws"):
        assert TAKEN_BACK in after[place], place
    assert "teruggeroepen (26 november 2026)" in after["html"]
    # a gemeente that nothing was taken back of keeps its own
    assert ">60<" in after[""]


def test_a_newer_release_does_not_bring_it_back(client: FlaskClient, folder: Path) -> None:
    name = sealed_meeting(client)
    remove(folder)
    published(marts_of(with_supplier=False), folder)
    for place, text in said(client, name).items():
        assert not NUMBERS.search(text), place


def test_what_people_wrote_themselves_stays(client: FlaskClient, folder: Path) -> None:
    name = sealed_meeting(client)
    written = introductions(client.get(f"/vergadering/{name}/nieuws").text)
    punt = next(punt for punt, text in written.items() if "%" in text)
    change = {"soort": "veld", "object": punt, "naam": "toelichting", "versie": 1}
    [answer] = act(client, name, {"id": new_id(), "tekst": "Wij kijken naar de routes.", **change})
    assert answer["uitkomst"] == "ok"
    remove(folder)
    after = introductions(client.get(f"/vergadering/{name}/nieuws").text)
    assert after[punt] == "Wij kijken naar de routes."
    assert TAKEN_BACK in after.values()


def test_the_dashboard_shows_it_no_longer_from_the_removal_on(
    client: FlaskClient, folder: Path
) -> None:
    search = f"?gebied={GONE}&schooljaar=2024-2025"
    before = {path: numbers(client, path, search) for path in PAGES}
    assert before["/"]
    assert before["/gegevens"] or before["/rapport"]
    edition = client.get("/vrijgave.json").get_json()

    remove(folder)

    # the answers of before are kept no longer
    assert {path: numbers(client, path, search) for path in PAGES} == dict.fromkeys(PAGES, set())
    assert "teruggetrokken" in client.get(f"/export/routes.csv{search}").text
    # of deliveries nothing is told at all, and not as if there were none
    for figure in ("leveranciers", "bestanden", "volledigheid", "keuring", "bevindingen"):
        said_now = client.get(f"/export/gegevens-{figure}.csv{search}").text
        assert said_now.startswith(WITHDRAWN.sentence), figure
    # a screen that is open asks for this, and is told to refresh
    assert client.get("/vrijgave.json").get_json() != edition
    stays = f"?gebied={STAYS[0]}&schooljaar=2024-2025"
    assert client.get(f"/export/routes.csv{stays}").status_code == 200
