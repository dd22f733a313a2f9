"""The schooljaar: from 1 August to 31 July, and named after its two years."""

from datetime import date

TOGETHER = 2
"""Schooljaren that are counted together too, where an area has few zaken in one."""


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


def together(schooljaar: str) -> str:
    """Return the schooljaren that one is counted together with: every one in one pair alone.

    No two pairs overlap: who has two of those could subtract one from the other.

    >>> together("2024-2025"), together("2025-2026")
    ('2024-2026', '2024-2026')
    """
    first = int(schooljaar[:4])
    first -= first % TOGETHER
    return f"{first}-{first + TOGETHER}"


def are_together(schooljaar: str) -> bool:
    """Return whether this names schooljaren together.

    >>> are_together("2024-2026"), are_together("2024-2025")
    (True, False)
    """
    return int(schooljaar[5:]) - int(schooljaar[:4]) == TOGETHER


def each_of(schooljaar: str) -> tuple[str, ...]:
    """Return the schooljaren that something is of.

    >>> each_of("2024-2026")
    ('2024-2025', '2025-2026')
    >>> each_of("2024-2025")
    ('2024-2025',)
    """
    return tuple(f"{year}-{year + 1}" for year in range(int(schooljaar[:4]), int(schooljaar[5:])))


def named(schooljaar: str) -> str:
    """Say which schooljaren something is of.

    >>> named("2024-2026"), named("2024-2025")
    ('schooljaren 2024-2026 samen', 'schooljaar 2024-2025')
    """
    two = are_together(schooljaar)
    return f"schooljaren {schooljaar} samen" if two else f"schooljaar {schooljaar}"


def headed(schooljaar: str) -> str:
    """Say the same at the beginning of a sentence.

    >>> headed("2024-2026")
    'Schooljaren 2024-2026 samen'
    """
    name = named(schooljaar)
    return name[0].upper() + name[1:]
