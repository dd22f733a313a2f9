"""Compare a delivery with the previous one of the same supplier, zaak by zaak and column by column.

Both stand under the same keys, so pseudonyms that the supplier keeps are equal here. What differs
is a question to the supplier and never refuses: a register may well have been cleaned up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb

import sql
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.rule import Gevolg
from etl.duckdb_paths import quoted, to_read
from etl.ingest.source import Landed
from etl.validate.information import Figure, Section, one_row
from etl.validate.receipt import MAX_LINES, Finding

MUST_REMAIN = Fraction(95, 100)
"""Share of the zaken that were open last time that must be there, open or closed."""

SAME_KEY = Fraction(1, 2)
"""Pseudonyms that both have, of the smaller number: below it the key was changed."""

MIN_PSEUDONYMS = 5
"""In the smaller of both: below it an overlap says nothing."""

MIN_FILLED = 20
"""Cells of a column filled in last time, below which a new code or a gap says nothing."""

EMPTIED = Fraction(1, 10)
"""Of the share that was filled in last time: what is left of a column that fell empty."""

YEAR_DOWN, YEAR_UP = Fraction(2, 3), Fraction(3, 2)
LOST_OF_YEAR = Fraction(1, 10)
SIGMAS = 3
"""A difference in counts that is smaller than this many standard deviations may be chance."""

_COMPARED = ("zaken", "stappen", "keten")
_CODES = (Kind.CODE, Kind.ROUTES)

LinesOf = Callable[[Iterable[int]], tuple[int, ...]]
Found = Mapping[str, Sequence[Finding]]
"""Findings by table."""


@dataclass(frozen=True)
class Previous:
    """The delivery that a supplier's next one is compared with."""

    folder: Path
    """With its Parquet files."""

    kept_from: date | None = None
    """Zaken that ended before this day are not kept: an export that still has them has no news."""

    known_as: str | None = None
    """The name that the supplier's keys are made with, where it was spelled otherwise before."""


def year_findings(con: duckdb.DuckDBPyConnection, *, peildatum: date) -> list[Finding]:
    """Return whether the last twelve months are far off the twelve before; needs no previous."""
    years = one_row(con, "twee_jaren", peildatum=peildatum)
    last, before = years["laatste"], years["ervoor"]
    is_far_off = last < YEAR_DOWN * before or last > YEAR_UP * before
    if years["is_heel"] and is_far_off and _beyond_chance(last, before):
        return [Finding("V105", "melddatum", Gevolg.WAARSCHUWING, last)]
    return []


def compared(
    con: duckdb.DuckDBPyConnection,
    previous: Previous,
    *,
    landed: Mapping[str, Landed],
    peildatum: date,
) -> tuple[Section, Found]:
    """Return what changed since the previous delivery, as far as it was kept."""
    con.execute("create schema previous")
    kept_from = previous.kept_from or date.min
    kept = f"(uitkomstdatum is null or uitkomstdatum >= date '{kept_from}')"
    for table in _COMPARED:
        place = quoted(to_read(previous.folder / f"{table}.parquet"))
        con.execute(f"create view previous.{table} as from read_parquet({place})")
        of_kept = "semi join previous.nu_zaken using (zaak_nr)"
        if table == "zaken":
            of_kept = "join keyed.per_rij using (rij)"
        where = f"where {kept}" if table == "zaken" else ""
        con.execute(f"create view previous.nu_{table} as from loading.{table} {of_kept} {where}")
    zaken, leerlingen = one_row(con, "zaken"), one_row(con, "leerlingen")
    years = con.execute(sql.folder("receipt")["schooljaren"]).fetchall()
    found = {table: _column_findings(con, table, landed=landed[table]) for table in _COMPARED}
    found["zaken"] = [
        *_zaken_findings(zaken, leerlingen),
        *_year_losses(years, peildatum=peildatum),
        *found["zaken"],
    ]
    return _section(zaken, leerlingen, years), found


def _section(
    zaken: Mapping[str, int], leerlingen: Mapping[str, int], years: list[tuple[int, int, int]]
) -> Section:
    return Section(
        "vergelijking",
        "Vergeleken met de vorige levering",
        (
            Figure("zaken", "Zaken", zaken["nu"], zaken["vorige"]),
            Figure("zaken_gebleven", "Zaken die er toen ook in stonden", zaken["gebleven"]),
            Figure("zaken_nieuw", "Zaken die nieuw zijn", zaken["nieuw"]),
            Figure("zaken_verdwenen", "Zaken die er niet meer in staan", zaken["verdwenen"]),
            Figure("open_toen", "Zaken die toen open waren", zaken["open_vorige"]),
            Figure("open_verdwenen", "Daarvan nu niet meer aanwezig", zaken["open_verdwenen"]),
            Figure("leerlingen", "Leerlingen", leerlingen["nu"], leerlingen["vorige"]),
            Figure("leerlingen_gebleven", "Leerlingen in beide", leerlingen["gebleven"]),
            *(
                Figure(f"zaken_{end - 1}-{end}", f"Zaken van {end - 1}-{end}", now, before)
                for end, before, now in years
            ),
        ),
    )


def _zaken_findings(zaken: Mapping[str, int], leerlingen: Mapping[str, int]) -> list[Finding]:
    findings = [
        Finding("V102", column, Gevolg.WAARSCHUWING, counts["nu"] - counts["gebleven"])
        for column, counts in (("zaak_id", zaken), ("leerling_id", leerlingen))
        if _has_another_key(counts)
    ]
    gone, were_open = zaken["open_verdwenen"], zaken["open_vorige"]
    # under another key every zaak is gone, which says nothing more
    if gone > (1 - MUST_REMAIN) * were_open and not _has_another_key(zaken):
        findings.append(Finding("V101", "zaak_id", Gevolg.WAARSCHUWING, gone))
    return findings


def _has_another_key(counts: Mapping[str, int]) -> bool:
    fewest = min(counts["vorige"], counts["nu"])
    return fewest >= MIN_PSEUDONYMS and counts["gebleven"] < SAME_KEY * fewest


def _year_losses(years: list[tuple[int, int, int]], *, peildatum: date) -> list[Finding]:
    lost = sum(
        before - now
        for end, before, now in years
        if date(end, 7, 31) < peildatum
        and before - now > LOST_OF_YEAR * before
        and _beyond_chance(now, before)
    )
    return [Finding("V106", "melddatum", Gevolg.WAARSCHUWING, lost)] if lost else []


def _column_findings(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed
) -> list[Finding]:
    findings = []
    for column in TABLES[table].fields:
        if column.kind is Kind.PSEUDONYM or column.name == "leeftijd":
            continue
        before, rows_before = _filled(con, f"previous.{table}", column)
        now, rows_now = _filled(con, f"previous.nu_{table}", column)
        if before < MIN_FILLED:
            continue
        if rows_now and now * rows_before < EMPTIED * before * rows_now:
            findings.append(Finding("V104", column.name, Gevolg.WAARSCHUWING, rows_now - now))
        elif column.kind in _CODES:
            findings.extend(_new_codes(con, table, column, lines=landed.lines_of))
    return findings


def _filled(con: duckdb.DuckDBPyConnection, source: str, column: Field) -> tuple[int, int]:
    [(filled, rows)] = con.execute(
        f"from {source} select count(nullif({column.name}::varchar, 'onbekend')), count(*)"
    ).fetchall()
    return filled, rows


def _new_codes(
    con: duckdb.DuckDBPyConnection, table: str, column: Field, *, lines: LinesOf
) -> list[Finding]:
    codes = con.execute(
        f"from previous.{table} select distinct unnest(string_split({column.name}, '+'))"
    ).fetchall()
    known = {"known": ["onbekend", *(code for (code,) in codes)]}
    is_new = f"not list_has_all($known::varchar[], string_split({column.name}, '+'))"
    [(count,)] = con.execute(
        f"from previous.nu_{table} select count(*) where {is_new}", known
    ).fetchall()
    if not count:
        return []
    rows = con.execute(
        f"from previous.nu_{table} select rij where {is_new} order by rij limit {MAX_LINES}", known
    ).fetchall()
    where = lines(row for (row,) in rows)
    return [Finding("V103", column.name, Gevolg.WAARSCHUWING, count, where)]


def _beyond_chance(one: int, other: int) -> bool:
    return (one - other) ** 2 > SIGMAS**2 * (one + other)
