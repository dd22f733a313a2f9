"""The pointer beside the releases: a small file that names the current one."""

from pathlib import Path

POINTER = "current"

UNKNOWN = "?"
"""There is no pointer, or it holds no name: nobody said that what is served must go."""

WITHDRAWN = ""
"""The pointer names nothing: the last delivery was removed, and its release with it."""

_LONGEST = 200
"""Bytes of a pointer: more is no name of a release."""


def named_in(folder: Path) -> str:
    """Return the name of the current release's file, or UNKNOWN or WITHDRAWN."""
    try:
        data = (folder / POINTER).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return UNKNOWN
    name = data.decode(errors="replace").strip()
    is_name = len(data) < _LONGEST and name.isprintable() and "/" not in name
    return name if is_name else UNKNOWN
