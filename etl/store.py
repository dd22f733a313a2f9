"""The case store: what was taken in, as files that are never changed.

    store/register.json       what is loaded: the only file that is replaced (see register.py)
    store/leveringen/<nr>/    one delivery: zaken, stappen, keten, noemers and apart, as Parquet
    store/ontvangst/<nr>.json its exact receipt
    store/marts-<digest>.duckdb   the marts over all current deliveries
    store/sleutel             the secret that pseudonyms are keyed with; made on first use

Only this folder holds case rows. It is readable for its owner alone, and the dashboard never
opens it. Files that the register does not name are left-overs of an interrupted run; the next
run removes them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl import intact, memory, normen_file, secret, transform
from etl.domain.normen import Normen
from etl.duckdb_paths import check_usable, database, quoted, to_read, to_write
from etl.errors import NoRelease, Unreadable, UsageError
from etl.full_disk import writing
from etl.machine import check_writable
from etl.register import Loaded, Register, RegisterFile, sync_folder
from etl.scratch import scratch
from etl.settings import Settings

TABLES = ("zaken", "stappen", "keten", "noemers")
"""The tables of a delivery, as files of its folder."""

_PARQUET = "format parquet, dictionary_size_limit 1000, write_bloom_filter false"
"""Dictionaries for codes: of keys and days, looking for one costs more than it saves."""

_NOT_READY = "De zakenopslag is niet klaar te zetten"

_READERS = ".lezers"
"""Held, shared, by who reads files of the store; and alone by who removes some."""

Config = dict[str, str | bool | int | float | list[str]]

CONNECTION: Config = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


@dataclass(frozen=True)
class Store:
    """The case store of a warehouse."""

    folder: Path
    settings: Settings

    @classmethod
    def of(cls, warehouse: Path, settings: Settings) -> Store:
        return cls(warehouse / "store", settings)

    def normen(self) -> Normen:
        """Return the norms that regions agreed on, from the file beside the store."""
        return normen_file.read(self.folder.parent)

    @property
    def registered(self) -> RegisterFile:
        return RegisterFile(self.folder / "register.json")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store alone; raises UsageError when another run holds it."""
        check_usable(self.folder)
        with writing(_NOT_READY):
            self._make_folders()
            with _for_owner_alone():
                slot = (self.folder / ".slot").open("a")
        with _for_owner_alone(), slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(
                    "Er loopt al een andere run op deze gegevens. Wacht tot die klaar is en "
                    "probeer het dan opnieuw."
                ) from None
            self._check_register_is_there()
            with writing(_NOT_READY):
                self.secret()
                self._remove_left_behind()
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep what the register names now from being removed; a run that wants to, waits.

        Nothing is made: where there is no store yet, there is nothing to keep.
        """
        slot = self.folder / _READERS
        if not slot.exists():
            yield
            return
        with slot.open("rb") as readers:
            fcntl.flock(readers, fcntl.LOCK_SH)
            yield

    def secret(self) -> bytes:
        """Return the secret that pseudonyms are keyed with; it is made on first use.

        Raises Unreadable when it is damaged, or gone while deliveries are loaded.
        """
        return self.known_secret() or secret.make(self.folder / secret.NAME)

    def known_secret(self) -> bytes:
        """Return the secret, or nothing where there never was one: no file is made."""
        is_used = bool(self.registered.read().current)
        return secret.read(self.folder / secret.NAME, is_used=is_used) or b""

    def delivery_folder(self, delivery: Loaded) -> Path:
        """Return the folder with the Parquet files of a loaded delivery."""
        return self.folder / "leveringen" / str(delivery.nr)

    def receipt_path(self, delivery: Loaded) -> Path:
        return self.folder / "ontvangst" / f"{delivery.nr}.json"

    def workdir(self) -> Path:
        """Return the folder for what lives only during a run."""
        folder = self.folder / "werk"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def write_delivery(
        self, nr: int, con: duckdb.DuckDBPyConnection, *, receipt: Mapping[str, Any]
    ) -> None:
        """Write the rows of `validated.*` and `apart`, and the receipt, as delivery `nr`.

        Nothing counts until the register names it. When it cannot be written whole, nothing of it
        stays, and BuildFailed says why.
        """
        folder = self.folder / "leveringen" / str(nr)
        path = self.folder / "ontvangst" / f"{nr}.json"
        with writing("De levering is niet opgeslagen"):
            try:
                self._write_delivery(folder, path, nr=nr, con=con, receipt=receipt)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                path.unlink(missing_ok=True)
                raise

    @staticmethod
    def _write_delivery(
        folder: Path,
        path: Path,
        *,
        nr: int,
        con: duckdb.DuckDBPyConnection,
        receipt: Mapping[str, Any],
    ) -> None:
        folder.mkdir(mode=0o700)
        for table in TABLES:
            place = quoted(to_write(folder / f"{table}.parquet"))
            con.execute(
                f"copy (from validated.{table} select {nr}::uinteger as levering_nr, *) "
                f"to {place} ({_PARQUET})"
            )
        con.table("apart").write_parquet(to_write(folder / "apart.parquet"))
        stored = {**receipt, "nr": nr}
        path.write_text(json.dumps(stored, ensure_ascii=False, indent=1), encoding="utf-8")
        for written in (*folder.iterdir(), path):
            with written.open("rb") as file:
                os.fsync(file.fileno())
        for changed in (folder, folder.parent, path.parent):
            sync_folder(changed)

    def receipt(self, delivery: Loaded) -> dict[str, Any]:
        """Return the exact receipt of a loaded delivery."""
        text = self.receipt_path(delivery).read_text(encoding="utf-8")
        receipt: dict[str, Any] = json.loads(text)
        return receipt

    def build_marts(self, register: Register) -> str:
        """Build the marts over the deliveries of a register; return the name of their file."""
        name = f"marts-{_digest(register.current, self.settings, self.normen())}.duckdb"
        path = self.folder / name
        if intact.has_marts(path):
            return name
        self.check_whole(register.current)
        with writing("De tabellen zijn niet gebouwd"):
            self._build_marts(path, register)
        return name

    def _build_marts(self, path: Path, register: Register) -> None:
        draft = path.with_suffix(".nieuw")
        draft.unlink(missing_ok=True)
        config = self.config(register, spill=self.workdir())
        with duckdb.connect(database(draft), config=config) as con:
            self._load(con, register.current)
            transform.build(con, "loaded", kind="view")
            transform.build(con, "marts")
            # the views name files of this moment; the marts need them no more
            con.execute("drop schema loaded cascade")
            # closing writes too, but says nothing when it fails
            con.execute("checkpoint")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(path)
        sync_folder(self.folder)

    @contextmanager
    def marts(self, register: Register) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the marts of a register for reading, with the macros of `sql/macros`."""
        if register.marts is None:
            raise NoRelease(
                "Hier zijn geen zaken geladen. Neem eerst een levering in: python -m etl run PAD"
            )
        path = self.folder / register.marts
        # beside the marts, where DuckDB would put it, a killed run would leave rows behind
        with scratch() as spill:
            config = self.config(register, spill=spill)
            with intact.opening_marts(path):
                con = duckdb.connect(database(path), read_only=True, config=config)
            with con:
                with intact.opening_marts(path):
                    transform.create_macros(con)
                with intact.reading_marts(path):
                    yield con

    def config(self, register: Register, *, spill: Path) -> Config:
        """Return how DuckDB works on the deliveries of a register: what it may take, and where."""
        folders = [self.delivery_folder(delivery) for delivery in register.current]
        files = [path for folder in folders for path in folder.glob("*.parquet")]
        return {
            **CONNECTION,
            "memory_limit": memory.limit(self.settings.memory_limit, files),
            "threads": str(self.settings.threads),
            "temp_directory": to_write(spill),
        }

    def tidy(self) -> None:
        """Remove what the register names no more, once nobody reads it."""
        with (self.folder / _READERS).open("ab") as readers:
            fcntl.flock(readers, fcntl.LOCK_EX)
            self._remove_what_is_not_registered()

    def _load(self, con: duckdb.DuckDBPyConnection, deliveries: Sequence[Loaded]) -> None:
        transform.create_reference(con, self.settings.klokken, self.normen())
        con.execute("create schema loaded")
        for table in TABLES:
            files = [
                to_read(self.delivery_folder(delivery) / f"{table}.parquet")
                for delivery in deliveries
            ]
            con.execute(f"set variable {table}_files = $files", {"files": files})
        receipts = [to_read(self.receipt_path(one)) for one in deliveries]
        con.execute("set variable ontvangst_files = $files", {"files": receipts})
        con.execute(
            "create table loaded.leveringen (levering_nr uinteger, leverancier varchar, "
            "sleutelnaam varchar, bronsysteem varchar, peildatum date, digest varchar, "
            "volledig_vanaf date)"
        )
        con.executemany(
            "insert into loaded.leveringen values (?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    *(one.nr, one.leverancier, one.known_as, one.bronsysteem),
                    *(one.peildatum, one.digest, one.volledig_vanaf),
                ]
                for one in deliveries
            ],
        )

    def _make_folders(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = [self.folder / name for name in ("leveringen", "ontvangst")]
        for folder in kept:
            folder.mkdir(mode=0o700, exist_ok=True)
        # beforehand: loaded or removed halfway would be worse
        check_writable([self.folder, *kept, self.folder / "stand", self.folder / "werk"])
        check_writable((self.folder / "leveringen").iterdir())

    def _check_register_is_there(self) -> None:
        """Raise when there was a register: without it, what is loaded would pass for left-overs."""
        was_published = any((self.folder / "stand").glob("*"))
        if was_published and not self.registered.path.exists():
            raise self.registered.lost()

    def check_whole(self, deliveries: Sequence[Loaded]) -> None:
        """Raise Unreadable when a file of a loaded delivery is not there or not whole."""
        for one in deliveries:
            folder, receipt = self.delivery_folder(one), self.receipt_path(one)
            damaged = intact.damaged_in(folder, tables=TABLES, receipt=receipt)
            if damaged:
                raise Unreadable(
                    f"Van {one.leverancier} is {damaged} weg of beschadigd. Vergeet deze "
                    f'leverancier (python -m etl deliveries remove "{one.leverancier}") en neem '
                    f"de levering opnieuw in, of zet {self.folder} terug uit een reservekopie. "
                    f"{intact.begin_anew(self.folder)}"
                )

    def _remove_left_behind(self) -> None:
        """Remove what an interrupted run left; while somebody reads, the end of the run does."""
        with (self.folder / _READERS).open("ab") as readers, suppress(BlockingIOError):
            fcntl.flock(readers, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._remove_what_is_not_registered()

    def _remove_what_is_not_registered(self) -> None:
        register = self.registered.read()
        numbers = {str(delivery.nr) for delivery in register.current}
        for folder in (self.folder / "leveringen").iterdir():
            if folder.name not in numbers:
                shutil.rmtree(folder)
        for path in (self.folder / "ontvangst").iterdir():
            if path.stem not in numbers:
                path.unlink()
        for path in (*self.folder.glob("marts-*"), *self.folder.glob("*.nieuw")):
            if path.is_dir():
                # what an older version spilled beside the marts
                shutil.rmtree(path)
            elif path.name != register.marts:
                path.unlink(missing_ok=True)
        if (self.folder / "werk").exists():
            shutil.rmtree(self.folder / "werk")


@contextmanager
def _for_owner_alone() -> Iterator[None]:
    """Let every file that is made meanwhile be readable for its owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _digest(deliveries: Sequence[Loaded], settings: Settings, agreed: Normen) -> str:
    """Return what the marts follow from: the deliveries, and what the product makes of them."""
    whole = hashlib.sha256(transform.digest(settings.klokken, agreed).encode())
    for delivery in deliveries:
        whole.update(f"{delivery.leverancier}\0{delivery.digest}\0{delivery.nr}\n".encode())
    return whole.hexdigest()[:12]
