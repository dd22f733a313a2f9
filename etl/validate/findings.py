"""Turn flagged and caught rows into findings with their counts and file lines."""

import duckdb

from etl.domain.rule import Gevolg
from etl.ingest.source import Landed
from etl.validate.loading import Caught
from etl.validate.receipt import MAX_LINES, Finding
from etl.validate.rows import Flagged


def row_findings(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, landed: Landed
) -> list[Finding]:
    """Return a finding for every rule about one row that rows of this file broke.

    A warning counts the rows that load; what is wrong with a row set aside is why it is.
    """
    findings = [*_broken_lines(landed), *_contradicted(landed), *_out_of_order(landed)]
    if flagged.table == "stappen" and landed.said_again:
        lines = landed.said_again
        findings.append(Finding("S604", None, Gevolg.WAARSCHUWING, len(lines), lines[:MAX_LINES]))
    for bit, rule in flagged.rules.items():
        mask = 1 << bit
        if not flagged.count(mask):
            continue
        rows, count = _rows(con, flagged, mask=mask, loads=rule.gevolg is Gevolg.WAARSCHUWING)
        if count:
            lines = landed.lines_of(rows)
            findings.append(Finding(rule.code, rule.column, rule.gevolg, count, lines))
    return findings


def among_findings(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed, caught: Caught
) -> list[Finding]:
    """Return a finding for every check among rows that found rows of this file."""
    findings = []
    for rule in caught.rules(table):
        rows = con.execute(
            f"from caught.{rule.sql} select rij order by rij limit {MAX_LINES}"
        ).fetchall()
        findings.append(
            Finding(
                rule.code,
                rule.column,
                rule.gevolg,
                caught.counts[rule.code],
                landed.lines_of(row for (row,) in rows),
            )
        )
    return findings


def _broken_lines(landed: Landed) -> list[Finding]:
    lines = sorted([*landed.broken, *(landed.line(row) for row in landed.surplus)])
    if not lines:
        return []
    return [Finding("R101", None, Gevolg.APART, len(lines), tuple(lines[:MAX_LINES]))]


def _out_of_order(landed: Landed) -> list[Finding]:
    lines = landed.doubtful
    return [Finding("R103", "zaak_id", Gevolg.GEWEIGERD, len(lines), lines)] if lines else []


def _contradicted(landed: Landed) -> list[Finding]:
    return [
        Finding("Z502", one.column, Gevolg.APART, one.zaken, one.lines[:MAX_LINES])
        for one in landed.differences
    ]


def _rows(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, mask: int, loads: bool
) -> tuple[list[int], int]:
    loading = f"semi join loading.{flagged.table} using (rij)" if loads else ""
    source = f"from broken.{flagged.table} {loading}"
    breaks = f"where gebreken & {mask}::ubigint <> 0"
    [(count,)] = con.execute(f"{source} select count(*) {breaks}").fetchall()
    rows = con.execute(f"{source} select rij {breaks} order by rij limit {MAX_LINES}").fetchall()
    return [row for (row,) in rows], int(count)
