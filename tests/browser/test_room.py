"""What the room sees while the table works: mouse, screen, clock, and a link that only reads."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import WIDE, WITHIN, saved

pytestmark = pytest.mark.browser


def test_the_room_follows_the_table_and_who_only_reads_cannot_write(browser: Browser, served: str):
    with browser.new_context(viewport=WIDE, locale="nl-NL") as first:
        first.set_default_timeout(15_000)
        ana = first.new_page()
        ana.goto(f"{served}/vergaderingen/nieuw")
        ana.get_by_label("Naam van de vergadering").fill("Evaluatie")
        ana.get_by_role("button", name="Maak de agenda").click()
        ana.wait_for_url(re.compile(r"/vergadering/\w+$"))
        meeting = ana.url
        rows = ana.locator("#agenda li")
        titles = rows.all_text_contents()

        # by mouse: drag the third point to the front, let the next one fall, add one
        rows.nth(2).locator(".greep").drag_to(rows.first)
        expect(rows.first).to_have_text(titles[2])
        ana.locator(".punt:visible").nth(1).get_by_role("button", name="Laat vallen").click()
        ana.get_by_role("button", name="Voeg een punt toe").click()
        ana.keyboard.type("Wat doen we met thuiszitters?")
        wanted = [titles[2], titles[1], *titles[3:], "Wat doen we met thuiszitters?"]
        expect(rows).to_have_text(wanted)
        saved(ana)
        ana.reload()
        expect(rows).to_have_text(wanted)
        ana.get_by_role("link", name="Beginnen en verzegelen").click()
        ana.get_by_role("button", name="Begin en verzegel").click()
        ana.wait_for_url(meeting)

        # who reads along comes in by a link, sees the screen and nothing to write in
        ana.goto(f"{meeting}/toegang")
        ana.get_by_label("Alleen lezen:").check()
        ana.get_by_role("button", name="Maak de link").click()
        with browser.new_context(viewport=WIDE, locale="nl-NL") as second:
            second.set_default_timeout(15_000)
            room = second.new_page()
            room.goto(ana.get_by_label("Link", exact=True).input_value())
            expect(room.locator(".dia:visible h1")).to_have_text("Evaluatie")
            assert second.request.post(f"{meeting}/handelingen", data={}).status == 404

            # the table points the room at a point; its clock goes on when the agenda changes
            ana.goto(meeting)
            ana.get_by_role("button", name="Toon op het scherm").nth(1).click()
            expect(room.locator("#plek")).to_have_text(f"Punt 2 van {len(wanted)}", timeout=WITHIN)
            room.get_by_role("button", name="Start de klok").click()
            expect(room.locator("#klok")).not_to_have_text("0:00")
            ana.locator(".punt:visible").first.get_by_role("button", name="Laat vallen").click()
            expect(room.locator("#plek")).to_have_text(f"Punt 1 van {len(wanted) - 1}")
            expect(room.get_by_role("button", name="Stop de klok")).to_be_visible()
            expect(room.locator("#klok")).not_to_have_text("0:00")

            # a link that was withdrawn ends at once, and says so
            ana.goto(f"{meeting}/toegang")
            ana.get_by_role("button", name="Trek de link in: Alleen lezen").click()
            expect(room.locator("#verbinding")).to_have_text("De link werkt niet meer.")
            room.reload()
            expect(room.locator("main")).to_contain_text("uw link verlopen of ingetrokken")
