"""What is typed and does not reach the server at once: it is kept, sent again, or said to be refused."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select, update

from dashboard.meeting.database import now, open_database
from dashboard.meeting.models import Toegang, Veld
from tests.browser.conftest import saved

pytestmark = pytest.mark.browser

ACTS = "**/handelingen"


def begun(page: Page, served: str) -> str:
    """Make a meeting, begin it, and return its address."""
    page.goto(f"{served}/vergaderingen/nieuw")
    page.get_by_label("Naam van de vergadering").fill("Evaluatie")
    page.get_by_role("button", name="Maak de agenda").click()
    page.wait_for_url(re.compile(r"/vergadering/\w+$"))
    meeting = page.url
    page.get_by_role("link", name="Beginnen en verzegelen").click()
    page.get_by_role("button", name="Begin en verzegel").click()
    page.wait_for_url(meeting)
    return meeting


def kept(store: str, naam: str) -> list[str]:
    """Return what the server holds of all fields of a name."""
    with open_database(store).reading() as session:
        return sorted(session.scalars(select(Veld.tekst).where(Veld.naam == naam)))


def test_typing_on_after_a_lost_answer_is_saved_too(page: Page, served: str, store: str):
    begun(page, served)

    def carried_out_but_not_heard(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(ACTS, carried_out_but_not_heard)
    outcome = page.get_by_label("Uitkomst").first
    with page.expect_event("requestfailed", lambda request: "handelingen" in request.url):
        outcome.press_sequentially("Eerste zin.")
    outcome.press_sequentially(" En de tweede zin.")
    page.unroute(ACTS)
    saved(page)
    assert kept(store, "uitkomst") == ["Eerste zin. En de tweede zin."]


def test_a_text_that_is_too_long_is_refused_at_its_field_and_holds_up_nothing(
    page: Page, served: str, store: str
):
    meeting = begun(page, served)
    first, second = page.get_by_label("Uitkomst").all()[:2]
    first.evaluate(
        "(field) => { field.value = 'a'.repeat(4_200_000);"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(page.locator(".fout")).to_contain_text("hoogstens 10.000 tekens", timeout=30_000)
    second.press_sequentially("Dit komt aan.")
    expect(page.locator("#verbinding")).to_contain_text("Eén tekst is niet bewaard")
    assert kept(store, "uitkomst") == ["Dit komt aan."]
    first.fill("Korter.")
    saved(page)
    page.goto(meeting)
    assert kept(store, "uitkomst") == ["Dit komt aan.", "Korter."]


@pytest.mark.parametrize("status", [400, 413, 500])
def test_a_change_that_the_server_cannot_take_holds_up_none_of_the_others(
    page: Page, served: str, store: str, status: int
):
    begun(page, served)

    def stumbles(route: Route) -> None:
        if "struikel" in (route.request.post_data or ""):
            route.fulfill(status=status)
        else:
            route.continue_()

    page.context.set_offline(True)
    first, second = page.get_by_label("Uitkomst").all()[:2]
    first.fill("Over deze tekst struikel je.")
    second.fill("Dit komt aan.")
    expect(page.locator("#verbinding")).to_contain_text("Geen verbinding")
    page.route(ACTS, stumbles)
    page.context.set_offline(False)
    expect(page.locator(".fout")).to_contain_text("Niet bewaard.")
    expect(page.locator("#verbinding")).to_contain_text("Eén tekst is niet bewaard")
    assert kept(store, "uitkomst") == ["Dit komt aan."]
    first.fill("Deze gaat goed.")
    saved(page)
    expect(page.locator(".fout")).to_have_count(0)
    assert kept(store, "uitkomst") == ["Deze gaat goed.", "Dit komt aan."]


def test_a_link_in_a_mail_does_not_cut_off_the_tab_that_is_open(
    page: Page, served: str, store: str
):
    meeting = begun(page, served)
    outcome = page.get_by_label("Uitkomst").first
    elsewhere = page.context.new_page()
    mail = f"http://mail.example/?{meeting}"
    elsewhere.route(
        "http://mail.example/**",
        lambda route: route.fulfill(content_type="text/html", body=f"<a href={meeting}>Link</a>"),
    )
    elsewhere.goto(mail)
    elsewhere.get_by_role("link").click()
    elsewhere.wait_for_url(meeting)
    outcome.fill("Na de mail.")
    saved(page)
    assert kept(store, "uitkomst") == ["Na de mail."]

    # and where the cookie is another one after all, the tab fetches what belongs to it
    page.context.clear_cookies(name="mas_formulier")
    elsewhere.reload()
    outcome.fill("Na een nieuw koekje.")
    saved(page)
    assert kept(store, "uitkomst") == ["Na een nieuw koekje."]


def test_a_remark_that_another_removes_stays_with_who_types_in_it(page: Page, served: str):
    meeting = begun(page, served)
    page.get_by_role("button", name="Schrijf een opmerking").first.click()
    page.keyboard.type("Van ons samen.")
    saved(page)
    other = page.context.new_page()
    other.goto(meeting)
    remark = page.get_by_role("textbox", name="Opmerking")
    his = other.get_by_role("textbox", name="Opmerking")
    expect(his).to_have_value("Van ons samen.")
    # one reads on, one only looks
    third = page.context.new_page()
    third.goto(meeting)
    expect(third.get_by_role("textbox", name="Opmerking")).to_be_visible()
    other.get_by_role("group", name="Opmerking").get_by_role("button", name="Verwijder").click()
    saved(other)
    expect(his).to_be_hidden()
    expect(third.get_by_role("textbox", name="Opmerking")).to_be_hidden()
    kept_block = page.get_by_role("group", name="Opmerking")
    expect(kept_block.get_by_role("alert")).to_contain_text("Een ander heeft dit verwijderd.")
    expect(remark).to_be_focused()
    expect(remark).to_have_value("Van ons samen.")
    expect(remark).not_to_be_editable()
    kept_block.get_by_role("button", name="Verberg dit").press("Enter")
    expect(remark).to_be_hidden()


def test_what_was_not_sent_when_a_link_is_refused_is_shown_and_leaves_the_device(
    page: Page, served: str, store: str
):
    begun(page, served)
    page.context.set_offline(True)
    page.get_by_label("Uitkomst").first.fill("Nog niet verzonden.")
    expect(page.locator("#verbinding")).to_contain_text("Geen verbinding")
    on_device = "Object.keys(localStorage).filter((name) => name.startsWith('mas-uit-')).length"
    assert page.evaluate(on_device) == 1
    with open_database(store).writing() as session:
        session.execute(update(Toegang).values(ingetrokken_op=now()))
    page.context.set_offline(False)
    expect(page.locator("#niet-verzonden")).to_have_value("Nog niet verzonden.")
    expect(page.locator("#verbinding")).to_contain_text("Uw link werkt niet meer")
    expect(page.locator("#niet-verzonden")).not_to_be_editable()
    page.wait_for_function(f"{on_device} === 0")
    page.get_by_label("Uitkomst").first.press_sequentially(" Nog meer.")
    assert page.evaluate(on_device) == 0
