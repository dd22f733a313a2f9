"""What goes to the meeting on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import drawn
from tests.browser.test_outbox import begun

pytestmark = pytest.mark.browser

BREAKS_INSIDE = "(it) => getComputedStyle(it).breakInside"
PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")


def pages_of(page: Page) -> int:
    """Print to pdf and count its sheets."""
    return len(PAGE_OF_A_PDF.findall(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("gebied", ["NL", "MC21", "GM0437"])
def test_the_evaluation_fits_on_two_sheets(page: Page, url: str, gebied: str):
    drawn(page, f"{url}/evaluatie?gebied={gebied}&schooljaar=2025-2026")
    assert pages_of(page) <= 2


def test_a_button_that_leads_elsewhere_is_not_printed(page: Page, url: str):
    drawn(page, f"{url}/evaluatie")
    button = page.get_by_role("link", name="Naar de vergaderingen")
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()


def test_the_table_of_a_meeting_prints_what_is_told_and_not_what_works_only_on_a_screen(
    page: Page, served: str
):
    page.goto(begun(page, served))
    point = page.locator(".punt").first
    on_screen = (point.locator(".greep"), point.get_by_text("Titel en toelichting"))
    for each in on_screen:
        expect(each).to_be_visible()
    page.emulate_media(media="print")
    for each in on_screen:
        expect(each).to_be_hidden()
    expect(point.locator(".tabel")).to_be_visible()
    # a choice of the page is known by its code: the title says it in words
    expect(point).not_to_contain_text("Keuze:")
    # a figure goes on where its sheet ends, and a row of its table does not
    figure, row = point.locator(".vastgepind"), point.locator(".tabel tbody tr").first
    assert [each.evaluate(BREAKS_INSIDE) for each in (figure, row)] == ["auto", "avoid-page"]


def test_how_a_figure_is_read_goes_along_on_paper(page: Page, url: str):
    drawn(page, f"{url}/routes")
    text = page.locator("#lezen-routes .noot").first
    expect(text).to_be_hidden()
    page.emulate_media(media="print")
    expect(text).to_be_visible()


def test_a_chart_is_made_to_fit_the_paper_and_put_back(page: Page, url: str):
    drawn(page, f"{url}/routes")
    page.evaluate(
        "addEventListener('beforeprint', () => {"
        " window.onPaper = document.querySelector('.tekening').style.zoom; })"
    )
    page.pdf(prefer_css_page_size=True)
    assert 0 < float(page.evaluate("window.onPaper")) < 1
    assert page.evaluate("document.querySelector('.tekening').style.zoom") == ""
