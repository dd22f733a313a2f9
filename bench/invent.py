"""Invent a case store of any size by arithmetic in SQL: seconds for millions of zaken.

For speed and for laws that must hold whatever the data: it looks like a case store in shape, not in
life. `etl generate` invents what looks like life.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl import transform
from etl.domain import areas

TABLES = ("zaken", "stappen", "keten", "noemers")
_TEXTS = Path(__file__).parent / "invented"

FIRST_DAY = date(2016, 8, 1)
DAYS = 3652
"""Ten school years."""

PEILDATUM = date(2026, 7, 31)


def loaded(
    con: duckdb.DuckDBPyConnection,
    *,
    zaken: int,
    eerste_dag: date = FIRST_DAY,
    dagen: int = DAYS,
    peildatum: date = PEILDATUM,
    gemeenten: tuple[str, ...] = (),
) -> None:
    """Create the schemas `reference` and `loaded`, with so many zaken of one supplier.

    Args:
        con: to a database that has neither schema yet.
        zaken: how many.
        eerste_dag: of the first schooljaar.
        dagen: over which zaken are reported.
        peildatum: of the delivery.
        gemeenten: where; all of the country by default.
    """
    transform.create_reference(con)
    con.execute("create schema if not exists loaded")
    con.execute(
        "create or replace table loaded.leveringen as select 1::uinteger as levering_nr, "
        "'bureau' as leverancier, 'bureau' as sleutelnaam, 'test' as bronsysteem, "
        "$peildatum::date as peildatum, "
        "'abc' as digest, null::date as volledig_vanaf",
        {"peildatum": peildatum},
    )
    con.execute(
        "create or replace table loaded.ontvangstbewijzen (levering_nr uinteger, keuringen "
        "struct(bestand varchar, code varchar, gekeurd boolean, aantal bigint)[])"
    )
    con.execute(
        "create or replace table loaded.bestanden (levering_nr uinteger, bestand varchar, "
        "geleverd varchar, "
        "gelezen bigint, geladen bigint, apart bigint, bevindingen struct(code varchar, "
        "kolom varchar, gevolg varchar, aantal bigint)[])"
    )
    known: dict[str, Any] = {
        "zaken": zaken,
        "eerste_dag": eerste_dag,
        "dagen": dagen,
        "peildatum": peildatum,
        "gemeenten": list(gemeenten or areas.gemeenten()),
    }
    for table in TABLES:
        text = (_TEXTS / f"{table}.sql").read_text(encoding="utf-8")
        given = {name: value for name, value in known.items() if f"${name}" in text}
        con.execute(f"create or replace table loaded.{table} as {text}", given)


def marts(con: duckdb.DuckDBPyConnection) -> None:
    """Build the marts of what is loaded, and the macros that metrics need."""
    transform.build(con, "marts")
    transform.create_macros(con, "aalen_johansen", "zaken_van")
