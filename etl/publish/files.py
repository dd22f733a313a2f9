"""The folder of releases: a draft beside the others, then its place, then the pointer.

At every moment the pointer names a whole release. A draft that a crash left behind is removed by
the next build; nothing reads it.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.duckdb_paths import database, quoted
from etl.released.pointer import POINTER, UNKNOWN, WITHDRAWN, named_in

KEPT = 3
"""Releases that stay, the current one included: who reads an older one can finish."""


@contextmanager
def attached(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Path]:
    """Attach a new, empty draft as `vrijgave`; afterwards it is closed and whole on disk."""
    remove_left_behind(folder)
    draft = folder / f"vrijgave-{os.getpid()}.tmp"
    con.execute(f"attach {quoted(database(draft))} as vrijgave (read_write)")
    try:
        yield draft
        con.execute("checkpoint vrijgave")
    except BaseException:
        try:
            con.execute("detach vrijgave")
        finally:
            remove_left_behind(folder)
        raise
    con.execute("detach vrijgave")


def content_digest(
    con: duckdb.DuckDBPyConnection, tables: Sequence[str], *, about: Mapping[str, str]
) -> str:
    """Return the sha256 of what a release says: its tables, sorted, and what is said about them."""
    whole = hashlib.sha256(repr(sorted(about.items())).encode())
    for table in sorted(tables):
        whole.update(f"\n{table}\n".encode())
        # as text from DuckDB: to make Python values of a country's cells takes six times as long
        rows = con.execute(
            f"from (from vrijgave.{table} order by all) as rij select to_json(rij)::varchar"
        )
        while chunk := rows.fetchmany(10_000):
            whole.update("\n".join(row for (row,) in chunk).encode())
            whole.update(b"\n")
    return whole.hexdigest()


def put_in_place(draft: Path, release: Path) -> Path:
    """Give a draft its name; a release that is there already says the same and stays."""
    if release.exists():
        draft.unlink()
        return release
    draft.chmod(0o644)
    _sync(draft)
    draft.replace(release)
    _sync(release.parent)
    return release


def move_pointer(release: Path) -> None:
    """Let the pointer name a release, in one step."""
    if pointed_at(release.parent) == release:
        return
    replace_public(release.parent / POINTER, f"{release.name}\n")


def replace_public(path: Path, text: str) -> None:
    """Write a small file beside the releases, whole or not at all, readable for everybody."""
    draft = path.with_name(f"{path.name}-{os.getpid()}.tmp")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(0o644)
    _sync(draft)
    draft.replace(path)
    _sync(path.parent)


def keep_only_newest(release: Path, *, kept: int = KEPT) -> None:
    """Remove the oldest releases, never the one given."""
    others = [path for path in release.parent.glob("vrijgave_*.duckdb") if path != release]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[kept - 1 :]:
        path.unlink()


def withdraw(folder: Path) -> None:
    """Let the pointer name nothing, and remove every release: there is none any more."""
    pointer = folder / POINTER
    if pointer.is_file() and pointer.stat().st_size:
        replace_public(pointer, "")
    for path in folder.glob("vrijgave_*.duckdb"):
        path.unlink()


def has_release(folder: Path) -> bool:
    """Return whether the pointer names a release that is there."""
    return pointed_at(folder) is not None


def pointed_at(folder: Path) -> Path | None:
    """Return the release that the pointer names, if it is there."""
    name = named_in(folder)
    path = folder / name
    return path if name not in (UNKNOWN, WITHDRAWN) and path.is_file() else None


def remove_damaged(folder: Path) -> None:
    """Remove the release that the pointer names if nobody can open it: it will be built anew."""
    release = pointed_at(folder)
    if release is None:
        return
    try:
        with duckdb.connect(database(release), read_only=True) as con:
            con.execute("from metadata limit 0")
    except duckdb.Error:
        release.unlink()


def remove_left_behind(folder: Path) -> None:
    """Remove drafts that a crash left: of releases, with what DuckDB keeps beside them."""
    for left_behind in folder.glob("*.tmp*"):
        left_behind.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
