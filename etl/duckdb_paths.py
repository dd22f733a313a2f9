"""Paths as DuckDB has to hear them, so that it opens the file that is meant and no other.

DuckDB takes what it reads for a pattern (`export[1].csv`, also in the name of a folder), a path
that starts with `~` for a home and one that starts with `word:` for a place elsewhere. A name whose
bytes are no UTF-8, as an old disk may have them, it cannot hear at all.
"""

import re
from pathlib import Path

from etl.errors import MasError, Unreadable, UsageError

_SIGNS = re.compile(r"[*?[]")
_UNUSABLE = ("?", "\\")


def to_read(path: Path) -> str:
    r"""Return the pattern that fits this file alone, for read_csv, read_parquet and read_json.

    Raises Unreadable for a name that is no text.

    >>> to_read(Path("/in/zaken[1].csv"))
    '/in/zaken[[]1].csv'
    """
    return _SIGNS.sub(lambda sign: f"[{sign[0]}]", _heard(path, otherwise=Unreadable))


def to_write(path: Path) -> str:
    """Return the path for a file that DuckDB makes: there it knows no patterns; raises UsageError.

    >>> to_write(Path("/uit/zaken[1].parquet"))
    '/uit/zaken[1].parquet'
    """
    return _heard(path, otherwise=UsageError)


def database(path: Path) -> str:
    """Return the path of a database file, to connect to or to attach; raises UsageError."""
    check_usable(path)
    return to_write(path)


def check_usable(path: Path) -> None:
    """Raise UsageError where no database can lie: its journal would land in another folder."""
    if any(sign in str(path.resolve()) for sign in _UNUSABLE):
        raise UsageError(
            r"In een map met een ? of een \ in de naam kan geen zakenopslag of vrijgave liggen. "
            "Geef de map een andere naam, of kies een andere met --warehouse."
        )


def quoted(text: str) -> str:
    """Return a text as SQL writes it.

    >>> quoted("'s-Hertogenbosch")
    "'''s-Hertogenbosch'"
    """
    return "'" + text.replace("'", "''") + "'"


def _heard(path: Path, *, otherwise: type[MasError]) -> str:
    """Return the whole path as text, or raise what says that it is none."""
    text = str(path.absolute())
    try:
        text.encode()
    except UnicodeEncodeError:
        raise otherwise(
            "In dit pad staat een map of bestand met een naam die niet te lezen is (geen UTF-8). "
            "Geef die map of dat bestand een naam van gewone letters en probeer het opnieuw."
        ) from None
    return text
