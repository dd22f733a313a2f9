"""Date formats of a profile: which may be used, and which would read one cell in two ways."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import permutations

DIRECTIVES = frozenset("dmYyHMSfz")
"""Numbers only: the name of a month would depend on a language."""

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
        if not {"d", "m"} <= found or not found & {"Y", "y"}:
            return "heeft altijd een dag, een maand en een jaar (%d, %m en %Y)"
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


def _clash(one: str, other: str) -> bool:
    return any(
        read is not None and read != day
        for day in _TELLING_DAYS
        if (read := _read(day.strftime(one), other)) is not None
    )


def _read(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
