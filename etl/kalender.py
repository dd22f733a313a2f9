"""The days that nobody works, and a digest of everything that days are counted with.

Public holidays are those of the Algemene termijnenwet art. 3, for which Goede Vrijdag and 5 May of
every year count as well. The calendar itself is `sql/reference/kalender.sql`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from etl.domain import school_calendar
from etl.domain.school_calendar import Klok

BEGIN, END = date(2015, 1, 1), date(2031, 12, 31)
"""The calendar knows these days; a delivery that counts in working days has none outside them."""

_ROOM = timedelta(days=20_000)
"""Between the keys of two regions: no day of a delivery may be taken for one of another region."""


def nulpunt(vakantieregio: str) -> date:
    """Return the day that the keys of a region in `reference.kalender` are counted from.

    A key is one whole number for a day and a region, since DuckDB joins on that far faster.
    """
    return BEGIN - school_calendar.VAKANTIEREGIOS.index(vakantieregio) * _ROOM


def digest(klokken: Mapping[int, Klok]) -> str:
    """Return a digest of the facts of the calendar, and of the clocks that are read from it."""
    facts = (
        school_calendar.vakanties(),
        sorted(school_calendar.vakantieregios().items()),
        public_holidays(),
        sorted((stap, str(klok)) for stap, klok in klokken.items()),
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


@cache
def public_holidays() -> tuple[date, ...]:
    """Return the days on which nobody works, weekends apart."""
    import holidays  # takes a moment: only a build needs it

    days = holidays.country_holidays(
        "NL", years=range(BEGIN.year, END.year + 1), categories=("public", "optional")
    )
    return tuple(sorted(days))
