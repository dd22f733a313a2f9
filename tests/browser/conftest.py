"""A real browser in front of a real server: Chromium, and the app on a release in memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
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
SAVED = "Alles is bewaard."
WITHIN = 3_000
"""Milliseconds in which one device sees what another did: two seconds, and room for a busy test."""

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def serving(app: Dash) -> Iterator[str]:
    """Serve an app, and give its address."""
    with app.server.test_client() as client, client.get("/_dash-layout"):
        pass  # Dash sets itself up at the first request
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


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
    with serving(create_app(shelf)) as address:
        yield address


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


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/vergaderingen/proef.sqlite"


@pytest.fixture
def own_shelf() -> Shelf:
    return Shelf(release())


@pytest.fixture
def served(own_shelf: Shelf, store: str) -> Iterator[str]:
    """The address of a dashboard with meetings."""
    with serving(create_app(own_shelf, meetings=store)) as address:
        yield address


def saved(page: Page) -> None:
    expect(page.locator("#verbinding")).to_have_text(SAVED)
