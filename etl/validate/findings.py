"""Turn flagged and caught rows into findings with their counts and file lines."""

from collections.abc import Sequence

import duckdb

from etl.domain.rule import Gevolg, Rule
from etl.ingest.parts import Span, by_part, each_file, part_of
from etl.ingest.source import Difference, Landed
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
    if flagged.table == "stappen":
        findings += _per_file("S604", Gevolg.WAARSCHUWING, landed.said_again, landed=landed)
    findings += _per_file("R104", Gevolg.GEWEIGERD, landed.again_elsewhere, landed=landed)
    for bit, rule in flagged.rules.items():
        mask = 1 << bit
        if not flagged.count(mask):
            continue
        loads = rule.gevolg is Gevolg.WAARSCHUWING
        for span in each_file(landed):
            rows, count = _rows(con, flagged, mask=mask, loads=loads, span=span)
            if count:
                findings.append(_found(rule, count, landed.lines_of(rows), span=span))
    return findings


def among_findings(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed, caught: Caught
) -> list[Finding]:
    """Return a finding for every check among rows that found rows of this file."""
    findings = []
    for rule in caught.rules(table):
        for span in each_file(landed):
            where = _where(span)
            rows = con.execute(
                f"from caught.{rule.sql} select rij where {where} order by rij limit {MAX_LINES}"
            ).fetchall()
            count = caught.counts[rule.code]
            if span:
                [(count,)] = con.execute(
                    f"from caught.{rule.sql} select count(*) where {where}"
                ).fetchall()
            if count:
                lines = landed.lines_of(row for (row,) in rows)
                findings.append(_found(rule, count, lines, span=span))
    return findings


def _broken_lines(landed: Landed) -> list[Finding]:
    lines = sorted([*landed.broken, *(landed.line(row) for row in landed.surplus)])
    return _per_file("R101", Gevolg.APART, lines, landed=landed)


def _per_file(code: str, gevolg: Gevolg, lines: Sequence[int], *, landed: Landed) -> list[Finding]:
    """Return a finding about lines that are all known: one for each file that has any."""
    groups = by_part(lines) if landed.parts else [tuple(lines)] if lines else []
    return [
        Finding(code, None, gevolg, len(group), group[:MAX_LINES], is_of_one_file=True)
        for group in groups
    ]


def _found(rule: Rule, count: int, lines: tuple[int, ...], *, span: Span | None) -> Finding:
    return Finding(
        rule.code, rule.column, rule.gevolg, count, lines, is_of_one_file=span is not None
    )


def _where(span: Span | None) -> str:
    return f"rij >= {span[0]} and rij < {span[1]}" if span else "true"


def _out_of_order(landed: Landed) -> list[Finding]:
    lines = landed.doubtful
    return [Finding("R103", "zaak_id", Gevolg.GEWEIGERD, len(lines), lines)] if lines else []


def _contradicted(landed: Landed) -> list[Finding]:
    if landed.parts:
        return [found for one in landed.differences for found in _contradicted_in(one)]
    return [
        Finding("Z502", one.column, Gevolg.APART, one.zaken, one.lines[:MAX_LINES])
        for one in landed.differences
    ]


def _contradicted_in(one: Difference) -> list[Finding]:
    """Return a finding for each file with the first row of such a zaak, and one for the others."""
    firsts = by_part(one.lines[::2])
    found = []
    for lines in firsts:
        own = tuple(line for line in one.lines if part_of(line) == part_of(lines[0]))
        found.append(
            Finding("Z502", one.column, Gevolg.APART, len(lines), own, is_of_one_file=True)
        )
    rest = one.zaken - sum(map(len, firsts))
    return [*found, Finding("Z502", one.column, Gevolg.APART, rest)] if rest else found


def _rows(
    con: duckdb.DuckDBPyConnection,
    flagged: Flagged,
    *,
    mask: int,
    loads: bool,
    span: Span | None = None,
) -> tuple[list[int], int]:
    loading = f"semi join loading.{flagged.table} using (rij)" if loads else ""
    source = f"from broken.{flagged.table} {loading}"
    breaks = f"where gebreken & {mask}::ubigint <> 0 and {_where(span)}"
    [(count,)] = con.execute(f"{source} select count(*) {breaks}").fetchall()
    rows = con.execute(f"{source} select rij {breaks} order by rij limit {MAX_LINES}").fetchall()
    return [row for (row,) in rows], int(count)
