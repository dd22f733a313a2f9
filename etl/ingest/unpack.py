"""Unpack a zip that a stranger made: only plain files, only inside the folder, never endless."""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from etl.errors import Refused, Unreadable
from etl.full_disk import writing

MAX_MEMBERS = 1_000
MAX_BYTES = 32 * 1024**3
"""Unpacked: about twenty million zaken with their steps, ten times the whole country's archive."""

MAX_RATIO = 100
"""Times that a file may grow: random pseudonyms keep a real export below ten."""

SMALL_BYTES = 64 * 1024**2
"""Unpacked, below which a zip harms nobody however well it was packed."""


def unpack(path: Path, *, into: Path) -> None:
    """Write the files of a zip under `into`, which exists and is empty."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(path.name, members)
            for member in members:
                target = into / PurePosixPath(member.filename)
                with archive.open(member) as source, writing("De zip is niet uitgepakt"):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as copy:
                        shutil.copyfileobj(source, copy, 1024**2)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        # RuntimeError is how zipfile says that a password is needed
        raise Unreadable(
            f"{path.name} is niet uit te pakken: het zip-bestand is beschadigd, afgebroken of "
            "heeft een wachtwoord. Maak het opnieuw, zonder wachtwoord."
        ) from None


def _check(name: str, members: list[zipfile.ZipInfo]) -> None:
    if any(_leaves_its_folder(member) for member in members):
        raise Refused(
            f"{name} bevat een bestand met een pad buiten de map (een absoluut pad, `..` of een "
            "koppeling). Maak het zip-bestand opnieuw van alleen de bestanden van de levering."
        )
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        raise Refused(f"{name} bevat twee keer hetzelfde bestand. Maak het opnieuw.")
    if grows_too_much(members):
        raise Refused(
            f"{name} is geen gewone export: uitgepakt wordt het meer dan {MAX_RATIO} keer zo "
            "groot. Maak het zip-bestand opnieuw van alleen de bestanden van de levering."
        )
    if len(members) > MAX_MEMBERS or _unpacked(members) > MAX_BYTES:
        raise Refused(
            f"{name} is uitgepakt te groot: meer dan {MAX_MEMBERS} bestanden of meer dan "
            f"{MAX_BYTES // 1024**3} GiB. Lever alleen de tabellen en {'levering.toml'} aan."
        )


def grows_too_much(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Say whether no export of people would grow so much when it is unpacked."""
    packed = sum(member.compress_size for member in members)
    return _unpacked(members) > max(SMALL_BYTES, MAX_RATIO * packed)


def _unpacked(members: Sequence[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _leaves_its_folder(member: zipfile.ZipInfo) -> bool:
    # orig_filename: zipfile already rewrites what it can of the other
    name = member.orig_filename.replace("\\", "/")
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    has_drive = len(name) > 1 and name[1] == ":"
    return path.is_absolute() or ".." in path.parts or has_drive or is_link
