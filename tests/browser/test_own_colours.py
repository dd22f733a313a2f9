"""For who reads in the colours of their own system, a drawing can still be read."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import WIDE, drawn
from tests.browser.test_pages import REGIOS
from tests.dashboard.releases import LAND, Shelf, release

pytestmark = pytest.mark.browser

WHITE = "rgb(255, 255, 255)"
PAPER = "(it) => getComputedStyle(it).backgroundColor"


@pytest.fixture
def dark(browser: Browser) -> Page:
    """A screen of white on black."""
    context = browser.new_context(
        viewport=WIDE, locale="nl-NL", forced_colors="active", color_scheme="dark"
    )
    return context.new_page()


def test_a_chart_keeps_the_paper_that_its_letters_are_drawn_for(dark: Page, url: str):
    drawn(dark, f"{url}/routes")
    assert dark.locator("body").evaluate(PAPER) != WHITE
    assert dark.locator(".tekening").first.evaluate(PAPER) == WHITE


def test_the_tiles_of_the_map_and_the_key_to_them_keep_their_shade(
    dark: Page, served: str, own_shelf: Shelf
):
    # from ten regions on a tile has a shade
    own_shelf.held = release(sizes={LAND: 60_000, **dict.fromkeys(REGIOS, 2000)})
    drawn(dark, f"{served}/vergelijken?gebied=MC21&schooljaar=2024-2025&indicator=route_R1")
    tile, key = (
        {each.evaluate(PAPER) for each in dark.locator(f"{kind}[class*=tint-]").all()}
        for kind in (".tegel", ".staal")
    )
    assert tile
    assert tile <= key
    assert len(key) > 1


def test_only_the_page_that_is_open_is_marked_in_the_menu(dark: Page, url: str):
    drawn(dark, f"{url}/routes")
    borders = {
        here: dark.locator(f".menu a{selector}").first.evaluate(
            "(it) => getComputedStyle(it).borderInlineStartColor"
        )
        for here, selector in {True: "[aria-current=page]", False: ":not([aria-current])"}.items()
    }
    assert borders[True] != borders[False]
