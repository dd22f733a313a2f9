"""What gives a person away in a few words: of a header, a supplier, a profile.

What the cells of a column look like is asked in `sql/content`.
"""

import re
from collections.abc import Sequence
from functools import cache

from etl.domain.areas import gemeenten

NO_PERSON = (
    r"\b(team|afdeling|dienst|bureau|stichting|gemeente|regio|wijk|stad|noord|zuid|oost|west"
    r"|midden|centrum|noordoost|noordwest|zuidoost|zuidwest|basisschool|school|kindcentrum|college"
    r"|lyceum|gymnasium|atheneum|academie|campus|instituut|scholengemeenschap|onderwijs|roc|obs|cbs"
    r"|rkbs|leerplicht|verzuim|luxe|jeugdhulp|jeugdzorg|halt|politie|justitie|melding|gesprek|stap"
    r"|route|zaak|status|brief|nieuw|nieuwe|nog|niet|geen|anders|overig|overige|onbekend)\b"
)
"""Words, in lower case: a text that has the form of a name and one of these is no person's."""

_CODES_OF_GEMEENTEN = range(1500, 2000)
"""Of four digits without a zero in front; of other four digits there is no gemeente."""

_MAIL = re.compile(r"[^@\s]@[^@\s]")
_NUMBER = re.compile(r"\d(?:[ ./_-]{0,2}\d){5,}")
_POSTCODE = re.compile(r"(?<![^\W_])[1-9]\d{3} ?[A-Za-z]{2}(?![^\W_])")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){6}", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?<!\d)20\d\d ?[-/] ?(?:20)?\d\d(?![-/]?\d)")


_SURELY = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE),
    re.compile(r"(?<![\d+])(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d)"),
    re.compile(r"NL\d\d ?[A-Z]{4}(?: ?\d){10}", re.IGNORECASE),
)
_NAME = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?(?: (?:van|de|der|den|het|ten|ter))*,? [A-ZÀ-Þ]"
    r"|(?:[A-ZÀ-Þ]\. ?){1,5}(?:(?:van|de|der|den|het|ten|ter|in|'t) )*[A-ZÀ-Þ][a-zß-ÿ]+"
)
_NINE = re.compile(r"(?<!\d)(?:\d{9}|\d{4}\.\d\d\.\d{3}|\d{3}[ -]\d{3}[ -]\d{3})(?!\d)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def names_somebody(text: str) -> bool:
    """Say whether a text holds a mail address, telephone, account number or BSN beyond doubt.

    >>> [names_somebody(text) for text in ("x@voorbeeld.nl", "06-12345678", "zaken 111222333")]
    [True, True, True]
    >>> [names_somebody(text) for text in ("zaken 2026-08-01", "zaken 20260801", "gemeente-x")]
    [False, False, False]
    """
    return any(found.search(text) for found in _SURELY) or any(
        _passes(re.sub(r"\D", "", nine)) for nine in _NINE.findall(text)
    )


def _passes(nine: str) -> bool:
    """Say whether nine digits are a BSN, or an onderwijsnummer."""
    rest = sum(weight * int(one) for weight, one in zip(_WEIGHTS, nine, strict=True)) % 11
    return len(set(nine)) > 1 and (rest == 0 or (nine.startswith("10") and rest == 5))


def holds_a_number(text: str) -> bool:
    """Say whether a text holds what may be a mail address, telephone, postcode, BSN or full date.

    >>> [holds_a_number(text) for text in ("tel 06-12345678", "x@y.nl", "1234 AB", "2010-03-15")]
    [True, True, True, True]
    >>> [holds_a_number(text) for text in ("16 uur", "gemeente 0363", "verzuim 2024-2025")]
    [False, False, False]
    """
    rest = _SCHOOL_YEAR.sub(" ", text)
    return any(found.search(rest) for found in (_MAIL, _NUMBER, _POSTCODE, _ACCOUNT))


def are_of_persons(cells: Sequence[str]) -> bool:
    """Say whether a cell is a mail address or telephone, or more than one in a hundred a name.

    That a number is a BSN cannot be told of one.

    >>> are_of_persons(["West", "x@y.nl"]), are_of_persons(["Jan de Wit"]), are_of_persons(["West"])
    (True, True, False)
    """
    names = sum(map(_has_form_of_a_name, cells))
    return names > len(cells) / 100 or any(
        form.fullmatch(" ".join(cell.split())) for cell in cells for form in _SURELY
    )


def _has_form_of_a_name(text: str) -> bool:
    """Say whether a text is a first name or initials and a surname, as `sql/content` has it."""
    plain = " ".join(text.split())
    return (
        bool(_NAME.match(plain))
        and plain.lower() not in names_of_gemeenten()
        and not re.search(NO_PERSON, plain.lower())
    )


def is_postcode(text: str) -> bool:
    """Say whether a text is a postcode, or four digits of one that are no code of a gemeente.

    >>> [is_postcode(text) for text in ("1234 AB", "1011", "9711", "1992", "0363")]
    [True, True, True, False, False]
    """
    digits = re.fullmatch(r"([1-9]\d{3}) ?([A-Za-z]{2})?", text.strip())
    return digits is not None and (bool(digits[2]) or int(digits[1]) not in _CODES_OF_GEMEENTEN)


@cache
def names_of_gemeenten() -> tuple[str, ...]:
    """Return what gemeenten are called, in lower case."""
    return tuple(sorted(one.naam.lower() for one in gemeenten().values()))
