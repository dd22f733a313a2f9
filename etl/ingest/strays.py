"""Know a passed-over file that may be a part of a table: named like it, or with its columns.

A profile that names `zaken januari` passes `zaken februari` over, and a delivery without a month
loads as well as one with it: it is warned about more than a letter that lies beside the tables.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_TEXTS = (".csv", ".txt", ".tsv")
_LONGEST_HEADER = 20_000


def alike(strays: Iterable[Path], tables: Iterable[Path]) -> int:
    """Return how many files are like a file of a table."""
    known = [*tables]
    read = {one.resolve() for one in known}
    names = {(_first_word(one), one.suffix.casefold()) for one in known} - {("", "")}
    headers = {_header(one) for one in known} - {b""}
    return sum(
        (_first_word(one), one.suffix.casefold()) in names or _header(one) in headers
        for one in strays
        # a link may be to the table itself
        if one.is_file() and one.resolve() not in read
    )


def _first_word(path: Path) -> str:
    """Return the letters that a name begins with; of fewer than three nothing can be told."""
    word = re.match(r"[^\W\d_]*", path.stem.casefold())
    return word[0] if word and len(word[0]) > 2 else path.name


def _header(path: Path) -> bytes:
    """Return the first line of a text, as it stands there."""
    if path.suffix.casefold() not in _TEXTS:
        return b""
    with path.open("rb") as file:
        return file.readline(_LONGEST_HEADER).strip().lower()
