"""What may not be typed: what is about one person.

Nothing that a participant types is treated as case data, so nothing in it may point at a pupil or
parent. A BSN, a mail address, a telephone number and a date of birth are recognised and refused;
a name is not, so the fields warn. The message never repeats what was typed.
"""

import re
from collections.abc import Callable
from datetime import date

from etl.errors import MasError

WARNING = (
    "Schrijf geen namen van leerlingen, ouders of medewerkers op, ook geen initialen. "
    "Noem organisaties."
)
LONGEST = 10_000
"""Characters in one field: ten pages are a report, not a remark."""


class NotAllowed(MasError):
    """A text that the product won't keep; the message says why, in Dutch."""


def check(text: str) -> str:
    """Return the text as it is.

    Raises:
        NotAllowed: it holds what could point at a person, or it is too long.
    """
    if len(text) > LONGEST:
        raise NotAllowed(
            f"Deze tekst is te lang: hoogstens {LONGEST // 1000}.000 tekens. Maak hem korter."
        )
    for name, pattern, holds in _KINDS:
        if any(holds(match) for match in pattern.finditer(text)):
            raise NotAllowed(
                f"Dit lijkt op {name}. Dat bewaren we niet: schrijf hier niets op dat naar één "
                f"persoon wijst.{_INSTEAD.get(name, '')} Haal het weg; de rest van uw tekst "
                "blijft staan."
            )
    return text


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of a BSN.

    >>> is_bsn("111222333"), is_bsn("123456789")
    (True, False)
    """
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(d) for weight, d in zip(weights, digits, strict=True)) % 11 == 0


def _bsn(match: re.Match[str]) -> bool:
    return is_bsn(re.sub(r"\D", "", match.group()).zfill(9))


def _telephone(match: re.Match[str]) -> bool:
    digits = re.sub(r"^(0031|31)0?", "0", re.sub(r"\D", "", match.group()))
    return len(digits) == 10


def _birth(match: re.Match[str]) -> bool:
    """Say whether somebody of at least four years old can be born on a date.

    Dates of agreements and meetings are younger.
    """
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    if "w" in parts:
        parts["m"] = str(1 + _MONTHS.index(parts["w"][:3].lower().replace("mrt", "maa")))
    year, today = int(parts["j"]), date.today()
    if year < 100:
        # an agreement may be for a few years ahead
        year += 2000 if 2000 + year <= today.year + 10 else 1900
    try:
        born = date(year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return False
    return 4 <= today.year - born.year <= 100


def _always(_match: re.Match[str]) -> bool:
    return True


_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_BIRTH = "een geboortedatum"
_INSTEAD = {_BIRTH: " Bedoelt u een andere datum? Schrijf dan alleen de maand en het jaar."}

_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    ("een mailadres", re.compile(r"[\w.+-]+\s?@\s?[\w-]+(\.[\w-]+)+"), _always),
    (
        "een telefoonnummer",
        re.compile(r"(?<![\w.,])(?:\+31|0031|\(?0)(?:[\s().-]*\d){9,10}(?!\d)"),
        _telephone,
    ),
    # nine digits, with or without marks between them; or eight, as some systems leave out a zero
    ("een BSN", re.compile(r"(?<!\d)(?:\d(?:[ .-]?\d){8}|\d{8})(?!\d)"), _bsn),
    (
        _BIRTH,
        re.compile(
            r"(?<![\d-])(?:(?P<d1>\d{1,2})(?P<s>[-/. ])(?P<m1>\d{1,2})(?P=s)(?P<j1>(?:19|20)\d\d)"
            r"|(?P<d2>\d{1,2})(?P<t>[-/])(?P<m2>\d{1,2})(?P=t)(?P<j2>\d\d)"
            r"|(?P<j3>(?:19|20)\d\d)-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})"
            r"|(?P<d4>\d{1,2})\s+(?P<w>jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
            r"[a-z]*\.?\s+(?P<j4>(?:19|20)\d\d))(?!\d)",
            re.IGNORECASE,
        ),
        _birth,
    ),
)
