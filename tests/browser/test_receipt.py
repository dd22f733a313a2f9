"""The receipt that is mailed back: a page on its own, reachable for everyone, that fetches nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from etl.validate.receipt import receipt_html
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import RULES
from tests.etl.validate.deliveries import receipt_of, stap, write, zaak

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def receipt(tmp_path_factory) -> str:
    """The address of a receipt with a column too many, and rows that were set aside."""
    folder = tmp_path_factory.mktemp("ontvangst")
    zaken = [{**zaak(number), "opmerking": "x"} for number in range(1, 61)]
    stappen = [stap(number, startdatum="03-04-2025") for number in range(1, 61)]
    write(folder / "d", zaken=zaken, stappen=stappen)
    path = folder / "ontvangstbewijs.html"
    path.write_text(receipt_html(receipt_of(folder / "d")), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_receipt_breaks_no_rule_fits_a_phone_and_fetches_nothing(page: Page, receipt, viewport):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size(viewport)
    page.goto(receipt)
    assert page.locator("table").count() >= 2
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert asked == [receipt]
