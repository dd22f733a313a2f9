"""What points at one person, recognised in a text: a mail address, telephone, BSN, birth date.

People write these in many ways, so a text is first made plain. Sentences about school years, laws,
groups and amounts look alike; `tests/meeting/test_words.py` holds what must be caught beside what
must be left alone.

Every pattern is bounded, so that a long text takes no longer than its length.
"""

import re
from collections.abc import Callable
from datetime import date

from dashboard.meeting.birth_dates import holds_birth_date
from dashboard.meeting.plain_text import around, plain

MAIL, TELEPHONE, BSN = "een mailadres", "een telefoonnummer", "een BSN"
BIRTH = "een geboortedatum"

_NUMBER = r"(?:[ ().:/_-]{0,3}\d)"
_TELEPHONE = re.compile(
    # not the end of a number, a day or a decimal; and no day or hour with a number after it
    r"(?<!\d)(?<!\d[-/.,:])"
    r"(?!\d\d[-/. ]\d\d[-/. ](?:19|20)\d\d(?!\d))(?!\d\d:\d\d(?!\d))"
    r"(?!\d\d[.:]\d\d ?[-/]? ?\d\d[.:]\d\d(?!\d))"
    rf"(?:\+ ?[1-9]{_NUMBER}{{8,14}}|00[1-9]{_NUMBER}{{8,12}}"
    rf"|\(?0 ?[1-9]{_NUMBER}{{8}}|31[ -]?6{_NUMBER}{{8}})(?!\d)"
)

_MARK = r" ?[-.,/_]? ?"
_NINE = re.compile(
    # nine digits, with or without marks; or eight, as some systems leave out a zero
    rf"(?<!\d)(?<!\d[.,])(?:\d(?:{_MARK}\d){{8}}|\d{{8}})(?!\d)(?!\.\d{{3}}(?!\d))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuro|\bbedrag|\bbudget)(?: van)?:? ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"(?:,\d\d|,-)?(?!\d) ?(?:€|euro?\b)|,\d\d(?!\d)|,-", re.IGNORECASE)


def recognised(text: str, *, today: date) -> str | None:
    """Return what in a text points at a person, in Dutch; None when nothing does."""
    text = plain(text)
    for name, pattern, holds in _KINDS:
        if any(holds(match) for match in pattern.finditer(text)):
            return name
    return BIRTH if holds_birth_date(text, today=today) else None


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of a BSN.

    >>> is_bsn("111222333"), is_bsn("123456789")
    (True, False)
    """
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(d) for weight, d in zip(weights, digits, strict=True)) % 11 == 0


def _is_bsn(match: re.Match[str]) -> bool:
    groups = re.findall(r"\d+", match.group())
    before, after = around(match)
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return False
    if any(_YEAR.fullmatch(group) for group in groups[1:]):
        return False
    if len(groups) > 5 and not re.fullmatch(r"\d+(?:[ .-]\d+)*", match.group()):
        # a row of small numbers
        return False
    return is_bsn("".join(groups).zfill(9))


def _always(_match: re.Match[str]) -> bool:
    return True


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (
        MAIL,
        # of what stands before the @ one character is enough
        re.compile(
            r"[\w.+-] ?(?:@|[\[({] ?at ?[\])}]) ?[\w-][\w.-]{0,250} ?\.[^\W\d_]{2}", re.IGNORECASE
        ),
        _always,
    ),
    (TELEPHONE, _TELEPHONE, _always),
    (BSN, _NINE, _is_bsn),
)
