"""Unpack a zip that a stranger made: only plain files, only inside the folder, never endless."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO

from etl.errors import Refused, Unreadable
from etl.full_disk import writing

MAX_MEMBERS = 1_000
MAX_BYTES = 32 * 1024**3
"""Unpacked: about twenty million zaken with their steps, ten times the whole country's archive."""

MAX_RATIO = 100
"""Times that a file may grow: random pseudonyms keep a real export below ten."""

SMALL_BYTES = 64 * 1024**2
"""Unpacked, below which a zip harms nobody however well it was packed."""

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, struct.error),
    # the rest comes of sizes, places and names that are none
    *(RuntimeError, ValueError, LookupError, OverflowError, MemoryError),
)
"""What reading a damaged or invented zip raises."""

LONGEST_NAME = 255
"""Bytes of the name of a file or a folder: more fits on hardly any disk."""

LONGEST_PATH = 1_000
"""Bytes of a path within the zip: with that of the folder before it, it stays below 4,096."""

_CHUNK = 1024**2
_IS_ENCRYPTED = 1


def unpack(path: Path, *, into: Path) -> None:
    """Write the files of a zip under `into`, which exists and is empty."""
    with _damage_said(path.name):
        archive = zipfile.ZipFile(path)
    with archive:
        entries = archive.infolist()
        _check_stay_inside(path.name, entries)
        members = [one for one in entries if not one.filename.endswith(("/", "\\"))]
        _check(path.name, members)
        for member in members:
            with _damage_said(path.name):
                source = archive.open(member)
            with source, writing("De zip is niet uitgepakt"):
                target = into / _path(member)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as copy:
                    while chunk := _read(source, path.name):
                        copy.write(chunk)


def _read(source: IO[bytes], name: str) -> bytes:
    with _damage_said(name):
        return source.read(_CHUNK)


@contextmanager
def _damage_said(name: str) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        # a name may be quoted in no message: it could hold anything
        raise Unreadable(
            f"{name} is niet uit te pakken: de naam van een bestand erin is niet te lezen. Geef de "
            "bestanden een naam van gewone letters en maak het zip-bestand opnieuw."
        ) from None
    except NotImplementedError:
        raise Unreadable(
            f"{name} is niet uit te pakken: het is ingepakt op een manier die hier niet gelezen "
            "wordt. Lever de map zelf aan, of maak een gewoon zip-bestand (methode Deflate)."
        ) from None
    except DAMAGED:
        raise Unreadable(
            f"{name} is niet uit te pakken: het zip-bestand is beschadigd of afgebroken. Maak het "
            "opnieuw."
        ) from None


def _check_stay_inside(name: str, entries: list[zipfile.ZipInfo]) -> None:
    # those of folders too: nothing is written for them, but no packer makes them so by itself
    if any(_leaves_its_folder(entry) for entry in entries):
        raise Refused(
            f"{name} bevat een bestand met een pad buiten de map (een absoluut pad, `..` of een "
            "koppeling). Maak het zip-bestand opnieuw van alleen de bestanden van de levering."
        )


def _check(name: str, members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & _IS_ENCRYPTED for member in members):
        raise Unreadable(
            f"{name} heeft een wachtwoord. Maak het zip-bestand opnieuw, zonder wachtwoord."
        )
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
    if any(_has_no_usable_name(member) for member in members):
        raise Refused(
            f"{name} bevat een bestand zonder naam, of met een naam of pad dat te lang is. Maak "
            "het zip-bestand opnieuw van alleen de bestanden van de levering."
        )
    names = [_parts(member) for member in members]
    if len(set(names)) < len(names):
        raise Refused(f"{name} bevat twee keer hetzelfde bestand. Maak het opnieuw.")
    folders = {parts[:depth] for parts in names for depth in range(len(parts))}
    if not folders.isdisjoint(names):
        raise Refused(
            f"{name} bevat een bestand en een map met dezelfde naam. Maak het zip-bestand opnieuw "
            "van alleen de bestanden van de levering."
        )


def _parts(member: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return folders and name as they are compared."""
    return tuple(part.casefold() for part in _path(member).parts)


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    """Return where a member goes: some packers of Windows write folders with a backslash."""
    return PurePosixPath(member.filename.replace("\\", "/"))


def _has_no_usable_name(member: zipfile.ZipInfo) -> bool:
    parts = [len(part.encode()) for part in _path(member).parts]
    return not parts or max(parts) > LONGEST_NAME or sum(parts) + len(parts) > LONGEST_PATH


def grows_too_much(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Say whether no export of people would grow so much when it is unpacked."""
    packed = sum(member.compress_size for member in members)
    return _unpacked(members) > max(SMALL_BYTES, MAX_RATIO * packed)


def _unpacked(members: Sequence[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _leaves_its_folder(entry: zipfile.ZipInfo) -> bool:
    # orig_filename: zipfile already rewrites what it can of the other
    name = entry.orig_filename.replace("\\", "/")
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    has_drive = len(name) > 1 and name[1] == ":"
    return path.is_absolute() or ".." in path.parts or has_drive or is_link
