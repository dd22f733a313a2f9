"""Let a command end as it should, whatever stands behind stdout and stderr."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO

_STANDARD = 3
"""Descriptors that are stdin, stdout and stderr."""

_RAISING = ("strict", "surrogateescape")
"""How Python by default takes a sign that cannot be written."""


def make_sturdy() -> None:
    """Prepare stdout and stderr of this process.

    A reader of stdout may leave, as `… | head` does, and nobody need hear our words: neither
    changes what a command does or how it ends. A sign that the other side doesn't know is replaced.
    """
    _open_what_is_closed()
    sys.stdout = _sturdy(sys.stdout, _Data, descriptor=1)
    sys.stderr = _sturdy(sys.stderr, _Words, descriptor=2)


class _Data(io.FileIO):
    """Writes until the reader leaves; what cannot be written for another reason raises once."""

    is_lost = False

    def write(self, data: Any, /) -> int:
        if not self.is_lost:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                self.is_lost = True
            except OSError:
                self.is_lost = True
                raise
        return len(data)


class _Words(io.FileIO):
    """Writes as long as it can."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data) or 0
        except OSError:
            return len(data)


def _sturdy(stream: TextIO | None, kind: type[io.FileIO], *, descriptor: int) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(kind(descriptor, "w", closefd=False)),
        encoding=stream.encoding if stream else "utf-8",
        errors=stream.errors if stream and stream.errors not in _RAISING else "replace",
        line_buffering=kind is _Words or os.isatty(descriptor),
    )


def _open_what_is_closed() -> None:
    """Let no file of ours become stdin, stdout or stderr by being the first that is opened."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) < _STANDARD:
        continue
    os.close(descriptor)
