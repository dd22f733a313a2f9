"""A real browser in front of a real server: Chromium, and the app on a release in memory."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from dashboard import assets_cache
from dashboard.app import create_app
from dashboard.compression import CACHE
from tests.dashboard.releases import Shelf, release

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf(release())


@pytest.fixture(scope="session")
def url(shelf: Shelf) -> Iterator[str]:
    """The address of a running dashboard, with its files compressed as set-up does."""
    assets_cache.fill(CACHE)
    app = create_app(shelf)
    with app.server.test_client() as client, client.get("/_dash-layout"):
        pass  # Dash sets itself up at the first request
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here before."""
    with browser.new_context(viewport=WIDE, locale="nl-NL") as context:
        context.set_default_timeout(15_000)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def drawn(page: Page, address: str) -> None:
    """Open an address, and wait until its page and charts are there."""
    page.goto(address)
    page.locator("main h1").wait_for()
    for chart in page.locator(".tekening").all():
        chart.locator(".main-svg").first.wait_for()
