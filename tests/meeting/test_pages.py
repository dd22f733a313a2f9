"""The way through a meeting without a browser: made, pinned, sealed, kept, followed."""

import importlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from dashboard.app import PAGES, create_app
from dashboard.exports import INVENTED, NOT_AUDITED
from dashboard.meeting.database import new_id, now, open_database
from dashboard.meeting.models import Pin, Rol, Toegang
from dashboard.meeting.routes import ROUTES
from dashboard.server import router_request
from tests.dashboard.releases import SIZES, Shelf, release
from tests.meeting.walking import act, begin, hidden_fields, make_meeting

LATER = "vrijgave_2027-11-01_aaaaaaaaaaaa"
FILTERED = "gebied=MC21&schooljaar=2024-2025&onderwijssoort=vo"


def pin(client: FlaskClient, name: str, query: str = f"figuur=routes&{FILTERED}") -> str:
    """Pin a figure as a new point."""
    form = hidden_fields(client.get(f"/vastpinnen?{query}").text)
    answer = client.post("/vastpinnen", data=form | {"punt": f"nieuw:{name}"})
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("#punt-", 1)[1]


def seals(url: str) -> dict[str, str]:
    with open_database(url).reading() as session:
        return {pin.id: pin.zegel or "" for pin in session.scalars(select(Pin))}


def test_a_new_meeting_has_signals_and_talking_points_on_its_agenda(client: FlaskClient):
    name = make_meeting(client, organisatie=["Halt", "Leerplicht"], andere="Bureau Leren\n")
    text = client.get(f"/vergadering/{name}").text
    assert "Aan tafel: Halt, Leerplicht, Bureau Leren" in text
    assert text.count('data-pin="') >= 3
    assert "Hoe bekend is de MAS bij ieder van ons?" in text
    assert "Stap 7 tot en met 10 van de MAS" in text
    assert "Quickscan: hoe werken wij met de MAS?" not in text
    inner = client.get(f"/vergadering/{make_meeting(client, soort='intern')}").text
    assert "Quickscan: hoe werken wij met de MAS?" in inner
    assert "Stap 1 tot en met 6 van de MAS" in inner


def test_a_meeting_waits_until_there_is_something_to_show(client: FlaskClient, shelf: Shelf):
    shelf.held = replace(release(), schooljaren=(), areas={}, views={}, points={})
    answer = client.get("/vergaderingen/nieuw")
    assert answer.status_code == 503
    assert "niets geleverd, of er is nog niets van te tonen" in answer.text
    assert client.get("/vergaderingen").status_code == 200
    assert client.get(f"/vastpinnen?figuur=routes&{FILTERED}").status_code == 200


def test_a_form_says_what_is_missing_and_keeps_the_rest(client: FlaskClient):
    form = hidden_fields(client.get("/vergaderingen/nieuw").text)
    answer = client.post(
        "/vergaderingen/nieuw",
        data=form | {"titel": "Bel 06-12345678", "gebied": "MC22", "datum": ""},
    )
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer" in answer.text
    assert "Kies de dag van de vergadering" in answer.text
    assert '<option value="MC22" selected>' in answer.text


def test_a_meeting_is_not_there_for_a_browser_without_its_link(
    client: FlaskClient, shelf: Shelf, app_url: str, tmp_path: Path
):
    name = make_meeting(client)
    stranger = create_app(shelf, cache=tmp_path, meetings=app_url).server.test_client()
    for path in ("", "/scherm", "/nieuws", "/begin", "/toegang", "/verslag", "/verslag.docx"):
        assert stranger.get(f"/vergadering/{name}{path}").status_code == 404
    assert name not in stranger.get("/vergaderingen").text
    assert stranger.get("/v/geraden").status_code == 410


def test_a_link_opens_what_it_is_for_until_it_is_withdrawn(
    client: FlaskClient, shelf: Shelf, app_url: str, tmp_path: Path
):
    name = make_meeting(client)
    page = client.get(f"/vergadering/{name}/toegang")
    form = hidden_fields(page.text)
    made = client.post(f"/vergadering/{name}/toegang", data=form | {"rol": "lezer", "dagen": "7"})
    secret = made.text.split("/v/")[1].split('"')[0]
    reader = create_app(shelf, cache=tmp_path, meetings=app_url).server.test_client()
    entered = reader.get(f"/v/{secret}")
    assert entered.location == f"/vergadering/{name}"
    assert "HttpOnly" in entered.headers["Set-Cookie"]
    assert "SameSite=Lax" in entered.headers["Set-Cookie"]
    cookie = reader.get_cookie(f"mas_v_{name}")
    assert cookie is not None
    assert cookie.max_age is not None
    assert timedelta(days=6.9) < timedelta(seconds=cookie.max_age) <= timedelta(days=7)
    assert "Scherm: Evaluatie najaar" in reader.get(f"/vergadering/{name}").text
    assert reader.get(f"/vergadering/{name}/begin").status_code == 404
    assert reader.post(f"/vergadering/{name}/handelingen", json={}).status_code == 404
    with open_database(app_url).reading() as session:
        held = session.scalars(select(Toegang).where(Toegang.rol == Rol.LEZER)).one()
        assert timedelta(days=6) < held.verloopt_op - now() <= timedelta(days=7)
    client.post(f"/vergadering/{name}/toegang", data=form | {"intrekken": held.id})
    assert reader.get(f"/vergadering/{name}").status_code == 404


def test_sealed_figures_stay_the_same_to_the_last_digit_and_say_what_is_newer(
    client: FlaskClient, shelf: Shelf, app_url: str
):
    name = make_meeting(client)
    pin(client, name)
    shelf.held = release(LATER)
    assert begin(client, name).status_code == 303
    before = seals(app_url)
    assert all(json.loads(text)["vrijgave"] == LATER for text in before.values())
    page = client.get(f"/vergadering/{name}").text
    assert "nieuwere" not in page
    shelf.held = release("vrijgave_2028-11-01_bbbbbbbbbbbb", sizes=SIZES | {"MC21": 2400})
    after = client.get(f"/vergadering/{name}").text
    assert seals(app_url) == before
    assert (
        "Er zijn nieuwere of verbeterde cijfers (peildatum 1 november 2026, vrijgave_2028" in after
    )
    sealed = [json.loads(text) for text in before.values()]
    [routes] = [each for each in sealed if each["figuur"] == "routes" and each["filters"]]
    # 2,200 zaken, half of them vo: released 1,100; of those 28% takes R1: 308, released 310
    row = next(each for each in routes["shown"] if "hulp" in each[0])
    assert "310" in row
    assert after.count(">310<") == page.count(">310<") > 0
    one = next(name for name, text in before.items() if json.loads(text) == routes)
    beside = client.get(f"/vergadering/{name}?nieuw={one}").text
    # 2,400 · 50% · 28% = 336, released 335
    assert '<td class="getal">310</td><td class="getal">335</td>' in beside


def test_a_figure_of_a_release_that_was_not_audited_goes_on_saying_so(
    client: FlaskClient, shelf: Shelf
):
    name = make_meeting(client)
    pin(client, name)
    begin(client, name)
    pages = (f"/vergadering/{name}", f"/vergadering/{name}/scherm")
    beside = [f'<p class="melding">{text}</p>' for text in (NOT_AUDITED, INVENTED)]
    # what holds for the whole page stands above it, and not at every figure
    assert not any(text in client.get(page).text for page in pages for text in beside)
    shelf.held = release(LATER, is_audited=True, is_sample=False)
    for page in pages:
        text = client.get(page).text
        assert text.count('data-pin="') >= 3
        assert [text.count(each) for each in beside] == [text.count('data-pin="')] * 2


def test_what_changed_between_pinning_and_beginning_is_shown_first(
    client: FlaskClient, shelf: Shelf
):
    name = make_meeting(client)
    looked = hidden_fields(client.get(f"/vergadering/{name}/begin").text)
    shelf.held = release(LATER, sizes=SIZES | {"MC21": 2400})
    again = client.post(f"/vergadering/{name}/begin", data=looked)
    assert "Intussen kwam er een nieuwe vrijgave" in again.text
    assert "Sinds het vastpinnen veranderd" in again.text
    assert "Wordt voorbereid" in client.get(f"/vergadering/{name}").text
    begin(client, name)
    assert "Is bezig" in client.get(f"/vergadering/{name}").text


def test_a_seal_that_was_tampered_with_is_not_shown(client: FlaskClient, app_url: str):
    name = make_meeting(client)
    begin(client, name)
    with open_database(app_url).writing() as session:
        held = session.scalars(select(Pin)).first()
        assert held is not None
        assert held.zegel is not None
        held.zegel = held.zegel.replace("47", "74")
        session.flush()
    assert "na het verzegelen veranderd" in client.get(f"/vergadering/{name}").text
    verslag = client.get(f"/vergadering/{name}/verslag.html").text
    part = verslag.split("na het verzegelen veranderd")[1].split("<h3")[0]
    assert "<td" not in part
    assert "<svg" not in part
    assert client.get(f"/vergadering/{name}/verslag.xlsx").status_code == 200


def test_recalled_areas_leave_the_sealed_figures_with_a_notice(
    client: FlaskClient, shelf: Shelf, tmp_path: Path
):
    shelf.folder = tmp_path
    name = make_meeting(client)
    pin(client, name)
    begin(client, name)
    assert ">310<" in client.get(f"/vergadering/{name}").text
    recall = [{"op": "2027-01-15", "gebieden": ["MC21"], "na": [LATER]}]
    (tmp_path / "herroepen.json").write_text(json.dumps(recall), encoding="utf-8")
    for path in ("", "/scherm"):
        text = client.get(f"/vergadering/{name}{path}").text
        assert "teruggeroepen (15 januari 2027)" in text
        assert ">310<" not in text
        assert "data-grafiek" not in text


def test_an_agreement_is_followed_and_ends_only_with_a_reason(
    client: FlaskClient, app_url: str, shelf: Shelf
):
    name = make_meeting(client, datum="2024-07-01")
    begin(client, name)
    with open_database(app_url).reading() as session:
        point = session.scalars(select(Pin)).first()
        assert point is not None
        punt = point.punt_id
    part = new_id()

    def field(naam: str, tekst: str) -> dict[str, object]:
        return {
            "id": new_id(),
            "soort": "veld",
            "object": part,
            "naam": naam,
            "tekst": tekst,
            "versie": 0,
        }

    answers = act(
        client,
        name,
        {
            "id": new_id(),
            "soort": "onderdeel",
            "object": part,
            "punt": punt,
            "onderdeel": "afspraak",
        },
        field("wat", "Eerder naar Halt"),
        field("organisatie", "Leerplicht"),
        field("wanneer", "2027-03-01"),
        field("cijfer", "indicator:route_R2"),
        field("richting", "omhoog"),
    )
    assert {answer["uitkomst"] for answer in answers} == {"ok"}
    page = client.get("/afspraken").text
    assert "Eerder naar Halt" in page
    assert "Leerplicht · uiterlijk 1 maart 2027" in page
    # decided on 1 July 2024: no whole year before it ended (2023-2024 runs to 31 July)
    assert "Nog te vroeg om iets te zeggen." in page
    form = hidden_fields(page)
    dropped = client.post(f"/afspraken/{part}", data=form | {"status": "vervallen", "reden": ""})
    assert "Schrijf op waarom" in dropped.text
    done = client.post(
        f"/afspraken/{part}", data=form | {"status": "vervallen", "reden": "Halt belt zelf al"}
    )
    assert done.status_code == 303
    stale = client.post(f"/afspraken/{part}", data=form | {"status": "gedaan", "reden": ""})
    assert stale.status_code == 409
    assert "Iemand anders veranderde" in stale.text
    odd = client.post(f"/afspraken/{part}", data=form | {"status": "loopt", "versie_status": "x"})
    assert odd.status_code == 422
    assert "<strong>Vervallen</strong>: Halt belt zelf al" in client.get("/afspraken").text


def test_the_next_meeting_begins_with_what_is_still_open(client: FlaskClient, app_url: str):
    first = make_meeting(client)
    begin(client, first)
    with open_database(app_url).reading() as session:
        punt = session.scalars(select(Pin)).first().punt_id
    part = new_id()
    act(
        client,
        first,
        {
            "id": new_id(),
            "soort": "onderdeel",
            "object": part,
            "punt": punt,
            "onderdeel": "afspraak",
        },
        {
            "id": new_id(),
            "soort": "veld",
            "object": part,
            "naam": "wat",
            "tekst": "Samen bellen",
            "versie": 0,
        },
    )
    second = make_meeting(client, "Voorjaar", vorige=first, datum="2027-04-01")
    text = client.get(f"/vergadering/{second}").text
    assert text.index("Afspraken van vorige keer") < text.index("Hoe bekend is de MAS")
    assert "Samen bellen" in text
    assert "Samen bellen" in client.get(f"/vergadering/{second}/scherm").text


def test_every_route_names_a_view_that_exists():
    for _, _, view in ROUTES:
        module, name = view.split(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_a_dashboard_without_meetings_loads_no_database_library():
    script = "import sys, dashboard.server; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_date_and_table_can_change_until_the_meeting_is_closed_and_closing_can_be_undone(
    client: FlaskClient,
):
    name = make_meeting(client, organisatie=["Halt"])
    path = f"/vergadering/{name}/gegevens"
    form = hidden_fields(client.get(path).text) | {"titel": "Evaluatie winter"}
    for other in ("", "20261201", "2026-W49-2"):
        wrong = client.post(path, data=form | {"datum": other, "organisatie": "Politie"})
        assert wrong.status_code == 422
        assert "Kies de dag van de vergadering" in wrong.text
    client.post(path, data=form | {"datum": "2026-12-01", "organisatie": "Politie"})
    text = client.get(f"/vergadering/{name}").text
    assert "<h1>Evaluatie winter</h1>" in text
    assert "1 december 2026" in text
    assert "Aan tafel: Politie<" in text
    begin(client, name)
    client.post(f"/vergadering/{name}/sluit", data=form)
    assert client.get(path).status_code == 404
    client.post(f"/vergadering/{name}/sluit", data=form | {"heropen": "ja"})
    assert "Is bezig" in client.get(f"/vergadering/{name}").text


def test_date_and_table_are_not_overwritten_by_who_did_not_see_them(client: FlaskClient):
    name = make_meeting(client, organisatie=["Halt"])
    path = f"/vergadering/{name}/gegevens"
    form = hidden_fields(client.get(path).text) | {"titel": "Najaar", "datum": "2026-12-01"}
    mine = form | {"organisatie": ["Halt", "Politie"]}
    theirs = form | {"organisatie": ["Halt", "Jeugdhulp"], "titel": "Evaluatie & terugblik"}
    assert client.post(path, data=theirs).status_code == 303
    # sent again after a lost connection it is no quarrel
    assert client.post(path, data=theirs).status_code == 303
    # and a form that comes back to be mended is still the older one
    mended = client.post(path, data=mine | {"titel": ""})
    assert hidden_fields(mended.text)["revisie"] == form["revisie"]
    clash = client.post(path, data=mine)
    assert clash.status_code == 409
    assert "Evaluatie &amp; terugblik · 1 december 2026 · Halt, Jeugdhulp" in clash.text
    assert 'value="Najaar"' in clash.text
    assert 'value="Politie" checked' in clash.text
    assert "Aan tafel: Halt, Jeugdhulp<" in client.get(f"/vergadering/{name}").text
    # who has seen both, decides
    assert client.post(path, data=mine | hidden_fields(clash.text)).status_code == 303
    assert "Aan tafel: Halt, Politie<" in client.get(f"/vergadering/{name}").text


PIN_LINK = re.compile(r'/vastpinnen\?[^"\\]+')


def test_every_figure_of_every_page_can_be_pinned_as_it_is_shown(client: FlaskClient):
    make_meeting(client)
    client.get("/_dash-layout")
    found: dict[str, set[str]] = {}
    for page in PAGES:
        question = router_request(page.path, "?gebied=MC21&schooljaar=2024-2025")
        answer = client.post("/_dash-update-component", json=question)
        found[page.path] = set(PIN_LINK.findall(json.dumps(answer.get_json())))
    assert all(found[path] for path in ("/", "/routes", "/evaluatie", "/vergelijken", "/rapport"))
    for link in set().union(*found.values()):
        text = client.get(link).text
        assert "Wat u vastpint" in text, link
        assert '<p class="kernzin"></p>' not in text, link


def test_what_a_button_of_a_point_does_is_told_with_the_name_of_the_point(client: FlaskClient):
    name = make_meeting(client)
    begin(client, name)
    text = client.get(f"/vergadering/{name}").text
    points = re.findall(r'id="kop-(\w+)"', text)
    for does in ("omhoog", "omlaag", "punt-weg", "op-scherm"):
        told = re.findall(rf'data-doe="{does}"[^>]* aria-describedby="kop-(\w+)"', text)
        assert told == [each for each in points if each != "agenda"]


def test_areas_and_gemeenten_of_a_new_meeting_stand_by_level_and_by_name(client: FlaskClient):
    text = client.get("/vergaderingen/nieuw").text
    assert re.findall(r'<optgroup label="([^"]+)"', text) == [
        "Regio&#39;s",
        "Arrondissementen",
        "Nederland",
    ]
    names = re.findall(r'name="gemeente"[^>]*> ([^<]+)</label>', text)
    assert len(names) > 2
    assert names == sorted(names)
    assert re.findall(r"<legend>(.*?)</legend>", text)[1:-1] == ["Agglomeratie Amsterdam"]


def test_a_meeting_is_not_about_a_gemeente_outside_its_area(client: FlaskClient):
    form = hidden_fields(client.get("/vergaderingen/nieuw").text)
    form |= {"titel": "Evaluatie", "gebied": "MC22", "datum": "2026-11-25"}
    answer = client.post("/vergaderingen/nieuw", data=form | {"gemeente": ["GM0363"]})
    assert answer.status_code == 422
    assert (
        "Amsterdam ligt niet in West-Friesland. Kies alleen gemeenten uit dit gebied, of kies "
        "Agglomeratie Amsterdam."
    ) in answer.text
    # what was ticked stays, so that it can be taken away
    assert 'value="GM0363" checked' in answer.text


def test_an_agenda_without_a_figure_says_why_and_what_can_be_done(client: FlaskClient):
    told = "Er staat nog geen figuur op de agenda"
    nothing = make_meeting(client, gemeente=["GM0415"])
    assert told in client.get(f"/vergadering/{nothing}").text
    assert told not in client.get(f"/vergadering/{make_meeting(client)}").text
