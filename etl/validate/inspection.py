"""Inspect a delivery: land it, type it, put it to the rules, and keep the rows that may load.

Everything is judged before anything is decided, so that a supplier hears in one go all that is
wrong. Great Expectations says the same verdict over again; when it disagrees, we are wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import duckdb

from etl import memory
from etl.domain.fields import TABLES
from etl.domain.rule import Gevolg
from etl.full_disk import writing
from etl.ingest.delivery import Delivery
from etl.ingest.landing import connect, land
from etl.ingest.profile import Profile
from etl.ingest.source import Landed
from etl.said import Say, nothing
from etl.validate import own_keys
from etl.validate.comparability import comparability
from etl.validate.content import birth_date_findings, content_findings, first_day_findings
from etl.validate.counted import counted
from etl.validate.findings import among_findings, row_findings
from etl.validate.headers import header_findings, missing_columns, sheet_findings
from etl.validate.information import Section
from etl.validate.keys import pads
from etl.validate.left_out import left_out_findings
from etl.validate.loading import (
    OF_A_ZAAK,
    SCHEMAS,
    SPENT,
    Caught,
    choose_rows,
    write_apart,
    write_lines,
)
from etl.validate.others import others_findings
from etl.validate.per_file import name_files_apart, per_file
from etl.validate.previous import Found, Previous, compared, year_findings
from etl.validate.pseudonyms import looked_at
from etl.validate.receipt import (
    MAX_LINES,
    Besluit,
    FileReceipt,
    Finding,
    Receipt,
    with_delivery_findings,
)
from etl.validate.rows import Flagged, forget_ids, read_rows
from etl.validate.same_pupil import same_pupil_findings

MAX_APART = Fraction(5, 100)
"""Share of a table's rows that may be set aside; exactly this much is accepted."""

_FOLLOWS = ("stap_van_zaak_apart", "keten_van_zaak_apart")
"""Checks on rows that only follow a zaak set aside: they don't count towards `MAX_APART`."""

_SEVERITY = (Gevolg.GEWEIGERD, Gevolg.APART, Gevolg.WAARSCHUWING)


@dataclass(frozen=True)
class Verdict:
    """Great Expectations on one rule: a row of the quality page."""

    bestand: str
    code: str
    gekeurd: bool
    aantal: int
    """Rows that break the rule."""


@dataclass(frozen=True)
class Inspection:
    """A delivery that was judged. Its connection holds `validated.*` and `apart`."""

    delivery: Delivery
    receipt: Receipt
    con: duckdb.DuckDBPyConnection = field(repr=False)
    quality: tuple[Verdict, ...] = ()

    def __enter__(self) -> Inspection:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.con.close()


def inspect(
    delivery: Delivery,
    *,
    secret: bytes,
    today: date,
    max_apart: Fraction = MAX_APART,
    with_quality: bool = True,
    say: Say = nothing,
    memory_limit: str | None = None,
    threads: int | None = None,
    previous: Previous | None = None,
    others: Sequence[Path] = (),
) -> Inspection:
    """Judge a delivery. A file that cannot be read raises; a rule that is broken does not.

    Args:
        secret: the local key under which pseudonyms are replaced.
        max_apart: the share of a table's rows that may be set aside, this share included.
        with_quality: put the rows to Great Expectations too; the receipt does without.
        say: is told what is being done.
        memory_limit: how much memory DuckDB may take before it spills to the delivery's folder;
            by default as much as its files ask (`etl.memory`).
        threads: of DuckDB; as many as there are cores by default.
        previous: the supplier's previous delivery, to compare with.
        others: the folders of what is loaded of other suppliers, to compare with.
    """
    granted = memory.limit(memory_limit, delivery.paths)
    con = connect(delivery.workdir, memory_limit=granted, threads=threads)
    try:
        with writing("De levering is niet gecontroleerd"):
            return _inspect(
                con,
                delivery,
                secret=secret,
                today=today,
                max_apart=max_apart,
                with_quality=with_quality,
                say=say,
                previous=previous,
                others=others,
            )
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
        con.close()
        raise
    except duckdb.Error:
        con.close()
        # DuckDB's messages quote the row they stumble on
        raise RuntimeError("the intake's own SQL failed; its message is withheld") from None
    except BaseException:
        con.close()
        raise


def _inspect(
    con: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    *,
    secret: bytes,
    today: date,
    max_apart: Fraction,
    with_quality: bool,
    say: Say,
    previous: Previous | None,
    others: Sequence[Path],
) -> Inspection:
    say("Bestanden inlezen")
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    con.execute("create table apart (bestand varchar, regel bigint, code varchar, kolom varchar)")
    known_as = previous.known_as if previous else None
    keys = pads(secret, leverancier=known_as or delivery.leverancier)
    opened = land(con, delivery, pads=keys)
    flagged: dict[str, Flagged] = {}
    landed: dict[str, Landed] = {}
    own_keys.prepare(con)
    with ExitStack() as stack:
        for table, one in opened.items():
            flagged[table], landed[table] = read_rows(
                con,
                table,
                opened=one,
                missing=missing_columns(table, one if isinstance(one, Landed) else one.header),
                peildatum=delivery.peildatum,
                keys=keys,
            )
            if table == "zaken":
                keyed = stack.enter_context(own_keys.filling(con, keys))
        keyed()
    say("Regels controleren")
    caught = choose_rows(con, flagged, landed=landed)
    say("Inhoud controleren")
    born = {
        table: birth_date_findings(con, flagged[table], caught=caught)
        for table in _in_order(delivery)
    }
    for table in OF_A_ZAAK:
        forget_ids(con, table)
    files = tuple(
        _judge_file(
            con,
            flagged[table],
            landed=landed[table],
            caught=caught,
            born=born[table],
            delivery=delivery,
            max_apart=max_apart,
        )
        for table in _in_order(delivery)
    )
    say("Vergelijken")
    informatie, as_a_whole = _as_a_whole(
        con, delivery, landed=landed, previous=previous, others=others
    )
    files = tuple(
        file.with_findings(as_a_whole.get(table, ()))
        for table, file in zip(_in_order(delivery), files, strict=True)
    )
    about = _about_delivery(delivery, today=today)
    receipt = Receipt(
        leverancier=delivery.leverancier,
        peildatum=delivery.peildatum,
        besluit=_besluit([*about, *(one for file in files for one in file.bevindingen)]),
        bestanden=with_delivery_findings(
            [
                one
                for table, file in zip(_in_order(delivery), files, strict=True)
                for one in per_file(
                    con, table, file, landed=landed[table], names=delivery.names(table)
                )
            ],
            about,
        ),
        informatie=informatie,
    )
    quality: tuple[Verdict, ...] = ()
    if receipt.besluit is Besluit.AANGENOMEN:
        _check_nothing_is_lost(con, files, delivery=delivery)
        if with_quality:
            say("Keuring door Great Expectations")
            quality = _verdicts(con, flagged, delivery=delivery)
    for schema in SPENT:
        con.execute(f"drop schema if exists {schema} cascade")
    return Inspection(delivery=delivery, receipt=receipt, con=con, quality=quality)


def _as_a_whole(
    con: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    *,
    landed: Mapping[str, Landed],
    previous: Previous | None,
    others: Sequence[Path],
) -> tuple[tuple[Section, ...], Found]:
    """Look at what would load as a whole: beside the previous delivery, and by itself."""
    [(zaken,)] = con.execute("from loading.zaken select count(*)").fetchall()
    if not zaken:
        return (), {}
    has_years = "leeftijd" in landed["zaken"].columns
    own, findings = looked_at(con, has_years=has_years)
    findings = [*year_findings(con, peildatum=delivery.peildatum), *findings]
    sections: tuple[Section, ...] = (*counted(landed), *own, comparability(con))
    found: Found = {"zaken": ()}
    if previous:
        section, found = compared(con, previous, landed=landed, peildatum=delivery.peildatum)
        sections = (section, *sections)
    findings += others_findings(con, others, landed=landed["zaken"])
    findings += same_pupil_findings(con, landed=landed["zaken"], has_previous=bool(previous))
    return sections, {**found, "zaken": [*found["zaken"], *findings]}


def _verdicts(
    con: duckdb.DuckDBPyConnection, flagged: Mapping[str, Flagged], *, delivery: Delivery
) -> tuple[Verdict, ...]:
    # here and not above: it takes seconds, and a refusal does without
    from etl.validate.suites import counts_by_rule

    tables = [flagged[table] for table in _in_order(delivery)]
    counts = counts_by_rule(con, *tables, peildatum=delivery.peildatum)
    return tuple(
        Verdict(delivery.bestand(one.table), rule.code, counts[rule.code] == 0, counts[rule.code])
        for one in tables
        for rule in one.rules.values()
    )


def _check_nothing_is_lost(
    con: duckdb.DuckDBPyConnection, files: Iterable[FileReceipt], *, delivery: Delivery
) -> None:
    for table, file in zip(_in_order(delivery), files, strict=True):
        [(rows,)] = con.execute(f"from loading.{table} select count(*)").fetchall()
        if rows != file.geladen:
            raise RuntimeError(f"{table}: rows read are not rows loaded plus rows set aside")


def _judge_file(
    con: duckdb.DuckDBPyConnection,
    flagged: Flagged,
    *,
    landed: Landed,
    caught: Caught,
    born: Iterable[Finding],
    delivery: Delivery,
    max_apart: Fraction,
) -> FileReceipt:
    table = flagged.table
    bestand = delivery.bestand(table)
    made = delivery.profile.tables.get(table)
    write_lines(con, table, landed=landed)
    write_apart(con, flagged, landed=landed, caught=caught, bestand=bestand)
    if landed.parts:
        name_files_apart(con, bestand, names=delivery.names(table))
    broken = len(landed.broken)
    own = broken + flagged.count(flagged.apart_mask)
    among = caught.rules(table, Gevolg.APART)
    follows = sum(caught.counts[rule.code] for rule in among if rule.sql in _FOLLOWS)
    lost = sum(caught.counts[rule.code] for rule in among if rule.sql not in _FOLLOWS)
    apart = own + lost + follows
    findings = [
        *(one for part in landed.parts or (landed,) for one in header_findings(table, part)),
        *sheet_findings(landed),
        *content_findings(con, flagged, keyed=made is not None and made.reading.keyed_ids),
        *left_out_findings(con, table, landed=landed, peildatum=delivery.peildatum),
        *born,
        *row_findings(con, flagged, landed=landed),
        *among_findings(con, table, landed=landed, caught=caught),
        *first_day_findings(con, table, lines=landed.lines_of),
    ]
    if (own + lost) * max_apart.denominator > max_apart.numerator * landed.gelezen:
        findings.append(Finding("R102", None, Gevolg.GEWEIGERD, own + lost))
    return FileReceipt(
        bestand=bestand,
        gelezen=landed.gelezen,
        geladen=landed.gelezen - apart,
        apart=apart,
        bevindingen=tuple(
            _in_their_words(one, table, profile=delivery.profile)
            for one in sorted(findings, key=lambda one: _SEVERITY.index(one.gevolg))
        ),
    )


def _in_their_words(finding: Finding, table: str, *, profile: Profile) -> Finding:
    """Return a finding with the supplier's own name of the column."""
    if finding.kolom is None or finding.bronkolom or finding.code.startswith("H"):
        return finding
    name = profile.source_name(table, finding.kolom)
    return replace(finding, bronkolom=name) if name and name != finding.kolom else finding


def _in_order(delivery: Delivery) -> list[str]:
    return [table for table in TABLES if table in delivery.files]


def _about_delivery(delivery: Delivery, *, today: date) -> list[Finding]:
    findings = [
        Finding(code, None, Gevolg.GEWEIGERD, 1)
        for code, table in (("L001", "zaken"), ("L002", "stappen"))
        if table not in delivery.files
    ]
    if delivery.peildatum > today:
        findings.append(Finding("L003", None, Gevolg.GEWEIGERD, 1))
    if delivery.ignored:
        findings.append(Finding("L005", None, Gevolg.WAARSCHUWING, len(delivery.ignored)))
    if delivery.alike:
        findings.append(Finding("L009", None, Gevolg.WAARSCHUWING, delivery.alike))
    if delivery.unknown_lines:
        lines = tuple(sorted(filter(None, delivery.unknown_lines)))[:MAX_LINES]
        count = len(delivery.unknown_lines)
        findings.append(Finding("L008", None, Gevolg.WAARSCHUWING, count, lines))
    return findings


def _besluit(findings: Iterable[Finding]) -> Besluit:
    is_refused = any(finding.gevolg is Gevolg.GEWEIGERD for finding in findings)
    return Besluit.GEWEIGERD if is_refused else Besluit.AANGENOMEN
