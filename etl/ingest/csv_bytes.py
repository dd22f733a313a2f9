"""Look at the bytes of a text file once: is it UTF-8, and how many lines and delimiters has it.

A text without line ends or delimiters inside quotes has as many of both as its rows ask for; who
knows that need not look for quotes at all.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from etl.errors import Unreadable

DELIMITERS = (",", ";", "\t")

CHUNK = 4 * 1024**2

LINE_END = re.compile(rb"\r\n?|\n")
"""As Windows, old Macs and all others write it."""

Found = np.ndarray[tuple[int], np.dtype[np.uint8]]

_IN_CACHE = 256 * 1024
"""Bytes that are counted in at a time: several counts of what is near cost little more than one."""


@dataclass(frozen=True)
class Shape:
    """What one pass over the bytes tells."""

    lines: int
    marks: Mapping[str, int]
    """How often each delimiter stands in it."""

    has_mixed_line_ends: bool
    starts_with_mark: bool
    """Whether a line starts with a delimiter: it may hold nothing else, as Excel writes rows that
    were once used."""


def shape_of(path: Path, *, delimiter: str | None = None) -> Shape:
    """Count lines and delimiters; raises Unreadable when it is no text in UTF-8.

    Args:
        path: of the file.
        delimiter: that a profile names; without one, it may be any of `DELIMITERS`.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    newlines = returns = pairs = 0
    starts_with_mark = False
    marks = dict.fromkeys([delimiter] if delimiter else DELIMITERS, 0)
    buffer = bytearray(_IN_CACHE)
    last = -1
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            found = np.frombuffer(buffer, dtype=np.uint8, count=size)
            _check(found, decoder, path=path, lines=newlines + returns - pairs)
            is_newline = found == ord("\n")
            newlines += int(np.count_nonzero(is_newline))
            for mark in marks:
                is_mark = found == ord(mark)
                marks[mark] += int(np.count_nonzero(is_mark))
                starts_with_mark = starts_with_mark or bool(
                    (is_newline[:-1] & is_mark[1:]).any() or (last == ord("\n") and is_mark[0])
                )
            if last == ord("\r") or (found == ord("\r")).any():
                is_return = found == ord("\r")
                returns += int(np.count_nonzero(is_return))
                pairs += int(np.count_nonzero(is_return[:-1] & is_newline[1:]))
                pairs += last == ord("\r") and bool(is_newline[0])
            last = int(found[-1])
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_utf8(path, line=newlines + returns - pairs + 1) from None
    ends = (-1, ord("\n"), ord("\r"))
    return Shape(
        lines=newlines + returns - pairs + (last not in ends),
        marks=marks,
        has_mixed_line_ends=returns > 0 and newlines > 0 and not newlines == returns == pairs,
        starts_with_mark=starts_with_mark,
    )


def _check(found: Found, decoder: codecs.IncrementalDecoder, *, path: Path, lines: int) -> None:
    """Raise Unreadable when bytes are no UTF-8, or hold a character that no text has.

    Args:
        found: bytes of the file.
        decoder: has seen what stands before them.
        path: of the file.
        lines: that ended before them.
    """
    has_null = not found.all()
    # text of ASCII alone needs no decoding, which is most of it
    if int(found.max()) >= 128 or decoder.getstate()[0]:
        try:
            decoder.decode(found.tobytes())
        except UnicodeDecodeError as error:
            line = lines + 1 + len(LINE_END.findall(error.object[: error.start]))
            raise _not_utf8(path, line=line) from None
    if has_null:
        before = found[: int(np.argmin(found))].tobytes()
        raise Unreadable(
            f"{path.name}, regel {lines + 1 + len(LINE_END.findall(before))}: hier staat een "
            "nul-teken, en dat heeft tekst in UTF-8 niet. Haal het weg. Heeft het bestand een "
            "andere codering (zoals UTF-16), sla het dan op als CSV UTF-8."
        )


def _not_utf8(path: Path, *, line: int) -> Unreadable:
    return Unreadable(
        f"{path.name}, regel {line}: geen UTF-8. Sla het bestand op als CSV UTF-8, of gebruik een "
        "profiel met de codering van het bronsysteem."
    )
