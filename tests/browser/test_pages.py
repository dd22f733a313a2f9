"""Every page, wide and narrow: reachable for everyone, and nothing from outside."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dashboard.app import PAGES
from tests.browser.conftest import NARROW, WIDE, drawn

pytestmark = pytest.mark.browser

PATHS = [page.path for page in PAGES]
EMPTY = "?gebied=GM0415&schooljaar=2023-2024"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("query", ["", EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("path", PATHS)
def test_page_breaks_no_rule_of_accessibility(page: Page, url: str, path, query, viewport):
    page.set_viewport_size(viewport)
    drawn(page, url + path + query)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PATHS)
def test_page_fits_a_phone(page: Page, url: str, path):
    page.set_viewport_size(NARROW)
    drawn(page, url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("path", PATHS)
def test_page_asks_nothing_of_another_host_and_breaks_no_policy(page: Page, url: str, path):
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    drawn(page, url + path)
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if not address.startswith((url, "data:", "blob:"))] == []
    assert said == []


def test_page_has_its_own_title(page: Page, url: str):
    for each in PAGES:
        drawn(page, url + each.path)
        assert page.title() == f"{each.title} – MAS-monitor"
