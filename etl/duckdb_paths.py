"""Paths as DuckDB has to hear them, so that it opens the file that is meant and no other.

DuckDB takes what it reads for a pattern (`export[1].csv`, also in the name of a folder), a path
that starts with `~` for a home and one that starts with `word:` for a place elsewhere.
"""

import re
from pathlib import Path

from etl.errors import UsageError

_SIGNS = re.compile(r"[*?[]")
_UNUSABLE = ("?", "\\")


def to_read(path: Path) -> str:
    r"""Return the pattern that fits this file alone, for read_csv, read_parquet and read_json.

    >>> to_read(Path("/in/zaken[1].csv"))
    '/in/zaken[[]1].csv'
    """
    return _SIGNS.sub(lambda sign: f"[{sign[0]}]", to_write(path))


def to_write(path: Path) -> str:
    """Return the path for a file that DuckDB makes: there it knows no patterns.

    >>> to_write(Path("/uit/zaken[1].parquet"))
    '/uit/zaken[1].parquet'
    """
    return str(path.absolute())


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
