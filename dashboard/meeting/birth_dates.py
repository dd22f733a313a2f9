"""A day on which somebody can be born, recognised in a text that was made plain.

Sentences about school years, laws, groups and versions look alike. Every pattern is bounded.
"""

import re
from datetime import date

from dashboard.meeting.plain_text import around

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


def holds_birth_date(text: str, *, today: date) -> bool:
    """Say whether a text holds one."""
    # an address of a law or a report holds days too
    dated = _ADDRESS.sub(" ", text)
    return any(_is_birth(match, today) for match in _DAY.finditer(dated))


def _is_birth(match: re.Match[str], today: date) -> bool:
    """Say whether somebody of at least four years old can be born on a date.

    Dates of agreements and meetings are younger.
    """
    before, after = around(match)
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
