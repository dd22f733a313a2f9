"""Texts that could point at one person are refused, and the message never repeats them."""

from datetime import date
from multiprocessing import get_context
from resource import RLIMIT_CPU, setrlimit

import pytest

from dashboard.meeting.personal import is_bsn, recognised
from dashboard.meeting.words import LONGEST, NotAllowed, check

LAST_YEAR = date.today().year - 1
TODAY = date(2026, 11, 27)

CAUGHT = {
    "een BSN": (
        "bsn 111\u00a0222\u00a0333",
        "bsn 111\u2009222\u2009333",
        "111  222  333",
        "111/222/333",
        "111,222,333",
        "111, 222, 333",
        "111–222–333",
        "111 - 222 - 333",
        "111_222_333",
        "111\u200b222\u200b333",
        "1 1 1 2 2 2 3 3 3",
        "１１１２２２３３３",
        "bsn:111222333.",
    ),
    "een telefoonnummer": (
        "06/12345678",
        "06–12345678",
        "06 - 12 34 56 78",
        "06:12345678",
        "06.12.34.56.78",
        "06_12345678",
        "tel.0612345678",
        "T0612345678",
        "31612345678",
        "0031 6 12345678",
        "+31 (0)6 12345678",
        "+32 2 123 45 67",
        "+49 30 1234567",
        "06\u200b12345678",
        "030-1234567 bellen",
        "088 123 45 67",
    ),
    "een geboortedatum": (
        "12e maart 2010",
        "12 maart, 2010",
        "12-mrt-2010",
        "12mrt2010",
        "12 maart '10",
        "12 maart ’10",
        "12 mrt. 2010",
        "3 SEPTEMBER 2011",
        "2010/03/12",
        "2010.03.12",
        "20100312",
        "12 - 03 - 2010",
        "12–03–2010",
        "12.03.10",
        "12/03/09",
        "3-4-12",
        "geb. 12032010",
        "geb. 3.4.12",
        "12-03-\u00ad2010",
        "geboren op 1 januari 2012",
        "geb. dat. 31-07-2010",
        "de jongen van 12 maart 2010",
        "de jongen van 12-03-10",
    ),
    "een mailadres": (
        "jan@school .nl",
        "jan @ school.nl",
        "jan[at]school.nl",
        "jan (at) school.nl",
        "jan＠school.nl",
        "jan@school.regio.nl",
        "a" * 100 + "@school.nl",
    ),
}

LEFT_ALONE = (
    "Van 1 augustus 2021 tot en met 31 juli 2022",
    "Schooljaar 01-08-2021 tot 31-07-2022",
    "Sinds 1 januari 2015 geldt de Jeugdwet",
    "De teldatum is 1 oktober 2021",
    "Zie https://wetten.overheid.nl/BWBR0002628/2022-08-02 voor de tekst",
    "de groepen 7/8/12",
    "verdeeld als 5/6/10",
    "week 10-12-14",
    "de weken 10-12-14-16",
    "10-12-14 jarigen",
    "versie 12.03.10",
    "een verschil van 0.123456789",
    "een verschil van 0.123456782",
    "Budget 123.456.782 euro",
    "€ 123.456.782",
    "123.456.782,50 per jaar",
    "Office365 @ 12.00 uur",
    "Wij zien elkaar @ school. Daarna koffie.",
    "Overleg op 01-09-2026 12:00 tot 13:00",
    "Overleg op 30-06-2026 14:00 uur",
    "Inloop 09:00-10:30 (12 plaatsen)",
    "Inloop 09.00 - 10.30, 12 plaatsen",
    "Uitslag 12-10-2026 3 leerlingen",
    "Verdeling 3/4/2/5/1/2/3/4/1",
    "2023, 2024, 2025 en 2026",
    "Op 12 maart 10 leerlingen gesproken",
    "van 12 maart-10 april",
    "12 meisjes in 2015",
    "Verschil: +31 en +32, daarna -12",
    "Regel 1.234.567.890 uit de lijst",
    "Schooljaar 2010/11 en 2011/12",
    "Binnen gebied 12 mrt klaar",
)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in CAUGHT.items() for text in texts]
)
def test_what_points_at_a_person_is_caught_however_it_is_written(kind: str, text: str):
    assert recognised(f"Zie ook: {text} in de brief", today=TODAY) == kind
    assert recognised(text, today=TODAY) == kind


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_sentences_are_left_alone(text: str):
    assert recognised(text, today=TODAY) is None


@pytest.mark.parametrize(
    "piece",
    ["a", "+31", "0", "06-", "1 ", "1.", "12-", "@a", "a@", ".a", "geb ", "( ", "www.", "–"],
)
def test_a_long_text_is_read_in_a_time_that_follows_its_length(piece: str):
    # a second or so; a pattern that looks back over the text at every letter would take minutes
    child = get_context("spawn").Process(target=read_within, args=(20, (piece * 200_000)[:200_000]))
    child.start()
    child.join()
    assert child.exitcode == 0


def read_within(seconds: int, text: str) -> None:
    """Read a text in so much time of a processor, however busy the machine is, or be killed."""
    setrlimit(RLIMIT_CPU, (seconds, seconds))
    recognised(text, today=TODAY)


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
