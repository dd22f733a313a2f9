"""Open a delivery: a folder, a zip, or one table's file.

A table is recognised by its file's name, in any case: `zaken.csv`, `Stappen.XLSX`, or the name that
the profile gives. The digest is over what is loaded and what it is loaded as, profile included, so
that the same delivery under another file name, or with another note beside it, is still the same
delivery.
"""

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from etl.domain.fields import TABLES
from etl.errors import MasError, Refused, Unreadable
from etl.ingest import manifest, other_forms, profile_file, strays
from etl.ingest.file_names import check_file_name
from etl.ingest.manifest import Manifest, read_manifest
from etl.ingest.parts import check_parts
from etl.ingest.profile import MAS, Profile
from etl.ingest.unpack import unpack
from etl.machine import check_readable

SUFFIXES = (".csv", ".parquet", ".xlsx")
WITH_PROFILE = (*SUFFIXES, ".txt", ".tsv")
OF_A_LOG = (*WITH_PROFILE, ".xes")

_NOTES = ("readme", "leesmij")
_NOT_FILES_OF_PEOPLE = ("__macosx", "thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Delivery:
    """One supplier's full set of cases at one reference date, opened but not yet read."""

    leverancier: str
    bronsysteem: str
    peildatum: date
    profile: Profile
    is_sample: bool
    """`voorbeeld = true`: invented data, kept apart from real deliveries."""

    files: Mapping[str, Path]
    """The file of each table that was delivered, by the table's name."""

    parts: Mapping[str, tuple[Path, ...]]
    """All files of each table, in the order of their names: mostly that one."""

    ignored: tuple[str, ...]
    """Names of files that are no table and no manifest: passed over, with a warning."""

    alike: int
    """How many of those are like a file of a table."""

    unknown_lines: tuple[int | None, ...]
    """Where `levering.toml` says what we do not know: passed over, with a warning."""

    workdir: Path
    """Where temporary files go: private to this delivery, gone when it is closed."""

    digesting: Callable[[], str] = field(repr=False)
    """Returns the digest, which is made while other work goes on."""

    @property
    def paths(self) -> set[Path]:
        """Every file that is read."""
        return {path for parts in self.parts.values() for path in parts}

    @property
    def digest(self) -> str:
        """sha256 over tables, bytes, profile and what the manifest says."""
        return self.digesting()

    def names(self, table: str) -> list[str]:
        """Return what a receipt calls each file of a table."""
        is_other = self.bestand(table).endswith(f" ({table})")
        return [f"{path.name} ({table})" if is_other else path.name for path in self.parts[table]]

    def bestand(self, table: str) -> str:
        """Return what a receipt calls a table: its file, and which table when it holds more."""
        name = self.files[table].name
        if len(self.parts[table]) > 1:
            name = f"{name} en {len(self.parts[table]) - 1} andere"
        first = next(one for one in TABLES if self.files.get(one) == self.files[table])
        return name if first == table else f"{name} ({table})"


@contextmanager
def open_delivery(
    path: Path, *, leverancier: str | None, peildatum: date | None, workdir: Path
) -> Iterator[Delivery]:
    """Open a folder, a zip or a single table's file; what was unpacked is gone at the end."""
    workdir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=workdir, prefix="levering-") as private:
        files, beside = _files(path, unpacked=Path(private) / "zip")
        plain = [file for file in files if file.is_file()]
        if path.is_dir() or _is_zip(path):
            _check_is_delivery(path, files=files)
        read = read_manifest(
            next(filter(_is_manifest, plain), None),
            leverancier=leverancier,
            peildatum=peildatum,
            own_profile=next(filter(_is_profile, plain), None),
        )
        tables, ignored = _sorted_out(path, files=files, profile=read.profile)
        paths = {path for parts in tables.values() for path in parts}
        check_readable(paths)
        with ThreadPoolExecutor(max_workers=2) as executor:
            # largest first: the others are done meanwhile
            of_file = {
                file: executor.submit(_digest_of, file)
                for file in sorted(paths, key=_size, reverse=True)
            }
            for table, parts in tables.items():
                if len(parts) > 1:
                    found = {path: of_file[path].result() for path in parts}
                    check_parts(table, parts, digests=found)
            yield Delivery(
                leverancier=read.leverancier,
                bronsysteem=read.bronsysteem,
                peildatum=read.peildatum,
                profile=read.profile,
                is_sample=read.is_sample,
                files={table: parts[0] for table, parts in tables.items()},
                parts=tables,
                ignored=(*ignored, *beside),
                alike=strays.alike((file for file in files if file.name in ignored), paths),
                unknown_lines=read.unknown_lines,
                workdir=Path(private),
                digesting=lambda: _digest(
                    read,
                    tables={
                        name: b"".join(of_file[file].result() for file in parts)
                        for name, parts in tables.items()
                    },
                ),
            )


def deliveries_in(path: Path) -> list[Path]:
    """Return what can be opened as a delivery: the path itself, or the folders and zips in it."""
    if not path.is_dir():
        return [path]
    children = [child for child in sorted(path.iterdir()) if not _is_hidden(child)]
    if any(child.is_file() and _is_of_a_delivery(child) for child in children):
        return [path]
    return [child for child in children if child.is_dir() or _is_zip(child)]


def strays_in(path: Path) -> list[Path]:
    """Return what lies loose in a folder of deliveries and is none; a readme may lie there."""
    deliveries = deliveries_in(path)
    if path in deliveries:
        return []
    return [
        child
        for child in _visible(path)
        if child not in deliveries and not child.name.casefold().startswith(_NOTES)
    ]


def hidden_in(path: Path) -> list[Path]:
    """Return the deliveries in a folder that is one itself: with it open, they are passed over."""
    if not path.is_dir() or deliveries_in(path) != [path]:
        return []
    return [one for one in _visible(path) if _is_zip(one) or (one.is_dir() and _holds_one(one))]


def _holds_one(folder: Path) -> bool:
    return any(child.is_file() and _is_of_a_delivery(child) for child in _visible(folder))


def files_of(path: Path) -> list[Path]:
    """Return the files that opening a path reads; nothing of a folder that is no delivery."""
    if not path.is_dir():
        return [path]
    plain = [file for file in _visible(path) if file.is_file()]
    about = [file for file in plain if _is_manifest(file) or _is_profile(file)]
    try:
        # who delivered does not matter here, and may be said on the command line
        read = read_manifest(
            next(filter(_is_manifest, plain), None),
            leverancier="-",
            peildatum=date.min,
            own_profile=next(filter(_is_profile, plain), None),
        )
        tables, _ = _sorted_out(path, files=plain, profile=read.profile)
    except MasError:
        return []
    return [*dict.fromkeys(path for parts in tables.values() for path in parts), *about]


def _files(path: Path, *, unpacked: Path) -> tuple[list[Path], list[str]]:
    """Return the files of a delivery, and the names of those beside the one folder in its zip."""
    if path.is_dir():
        return _visible(path), []
    if not path.is_file():
        raise Unreadable(f"{path.name} bestaat niet. Controleer het pad.")
    if not _is_zip(path):
        return [path], []
    check_readable([path])
    unpacked.mkdir(mode=0o700)
    unpack(path, into=unpacked)
    inside = _visible(unpacked)
    folders = [child for child in inside if child.is_dir()]
    at_root = any(_is_of_a_delivery(child) for child in inside)
    if len(folders) != 1 or at_root:
        return inside, []
    return _visible(folders[0]), [child.name for child in inside if child not in folders]


def _check_is_delivery(path: Path, *, files: list[Path]) -> None:
    """Raise Unreadable for a folder or zip without anything that we know by its name."""
    if any(_is_of_a_delivery(file) for file in files):
        return
    if any(file.is_dir() or _is_zip(file) for file in files):
        raise Unreadable(
            f"{path.name} bevat mappen of zip-bestanden in plaats van tabellen. Lever elke "
            "levering apart aan: levering.toml, zaken en stappen samen in één map of zip, zonder "
            "map of zip daar weer in."
        )
    raise Unreadable(
        f"In {path.name} is geen tabel herkend. Nodig zijn levering.toml, zaken en stappen; de "
        "bestanden heten precies zo (zaken.csv, zaken.xlsx of zaken.parquet)."
    )


def _visible(folder: Path) -> list[Path]:
    return [child for child in sorted(folder.iterdir()) if not _is_hidden(child)]


def _sorted_out(
    path: Path, *, files: list[Path], profile: Profile
) -> tuple[dict[str, tuple[Path, ...]], tuple[str, ...]]:
    """Return the files of each table, and the names of files that are none."""
    tables: dict[str, tuple[Path, ...]] = {}
    ignored: list[str] = []
    others: dict[str, Path] = {}
    for file in files:
        found = _tables(file, profile) if file.is_file() else []
        if found:
            check_file_name(file)
        for table in found:
            if table in tables and not _may_be_several(table, profile):
                raise _two_files(table, tables[table][0], file, profile=profile)
            tables[table] = (*tables.get(table, ()), file)
        if not (found or _is_manifest(file) or _is_profile(file)):
            ignored.append(file.name)
            others |= dict.fromkeys(_in_other_form(file, profile), file)
    for table, file in others.items():
        if table not in tables:
            check_file_name(file)
            raise other_forms.unreadable(file)
    if not tables:
        names = [made.file for made in profile.tables.values()] or list(TABLES)
        raise Unreadable(
            f"In {path.name} is geen tabel herkend. Verwacht: "
            f"{', '.join(f'{name}.csv' for name in dict.fromkeys(names))} "
            f"({', '.join(SUFFIXES)}; zaken en stappen zijn verplicht).{_other_format(files)} Heet "
            "een bestand anders of heeft het andere kolommen, maak er dan een profiel voor: "
            "python -m etl profiles new BESTAND."
        )
    for table, made in profile.tables.items():
        for name in made.files:
            if not any(_has_name(file, name) for file in tables.get(table, ())):
                raise Refused(
                    f"Het profiel noemt bij [{table}] een bestand '{name}', en dat zit niet bij de "
                    "levering. Lever het mee, of pas `bestanden` in het profiel aan."
                )
        if made.blocks and "zaken" in tables:
            tables[table] = tables["zaken"]
    return tables, tuple(ignored)


def _other_format(files: list[Path]) -> str:
    """Return what to do about files that a spreadsheet or database wrote in a form of its own."""
    found = sorted({file.suffix.casefold() for file in files} & other_forms.SUFFIXES)
    if not found:
        return ""
    if any(suffix in other_forms.PACKED for suffix in found):
        return " Er zit een ingepakt bestand bij: pak dat uit, en lever de bestanden zelf aan."
    return (
        f" Een bestand met {' of '.join(found)} lezen wij niet: sla het in het programma waar het "
        "uit komt op als .xlsx of .csv."
    )


def _tables(file: Path, profile: Profile) -> list[str]:
    """Return the tables that a file holds."""
    stem, suffix = file.stem.casefold(), file.suffix.casefold()
    found = []
    for table in TABLES:
        made = profile.tables.get(table)
        if made is None:
            matches = stem == table and suffix in SUFFIXES
        else:
            is_log = profile.log is not None and table in ("zaken", "stappen")
            allowed = OF_A_LOG if is_log else WITH_PROFILE
            has_name = any(_has_name(file, name) for name in made.files or (made.file,))
            matches = not made.blocks and has_name and suffix in allowed
        if matches:
            found.append(table)
    return found


def _has_name(file: Path, name: str) -> bool:
    return fnmatchcase(file.stem.casefold(), _pattern(name))


def _may_be_several(table: str, profile: Profile) -> bool:
    return table in profile.tables and bool(profile.tables[table].files)


def _two_files(table: str, one: Path, other: Path, *, profile: Profile) -> Refused:
    way = "een profiel" if table not in profile.tables else "het profiel"
    return Refused(
        f"Er zijn twee bestanden voor de tabel {table}: {one.name} en {other.name}. Lever er één "
        f"aan. Is de tabel over meer bestanden verdeeld, zoals per maand of per school, zet dan in "
        f'{way} bij [{table}] `bestanden = ["…", "…"]` in plaats van `bestand`.'
    )


def _in_other_form(file: Path, profile: Profile) -> list[str]:
    """Return the tables that a file has the name of, in a form that is not read."""
    suffix = file.suffix.casefold()
    if not file.is_file() or suffix not in other_forms.SUFFIXES:
        return []
    stem = Path(file.stem).stem if suffix in other_forms.PACKED else file.stem
    return _tables(file.with_name(f"{stem}{SUFFIXES[0]}"), profile)


def _pattern(name: str) -> str:
    """Return a name of a profile, in which `*` alone stands for any text, as fnmatch reads it."""
    return re.sub(r"[?[]", lambda sign: f"[{sign[0]}]", name)


def _is_of_a_delivery(file: Path) -> bool:
    return bool(_tables(file, MAS)) or _is_manifest(file) or _is_profile(file)


def _is_manifest(file: Path) -> bool:
    return file.name.casefold() == manifest.NAME


def _is_profile(file: Path) -> bool:
    return file.name.casefold() == profile_file.NAME


def _is_zip(file: Path) -> bool:
    return file.suffix.casefold() == ".zip"


def _is_hidden(file: Path) -> bool:
    return file.name.startswith((".", "~$")) or file.name.casefold() in _NOT_FILES_OF_PEOPLE


def _size(file: Path) -> int:
    return file.stat().st_size


def _digest_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()


def _digest(read: Manifest, *, tables: Mapping[str, bytes]) -> str:
    """Return the digest of a delivery, from that of the file of each table."""
    digest = hashlib.sha256()
    own = read.profile.digest
    about = [
        read.leverancier,
        read.bronsysteem,
        read.peildatum.isoformat(),
        str(read.is_sample),
        read.profile.name,
    ]
    for word in [*about, own] if own else about:
        digest.update(hashlib.sha256(word.encode()).digest())
    for name in sorted(tables):
        digest.update(hashlib.sha256(name.encode()).digest())
        digest.update(tables[name])
    return digest.hexdigest()
