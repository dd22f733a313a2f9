"""A figure on the screen for the room: whole, with nothing over anything, on every screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_outbox import begun
from tests.browser.test_pages import REGIOS
from tests.dashboard.releases import LAND, Shelf, release

pytestmark = pytest.mark.browser

SCREENS = [(1366, 768), (1440, 900), (1920, 1080)]
QUERY = "gebied=MC21&schooljaar=2024-2025"

BOXES = """(dia) => {
    const box = (each) => {
        const { left, top, right, bottom } = each.getBoundingClientRect();
        return { left, top, right, bottom, text: each.textContent };
    };
    const all = (selector) => [...dia.querySelectorAll(selector)].map(box);
    return {
        names: all(".annotation-text, .ytick text"),
        bars: all(".bars .point path"),
        axis: all(".xtick text, .xtitle"),
        buttons: document.querySelector(".bediening").getBoundingClientRect().top,
        width: document.documentElement.clientWidth,
    };
}"""


def pinned(page: Page, served: str, *figures: str) -> str:
    """Begin a meeting with these figures at one point, and return the address of its screen."""
    meeting = begun(page, served)
    for figure in figures:
        page.goto(f"{served}/vastpinnen?figuur={figure}&{QUERY}")
        points = page.get_by_label("Bij welk punt")
        # the last is a new point; the last but one has no point after it
        points.select_option(points.locator("option").all()[-3].get_attribute("value"))
        page.get_by_role("button", name="Pin vast").click()
        page.wait_for_url(re.compile("#punt-"))
    return f"{meeting}/scherm#{page.url.partition('#')[2]}"


def shown(page: Page) -> dict:
    page.locator(".dia:visible .main-svg").first.wait_for()
    return page.locator(".dia:visible").evaluate(BOXES)


def overlaps(one: dict, other: dict) -> bool:
    # bars and letters may touch
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    )


def nothing_over_anything(boxes: dict) -> None:
    names = boxes["names"]
    assert len(names) == 9
    assert boxes["bars"]
    for place, name in enumerate(names):
        for other in (*boxes["bars"], *boxes["axis"], *names[place + 1 :]):
            assert not overlaps(name, other), (name, other)
    for each in (*names, *boxes["axis"]):
        assert 0 <= each["left"] <= each["right"] <= boxes["width"], each


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_routes_stand_whole_above_the_buttons(page: Page, served: str, width: int, height: int):
    screen = pinned(page, served, "routes")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(screen)
    boxes = shown(page)
    nothing_over_anything(boxes)
    assert max(each["bottom"] for each in boxes["axis"]) <= boxes["buttons"]


def test_a_phone_comes_to_the_axis_before_the_next_point(page: Page, served: str):
    screen = pinned(page, served, "routes")
    page.set_viewport_size(NARROW)
    page.goto(screen)
    nothing_over_anything(shown(page))
    point = page.locator("#plek").inner_text()
    seen = False
    for _ in range(6):
        boxes = shown(page)
        seen = seen or max(each["bottom"] for each in boxes["axis"]) <= boxes["buttons"]
        page.keyboard.press("PageDown")
        if page.locator("#plek").inner_text() != point:
            break
    assert seen


def test_a_window_of_another_size_is_drawn_anew(page: Page, served: str):
    screen = pinned(page, served, "routes")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(screen)
    page.locator(".dia:visible .ytick text").first.wait_for()
    page.set_viewport_size(NARROW)
    # on a phone names stand above their bars, in letters of the usual size
    page.locator(".dia:visible .annotation-text").first.wait_for()
    nothing_over_anything(shown(page))


def test_page_down_shows_the_next_figure_before_the_next_point(page: Page, served: str):
    screen = pinned(page, served, "routes", "doorlooptijd-zaak")
    page.set_viewport_size(WIDE)
    page.goto(screen)
    plek = page.locator("#plek")
    point = plek.inner_text()
    second = page.locator(".dia:visible [data-pin]").nth(1)
    shown(page)
    expect(second.locator(".main-svg").first).not_to_be_in_viewport()
    page.keyboard.press("PageDown")
    expect(plek).to_have_text(point)
    expect(second.locator(".xtitle")).to_be_in_viewport()
    expect(second.get_by_role("heading")).to_be_in_viewport()
    page.keyboard.press("PageUp")
    expect(page.locator(".dia:visible h1")).to_be_in_viewport()
    expect(plek).to_have_text(point)
    for _ in range(3):
        page.keyboard.press("PageDown")
    expect(plek).not_to_have_text(point)
    # an arrow goes to the next point at once
    page.keyboard.press("ArrowLeft")
    expect(plek).to_have_text(point)
    page.keyboard.press("ArrowRight")
    expect(plek).not_to_have_text(point)


@pytest.mark.parametrize("figure", ["vergelijken-route_R2", "doorlooptijd-zaak"])
def test_lines_and_dots_become_flatter_before_they_are_scrolled_to(
    page: Page, served: str, own_shelf: Shelf, figure: str
):
    # the funnel needs regions to compare
    own_shelf.held = release(sizes={LAND: 60_000, **dict.fromkeys(REGIOS, 2000)})
    screen = pinned(page, served, figure)
    page.set_viewport_size({"width": 1366, "height": 720})
    page.goto(screen)
    boxes = shown(page)
    assert boxes["axis"]
    assert max(each["bottom"] for each in boxes["axis"]) <= boxes["buttons"]


def test_the_first_screen_has_the_warning_in_sight(page: Page, served: str):
    screen = f"{begun(page, served)}/scherm"
    page.set_viewport_size({"width": 1366, "height": 500})
    page.goto(screen)
    # the browser goes to the point that the address names once everything is there
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate("window.scrollY") == 0


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_a_long_agenda_is_on_one_screen(page: Page, served: str, width: int, height: int):
    meeting = begun(page, served)
    for _ in range(6):
        page.goto(f"{served}/vastpinnen?figuur=routes&{QUERY}")
        page.get_by_role("button", name="Pin vast").click()
        page.wait_for_url(re.compile("#punt-"))
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{meeting}/scherm")
    points = page.locator("#agenda li")
    assert points.count() >= 8
    ends = points.evaluate_all("(all) => all.map((it) => it.getBoundingClientRect().bottom)")
    assert max(ends) <= page.locator(".bediening").bounding_box()["y"]
