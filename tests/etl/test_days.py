"""A day has one form, wherever a person writes it."""

from datetime import date

import pytest

from etl.domain import days


def test_a_day_is_written_as_jjjj_mm_dd():
    assert days.written("2026-08-01") == date(2026, 8, 1)
    assert days.written("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        *("20260801", "2026-W31-6", "2026W316", "2026-213", "2026-8-1", "01-08-2026", "26-08-01"),
        *("2026-02-30", "0000-01-01", "2026-08-01T00:00", " 2026-08-01", "2026-08-01\n"),
        *("２０２６-０８-０１", "2026–08–01", ""),
    ],
)
def test_every_other_form_is_no_day(text):
    assert days.written(text) is None
