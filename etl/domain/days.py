"""A day as people write it, in one form only."""

import re
from datetime import date

_FORM = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def written(text: str) -> date | None:
    """Return the day that is written as JJJJ-MM-DD; None for anything else.

    >>> written("2026-08-01")
    datetime.date(2026, 8, 1)

    `date.fromisoformat` alone takes weeks and days without dashes too:

    >>> [written(text) for text in ("20260801", "2026-W31-6", "2026-8-1", "2026-02-30")]
    [None, None, None, None]
    """
    if not _FORM.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
