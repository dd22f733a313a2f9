"""Copy a text file of another encoding to UTF-8, line by line, so that its lines keep their place.

The copy lies in the delivery's private folder and goes with it. Title lines become blank lines: a
blank line before the header is passed over, and every line below keeps its number. So do lines of
delimiters alone, which Excel writes for rows that were once used: they are no rows.
"""

import codecs
import re
from dataclasses import replace
from itertools import count
from pathlib import Path

from etl.errors import Unreadable
from etl.ingest import other_forms
from etl.ingest.profile import Reading

ENCODINGS = ("utf-8", "windows-1252", "utf-16")


_OF_ANOTHER_PROGRAM = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How a zip starts, and so a workbook or an ODS; and how an old .xls starts."""

_LOOKED_AT = 512


def as_found(path: Path, reading: Reading) -> Reading:
    """Return how to read a file, after a look at its start; raises Unreadable when it is no text.

    Excel writes `sep=;` above the header, for itself: it is a title line like any other. Its
    "Unicode text" is UTF-16 and says so in its first two bytes: no profile is needed for that.
    """
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_OF_ANOTHER_PROGRAM):
        raise other_forms.unreadable(path)
    is_utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if is_utf16:
        reading = replace(reading, encoding="utf-16")
    first = start.decode("utf-16" if is_utf16 else "utf-8-sig", errors="ignore")
    if other_forms.is_no_table(first):
        raise other_forms.unreadable(path)
    is_for_excel = first[:4].lower() == "sep="
    return replace(reading, title_lines=max(reading.title_lines, 1)) if is_for_excel else reading


def needs_copy(reading: Reading) -> bool:
    """Say whether a file cannot be read as it lies there."""
    return reading.encoding != "utf-8" or reading.title_lines > 0


def in_utf8(path: Path, *, reading: Reading, workdir: Path) -> Path:
    """Return the copy, under the same name, since messages name the file."""
    folder = workdir / "utf-8"
    folder.mkdir(exist_ok=True, mode=0o700)
    copy = folder / path.name
    encoding = _codec(path, reading)
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        lines = iter(source)
        for line in count(1):
            try:
                text = next(lines)
            except StopIteration:
                return copy
            except UnicodeError:
                raise _wrong_encoding(path, reading, line=line - 1) from None
            target.write("\n" if line <= reading.title_lines else text)
    return copy


def without_bare_lines(path: Path, *, delimiter: str, workdir: Path) -> Path:
    """Return a copy of a file in UTF-8 in which lines of delimiters alone are blank."""
    folder = workdir / "regels"
    folder.mkdir(exist_ok=True, mode=0o700)
    copy = folder / path.name
    is_bare = re.compile(rb" *(?:%b *)+\r?\n?" % re.escape(delimiter.encode())).fullmatch
    with path.open("rb") as source, copy.open("wb") as target:
        for line in source:
            target.write(line.lstrip(delimiter.encode() + b" ") if is_bare(line) else line)
    return copy


def _codec(path: Path, reading: Reading) -> str:
    """Return the codec; a byte order mark says more than a profile."""
    with path.open("rb") as file:
        start = file.read(3)
    if start == codecs.BOM_UTF8:
        return "utf-8-sig"
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if reading.encoding != "utf-16":
        return reading.encoding
    if b"\0" not in start:
        raise _wrong_encoding(path, reading, line=0)
    return "utf-16-le"


def _wrong_encoding(path: Path, reading: Reading, *, line: int) -> Unreadable:
    return Unreadable(
        f"{path.name}, na regel {line}: de tekst is geen {reading.encoding}. Sla het bestand op "
        f"als CSV UTF-8, of pas `codering` in het profiel aan ({', '.join(ENCODINGS)})."
    )
