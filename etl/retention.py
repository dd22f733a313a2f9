"""Forget what is older than it may be kept: zaken by schooljaar, receipts by day.

A zaak is as old as its end; one that is still open does not age. School years count back from the
newest peildatum in the store and not from today: what a release says must follow from what was
delivered alone. Files in the store never change: what remains of a delivery becomes a new one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import duckdb

from etl.domain.schooljaren import begun_in
from etl.duckdb_paths import quoted, to_read
from etl.full_disk import writing
from etl.register import Loaded, Register, replace_file
from etl.store import TABLES, Store


def first_day_kept(register: Register, *, schooljaren: int) -> date | None:
    """Return the first day of the oldest schooljaar that is kept."""
    if not register.current:
        return None
    newest = max(one.peildatum for one in register.current)
    return date(max(begun_in(newest) - schooljaren + 1, 1), 8, 1)


def expired(store: Store, register: Register, *, first: date) -> tuple[Register, int]:
    """Return the register without zaken that ended before a day, and how many those are."""
    total = 0
    for delivery in register.current:
        config = store.config(register, spill=store.workdir())
        with (
            writing("Zaken waarvan de bewaartermijn om is, zijn niet verwijderd"),
            duckdb.connect(config=config) as con,
        ):
            _open(con, store, delivery)
            [(old,)] = con.execute(
                "from delivered.zaken select count(*) where uitkomstdatum < $first",
                {"first": first},
            ).fetchall()
            if not old:
                continue
            _leave_out_ended_before(con, first)
            nr = register.next_nr
            store.write_delivery(nr, con, receipt=store.receipt(delivery))
            total += old
        others = (one for one in register.current if one is not delivery)
        kept = replace(delivery, nr=nr, volledig_vanaf=first)
        remaining = sorted((*others, kept), key=lambda one: one.leverancier)
        register = replace(register, current=tuple(remaining), next_nr=nr + 1)
    return register, total


def forget_receipts(store: Store, register: Register, *, before: datetime) -> int:
    """Take the lines out of receipts that are older; the counts stay. Returns how many."""
    forgotten = 0
    for delivery in register.current:
        if datetime.fromisoformat(delivery.loaded_at) >= before:
            continue
        receipt = store.receipt(delivery)
        findings = [one for file in receipt["bestanden"] for one in file["bevindingen"]]
        apart = store.delivery_folder(delivery) / "apart.parquet"
        if apart.exists() or any(one["regels"] for one in findings):
            for one in findings:
                one["regels"] = []
            replace_file(store.receipt_path(delivery), json.dumps(receipt, ensure_ascii=False))
            apart.unlink(missing_ok=True)
            forgotten += 1
    return forgotten


def without_old_history(register: Register, *, before: datetime) -> Register:
    """Return the register without what was replaced before a moment."""
    kept = tuple(
        one for one in register.history if datetime.fromisoformat(one.replaced_at) >= before
    )
    return replace(register, history=kept)


def _open(con: duckdb.DuckDBPyConnection, store: Store, delivery: Loaded) -> None:
    folder = store.delivery_folder(delivery)
    con.execute("create schema delivered")
    for table in TABLES:
        place = quoted(to_read(folder / f"{table}.parquet"))
        con.execute(
            f"create view delivered.{table} as "
            f"from read_parquet({place}) select * exclude (levering_nr)"
        )
    apart = folder / "apart.parquet"
    if apart.exists():
        con.read_parquet(to_read(apart)).create_view("apart")
    else:
        con.execute(
            "create table apart (bestand varchar, regel bigint, code varchar, kolom varchar)"
        )


def _leave_out_ended_before(con: duckdb.DuckDBPyConnection, first: date) -> None:
    """Create what remains of a delivery, as views: a country's rows need not lie in memory."""
    con.execute("create schema validated")
    con.execute(
        "create view validated.zaken as from delivered.zaken "
        f"where uitkomstdatum is null or uitkomstdatum >= date '{first}'"
    )
    for table in ("stappen", "keten"):
        con.execute(
            f"create view validated.{table} as from delivered.{table} "
            "semi join validated.zaken using (zaak_nr)"
        )
    con.execute("create view validated.noemers as from delivered.noemers")
