"""Days as a profile says that they are written: the name of a month is a word, and never a guess."""

from datetime import date

import duckdb
import pytest

from etl.ingest.cells import Parameters, moment
from etl.ingest.date_formats import MONTHS, moment_of
from etl.ingest.recognise import date_formats


def day_of(cell: str, *forms: str) -> date | None:
    """Return the day that a cell names when a profile has these forms."""
    p = Parameters({})
    read = moment("cel", dates=forms, is_typed=False, p=p)
    [(day,)] = duckdb.execute(
        f"from (select $cel::varchar as cel) select ({read})::date", {**p.values, "cel": cell}
    ).fetchall()
    return day


@pytest.mark.parametrize(
    ("cell", "form", "day"),
    [
        ("3 maart 2025", "%d %B %Y", date(2025, 3, 3)),
        ("03-mrt-2025", "%d-%b-%Y", date(2025, 3, 3)),
        ("3 mrt. 2025", "%d %B %Y", date(2025, 3, 3)),
        ("3 MRT 2025", "%d %b %Y", date(2025, 3, 3)),
        ("12 Mei 2025", "%d %B %Y", date(2025, 5, 12)),
        ("01-OKT-25", "%d-%b-%y", date(2025, 10, 1)),
        ("1 Oct 2025", "%d %b %Y", date(2025, 10, 1)),
        ("March 3, 2025", "%B %d, %Y", date(2025, 3, 3)),
        ("3 sept. 2025 14:30", "%d %B %Y %H:%M", date(2025, 9, 3)),
        ("03-mrt-2025T23:30:00Z", "%d-%b-%YT%H:%M:%S%z", date(2025, 3, 4)),
        ("maandag 3 maart 2025", "%d %B %Y", date(2025, 3, 3)),
        ("Ma. 3 mrt 2025", "%d %B %Y", date(2025, 3, 3)),
        ("Monday, March 3, 2025", "%B %d, %Y", date(2025, 3, 3)),
        ("maandag3 maart 2025", "%d %B %Y", None),
        ("31 juni 2025", "%d %B %Y", None),
        ("3 03 2025", "%d %B %Y", None),
        ("3 maand03 2025", "%d %B %Y", None),
        ("3 maandag 2025", "%d %B %Y", None),
        ("3 märz 2025", "%d %B %Y", None),
        ("3 maart 2025", "%d %m %Y", None),
        ("03-04-2025", "%d-%B-%Y", None),
        ("", "%d %B %Y", None),
    ],
)
def test_a_month_in_letters_is_read_in_the_form_of_the_profile_and_in_no_other(cell, form, day):
    assert day_of(cell, form) == day


def test_forms_in_letters_and_in_digits_may_stand_side_by_side():
    forms = ("%d-%m-%Y", "%d-%b-%Y")
    assert day_of("03-04-2025", *forms) == day_of("03-apr-2025", *forms) == date(2025, 4, 3)


def test_every_name_of_a_month_is_read_alike_when_a_draft_is_made_and_when_a_file_is():
    assert len({*MONTHS.values()}) == 12
    for name, number in MONTHS.items():
        expected = date(2025, int(number), 3)
        assert day_of(f"3 {name} 2025", "%d %B %Y") == expected
        assert moment_of(f"3 {name.upper()}. 2025", "%d %b %Y").date() == expected


def test_a_draft_recognises_months_in_letters_and_says_when_two_forms_are_mixed():
    assert date_formats(["3 maart 2025", "12 mei 2025"]) == ["%d %B %Y"]
    assert date_formats(["03-mrt-2025", "12-sep-2025"]) == ["%d-%B-%Y"]
    assert date_formats(["03-mrt-25"]) == ["%d-%B-%y"]
    assert date_formats(["maandag 3 maart 2025", "wo 12 mei 2025"]) == ["%d %B %Y"]
    assert date_formats(["03-mrt-2025", "12-09-2025"]) == []
