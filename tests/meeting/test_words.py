"""Texts that could point at one person are refused, and the message never repeats them."""

from datetime import date

import pytest

from dashboard.meeting.words import LONGEST, NotAllowed, check, is_bsn

LAST_YEAR = date.today().year - 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bsn 111222333 staat erin", "een BSN"),
        ("123.456.782", "een BSN"),
        ("mail j.jansen@voorbeeld.nl even", "een mailadres"),
        ("bel 06-12345678", "een telefoonnummer"),
        ("bel +31 6 1234 5678", "een telefoonnummer"),
        ("(030) 123 45 67", "een telefoonnummer"),
        ("geboren 3-4-2012", "een geboortedatum"),
        ("geboren op 3 april 2012", "een geboortedatum"),
        ("2012-04-03", "een geboortedatum"),
        ("12/03/09", "een geboortedatum"),
    ],
)
def test_what_points_at_a_person_is_refused_without_repeating_it(text: str, kind: str):
    with pytest.raises(NotAllowed) as refused:
        check(text)
    assert kind in str(refused.value)
    assert not any(
        part in str(refused.value) for part in text.split() if any(map(str.isdigit, part))
    )


@pytest.mark.parametrize(
    "text",
    [
        "Schooljaar 2024-2025: 1.234.567 leerlingen, 10 op de 100.",
        "Vergelijk 111252333 met het totaal",
        f"Klaar voor 1 maart {LAST_YEAR}, uiterlijk 01-09-{LAST_YEAR}",
        "Volgende keer 12-03-28",
        "Stap 8 en 9, artikel 21.3 van 16 uur in 4 weken",
    ],
)
def test_numbers_years_and_recent_days_are_kept(text: str):
    assert check(text) == text


def test_the_elfproef_is_that_of_a_bsn():
    # 1·9+1·8+1·7+2·6+2·5+2·4+3·3+3·2−3 = 66 = 6·11
    assert is_bsn("111222333")
    assert not is_bsn("111252333")
    assert not is_bsn("000000000")


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(NotAllowed, match="te lang"):
        check("a" * (LONGEST + 1))
