"""Numbers, dates and shares as a Dutch reader writes them.

Words for uncertainty are chosen here once: a share is a whole percentage, `ongeveer` where it
stands on fewer than a hundred zaken, and 'x op de 10' in running text.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from etl.domain.disclosure import HIDDEN
from etl.released.rows import Bound

LOCALE = "nl"

_NEARLY_NOTHING = "minder dan 1%"

SMALL = 100
"""Below this many zaken a percentage is called `ongeveer`."""


@lru_cache(maxsize=8192)
def count(value: int | None) -> str:
    """Write a count with points between the thousands; what is hidden is a dash.

    >>> count(12345), count(None)
    ('12.345', '–')
    """
    return HIDDEN if value is None else format_decimal(value, locale=LOCALE)


def number(value: float | None, *, decimals: int = 1) -> str:
    """Write a number with a comma and a fixed number of decimals.

    >>> number(8.25), number(None)
    ('8,2', '–')
    """
    if value is None:
        return HIDDEN
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=LOCALE)


@lru_cache(maxsize=8192)
def percentage(share: float | None) -> str:
    """Write a fraction as a whole percentage.

    >>> percentage(0.314), percentage(0.004), percentage(None), percentage(Bound(0.9))
    ('31%', 'minder dan 1%', '–', 'meer dan 90%')
    """
    if share is None:
        return HIDDEN
    if isinstance(share, Bound):
        return f"{_beyond(share)} {percentage(float(share))}"
    if 0 < share < 0.005:
        return _NEARLY_NOTHING
    return f"{format_decimal(round(100 * share), locale=LOCALE)}%"


def about(share: float | None, *, of: int | None) -> str:
    """Write a share as careful as the number of zaken under it asks.

    >>> about(0.314, of=60), about(0.314, of=250)
    ('ongeveer 31%', '31%')
    """
    text = percentage(share)
    if share is None or isinstance(share, Bound):
        return text
    careful = share >= 0.005 and of is not None and of < SMALL
    return f"ongeveer {text}" if careful else text


def between(low: float | None, high: float | None) -> str:
    """Write an interval; nothing where both ends read the same.

    >>> between(0.224, 0.411), between(0.83, Bound(0.9)), between(0.838, 0.842)
    ('tussen 22% en 41%', 'minstens 83%', '')
    >>> between(0.002, 0.006)
    'hoogstens 1%'
    """
    if low is None or high is None:
        return HIDDEN
    if isinstance(high, Bound):
        return f"minstens {percentage(low)}"
    if isinstance(low, Bound):
        return f"hoogstens {percentage(high)}"
    first, last = percentage(low), percentage(high)
    if first == last:
        return ""
    return f"hoogstens {last}" if first == _NEARLY_NOTHING else f"tussen {first} en {last}"


def bracketed(*parts: str) -> str:
    """Write what there is between brackets, to stand behind a word.

    >>> bracketed("84%", ""), bracketed("")
    (' (84%)', '')
    """
    told = ", ".join(filter(None, parts))
    return f" ({told})" if told else ""


def out_of_ten(share: float) -> str:
    """Write a share as people picture it.

    >>> [out_of_ten(share) for share in (0.02, 0.31, 0.5, 0.97, 1.0)]
    ['minder dan 1 op de 20', 'ongeveer 3 op de 10', 'ongeveer de helft', 'bijna alle', 'alle']
    """
    if isinstance(share, Bound):
        return f"{_beyond(share)} {round(10 * share)} op de 10"
    if share <= 0:
        return "geen"
    if share >= 1:
        return "alle"
    if share < 0.045:
        return "minder dan 1 op de 20"
    if share < 0.075:
        return "ongeveer 1 op de 20"
    if share >= 0.95:
        return "bijna alle"
    if 0.425 <= share < 0.575:
        # "4 op de 10" beside "45%" would make a reader stumble
        nearness = "bijna" if share < 0.475 else "iets meer dan" if share >= 0.525 else "ongeveer"
        return f"{nearness} de helft"
    return f"ongeveer {round(10 * share)} op de 10"


def _beyond(share: Bound) -> str:
    return "meer dan" if share > 0.5 else "minder dan"


def so_many(share: float, things: str) -> str:
    """Write a share of things as people picture it.

    >>> so_many(0.31, "zaken"), so_many(0.5, "zaken")
    ('ongeveer 3 op de 10 zaken', 'ongeveer de helft van de zaken')
    """
    text = out_of_ten(share)
    return f"{text} van de {things}" if text.endswith("de helft") else f"{text} {things}"


def days(value: int | None) -> str:
    """Write a number of calendar days.

    >>> days(1), days(1200), days(None)
    ('1 dag', '1.200 dagen', '–')
    """
    if value is None:
        return HIDDEN
    return "1 dag" if value == 1 else f"{count(value)} dagen"


def weeks(value: int | None) -> str:
    """Write days that the release gives in whole weeks.

    >>> weeks(49), weeks(7), weeks(10)
    ('7 weken', '1 week', '10 dagen')
    """
    if value is None or value % 7:
        return days(value)
    return "1 week" if value == 7 else f"{count(value // 7)} weken"


def day(value: date) -> str:
    """Write a date in full.

    >>> day(date(2026, 8, 1))
    '1 augustus 2026'
    """
    return format_date(value, format="d MMMM y", locale=LOCALE)


def listed(parts: Sequence[str]) -> str:
    """Join words the way a sentence does.

    >>> listed(["po", "vo", "mbo"])
    'po, vo en mbo'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def capitalised(text: str) -> str:
    """Begin a sentence; the rest keeps its own capitals."""
    return text[:1].upper() + text[1:]
