"""Say in Dutch what the machine refuses: no rights on a path, a full disk, too long a name.

A path is no cell: it is named, since whoever reads the message has to go there.
"""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from etl.errors import BuildFailed, MasError, Unreadable

_FULL = "Er is geen schijfruimte meer. Maak ruimte en probeer het opnieuw."

_WORDS = {
    errno.EACCES: "is niet te openen: u hebt er geen rechten op. Vraag de eigenaar om lees- en "
    "schrijfrechten.",
    errno.EROFS: "staat op een schijf waarop niet geschreven mag worden. Kies een andere plek.",
    errno.ENOENT: "is er niet, of niet meer. Controleer het pad.",
    errno.ENOTDIR: "is niet te openen: een deel van het pad is een bestand, geen map.",
    errno.EISDIR: "is een map, en daar hoort een bestand te staan.",
    errno.EEXIST: "is een bestand, en daar hoort een map te staan.",
    errno.ENAMETOOLONG: "is niet te openen: de naam is te lang. Kies een kortere naam.",
    errno.ELOOP: "is een koppeling die naar zichzelf verwijst. Haal haar weg.",
}
_WORDS[errno.EPERM] = _WORDS[errno.EACCES]

_CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

_LONGEST = 200
"""Characters of a path that are shown: enough to know it by."""


def words(error: OSError) -> str:
    """Return as sentences which path could not be used, why, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _FULL
    if error.filename is None or error.errno not in _WORDS:
        return (
            f"{_path(error)} is niet te lezen of te schrijven ({type(error).__name__}). Is er "
            "genoeg schijfruimte, en mag hier gelezen en geschreven worden?"
        )
    return f"{_path(error)} {_WORDS[error.errno]}"


def told(error: OSError) -> MasError:
    """Return what a person reads, with its exit code."""
    kind = BuildFailed if error.errno in _CANNOT_WRITE else Unreadable
    return kind(words(error))


def check_readable(paths: Iterable[Path]) -> None:
    """Raise what opening the first of these files that cannot be read raises."""
    for path in paths:
        with path.open("rb"):
            pass


def check_writable(folders: Iterable[Path]) -> None:
    """Raise for the first of these folders, as far as they are there, that cannot be written in."""
    for folder in folders:
        if folder.is_file():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        if folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _path(error: OSError) -> str:
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return "".join(sign if sign.isprintable() else "�" for sign in shown) or "Een bestand"
