"""See which files below a folder are opened, by whatever process and in whatever language.

Python's audit hook does not see what DuckDB or SQLite opens; the kernel does (inotify).
"""

import ctypes
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_OPEN = 0x20
_IN_NONBLOCK = os.O_NONBLOCK
_HEAD = struct.Struct("iIII")
_libc = ctypes.CDLL(None, use_errno=True)


@contextmanager
def opened_below(folder: Path) -> Iterator[Callable[[], set[Path]]]:
    """Give a function that returns the files and folders opened since it was last asked."""
    handle = _libc.inotify_init1(_IN_NONBLOCK)
    watched: dict[int, Path] = {}
    for path in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        number = _libc.inotify_add_watch(handle, os.fsencode(path), _IN_OPEN)
        if number < 0:
            raise OSError(ctypes.get_errno(), f"inotify: {path}")
        watched[number] = path

    def seen() -> set[Path]:
        found = set()
        try:
            while data := os.read(handle, 65536):
                place = 0
                while place < len(data):
                    number, _, _, size = _HEAD.unpack_from(data, place)
                    place += _HEAD.size
                    name = data[place : place + size].rstrip(b"\0")
                    found.add(watched[number] / os.fsdecode(name))
                    place += size
        except BlockingIOError:
            return found
        return found

    try:
        yield seen
    finally:
        os.close(handle)
