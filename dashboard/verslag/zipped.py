"""A zip that does not know what time it is: office files differ by nothing but their content."""

import io
import zipfile
from collections.abc import Iterable

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold."""


def zip_bytes(files: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Pack files in the given order, with names and bytes only.

    Args:
        files: name and content.
        stored: names that are kept uncompressed, where a format asks it.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return whole.getvalue()


def repacked(archive: bytes) -> bytes:
    """Pack a zip anew, without the moments at which its parts were written."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return zip_bytes((name, old.read(name)) for name in old.namelist())
