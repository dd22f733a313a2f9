"""Replace pseudonyms by keys of our own, while the rest of the intake goes on.

What a zaak and a leerling are called in the case store is the HMAC of their pseudonym, its first
128 bits. DuckDB's SHA-256 is slow and knows no HMAC, so Python computes it, in a thread of its own:
DuckDB works on meanwhile. A pseudonym of 128 bits lies in `read.zaken` as a number and is written
out again here; one of another shape was keyed by SQL when it was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
import pandas as pd

IDS = ("zaak", "leerling")

HMAC = "left(sha256($outer_pad || unhex(sha256($inner_pad || encode({text})))), 32)::uuid"
"""HMAC-SHA256 of a pseudonym, from the two pads of `etl.validate.keys`: its first 128 bits."""

_AT_ONCE = 250_000
"""Rows of which the pseudonyms are written out at a time."""

_HEX, _BYTES, _UUID = 32, 16, 36
_GROUPS = ((0, 8, 0), (8, 12, 1), (12, 16, 2), (16, 20, 3), (20, 32, 4))
"""Where the digits of a UUID stand: from, to, and how many dashes come before."""

_DASHED = 98765432109876543210987654321
"""What keeps a UUID apart from the same digits without dashes: see `sql/macros/pseudoniem.sql`."""


def keyed_columns(table: str, *, text: str) -> list[str]:
    """Return what is kept of the pseudonyms of zaken to key them by: nothing of another table.

    `<id>_streepjes` says how a pseudonym of 128 bits was written, and is null for another one,
    which has its key in `<id>_sleutel` already.

    Args:
        text: the pseudonym as text, with {name} for the column.
    """
    if table != "zaken":
        return []
    columns = []
    for one in IDS:
        cell = text.format(name=f"{one}_id")
        dashed = f"{cell} like '________-____-____-____-____________'"
        form = f"case when strlen({cell}) = 32 then false when {dashed} then true end"
        hmac = HMAC.format(text=cell)
        columns += [
            f"{form} as {one}_streepjes",
            f"case when ({form}) is null then {hmac} end as {one}_sleutel",
        ]
    return columns


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Create `keyed.zaken`, still empty, and the view `keyed.per_rij` of its rows by `rij`."""
    con.execute("create schema keyed")
    con.execute("create table keyed.zaken (zaak_sleutel uuid, leerling_sleutel uuid)")
    con.execute("create view keyed.per_rij as from keyed.zaken select rowid as rij, *")


@contextmanager
def filling(
    con: duckdb.DuckDBPyConnection, pads: Mapping[str, bytes]
) -> Iterator[Callable[[], None]]:
    """Fill `keyed.zaken` meanwhile; what is given waits for its end, and raises what went wrong."""
    # the thread ends before its connection does, also when something else went wrong
    with con.cursor() as own, ThreadPoolExecutor(max_workers=1) as executor:
        yield executor.submit(_fill, own, pads).result


def _fill(con: duckdb.DuckDBPyConnection, pads: Mapping[str, bytes]) -> None:
    """Give every row of `read.zaken` its row in `keyed.zaken`, in the same order."""
    [(rows,)] = con.execute("from read.zaken select count(*)").fetchall()
    for begin in range(0, rows, _AT_ONCE):
        numbers = con.execute(
            "from read.zaken select "
            + ", ".join(
                f"({one}_id >> 64)::ubigint as {one}_hoog, "
                f"({one}_id & 18446744073709551615::uhugeint)::ubigint as {one}_laag, "
                f"coalesce({one}_streepjes, false) as {one}_streepjes"
                for one in IDS
            )
            + f" where rowid >= {begin} and rowid < {begin + _AT_ONCE} order by rowid"
        ).fetchnumpy()
        keys = pd.DataFrame(dict(_keys(numbers, pads)))
        con.register("sleutels", keys)
        con.execute(
            "insert into keyed.zaken from (from sleutels positional join (from read.zaken select "
            f"rowid as rij, zaak_sleutel, leerling_sleutel where rowid >= {begin} and "
            f"rowid < {begin + _AT_ONCE} order by rowid) as gelezen) select "
            + ", ".join(
                f"coalesce({one}_sleutel, (({one}_hoog::uhugeint << 64) | {one}_laag)::uuid)"
                for one in IDS
            )
        )
        con.unregister("sleutels")


def _keys(numbers: Mapping[str, Any], pads: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    for one in IDS:
        high, low = numbers[f"{one}_hoog"], numbers[f"{one}_laag"]
        is_dashed = np.asarray(numbers[f"{one}_streepjes"], dtype=bool)
        keys = np.empty((len(high), 2), dtype=">u8")
        for dashed in (False, True):
            rows = np.flatnonzero(is_dashed == dashed)
            texts = _texts(high[rows], low[rows], dashed=dashed)
            keys[rows] = _hmacs(texts, length=_UUID if dashed else _HEX, pads=pads)
        yield f"{one}_hoog", keys[:, 0].astype("u8")
        yield f"{one}_laag", keys[:, 1].astype("u8")


def _texts(high: Any, low: Any, *, dashed: bool) -> bytes:
    """Return pseudonyms of 128 bits as they were delivered, in lower case, one after the other."""
    both = np.empty((len(high), 2), dtype=">u8")
    both[:, 0], both[:, 1] = high, low
    if dashed:
        both[:, 0] ^= np.uint64(_DASHED >> 64)
        both[:, 1] ^= np.uint64(_DASHED & (1 << 64) - 1)
    digits = both.tobytes().hex().encode()
    if not dashed:
        return digits
    bare = np.frombuffer(digits, dtype=np.uint8).reshape(-1, _HEX)
    written = np.full((len(bare), _UUID), ord("-"), dtype=np.uint8)
    for start, end, dashes in _GROUPS:
        written[:, start + dashes : end + dashes] = bare[:, start:end]
    return written.tobytes()


def _hmacs(texts: bytes, *, length: int, pads: Mapping[str, bytes]) -> Any:
    """Return the first 128 bits of the HMAC-SHA256 of each text, as two numbers."""
    inner, outer = (hashlib.sha256(pads[name]) for name in ("inner_pad", "outer_pad"))
    made = bytearray()
    for start in range(0, len(texts), length):
        first = inner.copy()
        first.update(texts[start : start + length])
        second = outer.copy()
        second.update(first.digest())
        made += second.digest()[:_BYTES]
    return np.frombuffer(bytes(made), dtype=">u8").reshape(-1, 2)
