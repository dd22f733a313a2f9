"""Does a pseudonym stay with one pupil? The same sex, and an age that grows with the years.

Looked at over all zaken of a delivery and, where there is one, of the supplier's previous delivery.
A sex that was put right or an age that was counted on another day happens; many of them mean that
pseudonyms were given out anew, or that ages are of the day of the export.
"""

from fractions import Fraction

import duckdb

import sql
from etl.domain.codes import AGES_OF_GROEP
from etl.domain.rule import Gevolg
from etl.ingest.source import Landed
from etl.validate.receipt import MAX_LINES, Finding

MANY = Fraction(2, 100)
"""Share of the zaken looked at that may not fit."""

MIN_ZAKEN = 10
"""Zaken that don't fit, below which they may be corrections."""

_FAULTS = (("P104", "geslacht", "is_ander_geslacht"), ("P105", None, "is_andere_leeftijd"))


def same_pupil_findings(
    con: duckdb.DuckDBPyConnection, *, landed: Landed, has_previous: bool
) -> list[Finding]:
    """Return whether too many zaken do not fit the other zaken of their pupil.

    Args:
        has_previous: `previous.zaken` holds the previous delivery, under the same keys.
    """
    has_years = "leeftijd" in landed.columns
    con.execute("create schema if not exists receipt")
    con.execute(
        "create or replace view receipt.gezien as "
        + _seen(
            "loading.zaken",
            rij="zaken.rij",
            leerling="keyed.leerling_sleutel" if has_previous else "zaken.leerling_id",
            has_years=has_years,
        )
        + (
            f" union all {_seen('previous.zaken', rij='null', leerling='zaken.leerling_sleutel')}"
            if has_previous
            else ""
        )
    )
    con.execute(
        f"create or replace table receipt.zelfde as {sql.folder('receipt')['zelfde_leerling']}"
    )
    [(looked_at,)] = con.execute(
        "from receipt.zelfde select coalesce(sum(zaken), 0)::bigint"
    ).fetchall()
    findings = []
    for code, column, fault in _FAULTS:
        [(count,)] = con.execute(
            f"from receipt.zelfde select coalesce(sum(zaken), 0)::bigint where {fault}"
        ).fetchall()
        if count >= MIN_ZAKEN and count > MANY * looked_at:
            rows = con.execute(
                "from receipt.gezien semi join "
                f"(from receipt.zelfde select leerling_id where {fault}) using (leerling_id) "
                f"select rij where rij is not null order by rij limit {MAX_LINES}"
            ).fetchall()
            where = landed.lines_of(row for (row,) in rows)
            shown = column or ("leeftijd" if has_years else "leeftijdsgroep")
            findings.append(Finding(code, shown, Gevolg.WAARSCHUWING, count, where))
    return findings


def _seen(source: str, *, rij: str, leerling: str, has_years: bool = False) -> str:
    """Return a select of zaken with the youngest and the oldest age that the pupil may have."""
    youngest, oldest = (
        "case zaken.leeftijdsgroep "
        + " ".join(f"when '{groep}' then {ages[end]}" for groep, ages in AGES_OF_GROEP.items())
        + " end"
        for end in (0, 1)
    )
    join = " join keyed.per_rij as keyed using (rij)" if leerling.startswith("keyed.") else ""
    if has_years:
        youngest, oldest = (f"coalesce(zaken.leeftijd, {age})" for age in (youngest, oldest))
    return (
        f"from {source} as zaken{join} select {rij}::bigint as rij, {leerling} as leerling_id, "
        f"zaken.melddatum, zaken.geslacht, ({youngest})::integer as jongst, "
        f"({oldest})::integer as oudst"
    )
