"""The pages of a meeting for who uses a keyboard, a small window, a large letter, or paper."""

from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import saved
from tests.browser.test_outbox import begun

pytestmark = pytest.mark.browser

COVERED = """() => {
    const it = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector(".bediening");
    if (bar.contains(document.activeElement)) return false;
    return it.bottom > Math.min(innerHeight, bar.getBoundingClientRect().top) + 1;
}"""


@pytest.mark.parametrize(("width", "height"), [(640, 360), (1024, 600)])
def test_the_focus_is_never_behind_the_footer_of_the_screen(
    page: Page, served: str, width: int, height: int
):
    meeting = begun(page, served)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{meeting}/scherm")
    links = page.locator("#agenda .agenda a")
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.textContent")


def test_a_word_without_end_fits_the_smallest_window(page: Page, served: str):
    meeting = begun(page, served)
    page.get_by_role("button", name="Maak een afspraak").first.click()
    page.keyboard.type("a" * 300)
    page.get_by_label("Uitkomst").first.fill("b" * 300)
    saved(page)
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (meeting, f"{meeting}/scherm#punt-", f"{served}/afspraken"):
        page.goto(address)
        page.get_by_text("MAS").first.wait_for(state="attached")
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def printed(page: Page) -> list[str]:
    return [each.extract_text() for each in pypdf.PdfReader(BytesIO(page.pdf())).pages]


def test_table_and_screen_print_every_figure(page: Page, served: str):
    meeting = begun(page, served)
    page.goto(meeting)
    page.wait_for_function("window.Plotly")
    titles = page.locator("[data-pin] h3").all_text_contents()
    captions = page.locator("[data-pin] caption").all_text_contents()
    assert titles
    table = "\n".join(printed(page))
    squeezed = " ".join(table.split())
    for caption in captions:
        assert caption in squeezed
    assert "Bekijk de figuur" not in table
    drawn = "[...document.querySelectorAll('[data-grafiek]')].every((e) => e.dataset.getekend)"
    assert page.evaluate(drawn)
    expect(page.locator("[data-pin] details[open]")).to_have_count(0)

    page.goto(f"{meeting}/scherm")
    page.wait_for_function("window.Plotly")
    points = page.locator(".dia h1").all_text_contents()
    paper = " ".join(" ".join(printed(page)).split())
    for point in points:
        assert " ".join(point.split()) in paper
    assert "Start de klok" not in paper
    assert page.evaluate(drawn)
    expect(page.locator(".dia:visible")).to_have_count(1)


def test_a_placeholder_in_a_field_that_only_reads_has_contrast(page: Page, served: str):
    begun(page, served)
    page.get_by_role("button", name="Maak een afspraak").first.click()
    shown = "(field) => getComputedStyle(field, '::placeholder').color"
    field = page.locator(".onderdeel [data-naam=reden]").first
    assert field.evaluate(shown) == "rgb(81, 100, 109)"
