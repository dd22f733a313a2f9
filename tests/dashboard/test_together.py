"""Two schooljaren together: chosen where a gemeente has them, offered where one is not shown."""

import csv
import io
import json

import pytest

from dashboard.app import PAGES, create_app
from dashboard.nearest import nearest
from dashboard.server import router_request
from dashboard.state import State, parse
from etl.released import answers
from tests.dashboard.releases import Shelf
from tests.etl.released.marts import Marts, published

SMALL, LARGE, FIRST, SECOND, BOTH = "GM0363", "GM0358", "2024-2025", "2025-2026", "2024-2026"
CHOSEN = {"oordeel": "conform"}
ONE_YEAR = {"/vergelijken", "/rapport", "/gegevens"}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A gemeente of few zaken and one of many; R2 of the first is shown of both years alone."""
    marts = Marts(peildatum="2026-08-01")
    for year in (FIRST, SECOND):
        for gemeente, some in ((SMALL, 30), (LARGE, 300)):
            for route, count in (("R1", some), ("R2", some // 5)):
                given = {"schooljaar": year, "route": route, "gekozen_route": route, **CHOSEN}
                marts.zaken(count, gemeente, **given)
    return published(marts, tmp_path_factory.mktemp("vrijgave"))


@pytest.fixture
def shelf(held):
    return Shelf(held)


def query(gemeente=SMALL, year=BOTH):
    return f"?gebied={gemeente}&schooljaar={year}"


def test_only_a_gemeente_that_has_both_together_offers_them(ask):
    assert "2024-2026 samen" in ask("/routes", query(year=FIRST))
    assert "2024-2026 samen" not in ask("/routes", query(LARGE, FIRST))


@pytest.mark.parametrize("path", sorted(ONE_YEAR))
def test_a_page_about_one_schooljaar_does_not_offer_them_and_shows_the_last(ask, path):
    said = ask(path, query())
    assert "2024-2026 samen" not in said
    assert "Twee schooljaren samen tonen we hier niet. U ziet 2025-2026." in said


def test_who_goes_on_to_another_area_gets_its_last_schooljaar_and_hears_so(held):
    state = parse({"gebied": LARGE, "schooljaar": BOTH}, release=held)
    assert state.schooljaar == SECOND
    assert state.notices == ("Twee schooljaren samen tonen we hier niet. U ziet 2025-2026.",)


def test_a_filter_is_left_out_and_the_page_says_so(held):
    asked = {"gebied": SMALL, "schooljaar": BOTH, "onderwijssoort": "vo"}
    state = parse(asked, release=held)
    assert (state.schooljaar, state.filters) == (BOTH, ())
    assert "geen filter" in state.notices[0]


def test_what_one_schooljaar_cannot_show_leads_to_both(held):
    def shows_halt(state):
        rows = answers.routeverdeling(held, state.question).rows
        return any(row.code == "R2" and row.zaken for row in rows)

    found = nearest(held, State(SMALL, FIRST), shows_halt)
    assert [(each.name, each.state) for each in found] == [
        ("schooljaren 2024-2026 samen", State(SMALL, BOTH))
    ]


def test_from_both_a_single_schooljaar_is_the_nearest_and_the_last_one_first(held):
    found = nearest(held, State(SMALL, BOTH), lambda state: state.schooljaar != BOTH)
    assert [each.name for each in found] == ["schooljaar 2025-2026"]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.base], ids=lambda page: page.path.strip("/") or "begin"
)
def test_every_page_and_every_file_of_it_can_be_asked_of_both(ask, shelf, tmp_path, page):
    assert "paginakop" in ask(page.path, query())
    client = create_app(shelf, cache=tmp_path / "bestanden").server.test_client()
    for exhibit in page.exhibits:
        answer = client.get(f"/export/{exhibit.id}.csv{query()}")
        assert answer.status_code in (200, 404), exhibit.id


def test_routes_of_both_are_those_of_the_release_in_page_and_file(ask, client):
    said = ask("/routes", query())
    assert "schooljaren 2024-2026 samen" in said
    answer = client.get(f"/export/routes.csv{query()}")
    assert answer.status_code == 200
    rows = list(
        csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";")
    )
    [halt] = [row for row in rows if row and row[0].startswith("Halt")]
    assert halt[1] == "10"  # 12


def test_overview_says_why_pupils_are_not_counted_over_both(ask):
    said = ask("/", query())
    assert "Dit is er alleen per schooljaar." in said
    assert "In schooljaren 2024-2026 samen zijn er 70 zaken gemeld." in said  # 72


def test_a_gemeente_that_shows_nothing_of_either_schooljaar_leads_to_both(tmp_path):
    marts = Marts(peildatum="2026-08-01")
    for year in (FIRST, SECOND):
        marts.zaken(12, SMALL, schooljaar=year)
    few = published(marts, tmp_path)
    assert few.schooljaren == (FIRST, SECOND)
    assert [few.total(gebied=SMALL, schooljaar=year) for year in (FIRST, SECOND, BOTH)] == [
        None,
        None,
        25,
    ]
    client = create_app(Shelf(few), cache=tmp_path / "bestanden").server.test_client()
    client.get("/_dash-layout")
    answer = client.post("/_dash-update-component", json=router_request("/", query(year=SECOND)))
    assert "schooljaren 2024-2026 samen" in json.dumps(answer.get_json(), ensure_ascii=False)
