"""Every page, wide and narrow: reachable for everyone, and nothing from outside."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dashboard.app import PAGES
from etl.domain.areas import regios
from tests.browser.conftest import NARROW, WIDE, drawn
from tests.dashboard.releases import LAND, Shelf, release

pytestmark = pytest.mark.browser

PATHS = [page.path for page in PAGES]
EMPTY = "?gebied=GM0415&schooljaar=2023-2024"
SCROLLBAR = 15
REGIOS = [code for code in regios() if code not in ("MC02", "MC03")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


LOOKED_AT = [
    *((path, "", viewport) for path in PATHS for viewport in (WIDE, NARROW)),
    # what an empty page says is no other on a phone, and some pages are the same everywhere
    *((path, EMPTY, WIDE) for path in PATHS if path not in ("/definities", "/privacy")),
]


@pytest.mark.parametrize(("path", "query", "viewport"), LOOKED_AT)
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


def test_what_a_table_is_about_is_whole_on_a_phone_also_when_the_table_is_scrolled(
    page: Page, url: str
):
    page.set_viewport_size(NARROW)
    drawn(page, f"{url}/rapport?gebied=MC21&schooljaar=2025-2026")
    frame = page.locator(".tabelrand").first
    assert frame.evaluate("(it) => it.scrollWidth > it.clientWidth")
    frame.evaluate("(it) => { it.scrollLeft = 100; }")
    left, right = (
        frame.evaluate(f"(it) => it.querySelector('caption').getBoundingClientRect().{side}")
        for side in ("left", "right")
    )
    shown = frame.evaluate("(it) => it.getBoundingClientRect().left")
    assert (left, right) == (shown, shown + frame.evaluate("(it) => it.clientWidth"))


@pytest.mark.parametrize("width", [WIDE["width"], WIDE["width"] - 1, 1200])
def test_the_table_beside_the_map_is_not_cut(page: Page, served: str, own_shelf: Shelf, width: int):
    # from ten regions on the table has a column for the shade
    own_shelf.held = release(sizes={LAND: 60_000, **dict.fromkeys(REGIOS, 2000)})
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served}/vergelijken?gebied=MC21&schooljaar=2024-2025&indicator=route_R1")
    frame = page.locator(".kaart-met-tabel .tabelrand")
    frame.get_by_text("Voor de tint").wait_for()
    narrowest = "(it) => { it.style.width = 0; return it.querySelector('table').offsetWidth; }"
    # the frame scrolls down, and may have a bar for it
    room = frame.evaluate("(it) => it.clientWidth")
    assert frame.evaluate(narrowest) + SCROLLBAR <= room


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


@pytest.mark.parametrize("width", [WIDE["width"], NARROW["width"], 320])
def test_school_years_on_an_axis_are_whole_and_do_not_run_into_each_other(
    page: Page, url: str, width: int
):
    page.set_viewport_size({"width": width, "height": 800})
    drawn(page, f"{url}/vergelijken?gebied=MC21&schooljaar=2025-2026&indicator=route_R1")
    axis = page.locator(".tekening").first.locator(".xtick text")
    names = [each.text_content() or "" for each in axis.all()]
    assert names[:3] == ["2023-2024", "2024-2025", "2025-2026"]
    assert axis.first.locator("tspan").count() == 0, "a year is broken over lines"
    # turned ones lie side by side as parallel lines
    turned = "rotate(-" in (axis.first.get_attribute("transform") or "")
    boxes = [each.bounding_box() for each in axis.all()]
    for one, other in zip(boxes, boxes[1:], strict=False):
        assert one
        assert other
        assert turned or one["x"] + one["width"] <= other["x"]


def test_the_numbers_on_the_map_are_whole_on_the_smallest_screen(
    page: Page, served: str, own_shelf: Shelf
):
    own_shelf.held = release(sizes={LAND: 60_000, **dict.fromkeys(REGIOS, 2000)})
    page.set_viewport_size({"width": 320, "height": 700})
    drawn(page, f"{served}/vergelijken?gebied=MC21&schooljaar=2024-2025&indicator=route_R1")
    tiles = page.locator(".tegel[class*=tint-]")
    assert tiles.count() > 10
    cut = "(tiles) => tiles.filter((it) => it.scrollWidth > it.clientWidth).length"
    assert tiles.evaluate_all(cut) == 0


def test_the_definitions_fit_the_smallest_screen(page: Page, served: str, own_shelf: Shelf):
    # the name of a file is one long word
    own_shelf.held = replace(release(), sql={"metrics/afwijking_en_terugkeer": "select 1"})
    page.set_viewport_size({"width": 320, "height": 700})
    drawn(page, f"{served}/definities")
    page.get_by_text("SQL: metrics/afwijking_en_terugkeer").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
