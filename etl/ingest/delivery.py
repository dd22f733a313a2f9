"""Open a delivery: a folder, a zip, or one table's file.

A table is recognised by its file's name, in any case: `zaken.csv`, `Stappen.XLSX`. The digest is
over what is loaded and what it is loaded as, so that the same delivery under another file name, or
with another note beside it, is still the same delivery.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.domain.fields import TABLES
from etl.errors import Refused, Unreadable
from etl.ingest import manifest
from etl.ingest.manifest import Manifest, read_manifest
from etl.ingest.unpack import unpack

SUFFIXES = (".csv", ".parquet", ".xlsx")

_NOT_FILES_OF_PEOPLE = ("__macosx", "thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Delivery:
    """One supplier's full set of cases at one reference date, opened but not yet read."""

    leverancier: str
    bronsysteem: str
    peildatum: date
    profiel: str
    is_sample: bool
    """`voorbeeld = true`: invented data, kept apart from real deliveries."""

    files: Mapping[str, Path]
    """The file of each table that was delivered, by the table's name."""

    ignored: tuple[str, ...]
    """Names of files that are no table and no manifest: passed over, with a warning."""

    digest: str
    """sha256 over tables, bytes, supplier, reference date and profile."""

    workdir: Path
    """Where temporary files go: private to this delivery, gone when it is closed."""


@contextmanager
def open_delivery(
    path: Path, *, leverancier: str | None, peildatum: date | None, workdir: Path
) -> Iterator[Delivery]:
    """Open a folder, a zip or a single table's file; what was unpacked is gone at the end."""
    workdir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=workdir, prefix="levering-") as private:
        files = _files(path, unpacked=Path(private) / "zip")
        tables, manifests, ignored = _sorted_out(path, files=files)
        read = read_manifest(
            manifests[0] if manifests else None, leverancier=leverancier, peildatum=peildatum
        )
        yield Delivery(
            leverancier=read.leverancier,
            bronsysteem=read.bronsysteem,
            peildatum=read.peildatum,
            profiel=read.profiel,
            is_sample=read.is_sample,
            files=tables,
            ignored=ignored,
            digest=_digest(read, tables=tables),
            workdir=Path(private),
        )


def deliveries_in(path: Path) -> list[Path]:
    """Return what can be opened as a delivery: the path itself, or the folders and zips in it."""
    if not path.is_dir():
        return [path]
    children = [child for child in sorted(path.iterdir()) if not _is_hidden(child)]
    if any(child.is_file() and (_table(child) or _is_manifest(child)) for child in children):
        return [path]
    return [child for child in children if child.is_dir() or _is_zip(child)]


def files_of(path: Path) -> list[Path]:
    """Return the files that opening a path reads: the file itself, or a folder's own."""
    if not path.is_dir():
        return [path]
    return [
        child
        for child in _visible(path)
        if child.is_file() and (_table(child) or _is_manifest(child))
    ]


def _files(path: Path, *, unpacked: Path) -> list[Path]:
    if path.is_dir():
        return _visible(path)
    if not path.is_file():
        raise Unreadable(f"{path.name} bestaat niet. Controleer het pad.")
    if not _is_zip(path):
        return [path]
    unpacked.mkdir(mode=0o700)
    unpack(path, into=unpacked)
    inside = _visible(unpacked)
    folders = [child for child in inside if child.is_dir()]
    at_root = any(_table(child) or _is_manifest(child) for child in inside)
    return _visible(folders[0]) if len(folders) == 1 and not at_root else inside


def _visible(folder: Path) -> list[Path]:
    return [child for child in sorted(folder.iterdir()) if not _is_hidden(child)]


def _sorted_out(
    path: Path, *, files: list[Path]
) -> tuple[dict[str, Path], list[Path], tuple[str, ...]]:
    tables: dict[str, Path] = {}
    ignored: list[str] = []
    manifests = [file for file in files if file.is_file() and _is_manifest(file)]
    for file in files:
        table = _table(file) if file.is_file() else None
        if table in tables:
            raise Refused(
                f"Er zijn twee bestanden voor de tabel {table}: {tables[table].name} en "
                f"{file.name}. Lever er één aan."
            )
        if table:
            tables[table] = file
        elif file not in manifests:
            ignored.append(file.name)
    if not tables:
        names = ", ".join(f"{name}.csv" for name in TABLES)
        raise Unreadable(
            f"In {path.name} is geen tabel herkend. Verwacht: {names} "
            f"({', '.join(SUFFIXES)}; zaken en stappen zijn verplicht)."
        )
    return tables, manifests, tuple(ignored)


def _table(file: Path) -> str | None:
    name = file.stem.casefold()
    return name if name in TABLES and file.suffix.casefold() in SUFFIXES else None


def _is_manifest(file: Path) -> bool:
    return file.name.casefold() == manifest.NAME


def _is_zip(file: Path) -> bool:
    return file.suffix.casefold() == ".zip"


def _is_hidden(file: Path) -> bool:
    return file.name.startswith((".", "~$")) or file.name.casefold() in _NOT_FILES_OF_PEOPLE


def _digest(read: Manifest, *, tables: Mapping[str, Path]) -> str:
    digest = hashlib.sha256()
    for word in (read.leverancier, read.peildatum.isoformat(), read.profiel):
        digest.update(hashlib.sha256(word.encode()).digest())
    for name in sorted(tables):
        digest.update(hashlib.sha256(name.encode()).digest())
        with tables[name].open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
