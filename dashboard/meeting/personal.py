"""What points at one person, recognised in a text: a mail address, telephone, BSN, birth date.

People write these in many ways, so a text is first made plain: one kind of digit, dash and space,
and no characters that cannot be seen. Sentences about school years, laws, groups and amounts look
alike; `tests/meeting/test_words.py` holds what must be caught beside what must be left alone.

Every pattern is bounded, so that a long text takes no longer than its length.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

MAIL, TELEPHONE, BSN = "een mailadres", "een telefoonnummer", "een BSN"
BIRTH = "een geboortedatum"


def recognised(text: str, *, today: date) -> str | None:
    """Return what in a text points at a person, in Dutch; None when nothing does."""
    plain = _plain(text)
    for name, pattern, holds in _KINDS:
        if any(holds(match) for match in pattern.finditer(plain)):
            return name
    # an address of a law or a report holds days too
    dated = _ADDRESS.sub(" ", plain)
    if any(_is_birth(match, today) for match in _DAY.finditer(dated)):
        return BIRTH
    return None


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of a BSN.

    >>> is_bsn("111222333"), is_bsn("123456789")
    (True, False)
    """
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(d) for weight, d in zip(weights, digits, strict=True)) % 11 == 0


def _plain(text: str) -> str:
    """Write a text with plain digits, one kind of dash, single spaces and nothing invisible."""
    if not text.isascii():
        text = "".join(
            "-" if kind == "Pd" or letter == "\u2212" else letter
            for letter in unicodedata.normalize("NFKC", text)
            if (kind := unicodedata.category(letter)) != "Cf"
        )
    return re.sub(r"[^\S\n]+", " ", text)


def _always(_match: re.Match[str]) -> bool:
    return True


def _around(match: re.Match[str], before: int = 40, after: int = 20) -> tuple[str, str]:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - before) : start], text[end : end + after]


# ---- a telephone number

_NUMBER = r"(?:[ ().:/_-]{0,3}\d)"
_TELEPHONE = re.compile(
    # not the end of a number, a day or a decimal; and no day or hour with a number after it
    r"(?<!\d)(?<!\d[-/.,:])"
    r"(?!\d\d[-/. ]\d\d[-/. ](?:19|20)\d\d(?!\d))(?!\d\d:\d\d(?!\d))"
    r"(?!\d\d[.:]\d\d ?[-/]? ?\d\d[.:]\d\d(?!\d))"
    rf"(?:\+ ?[1-9]{_NUMBER}{{8,14}}|00[1-9]{_NUMBER}{{8,12}}"
    rf"|\(?0 ?[1-9]{_NUMBER}{{8}}|31[ -]?6{_NUMBER}{{8}})(?!\d)"
)

# ---- a BSN

_MARK = r" ?[-.,/_]? ?"
_NINE = re.compile(
    # nine digits, with or without marks; or eight, as some systems leave out a zero
    rf"(?<!\d)(?<!\d[.,])(?:\d(?:{_MARK}\d){{8}}|\d{{8}})(?!\d)(?!\.\d{{3}}(?!\d))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuro|\bbedrag|\bbudget)(?: van)?:? ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"(?:,\d\d|,-)?(?!\d) ?(?:€|euro?\b)|,\d\d(?!\d)|,-", re.IGNORECASE)


def _is_bsn(match: re.Match[str]) -> bool:
    groups = re.findall(r"\d+", match.group())
    before, after = _around(match)
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return False
    if any(_YEAR.fullmatch(group) for group in groups[1:]):
        return False
    if len(groups) > 5 and not re.fullmatch(r"\d+(?:[ .-]\d+)*", match.group()):
        # a row of small numbers
        return False
    return is_bsn("".join(groups).zfill(9))


# ---- a day on which somebody was born

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YEARS = r"(?:19|20)\d\d"
_DAY = re.compile(
    r"(?<!\d)(?<!\d[-/.])(?:"
    rf"(?P<d1>\d{{1,2}})(?P<s> ?[-/.] ?| )(?P<m1>\d{{1,2}})(?P=s)(?P<j1>{_YEARS})"
    r"|(?P<d2>\d{1,2})(?P<t>[-/.])(?P<m2>\d{1,2})(?P=t)(?P<j2>\d\d)(?![-/.:]\d)"
    rf"|(?P<j3>{_YEARS})(?P<u> ?[-/.] ?)(?P<m3>\d{{1,2}})(?P=u)(?P<d3>\d{{1,2}})"
    rf"|(?P<j4>{_YEARS})(?P<m4>0[1-9]|1[0-2])(?P<d4>[0-2]\d|3[01])"
    rf"|(?P<d5>[0-2]\d|3[01])(?P<m5>0[1-9]|1[0-2])(?P<j5>{_YEARS})"
    r"|(?P<d6>\d{1,2})(?:e|de|ste)?[ .,-]{0,3}(?P<w>jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt"
    r"|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    rf"|dec(?:ember)?)[ .,-]{{0,3}}(?:(?P<j6>{_YEARS})|['’‘](?P<j7>\d\d))"
    r")(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\bgeb(?:oren|oorte\w{0,12})?\b\D{0,25}$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:tel|peil)datum\b\D{0,20}$", re.IGNORECASE)
_ROW_BEFORE = re.compile(
    r"\b(?:week|weken|groep(?:en)?|klas(?:sen)?|leerja(?:ar|ren)|stap(?:pen)?|route[sn]?|versies?"
    r"|art(?:ikel(?:en)?)?|fasen?|blok(?:ken)?|als|verhouding|nummers?|nrs?|leeftijd(?:en)?"
    r"|paragraaf|hoofdstuk|locaties?)\b[ .:]{0,3}$",
    re.IGNORECASE,
)
_ROW_AFTER = re.compile(
    r" ?(?:-?jarigen?|leerlingen|zaken|scholen|dagen|weken|uur|keer|procent|%)", re.IGNORECASE
)
_TURNS = frozenset({(1, 1), (1, 8), (31, 7)})
"""Days on which laws and school years begin or end."""


def _is_birth(match: re.Match[str], today: date) -> bool:
    """Say whether somebody of at least four years old can be born on a date.

    Dates of agreements and meetings are younger.
    """
    before, after = _around(match)
    is_said = _BORN.search(before) is not None
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    if match["j2"] and not is_said and _is_row(match, before, after):
        return False
    if "w" in parts:
        parts["m"] = str(1 + _MONTHS.index(parts["w"][:3].lower().replace("mrt", "maa")))
    year = int(parts["j"])
    if year < 100:
        # an agreement may be for a few years ahead
        year += 2000 if 2000 + year <= today.year + 10 else 1900
    try:
        born = date(year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return False
    if not is_said and ((born.day, born.month) in _TURNS or _COUNTED.search(before)):
        return False
    return 4 <= today.year - born.year <= 100


def _is_row(match: re.Match[str], before: str, after: str) -> bool:
    """Say whether three small numbers are more likely a row, such as of groups, than a day."""
    is_padded = len(match["d2"]) == len(match["m2"]) == 2
    if not is_padded and match["t"] != "-":
        return True
    return bool(_ROW_BEFORE.search(before) or _ROW_AFTER.match(after))


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
