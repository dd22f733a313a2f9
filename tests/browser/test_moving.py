"""Filters, menu, back button and keyboard: the URL and the page always say the same."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, drawn
from tests.dashboard.releases import SIZES, Shelf, release

pytestmark = pytest.mark.browser


def test_a_choice_changes_url_and_page_and_keeps_the_focus(page: Page, url: str):
    drawn(page, f"{url}/routes")
    area = page.get_by_label("Gebied")
    area.focus()
    area.select_option("GM0363")
    expect(page.locator(".paginakop p")).to_contain_text("Amsterdam")
    assert "gebied=GM0363" in page.url
    expect(page.get_by_label("Gebied")).to_be_focused()
    expect(page.get_by_label("Gebied")).to_have_value("GM0363")


def test_a_page_is_not_loaded_again_for_a_choice(page: Page, url: str):
    drawn(page, f"{url}/routes")
    page.evaluate("window.stayed = true")
    page.get_by_label("Filter").select_option("onderwijssoort:vo")
    expect(page.locator(".paginakop p")).to_contain_text("Voortgezet onderwijs")
    assert "onderwijssoort=vo" in page.url
    assert page.evaluate("window.stayed") is True


def test_taking_a_filter_away_takes_it_out_of_the_url(page: Page, url: str):
    drawn(page, f"{url}/routes?onderwijssoort=vo")
    expect(page.get_by_label("Filter")).to_have_value("onderwijssoort:vo")
    page.get_by_label("Filter").select_option("")
    expect(page.locator(".paginakop p")).to_contain_text("alle zaken")
    assert "onderwijssoort" not in page.url


def test_the_back_button_brings_back_page_and_choice(page: Page, url: str):
    drawn(page, f"{url}/routes?gebied=MC21")
    page.get_by_label("Gebied").select_option("GM0363")
    expect(page.locator(".paginakop p")).not_to_contain_text("Agglomeratie")
    page.go_back()
    expect(page.get_by_label("Gebied")).to_have_value("MC21")
    expect(page.locator(".paginakop p")).to_contain_text("Agglomeratie")
    page.go_forward()
    expect(page.get_by_label("Gebied")).to_have_value("GM0363")


def test_the_menu_keeps_the_choice_and_moves_the_focus_to_the_heading(page: Page, url: str):
    drawn(page, f"{url}/?gebied=GM0363&schooljaar=2024-2025")
    page.get_by_role("link", name="Routes", exact=True).click()
    heading = page.get_by_role("heading", level=1, name="Routes")
    expect(heading).to_be_focused()
    assert page.url == f"{url}/routes?gebied=GM0363&schooljaar=2024-2025"
    expect(page.locator("[aria-current]")).to_have_text("Routes")
    expect(page).to_have_title("Routes – MAS-monitor")


def test_the_menu_opens_and_closes_on_a_phone(page: Page, url: str):
    page.set_viewport_size(NARROW)
    drawn(page, url)
    link = page.get_by_role("link", name="Routes", exact=True)
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(page.get_by_role("heading", level=1, name="Routes")).to_be_focused()
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_menu_of_a_phone_and_gives_the_focus_back(page: Page, served: str):
    page.set_viewport_size(NARROW)
    for path in ("", "/vergaderingen"):
        page.goto(f"{served}{path}")
        button = page.get_by_role("button", name="Menu")
        button.click()
        link = page.get_by_role("link", name="Routes", exact=True)
        link.focus()
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "true")


def test_the_keyboard_reaches_everything_in_reading_order(page: Page, url: str):
    drawn(page, f"{url}/routes")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || "
            "document.activeElement.id || document.activeElement.textContent).trim()"
        )
        if name in reached:
            break
        reached.append(name)
    wanted = ["Naar de inhoud", "Definities", "kies-gebied", "kies-filter1", "Bekijk als tabel"]
    places = [reached.index(name) for name in wanted]
    assert places == sorted(places)
    assert any(name.startswith("Excel") for name in reached)


def test_the_skip_link_goes_to_the_content(page: Page, url: str):
    drawn(page, url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_table_under_a_chart_unfolds(page: Page, url: str):
    drawn(page, f"{url}/routes?gebied=GM0363&schooljaar=2024-2025")
    page.get_by_text("Bekijk als tabel").click()
    expect(page.get_by_role("row", name="Halt")).to_contain_text("145")


def test_a_download_holds_what_the_page_shows(page: Page, url: str):
    drawn(page, f"{url}/routes?gebied=GM0363&schooljaar=2024-2025")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "routes_GM0363_2024-2025.csv"
    assert '"Halt";"145";' in download.value.path().read_text(encoding="utf-8-sig")


def test_a_new_release_is_announced(page: Page, url: str, shelf: Shelf):
    page.clock.install()
    drawn(page, url)
    shelf.held = release("vrijgave_2026-12-01_feedfeedfeed")
    try:
        page.clock.run_for(61_000)
        expect(page.get_by_role("status")).to_contain_text("Er zijn nieuwe cijfers")
    finally:
        shelf.held = release()


def test_warnings_go_along_on_paper_and_the_menu_does_not(page: Page, url: str):
    drawn(page, f"{url}/routes")
    page.emulate_media(media="print")
    expect(page.get_by_text("Niet getoetst – niet delen")).to_be_visible()
    expect(page.get_by_text("alle zaken zijn verzonnen")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("form#filters")).to_be_hidden()


def test_what_was_unfolded_stays_so_after_another_choice(page: Page, url: str):
    drawn(page, f"{url}/routes?gebied=GM0363&schooljaar=2024-2025")
    page.get_by_text("Bekijk als tabel").click()
    expect(page.locator("#tabel-routes")).to_have_attribute("open", "")
    page.get_by_label("Gebied").select_option("MC21")
    expect(page.locator(".paginakop p")).to_contain_text("Agglomeratie")
    expect(page.locator("#tabel-routes")).to_have_attribute("open", "")
    page.get_by_text("Bekijk als tabel").press("Enter")
    page.get_by_label("Gebied").select_option("GM0363")
    expect(page.locator(".paginakop p")).not_to_contain_text("Agglomeratie")
    expect(page.locator("#tabel-routes")).not_to_have_attribute("open", "")


def test_a_tile_of_the_map_chooses_its_region(page: Page, url: str, shelf: Shelf):
    regions = dict.fromkeys(("MC12", "MC21", "MC22", "MC26", "MC30"), 2000)
    shelf.held = release("vrijgave_2026-11-01_aaaaaaaaaaaa", sizes=SIZES | regions)
    try:
        drawn(page, f"{url}/vergelijken?gebied=MC21&schooljaar=2024-2025&indicator=route_R2")
        page.locator("a.tegel[href*='MC22']").click()
        expect(page.locator("#kies-gebied")).to_have_value("MC22")
        expect(page.locator("#kies-indicator")).to_have_value("route_R2")
        expect(page.locator("a.tegel.gekozen")).to_have_attribute("aria-current", "true")
        page.locator("a.tegel[href*='MC21']").press("Enter")
        expect(page.locator("#kies-gebied")).to_have_value("MC21")
    finally:
        shelf.held = release()


def test_a_choice_that_the_server_does_not_answer_is_put_back_and_said(page: Page, url: str):
    drawn(page, f"{url}/routes?schooljaar=2025-2026")
    before, year = page.url, page.get_by_label("Schooljaar")
    page.context.set_offline(True)
    year.select_option("2023-2024")
    expect(page.get_by_role("alert")).to_contain_text("De server is niet bereikbaar.")
    expect(year).to_have_value("2025-2026")
    expect(page.locator(".paginakop p")).to_contain_text("2025-2026")
    assert page.url == before
    page.context.set_offline(False)
    year.select_option("2023-2024")
    expect(page.locator(".paginakop p")).to_contain_text("2023-2024")
    assert "schooljaar=2023-2024" in page.url
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_the_page_is_about_after_a_choice_is_told_to_who_does_not_see_it(page: Page, url: str):
    drawn(page, f"{url}/routes?gebied=MC21&schooljaar=2024-2025")
    told = page.locator("[aria-live=polite]")
    expect(told).to_have_text("")
    for year in ("2023-2024", "2024-2025"):
        page.get_by_label("Schooljaar").select_option(year)
        expect(told).to_contain_text(
            f"Bijgewerkt: Agglomeratie Amsterdam · schooljaar {year} · alle zaken"
        )
