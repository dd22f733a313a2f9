"""Find what a column's content gives away, whatever its name: a second net behind the allowlist.

Only cells that broke a rule of their column are looked at, so a clean delivery costs nothing and
a valid value is never suspect. The thresholds are of `statistics.md` §D.2 as amended; a handful of
rows never trips them, except where one cell is proof enough (mail, phone, postcode).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import duckdb

import sql
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.giveaway import NO_PERSON, names_of_gemeenten
from etl.domain.rule import Gevolg
from etl.validate.loading import Caught
from etl.validate.padded import may_be_number
from etl.validate.receipt import MAX_LINES, Finding
from etl.validate.rows import Flagged

MIN_VALUES = 20
"""Distinct values (or dates) below which a share says nothing."""

ELFPROEF_SHARE = 0.30
"""Random numbers of 9 digits pass at 9 %, dates too."""

PC4_SHARE = 0.50
NAMES_SHARE = 0.01
SPACES_SHARE = 0.10
MEAN_LENGTH = 25
DISTINCT_SHARE = 0.2
BIRTH_SHARE = 0.60

ALL_PASS = 5
"""Numbers that are proof when all of them pass: of random ones, one column in 170,000 does.

Asked where nothing else keeps them out: an id that is replaced, and a column that is left out.
"""

_ONE_IS_PROOF = {
    "I102": "mailadressen",
    "I103": "telefoonnummers",
    "I104": "postcodes",
    "I109": "rekeningnummers",
}

JANUARY_SHARE = 0.03
"""Ten times what chance gives 1 January."""

FIRST_OF_MONTH_SHARE = 0.15
"""Five times what chance gives the first of the eleven other months."""

_FIRST_DAYS = (
    ("D601", "op_1_januari", JANUARY_SHARE, "month(#) = 1"),
    ("D602", "op_eerste_van_maand", FIRST_OF_MONTH_SHARE, "month(#) <> 1"),
)

LinesOf = Callable[[Iterable[int]], tuple[int, ...]]
"""Turns rows of a file into its lines."""


def content_findings(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, keyed: bool = False
) -> list[Finding]:
    """Return what the cells of a table's columns give away.

    Args:
        keyed: ids were replaced on arrival; what was delivered stands beside them.
    """
    cells = []
    for column in TABLES[flagged.table].fields:
        mask = flagged.mask_on(column.name)
        if column.kind is Kind.PSEUDONYM or flagged.count(mask):
            cells.append(_cells(flagged.table, column, mask=mask, keyed=keyed))
    if not cells:
        return []
    con.execute(f"create or replace view content.cellen as {' union all '.join(cells)}")
    measured = measured_by_column(con)
    return [
        Finding(code, column.name, Gevolg.GEWEIGERD, count)
        for column in TABLES[flagged.table].fields
        if column.name in measured
        for code, count in _given_away(
            measured[column.name],
            filled=partial(_filled, con, flagged.table, column),
            kind=column.kind,
            keyed=keyed,
        ).items()
    ]


def measured_by_column(con: duckdb.DuckDBPyConnection) -> dict[Any, dict[str, int]]:
    """Return what the cells of `content.cellen` look like, by column."""
    answer = con.execute(
        sql.folder("content")["cellen"],
        {"gemeenten": list(names_of_gemeenten()), "geen_mens": NO_PERSON},
    )
    names = [column[0] for column in answer.description][1:]
    return {kolom: dict(zip(names, rest, strict=True)) for kolom, *rest in answer.fetchall()}


def _cells(table: str, column: Field, *, mask: int, keyed: bool) -> str:
    if column.kind is Kind.PSEUDONYM and keyed:
        delivered = f"{column.name}_geleverd"
        return (
            f"from landing.{table} select '{column.name}' as kolom, trim({delivered}) as tekst "
            f"where trim({delivered}) <> ''"
        )
    cell = f"trim({_text(table, column.name)})"
    suspect = f"gebreken & {mask}::ubigint <> 0"
    if column.kind is Kind.PSEUDONYM:
        cell = f"lower({cell})"
        suspect = f"({suspect} or {may_be_number(table, cell)})"
    return (
        f"from broken.{table} select '{column.name}' as kolom, {cell} as tekst "
        f"where {suspect} and {cell} <> ''"
    )


def _text(table: str, column: str) -> str:
    """Return the cell of a broken row, as it was delivered."""
    return f"cellen[{TABLES[table].columns.index(column) + 1}]"


def _filled(con: duckdb.DuckDBPyConnection, table: str, column: Field) -> int:
    """Return how many cells of a column hold anything."""
    cell = f"kaal({_text(table, column.name)})"
    if column.cell_needed:
        # to be empty is to break a rule
        [(filled,)] = con.execute(
            f"select (from read.{table} select count(*)) "
            f"- (from broken.{table} select count(*) where cellen is not null and {cell} is null)"
        ).fetchall()
    else:
        [(filled,)] = con.execute(
            f"select (from read.{table} select count({column.name})) + (from broken.{table} "
            f"select count(*) where {column.name} is null and {cell} is not null)"
        ).fetchall()
    return int(filled)


def birth_date_findings(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, caught: Caught
) -> list[Finding]:
    """Return the date columns that hold mostly dates of 4 to 23 years before the melddatum."""
    findings = []
    is_early = bool(caught.rules(flagged.table, Gevolg.WAARSCHUWING))
    for column in _dates(flagged.table):
        if column == "melddatum" or not (is_early or flagged.count(flagged.mask_on(column))):
            # a date before the melddatum is always noticed by another rule
            continue
        if flagged.table == "zaken":
            source = f"from typed.zaken select {column} as datum, melddatum"
        elif _too_few_are_early(con, flagged.table, column, caught=caught):
            continue
        else:
            source = (
                f"from typed.{flagged.table} as eigen join typed.zaken as zaak "
                f"on eigen.zaak_id = zaak.zaak_id select eigen.{column} as datum, zaak.melddatum"
            )
        con.execute(f"create or replace view content.datums as {source}")
        measured = _measured(con, "geboortedatums")
        dates, hits = measured["datums"], measured["als_geboortedatum"]
        if dates >= MIN_VALUES and hits >= BIRTH_SHARE * dates:
            findings.append(Finding("I108", column, Gevolg.GEWEIGERD, hits))
    return findings


def _too_few_are_early(
    con: duckdb.DuckDBPyConnection, table: str, column: str, *, caught: Caught
) -> bool:
    """Say whether a join can be spared: too few rows could hold a date before the melddatum.

    A row that loads holds one only when its first date is one, which `*_voor_melddatum` counts;
    any row that does not load might.
    """
    if any(rule.sql == "zaak_dubbel" for rule in caught.rules("zaken")):
        return False
    early = sum(
        caught.counts[rule.code]
        for rule in caught.rules(table)
        if str(rule.sql).endswith("_voor_melddatum")
    )
    [(rows, loading, dates)] = con.execute(
        f"from loading.{table} "
        f"select (from read.{table} select count(*)), count(*), count({column})"
    ).fetchall()
    most = early + rows - loading
    return bool(most < MIN_VALUES or most < BIRTH_SHARE * dates)


def first_day_findings(
    con: duckdb.DuckDBPyConnection, table: str, *, lines: LinesOf
) -> list[Finding]:
    """Return the date columns of the rows to load with far too many first days."""
    findings = []
    for column in _dates(table):
        con.execute(
            f"create or replace view content.datums as from loading.{table} "
            f"select {column} as datum"
        )
        measured = _measured(con, "eerste_dagen")
        for code, measure, share, where in _FIRST_DAYS:
            hits = measured[measure]
            if hits >= MIN_VALUES and hits > share * measured["datums"]:
                rows = con.execute(
                    f"from loading.{table} select rij where day({column}) = 1 and {where} "
                    f"order by rij limit {MAX_LINES}".replace("#", column)
                ).fetchall()
                findings.append(
                    Finding(code, column, Gevolg.WAARSCHUWING, hits, lines(row for (row,) in rows))
                )
    return findings


def _dates(table: str) -> list[str]:
    return [column.name for column in TABLES[table].fields if column.kind is Kind.DATE]


def _given_away(
    measured: Mapping[str, int], *, filled: Callable[[], int], kind: Kind, keyed: bool
) -> dict[str, int]:
    """Return how often each rule about content is broken.

    Args:
        measured: what the cells look like that are no value of the column.
        filled: counts all cells of the column; asked only where a share is in question.
        kind: of the column.
        keyed: ids were replaced on arrival.
    """
    found = certainly_given_away(measured, of_any_text=keyed and kind is Kind.PSEUDONYM)
    if keyed and kind is Kind.PSEUDONYM and measured["afgeronde_nummers"]:
        # of any other id the shape is asked, which this has not
        found["I111"] = measured["afgeronde_nummers"]
    distinct = measured["verschillende_waarden"]
    # many a system counts its zaken to four digits
    is_number = kind in (Kind.GEMEENTE, Kind.NUMBER) or (keyed and kind is Kind.PSEUDONYM)
    may_be_pc4 = not is_number and measured["pc4_waarden"] >= MIN_VALUES
    if may_be_pc4 and measured["pc4s"] > PC4_SHARE * filled():
        found["I105"] = measured["pc4s"]
    if measured["namen"] and measured["namen"] > NAMES_SHARE * filled():
        found["I106"] = measured["namen"]
    is_text = kind in (Kind.CODE, Kind.ROUTES, Kind.SCHOOLJAAR)
    if is_text and distinct > MIN_VALUES and not found:
        cells = filled()
        is_long = measured["tekens"] > MEAN_LENGTH * cells
        has_spaces = measured["met_spatie"] > SPACES_SHARE * cells
        if is_long or has_spaces or distinct > DISTINCT_SHARE * cells:
            found["I107"] = cells
    return found


def certainly_given_away(measured: Mapping[str, int], *, of_any_text: bool) -> dict[str, int]:
    """Return how often each rule is broken that holds for a column of any kind.

    Args:
        measured: what its cells look like.
        of_any_text: no other rule asks anything of them.
    """
    numbers, passed = measured["nummer_waarden"], measured["elfproef_waarden"]
    is_bsn = numbers >= MIN_VALUES and passed > ELFPROEF_SHARE * numbers
    is_bsn |= of_any_text and ALL_PASS <= numbers == passed
    found = {"I101": measured["nummers"]} if is_bsn else {}
    for code, measure in _ONE_IS_PROOF.items():
        if measured[measure]:
            found[code] = measured[measure]
    return found


def _measured(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, int]:
    answer = con.execute(sql.folder("content")[name])
    names = [column[0] for column in answer.description]
    [row] = answer.fetchall()
    return dict(zip(names, row, strict=True))
