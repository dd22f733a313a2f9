"""Whether what is kept is still there and can be read; and what to do when it is not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.duckdb_paths import database
from etl.errors import Unreadable

_PARQUET = b"PAR1"
"""How a whole Parquet file begins and ends."""


def lost(path: Path, *, holds: str) -> Unreadable:
    """Return what to say of a file of the store that cannot be missed.

    Args:
        path: of the file, in the folder of the store.
        holds: what is in it, as a sentence.
    """
    return Unreadable(
        f"{path} is weg of beschadigd. {holds} Zet {path.parent} terug uit een reservekopie. "
        f"{begin_anew(path.parent)}"
    )


def begin_anew(store: Path) -> str:
    """Return what to do without a copy of the store."""
    return (
        f"Is die er niet, geef {store} dan een andere naam en neem alle leveringen opnieuw in: "
        "python -m etl run PAD."
    )


def damaged_in(folder: Path, *, tables: tuple[str, ...], receipt: Path) -> Path | None:
    """Return the first file of a loaded delivery that is not there or not whole."""
    for path in (folder / f"{table}.parquet" for table in tables):
        if not _is_parquet(path):
            return path
    return None if _is_receipt(receipt) else receipt


def has_marts(path: Path) -> bool:
    """Return whether a file is there and holds the marts."""
    if not path.exists():
        return False
    try:
        with duckdb.connect(database(path), read_only=True) as con:
            con.execute("from marts.zaken limit 0")
    except duckdb.Error:
        return False
    return True


@contextmanager
def opening_marts(path: Path) -> Iterator[None]:
    """Say what to do about marts that are gone or damaged: they can be made anew."""
    try:
        yield
    except duckdb.Error:
        raise _broken_marts(path) from None


@contextmanager
def reading_marts(path: Path) -> Iterator[None]:
    """Say it as well of marts that open, and turn out to be damaged further on."""
    try:
        yield
    except duckdb.Error as error:
        if "corrupt" in str(error).lower():
            raise _broken_marts(path) from None
        raise


def _broken_marts(path: Path) -> Unreadable:
    return Unreadable(
        f"{path} is weg of niet te lezen: daarin staan de tabellen waarmee geteld wordt. Verwijder "
        "dat bestand als het er is; python -m etl run bouwt ze opnieuw uit wat geladen is."
    )


def _is_parquet(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(_PARQUET))
        if file.seek(0, 2) < 3 * len(_PARQUET):
            return False
        file.seek(-len(_PARQUET), 2)
        return start == file.read() == _PARQUET


def _is_receipt(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        receipt = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(receipt, dict) and "bestanden" in receipt
