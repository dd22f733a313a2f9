"""The quick scan on a phone and a practice case at the table, in a real browser."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.meeting import links
from dashboard.meeting.database import open_database
from dashboard.meeting.models import Deelnemer, Rol, Vergadering
from dashboard.quickscan import keep
from dashboard.quickscan.keep import Form
from tests.browser.conftest import NARROW
from tests.browser.test_pages import RULES
from tests.dashboard.releases import Shelf

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Table:
    """A meeting on a server: its address, and the link of the facilitator."""

    address: str
    link: str
    database: str
    name: str


@pytest.fixture
def table(shelf: Shelf, tmp_path: Path) -> Iterator[Table]:
    database = f"sqlite:///{tmp_path}/vergaderingen.sqlite"
    with open_database(database).writing() as session:
        made = Vergadering(
            titel="Evaluatie", gebied="MC21", schooljaar="2024-2025", datum=date(2025, 10, 1)
        )
        session.add(made)
        session.flush()
        for place, name in enumerate(("Halt", "Leerplicht")):
            session.add(Deelnemer(vergadering_id=made.id, plaats=place, organisatie=name))
        secret = links.create(session, made.id, Rol.LEIDER)
    app = create_app(shelf, meetings=database)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.port}"
    yield Table(f"{url}/vergadering/{made.id}", f"{url}/v/{secret}", database, made.id)
    server.shutdown()
    thread.join()
    server.server_close()


def is_clean(page: Page) -> bool:
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    width = page.viewport_size["width"]
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_a_quick_scan_is_filled_in_on_a_phone_and_told_at_closing(
    browser: Browser, page: Page, table: Table
):
    page.goto(table.link)
    page.goto(f"{table.address}/quickscan")
    page.get_by_role("button", name="Open de quickscan").click()
    page.get_by_role("button", name="Maak een link met QR-code").click()
    page.get_by_role("img", name="QR-code").wait_for()
    with browser.new_context(viewport=NARROW, locale="nl-NL") as context:
        phone = context.new_page()
        phone.goto(page.get_by_role("textbox", name="Link").input_value())
        assert is_clean(phone)
        phone.get_by_label("Ja, goed").focus()
        phone.keyboard.press("Space")
        words = phone.get_by_label("Wat gaat goed? In uw eigen woorden")
        words.fill("Bel 06-12345678")
        phone.get_by_role("button", name="Verstuur").press("Enter")
        assert "telefoonnummer" in phone.get_by_role("alert").inner_text()
        assert phone.get_by_label("Ja, goed").is_checked()
        words.fill("Korte lijnen")
        phone.get_by_role("button", name="Verstuur").click()
        phone.get_by_role("heading", name="Bedankt").wait_for()
    page.get_by_role("status").filter(has_text="1 formulier is binnen").wait_for(state="attached")
    with open_database(table.database).writing() as session:
        made = session.get(Vergadering, table.name)
        for number in range(4):
            keep.take_in(session, made, Form({"kent": ("goed",)}, {}, str(number)))
    closing = page.locator("summary", has_text="Sluit de quickscan")
    closing.press("Enter")
    page.get_by_role("button", name="Ja, sluit nu").press("Enter")
    page.get_by_text("Het meest gekozen: ‘Ja, goed’ (5 van de 5).").wait_for()
    assert not page.get_by_text("Korte lijnen").is_visible()
    assert is_clean(page)


def test_a_practice_case_is_chosen_in_and_its_spread_reaches_the_other_screen(
    browser: Browser, page: Page, table: Table
):
    case = f"{table.address}/oefenzaak/1_laat_en_stil"
    page.goto(table.link)
    page.goto(f"{table.address}/oefenzaken")
    assert is_clean(page)
    with browser.new_context(viewport=NARROW, locale="nl-NL") as context:
        other = context.new_page()
        other.goto(table.link)
        other.goto(case)
        for organisation, route in (("Halt", "Halt"), ("Leerplicht", "Vrijwillige (jeugd)hulp")):
            page.goto(case)
            page.get_by_role("link", name=organisation, exact=True).click()
            page.get_by_label(route, exact=True).check()
            page.get_by_label("Waarom?").fill(f"Reden van {organisation}")
            page.get_by_role("button", name=f"Bewaar voor {organisation}").click()
            page.get_by_text(f"Bewaard voor {organisation}").wait_for()
        chosen = other.get_by_role("status").filter(
            has_text="2 van de 2 organisaties hebben gekozen"
        )
        chosen.wait_for(state="attached")
        page.get_by_role("button", name="Laat de spreiding zien").click()
        other.get_by_text("2 organisaties maken 2 verschillende keuzes").wait_for()
        other.get_by_role("cell", name="Reden van Halt").wait_for()
        assert is_clean(other)
    assert is_clean(page)
