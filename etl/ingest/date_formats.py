"""Date formats of a profile: which may be used, and which would read one cell in two ways.

The name of a month is `%B` (or `%b`): in full or cut short, in Dutch or English, with or without a
point. No such word is two months, so that nothing is guessed. To be read, the word in a cell is
replaced by its number with a mark before it, and so is the directive in the format: a month in
digits is never taken for one in words.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import permutations

DIRECTIVES = frozenset("dmYyHMSfzBb")

_MONTHS = (
    "januari january jan",
    "februari february feb febr",
    "maart march mrt mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sep sept",
    "oktober october okt oct",
    "november nov",
    "december dec",
)

MONTHS: Mapping[str, str] = {
    word: f"{number:02}" for number, words in enumerate(_MONTHS, start=1) for word in words.split()
}
"""The number of a month by its name, in lower case."""

MARK = "maand"
"""Before the number of a month that was a word; no name of one begins with it."""

NAME = r"([a-z]{3,9})\.?"
"""A word in a cell in lower case that may be the name of a month, as a pattern."""

WEEKDAY = (
    "^(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)"
    r"\.?,? +"
)
"""The day of the week before a day with the name of its month, in lower case: it says no more."""

_TELLING_DAYS = (date(2003, 4, 5), date(2010, 11, 12), date(2012, 10, 11), date(2005, 4, 3))


def check_formats(formats: Sequence[object], *, besides: str) -> str | None:
    """Return what is wrong with a column's formats, in Dutch; None when nothing is.

    >>> check_formats(["%d-%m-%Y", "%Y-%m-%d"], besides="excel")
    >>> check_formats(["%d-%m-%Y", "%m-%d-%Y"], besides="excel")
    'zijn dubbelzinnig: dezelfde cel kan in twee vormen een andere dag zijn; kies er één'
    """
    texts = [one for one in formats if isinstance(one, str) and one]
    if not texts or len(texts) < len(formats):
        return 'is een vorm zoals "%d-%m-%Y", of een lijst daarvan'
    written = [one for one in texts if one != besides]
    for one in written:
        found = set(directives(one))
        if not found <= DIRECTIVES or one.count("%") != len(directives(one)):
            return f"kent alleen %{', %'.join(sorted(DIRECTIVES))}; andere vormen lezen wij niet"
        if len(found) < len(directives(one)):
            return "noemt een deel twee keer; elk deel staat er één keer in"
        if len(found & {"m", "B", "b"}) > 1 or len(found & {"Y", "y"}) > 1:
            return "noemt een deel twee keer; elk deel staat er één keer in"
        if "d" not in found or not found & {"m", "B", "b"} or not found & {"Y", "y"}:
            return "heeft altijd een dag, een maand en een jaar (%d, %m of %B, en %Y)"
    if any(_clash(one, other) for one, other in permutations(written, 2)):
        return "zijn dubbelzinnig: dezelfde cel kan in twee vormen een andere dag zijn; kies er één"
    return None


def directives(form: str) -> list[str]:
    """Return the letters after each percent sign.

    >>> directives("%d-%m-%Y")
    ['d', 'm', 'Y']
    """
    return [form[place + 1 : place + 2] for place, sign in enumerate(form) if sign == "%"]


def has_offset(form: str) -> bool:
    """Say whether a format holds an offset from universal time."""
    return "z" in directives(form)


@cache
def has_name(form: str) -> bool:
    """Say whether a format has the name of the month."""
    return not {"B", "b"}.isdisjoint(directives(form))


@cache
def numbered(form: str) -> str:
    """Return a format as cells are written after the names in them were replaced by numbers.

    >>> numbered("%d-%b-%YT%H:%M"), numbered("%Y-%m-%dT%H:%M")
    ('%d-maand%m-%Yt%H:%M', '%Y-%m-%dT%H:%M')
    """
    if not has_name(form):
        return form
    parts = re.findall("%.|[^%]", form)
    lower = "".join(part if part.startswith("%") else part.lower() for part in parts)
    return re.sub("%[Bb]", f"{MARK}%m", lower)


def moment_of(cell: str, form: str) -> datetime | None:
    """Return the moment that a cell names, or None when it is not written like that.

    >>> [moment_of(cell, "%d %B %Y") for cell in ("3 mrt. 2025", "3 03 2025", "3 maandag 2025")]
    [datetime.datetime(2025, 3, 3, 0, 0), None, None]
    >>> moment_of("Maandag 3 maart 2025", "%d %B %Y")
    datetime.datetime(2025, 3, 3, 0, 0)
    """
    text = re.sub("Z$", "+00:00", cell.strip().replace("\u00a0", " "))
    if has_name(form):
        text = re.sub(NAME, _number, re.sub(WEEKDAY, "", text.lower()), count=1)
        form = numbered(form)
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


def _number(found: re.Match[str]) -> str:
    return f"{MARK}{MONTHS[found[1]]}" if found[1] in MONTHS else found[0]


def _clash(one: str, other: str) -> bool:
    return any(
        read.date() != day
        for day in _TELLING_DAYS
        if (read := moment_of(day.strftime(one), other)) is not None
    )
