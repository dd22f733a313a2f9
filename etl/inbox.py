"""Exports that were taken in from the inbox do not stay there, unless asked.

An export as delivered is the most recognisable thing there is. What was loaded from the inbox is
removed once the release stands; a delivery that was refused stays, for whoever must mend it. Files
outside the inbox are never touched, nor is a file that changed since it was read.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from etl.ingest.delivery import deliveries_in, files_of, hidden_in, strays_in

WHAT_IS_A_DELIVERY = (
    "Een levering is een map of een zip met levering.toml, zaken en stappen. Maak voor elke "
    "levering een map en zet de bestanden daarin. Hebben ze andere namen of kolommen, dan hoort er "
    "een profiel bij: python -m etl profiles new BESTAND"
)

WHY_PASSED_OVER = (
    "Er liggen losse bestanden van een levering naast, en dan is de map zelf de levering. Zet die "
    "losse bestanden in een eigen map en probeer het opnieuw."
)

Seen = Mapping[Path, tuple[int, int, int]]
"""The files of a delivery, and what each was when we looked."""


def is_empty(inbox: Path) -> bool:
    """Return whether nobody put anything there to load."""
    return not inbox.is_dir() or not (deliveries_in(inbox) or strays_in(inbox))


def strays(folders: Iterable[Path]) -> str:
    """Name what lies in folders of deliveries and is none, and say what to do; empty without."""
    folders = list(folders)
    loose = [str(stray) for folder in folders for stray in _looked_in(folder, strays_in)]
    behind = [str(one) for folder in folders for one in _looked_in(folder, hidden_in)]
    said = [f"Niet geladen: {', '.join(loose)}. {WHAT_IS_A_DELIVERY}"] if loose else []
    said += [f"Niet geladen: {', '.join(behind)}. {WHY_PASSED_OVER}"] if behind else []
    return "\n".join(said)


def _looked_in(folder: Path, look: Callable[[Path], list[Path]]) -> list[Path]:
    try:
        return look(folder)
    except OSError:
        # whoever opens it hears why
        return []


def seen_in(inbox: Path, path: Path) -> Seen:
    """Return the files that a delivery is read from, if it lies in the inbox."""
    try:
        if not path.exists() or not _is_inside(path, inbox):
            return {}
        return {file: _state(file) for file in files_of(path) if _is_inside(file, inbox)}
    except OSError:
        # whoever opens it hears why; nothing of it will be removed
        return {}


def remove(seen: Seen, *, inbox: Path) -> int:
    """Remove files that are still what was seen, and folders that this leaves empty."""
    removed = 0
    for file, state in seen.items():
        if file.exists() and _state(file) == state:
            file.unlink()
            removed += 1
    for folder in {file.parent for file in seen}:
        if folder.resolve() != inbox.resolve() and not any(folder.iterdir()):
            folder.rmdir()
    return removed


def several_seen(inbox: Path, paths: Iterable[Path]) -> dict[Path, Seen]:
    """Return what is seen of each path."""
    return {path: seen_in(inbox, path) for path in paths}


def _is_inside(path: Path, inbox: Path) -> bool:
    # resolved: a link in the inbox to a file elsewhere is not ours to remove
    return path.resolve().is_relative_to(inbox.resolve())


def _state(file: Path) -> tuple[int, int, int]:
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
