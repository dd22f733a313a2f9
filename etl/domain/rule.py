"""A rule: what a delivery must keep to, and what happens when it does not.

A rule is a value. It says what it looks at, what the reader is told, what to do at the source, and
(for a rule about one row) a row that it accepts and a row that it catches. A code is stable for
ever: users quote it, and a dropped rule's code is not used again. First letter: L the delivery,
H a header, I the content of a column, R any row, Z zaken, S stappen, K keten, N noemers,
D the dates of a column, V the comparison with the previous delivery, P pseudonyms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from etl.domain.checks import Check


class Gevolg(StrEnum):
    """What happens when a rule is broken."""

    GEWEIGERD = "geweigerd"
    """The delivery is refused; nothing changes."""

    APART = "apart"
    """The row is set aside; the rest loads."""

    WAARSCHUWING = "waarschuwing"
    """The row loads and is counted."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule about a delivery, a column, or rows in relation to other rows."""

    code: str
    gevolg: Gevolg
    title: str
    message: str
    """What it means, in plain Dutch; never with a cell's value in it."""

    advice: str
    """What to do at the source."""

    table: str | None = None
    column: str | None = None
    sql: str | None = None
    """The file in `sql/checks` that selects the rows that break it."""


@dataclass(frozen=True, kw_only=True)
class RowRule(Rule):
    """A rule that one row keeps or breaks by itself."""

    table: str
    column: str
    check: Check
    accepts: Mapping[str, str]
    """Cells as delivered; what is left out is as in `GOOD_ROWS`."""

    catches: Mapping[str, str]


ID_SHAPE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,64}"
"""A pseudonym, in lower case: a UUID, or 16 to 64 hex digits."""

AGE_YOUNGEST, AGE_OLDEST = 4, 26

GOOD_ROWS: Mapping[str, Mapping[str, str]] = {
    "zaken": {
        "zaak_id": "00000000-0000-4000-8000-0000000000a1",
        "leerling_id": "00000000-0000-4000-8000-0000000000b1",
        "gemeentecode": "GM0363",
        "melddatum": "2025-09-15",
        "verzuimtype": "16_uur",
        "onderwijssoort": "vo",
        "leeftijdsgroep": "12_15",
    },
    "stappen": {
        "zaak_id": "00000000-0000-4000-8000-0000000000a1",
        "stap": "1",
        "startdatum": "2025-09-15",
    },
    "keten": {
        "zaak_id": "00000000-0000-4000-8000-0000000000a1",
        "partner": "halt",
        "verwijsdatum": "2025-10-01",
    },
    "noemers": {
        "gemeentecode": "GM0363",
        "schooljaar": "2025-2026",
        "onderwijssoort": "vo",
        "leerlingen": "41000",
    },
}
"""A row without a fault, as delivered. The examples of the rules differ from it in a cell or two.
The examples' reference date is 2026-08-01."""
