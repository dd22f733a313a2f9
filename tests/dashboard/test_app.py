"""The app as a browser meets it, without a browser."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import hosts
from dashboard.app import PAGES, create_app
from dashboard.exhibits import Empty
from dashboard.server import router_request
from dashboard.state import parse
from etl.domain.disclosure import RULE
from etl.errors import NoRelease, UsageError
from etl.released.reader import Release
from tests.dashboard.conftest import Ask
from tests.dashboard.releases import Shelf, release

PATHS = [page.path for page in PAGES]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_heading_its_warnings_and_its_source(ask: Ask, path: str):
    text = ask(path)
    [page] = [page for page in PAGES if page.path == path]
    assert f'"children":"{page.title}"' in text
    assert "Niet getoetst – niet delen" in text
    assert "alle zaken zijn verzonnen" in text
    assert RULE in text
    assert release().id in text


def test_a_real_and_audited_release_carries_no_warning(shelf: Shelf, ask: Ask):
    shelf.held = release(is_sample=False, is_audited=True)
    assert "Niet getoetst" not in ask("/")
    assert "verzonnen" not in ask("/")


def test_a_number_on_the_page_is_the_one_in_the_release(ask: Ask):
    text = ask("/", "?gebied=GM0363&schooljaar=2024-2025")
    assert "1.200" in text


def test_what_stands_under_a_heading_begins_with_a_capital(ask: Ask):
    text = ask("/gegevens", "?schooljaar=2026-2027")
    assert '"children":"Schooljaar 2026-2027 (loopt nog)"' in text


def test_menu_links_keep_area_year_and_filter(ask: Ask):
    text = ask("/", "?gebied=GM0363&schooljaar=2024-2025&onderwijssoort=vo")
    assert "/routes?gebied=GM0363&schooljaar=2024-2025&onderwijssoort=vo" in text


def test_a_small_area_has_its_filter_disabled_with_the_reason(ask: Ask):
    text = ask("/routes", "?gebied=GM0437&schooljaar=2024-2025")
    assert "Filteren kan vanaf 300 zaken; dit gebied heeft er minder." in text
    # of an area of which the number is hidden nobody can say that it has fewer
    text = ask("/routes", "?gebied=GM0415&schooljaar=2026-2027")
    assert "Filteren kan vanaf 300 zaken, als die te tonen zijn." in text


def test_a_second_filter_is_offered_only_where_the_ladder_allows_one(ask: Ask):
    assert "kies-filter2" not in ask("/")
    assert "kies-filter2" in ask("/", "?onderwijssoort=vo")
    assert "kies-filter2" not in ask("/routes", "?onderwijssoort=vo")


def test_a_second_filter_that_a_link_brought_can_be_taken_away(ask: Ask):
    assert "kies-filter2" in ask("/routes", "?onderwijssoort=vo&verzuimtype=luxe")


def test_with_more_filters_than_shares_allow_the_overview_keeps_to_its_numbers(ask: Ask):
    text = ask("/", "?gebied=GM0437&schooljaar=2024-2025")
    assert "In het kort" in text
    text = ask("/", "?gebied=GM0363&schooljaar=2024-2025&onderwijssoort=vo&verzuimtype=luxe")
    assert "Met dit filter is dit niet te tonen" in text


def test_a_number_that_is_not_there_says_why(ask: Ask):
    assert "Bij dit filter is het aantal leerlingen niet bekend." in ask("/", "?onderwijssoort=vo")
    assert "Niets geleverd, of niet te tonen." in ask("/", "?gebied=GM0415&schooljaar=2026-2027")


def test_the_number_of_a_running_year_is_not_set_beside_a_whole_one_in_silence(ask: Ask):
    assert "Tot nu toe. 2025-2026: " in ask("/", "?gebied=GM0363&schooljaar=2026-2027")


def test_figures_with_nothing_to_show_share_one_card(ask: Ask):
    text = ask("/terugkeer", "?gebied=GM0415&schooljaar=2023-2024")
    assert text.count('"className":"kaart"') == 1
    assert text.count("te weinig zaken") == 1


def test_how_a_figure_is_read_is_folded_and_goes_along_in_its_file(ask: Ask, client: FlaskClient):
    assert "Hoe lees ik dit?" in ask("/routes")
    file = client.get("/export/routes.xlsx")
    with zipfile.ZipFile(io.BytesIO(file.get_data())) as book:
        assert "Leeswijzer" in book.read("xl/sharedStrings.xml").decode()


def test_a_region_without_a_total_says_so_by_name(ask: Ask):
    text = ask("/", "?gebied=MC23")
    # which of the two it is, nobody may know
    assert (
        "Kop van Noord-Holland heeft geen totaal in deze vrijgave. Een totaal is er pas als "
        "minstens 4 gemeenten genoeg zaken hebben, en dan nog alleen als daarmee geen ander aantal "
        "te vinden is. Een gemeente uit dit gebied kan er wel staan."
    ) in text
    assert "Over Aa en Hunze staat niets in deze vrijgave" in ask("/", "?gebied=GM1680")


def test_what_cannot_be_shown_is_said_in_a_notice(ask: Ask):
    assert "Het gevraagde schooljaar staat niet in deze vrijgave" in ask("/", "?schooljaar=1999")


def test_a_new_release_shows_at_the_next_request(shelf: Shelf, ask: Ask):
    assert release().id in ask("/routes")
    shelf.held = release("vrijgave_2026-12-01_feedfeedfeed")
    assert "vrijgave_2026-12-01_feedfeedfeed" in ask("/routes")


def test_the_answer_to_the_same_question_is_the_same_every_time(ask: Ask):
    assert ask("/routes", "?gebied=GM0363") == ask("/routes", "?gebied=GM0363")


class EmptyShelf(Shelf):
    def __init__(self) -> None:
        super().__init__(release())

    def current(self) -> Release:
        raise NoRelease("Er is nog geen vrijgave. Maak er een met 'make run'.")


def test_without_a_release_a_page_says_what_to_do(tmp_path):
    client = create_app(EmptyShelf(), cache=tmp_path).server.test_client()
    client.get("/_dash-layout")
    answer = client.post("/_dash-update-component", json=router_request("/"))
    assert "make run" in answer.get_data(as_text=True)
    assert client.get("/vrijgave.json").get_json() == {"vrijgave": None}
    assert client.get("/export/routes.csv").status_code == 503


def test_the_current_release_can_be_asked_for(client: FlaskClient):
    assert client.get("/vrijgave.json").get_json() == {"vrijgave": release().id}


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_every_exhibit_that_shows_something_can_be_downloaded(client: FlaskClient, extension: str):
    query = {"gebied": "MC21", "schooljaar": "2024-2025"}
    held = release()
    for page in PAGES:
        state = parse(query, release=held, choices=page.choices)
        for exhibit in page.exhibits:
            answer = client.get(f"/export/{exhibit.id}.{extension}", query_string=query)
            if isinstance(exhibit.make(held, state), Empty):
                assert answer.status_code == 404, exhibit.id
            else:
                file = f"{exhibit.id}_MC21_2024-2025.{extension}"
                assert file in answer.headers["Content-Disposition"]


def test_a_download_of_nothing_says_why(client: FlaskClient):
    answer = client.get("/export/routes.csv?gebied=GM0415&schooljaar=2023-2024")
    assert answer.status_code == 404
    assert "te weinig zaken" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/bestaat-niet", "/export/x.csv", "/export/routes.exe"])
def test_an_unknown_address_is_a_dutch_404(client: FlaskClient, address: str):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.get_data(as_text=True)


def test_a_mistake_of_ours_tells_nothing_on_the_page_and_where_it_was_in_the_log(
    shelf: Shelf, tmp_path, caplog: pytest.LogCaptureFixture
):
    def broken(link: str):
        try:
            return {}[link]
        except KeyError as error:
            raise ValueError(f"getypt: {link}") from error

    app = create_app(shelf, cache=tmp_path)
    app.server.add_url_rule("/stuk/<link>", "stuk", broken)
    answer = app.server.test_client().get("/stuk/geheim?naam=geheim")
    assert answer.status_code == 500
    text = answer.get_data(as_text=True)
    assert "Er ging iets mis" in text
    assert "geheim" not in text + caplog.text
    for words in ("Fout bij GET /stuk/<link>", "builtins.ValueError", "in broken"):
        assert words in caplog.text


QUESTION = router_request("/routes", "")
BAD_PATH = QUESTION["inputs"][0] | {"value": ["/routes"]}


@pytest.mark.parametrize(
    "asked",
    [
        *({}, [], None, "tekst", {"output": "x"}, QUESTION | {"output": "a.b"}),
        *(QUESTION | {"inputs": []}, QUESTION | {"inputs": [BAD_PATH, QUESTION["inputs"][1]]}),
    ],
)
def test_what_no_page_asks_is_refused_and_is_no_mistake(
    client: FlaskClient, asked: object, caplog: pytest.LogCaptureFixture
):
    assert client.post("/_dash-update-component", json=asked).status_code == 400
    # another test's browser may still be asking a server of this process, which says so
    assert [record for record in caplog.records if record.name != "werkzeug"] == []


@pytest.mark.parametrize("address", ["/", "/assets/favicon.svg", "/vrijgave.json", "/niets"])
def test_a_name_that_is_not_ours_is_refused(client: FlaskClient, address: str):
    refused = client.get(address, headers={"Host": "evil.example:8050"})
    assert refused.status_code == 400
    assert "Dit adres is niet van de MAS-monitor" in refused.text
    assert "evil" not in refused.text


@pytest.mark.parametrize(
    "host", ["", "[", "localhost.evil.example", "a@localhost", "127.0.0.1.nip.io"]
)
def test_what_is_no_name_of_ours_either_is_refused(client: FlaskClient, host: str):
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8050", "127.0.0.1:8050", "[::1]:8050", "192.168.1.20"]
)
def test_this_machine_and_addresses_in_digits_are_answered(client: FlaskClient, host: str):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_the_name_that_a_proxy_passes_on_is_answered_when_it_is_set(shelf: Shelf, tmp_path: Path):
    names = hosts.names("0.0.0.0", {"MAS_ADRESSEN": "mas.example.nl"})
    client = create_app(shelf, cache=tmp_path, names=names).server.test_client()
    assert client.get("/", headers={"Host": "mas.example.nl"}).status_code == 200
    assert client.get("/", headers={"Host": "example.nl"}).status_code == 400


@pytest.mark.parametrize(
    "text", ["http://mas.example.nl", "mas.example.nl:8050", "*", "a b", "a..b"]
)
def test_what_can_be_no_name_of_the_dashboard_is_said_before_it_is_served(text: str):
    with pytest.raises(UsageError, match="MAS_ADRESSEN .* zoals mas.example.nl,monitor"):
        hosts.names("127.0.0.1", {"MAS_ADRESSEN": f"monitor,{text}"})


def test_what_is_nested_deeper_than_can_be_read_is_refused(client: FlaskClient):
    answer = client.post(
        "/_dash-update-component", data="[" * 100_000, content_type="application/json"
    )
    assert answer.status_code == 400
    assert "Dit kan niet" in answer.text


@pytest.mark.parametrize("path", ["dash/../../../etc/passwd", "os/__init__.py", "dash/niets.js"])
def test_a_part_that_no_page_loads_is_not_there(
    client: FlaskClient, path: str, caplog: pytest.LogCaptureFixture
):
    assert client.get(f"/_dash-component-suites/{path}").status_code == 404
    assert caplog.text == ""


@pytest.mark.parametrize("address", ["/", "/vrijgave.json", "/export/routes.csv", "/nee"])
def test_every_answer_keeps_the_browser_to_this_site(client: FlaskClient, address: str):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not client.application.debug


def test_the_index_is_dutch_and_names_no_other_host(client: FlaskClient):
    text = client.get("/").get_data(as_text=True)
    assert '<html lang="nl">' in text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


def test_static_files_are_compressed_and_kept(client: FlaskClient):
    index = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', index)
    assert len(addresses) > 10
    for address in addresses:
        with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert "immutable" in answer.headers["Cache-Control"], address
            if len(answer.get_data()) > 512:
                assert answer.headers["Content-Encoding"] == "gzip"


def test_two_apps_in_one_process_keep_their_own_release(tmp_path):
    names = ("vrijgave_a", "vrijgave_b")
    apps = [create_app(Shelf(replace(release(), id=name)), cache=tmp_path) for name in names]
    for app, name in zip(apps, names, strict=True):
        client = app.server.test_client()
        client.get("/_dash-layout")
        answer = client.post("/_dash-update-component", json=router_request("/"))
        assert name in answer.get_data(as_text=True)


def test_what_unfolds_is_told_with_the_name_of_its_figure(ask: Ask):
    text = ask("/terugkeer")
    for words in ("Bekijk als tabel", "Hoe lees ik dit?"):
        of = re.findall(rf'"children":"{re.escape(words)}","aria-describedby":"(kop-[^"]+)"', text)
        assert len(of) > 1
        assert len(set(of)) == len(of)
        assert all(f'"id":"{each}"' in text for each in of)
