"""The page that tells everyone why so much is hidden."""

import re

from etl.domain import disclosure


def test_the_privacy_page_is_led_to_from_every_footer_and_from_the_definitions(ask):
    assert '"href":"/privacy?' in ask("/routes")
    assert '"href":"/privacy"' in ask("/definities")


def test_it_says_the_rules_with_their_numbers_and_what_is_not_promised(ask):
    text = ask("/privacy")
    for words in (
        disclosure.RULE,
        f"vanaf {disclosure.LADDER_ONE_FILTER}",
        f"{disclosure.MIN_CHANGED} leerlingen",
        "Wat beloven we niet?",
    ):
        assert words in text


def test_it_is_not_in_the_menu(ask):
    assert '"children":"Privacy","href":"/privacy' not in ask("/")


def test_an_area_of_which_the_cells_were_kept_says_from_when_they_are(shelf, ask):
    from dataclasses import replace
    from datetime import date

    shelf.held = replace(shelf.held, id="ouder", _standen={("NL", "2024-2025"): date(2026, 2, 1)})
    assert "stand van 1 februari 2026" in ask("/routes", "?gebied=NL&schooljaar=2024-2025")
    assert "stand van" not in ask("/routes", "?gebied=MC21&schooljaar=2024-2025")


def test_a_total_is_promised_to_no_region(ask):
    # some that have the gemeenten are held back to protect another number
    for path in ("/privacy", "/definities"):
        assert re.search(r"alleen (een totaal )?als minstens 4 gemeenten", ask(path))
