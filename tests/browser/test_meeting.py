"""A meeting from beginning to end in real browsers, by keyboard alone, and with a killed server."""

import re
import socket
import subprocess
import sys
import threading
import urllib.request
from io import BytesIO
from pathlib import Path
from urllib.error import URLError

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from dashboard.meeting.database import open_database
from dashboard.meeting.models import Veld
from tests.browser.conftest import NARROW, WIDE, WITHIN, saved
from tests.browser.test_pages import RULES
from tests.dashboard.releases import SIZES, Shelf, release

pytestmark = pytest.mark.browser

LATER = "vrijgave_2027-11-01_aaaaaaaaaaaa"


NAME = """() => {
    const it = document.activeElement;
    const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
    return it.getAttribute("aria-label") || label || it.innerText || "";
}"""


def tab_to(page: Page, name: str, *, most: int = 200) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).strip().startswith(name):
            return
    raise AssertionError(f"Tab never came to: {name}")


def choose(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


FITS = """(width) => new Promise((done) => {
    // a chart follows the width of its place a moment later
    const until = performance.now() + 10000;
    const look = () => {
        const fits = document.documentElement.scrollWidth <= width;
        if (fits || performance.now() > until) done(fits); else requestAnimationFrame(look);
    };
    look();
})"""


def no_barriers(page: Page) -> None:
    """Ask axe, with everything unfolded; and a phone shows it without scrolling sideways."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size(NARROW)
    assert page.evaluate(FITS, NARROW["width"]), f"too wide for a phone: {page.url}"
    page.set_viewport_size(WIDE)


def taken_along(page: Page) -> dict[str, bytes]:
    """Click on every file of the verslag, and return them by extension."""
    found = {}
    for link in page.locator("main .lijst a").all():
        with page.expect_download() as waiting:
            link.click()
        file = Path(waiting.value.path())
        found[Path(waiting.value.suggested_filename).suffix] = file.read_bytes()
    return found


def test_a_meeting_from_its_preparation_to_the_next_one(
    browser: Browser, served: str, own_shelf: Shelf
):
    with browser.new_context(viewport=WIDE, locale="nl-NL") as first:
        first.set_default_timeout(15_000)
        ana = first.new_page()
        errors: list[str] = []
        ana.on("pageerror", lambda error: errors.append(str(error)))

        # prepare
        ana.goto(f"{served}/vergaderingen")
        no_barriers(ana)
        choose(ana, "Nieuwe vergadering")
        ana.wait_for_url("**/nieuw*")
        no_barriers(ana)
        tab_to(ana, "Naam van de vergadering")
        ana.keyboard.type("Evaluatie najaar")
        choose(ana, "Maak de agenda")
        ana.wait_for_url(re.compile(r"/vergadering/\w+$"))
        meeting = ana.url
        saved(ana)
        count = ana.locator("#agenda li").count()

        # pin a figure with its filter
        ana.goto(f"{served}/routes?gebied=MC21&schooljaar=2024-2025&onderwijssoort=vo")
        ana.locator("#routes").wait_for()
        choose(ana, "Vastpinnen: Welke route nemen zaken?")
        ana.wait_for_url("**/vastpinnen*")
        no_barriers(ana)
        tab_to(ana, "Bij welk punt")
        ana.keyboard.press("End")
        choose(ana, "Pin vast")
        ana.wait_for_url(f"{meeting}#punt-*")
        expect(ana.locator("#agenda li")).to_have_count(count + 1)
        expect(ana.locator("#agenda li").last).to_have_text("Welke route nemen zaken?")

        # put the new point one place up, by keyboard
        ana.locator(".punt:visible").last.locator("h2").focus()
        choose(ana, "Omhoog")
        expect(ana.locator("#agenda li").nth(count - 1)).to_have_text("Welke route nemen zaken?")
        saved(ana)
        no_barriers(ana)

        # seal
        ana.locator("h1").click()
        choose(ana, "Beginnen en verzegelen")
        ana.wait_for_url("**/begin")
        no_barriers(ana)
        choose(ana, "Begin en verzegel")
        ana.wait_for_url(meeting)
        expect(ana.locator(".paginakop")).to_contain_text("Is bezig")

        # present with the keyboard
        room = first.new_page()
        room.on("pageerror", lambda error: errors.append(str(error)))
        room.goto(f"{meeting}/scherm")
        room.keyboard.press("ArrowRight")
        expect(room.locator("#plek")).to_have_text(f"Punt 1 van {count + 1}")
        room.locator(".dia:visible .main-svg").first.wait_for()
        no_barriers(room)
        room.keyboard.press("End")
        expect(room.locator(".dia:visible")).to_have_count(1)
        room.keyboard.press("Escape")
        expect(room.locator("#plek")).to_have_text("Agenda")
        no_barriers(room)
        room.keyboard.press("ArrowRight")

        with browser.new_context(viewport=WIDE, locale="nl-NL") as second:
            second.set_default_timeout(15_000)
            # a second leader comes in by a link
            ana.goto(f"{meeting}/toegang")
            no_barriers(ana)
            ana.get_by_label("Gespreksleider:").check()
            ana.get_by_role("button", name="Maak de link").press("Enter")
            bob = second.new_page()
            bob.on("pageerror", lambda error: errors.append(str(error)))
            bob.goto(ana.get_by_label("Link", exact=True).input_value())
            bob.wait_for_url(meeting)
            ana.goto(meeting)

            # each sees what the other types
            outcome, his = (page.get_by_label("Uitkomst").first for page in (ana, bob))
            outcome.focus()
            ana.keyboard.type("Wij herkennen dit.")
            expect(his).to_have_value("Wij herkennen dit.", timeout=WITHIN)
            expect(room.locator(".dia:visible .uitkomst")).to_have_text(
                "Wij herkennen dit.", timeout=WITHIN
            )

            # both change the same field while one has no connection: nothing is lost
            second.set_offline(True)
            his.focus()
            bob.keyboard.press("End")
            bob.keyboard.type(" Bob vult aan.")
            expect(bob.locator("#verbinding")).to_contain_text("Geen verbinding")
            ana.keyboard.type(" Ana ook.")
            saved(ana)
            second.set_offline(False)
            clash = bob.locator(".botsing")
            expect(clash.locator("blockquote")).to_have_text("Wij herkennen dit. Ana ook.")
            expect(his).to_have_value("Wij herkennen dit. Bob vult aan.")
            no_barriers(bob)
            clash.get_by_role("button", name="Zet de andere tekst eronder").press("Enter")
            both = "Wij herkennen dit. Bob vult aan.\nWij herkennen dit. Ana ook."
            saved(bob)
            expect(outcome).to_have_value(both, timeout=WITHIN)

            # what could be about a person is refused, and the reason stands at the field
            remark = bob.get_by_role("button", name="Schrijf een opmerking").first
            remark.press("Enter")
            bob.keyboard.type("Bel 06-12345678")
            expect(bob.locator(".fout")).to_contain_text("een telefoonnummer")
            expect(bob.locator("#verbinding")).to_contain_text("Eén tekst is niet bewaard")
            bob.get_by_role("textbox", name="Opmerking").fill("Onder ons gezegd")
            expect(bob.locator(".fout")).to_have_count(0)
            bob.get_by_label("Vertrouwelijk: blijft uit").first.check()
            saved(bob)

        # an agreement, on the screen within two seconds
        ana.get_by_role("button", name="Maak een afspraak").first.press("Enter")
        ana.keyboard.type("Eerder naar Halt")
        tab_to(ana, "Welke organisatie?")
        ana.keyboard.type("Leerplicht")
        tab_to(ana, "Welke figuur moet veranderen?")
        ana.keyboard.type("Gekozen: Halt")
        tab_to(ana, "Welke kant op?")
        ana.keyboard.press("ArrowDown")
        expect(room.locator(".dia:visible .afspraken")).to_contain_text(
            "Afspraak: Eerder naar Halt (Leerplicht, Gekozen: Halt omhoog)", timeout=WITHIN
        )
        expect(room.locator("main")).not_to_contain_text("Onder ons gezegd")
        saved(ana)

        # it is dropped only with a reason, and then by itself
        ana.get_by_text("Stand van de afspraak").click()
        ana.get_by_label("Stand", exact=True).select_option("Vervallen")
        expect(ana.locator(".fout")).to_contain_text("Schrijf eerst op waarom")
        ana.get_by_label("Toelichting bij de stand").fill("Toch niet nodig")
        expect(ana.locator(".fout")).to_have_count(0)
        saved(ana)
        ana.get_by_label("Stand", exact=True).select_option("Loopt nog")
        saved(ana)

        # after
        ana.get_by_role("button", name="Sluit de vergadering").press("Enter")
        expect(ana.locator(".paginakop")).to_contain_text("Gesloten")
        ana.goto(f"{meeting}/verslag")
        no_barriers(ana)
        files = taken_along(ana)
        assert set(files) == {".docx", ".pdf", ".html", ".xlsx", ".ods", ".csv", ".ics"}
        pages = pypdf.PdfReader(BytesIO(files[".pdf"]))
        assert pages.trailer["/Root"]["/MarkInfo"]["/Marked"]
        said = {
            ".docx": "\n".join(each.text for each in Document(BytesIO(files[".docx"])).paragraphs),
            ".pdf": "\n".join(each.extract_text() for each in pages.pages),
            ".html": files[".html"].decode(),
            ".csv": files[".csv"].decode("utf-8-sig"),
        }
        for kind, text in said.items():
            assert "Eerder naar Halt" in text, kind
            assert "Onder ons" not in text, kind

        # a new delivery: the same numbers, and a notice
        table = ana.locator("[data-pin] .tabel")
        ana.goto(meeting)
        before = table.all_text_contents()
        own_shelf.held = release(LATER, sizes=SIZES | {"MC21": 2400})
        ana.reload()
        assert table.all_text_contents() == before
        expect(ana.locator("main")).to_contain_text("Er zijn nieuwere of verbeterde cijfers")
        ana.get_by_role("link", name="Zet de nieuwe cijfers ernaast").first.press("Enter")
        expect(ana.get_by_role("group", name="Verschillen")).to_be_visible()
        no_barriers(ana)

        # next time
        ana.goto(f"{served}/afspraken")
        expect(ana.locator("main")).to_contain_text("Nog te vroeg om iets te zeggen.")
        ana.locator(".main-svg").first.wait_for()
        no_barriers(ana)
        ana.goto(f"{served}/vergaderingen/nieuw")
        tab_to(ana, "Naam van de vergadering")
        ana.keyboard.type("Evaluatie voorjaar")
        choose(ana, "Maak de agenda")
        ana.wait_for_url(re.compile(r"/vergadering/\w+$"))
        expect(ana.locator("#agenda li").first).to_have_text("Afspraken van vorige keer")
        first_point = ana.locator(".punt").first
        expect(first_point).to_contain_text("Eerder naar Halt")
        expect(first_point).to_contain_text("Nog te vroeg om iets te zeggen.")
        assert errors == []


def started(store: str, port: int) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.meeting.serving", store, str(port)],
        stderr=subprocess.DEVNULL,
    )
    waiting = threading.Event()
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/vergaderingen"):
                return process
        except URLError:
            waiting.wait(0.1)
    process.kill()
    raise AssertionError("the server did not start")


def test_a_server_that_is_killed_while_one_types_loses_nothing(page: Page, store: str):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = started(store, port)
    try:
        page.goto(f"http://127.0.0.1:{port}/vergaderingen/nieuw")
        page.get_by_label("Naam van de vergadering").fill("Evaluatie")
        page.get_by_role("button", name="Maak de agenda").click()
        page.get_by_role("link", name="Beginnen en verzegelen").click()
        page.get_by_role("button", name="Begin en verzegel").click()
        outcome = page.get_by_label("Uitkomst").first
        outcome.press_sequentially("Voor de klap. ", delay=20)
        saved(page)
        outcome.press_sequentially("Midden in ", delay=20)
        server.kill()
        server.wait()
        outcome.press_sequentially("de klap.", delay=20)
        expect(page.locator("#verbinding")).to_contain_text("Geen verbinding")
        server = started(store, port)
        saved(page)

        # killed again, and now the page goes away too before the server is back
        outcome.press_sequentially(" Daarna dicht.", delay=20)
        server.kill()
        server.wait()
        outcome.press_sequentially(" En weer open.", delay=20)
        address = page.url
        page.goto("about:blank")
        server = started(store, port)
        page.goto(address)
        whole = "Voor de klap. Midden in de klap. Daarna dicht. En weer open."
        expect(page.get_by_label("Uitkomst").first).to_have_value(whole)
        saved(page)
    finally:
        server.kill()
        server.wait()
    with open_database(store).reading() as session:
        kept = session.scalars(select(Veld.tekst).where(Veld.naam == "uitkomst")).all()
    assert kept == [whole]
