"""The schooljaar: from 1 August to 31 July, and named after its two years."""

from datetime import date


def begun_in(day: date) -> int:
    """Return the year in which the schooljaar of a day began.

    >>> begun_in(date(2025, 7, 31)), begun_in(date(2025, 8, 1))
    (2024, 2025)
    """
    return day.year - (day.month < 8)


def schooljaar_of(day: date) -> str:
    """Return the schooljaar of a day.

    >>> schooljaar_of(date(2025, 7, 31))
    '2024-2025'
    """
    first = begun_in(day)
    return f"{first}-{first + 1}"


def last_day(schooljaar: str) -> date:
    """Return the last day of a schooljaar.

    >>> last_day("2024-2025")
    datetime.date(2025, 7, 31)
    """
    return date(int(schooljaar[5:]), 7, 31)
