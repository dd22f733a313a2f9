"""Choose the rows that load, and run the rules that look at rows among other rows.

Schemas of the intake's database, in the order in which they come to be: `landing` (text), `read`
and `typed` (under our types), `again` and `exact` (rows that are read exactly), `broken` (the rows
that broke a rule, with their text), `keyed` (keys of our own for the ids of each row), `sound` (no
fault of its own), `loading` (and of a zaak that loads), `lost` (sound, but of another zaak),
`caught` (rows that a check in `sql/checks` found), `validated` (what the case store takes).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

import sql
from etl.domain.delivery_rules import DELIVERY_RULES
from etl.domain.fields import TABLES
from etl.domain.rule import ID_SHAPE, Gevolg, Rule
from etl.ingest.source import Landed
from etl.validate.exact_rows import KEY
from etl.validate.rows import Flagged

SCHEMAS = ("typed", "sound", "lost", "caught", "loading", "validated", "content", "lines")

SPENT = (
    "landing",
    "lost",
    "caught",
    "content",
    "lines",
    "receipt",
    "previous",
    "others",
    "again",
    "exact",
    "broken",
)
"""What is dropped after judging: room for the next step, and fewer copies of what came in."""

VALIDATED = {
    "zaken": (
        "zaak_nr, zaak_sleutel, leerling_sleutel, gemeentecode, melddatum, verzuimtype, "
        "onderwijssoort, leeftijdsgroep, geslacht, signaleringsinstrument, advies_route, "
        "gekozen_route, afwijking, gemotiveerd, motivering_categorie, uitkomst, uitkomstdatum"
    ),
    "stappen": "zaak_nr, stap, startdatum, einddatum, partij, resultaat",
    "keten": "zaak_nr, partner, verwijsdatum, startdatum, einddatum, resultaat",
    "noemers": "gemeentecode, schooljaar, onderwijssoort, leerlingen",
}
"""The columns that the case store takes; a pseudonym as delivered is none of them."""

OF_A_ZAAK = ("stappen", "keten")
"""Tables whose rows go the way of their zaak."""

_CROSS_RULES = tuple(rule for rule in DELIVERY_RULES if rule.sql and rule.table)
_ID = re.compile(rf"(?<![0-9a-f-])(?:{ID_SHAPE})(?![0-9a-f-])")


@dataclass(frozen=True)
class Caught:
    """How many rows each check in `sql/checks` found; the rows stand in `caught.<sql>`."""

    counts: Mapping[str, int]
    """By the rule's code; a rule that nothing broke is not in it."""

    def rules(self, table: str, gevolg: Gevolg | None = None) -> list[Rule]:
        """Return the rules of a table that were broken."""
        return [
            rule
            for rule in _CROSS_RULES
            if rule.code in self.counts and rule.table == table and gevolg in (None, rule.gevolg)
        ]


def choose_rows(
    con: duckdb.DuckDBPyConnection,
    flagged: Mapping[str, Flagged],
    *,
    landed: Mapping[str, Landed],
) -> Caught:
    """Fill `loading` and `caught`, and define `validated`."""
    for table in TABLES:
        # a zaak loads as it was read, so it need not be copied
        kind = "view" if table == "zaken" else "table"
        con.execute(f"create {kind} loading.{table} as {sql.folder('loading')[table]}")
        # a left join keeps the order of the file
        keys = "left join keyed.per_rij using (rij)" if table == "zaken" else ""
        con.execute(
            f"create view validated.{table} as from loading.{table} {keys} "
            f"select {VALIDATED[table]}"
        )
    con.execute(
        f"create table loading.stappen_per_zaak as {sql.folder('loading')['stappen_per_zaak']}"
    )
    _keep_ids_set_aside(con, flagged["zaken"], loose=landed["zaken"].loose_texts)
    counts: dict[str, int] = {}
    for rule in _CROSS_RULES:
        table = str(rule.table)
        sound = landed[table].rows - flagged[table].count(flagged[table].apart_mask)
        has_lost_none = not counts.get("Z501") and sound == _count(con, f"loading.{table}")
        if rule.gevolg is Gevolg.APART and has_lost_none:
            continue
        if rule.gevolg is Gevolg.APART and table in OF_A_ZAAK:
            _keep_lost(con, table)
        con.execute(f"create table caught.{rule.sql} as {sql.folder('checks')[str(rule.sql)]}")
        count = _count(con, f"caught.{rule.sql}")
        if count:
            counts[rule.code] = count
    return Caught(counts)


def write_lines(con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed) -> None:
    """Define `lines.<table>`: the file line of every row that landed."""
    if landed.lines is None:
        con.execute(f"create view lines.{table} as from typed.{table} select rij, rij + 2 as regel")
        return
    con.register("regels", pd.DataFrame({"regel": landed.lines}).reset_index(names="rij"))
    con.execute(f"create table lines.{table} as from regels select rij, regel::bigint as regel")
    con.unregister("regels")


def write_apart(
    con: duckdb.DuckDBPyConnection,
    flagged: Flagged,
    *,
    landed: Landed,
    caught: Caught,
    bestand: str,
) -> None:
    """Add to `apart` every reason for which a line of this file was set aside."""
    table = flagged.table
    for bit, rule in flagged.rules.items():
        if rule.gevolg is Gevolg.APART and flagged.count(1 << bit):
            con.execute(
                f"insert into apart from broken.{table} join lines.{table} using (rij) "
                f"select $bestand, regel, $code, $kolom where gebreken & {1 << bit}::ubigint <> 0",
                {"bestand": bestand, "code": rule.code, "kolom": rule.column},
            )
    for among in caught.rules(table, Gevolg.APART):
        con.execute(
            f"insert into apart from caught.{among.sql} join lines.{table} using (rij) "
            "select $bestand, regel, $code, $kolom",
            {"bestand": bestand, "code": among.code, "kolom": among.column},
        )
    if landed.differences:
        con.execute(
            f"insert into apart from landing.tegenstrijdig join lines.{table} using (rij) "
            "select $bestand, regel, 'Z502', kolom",
            {"bestand": bestand},
        )
    broken = [*landed.broken, *(landed.line(row) for row in landed.surplus)]
    if broken:
        con.execute(
            "insert into apart select $bestand, unnest($lines::bigint[]), 'R101', null",
            {"bestand": bestand, "lines": broken},
        )


def _keep_ids_set_aside(
    con: duckdb.DuckDBPyConnection, zaken: Flagged, *, loose: Iterable[str]
) -> None:
    # a broken line has no columns, but its zaak can still be known by the shape of its id
    ids = sorted({found for text in loose for found in _ID.findall(text.lower())})
    con.execute(
        "create temp table losse_ids as from unnest($ids::varchar[]) as los(tekst) "
        f"select {KEY.format(text='tekst')} as zaak_id",
        {"ids": ids},
    )
    con.execute(
        "create table sound.zaken_apart as from losse_ids union "
        "from (from broken.zaken select zaak_id "
        f"where zaak_id is not null and gebreken & {zaken.apart_mask}::ubigint <> 0)"
    )
    # an id that also loads has its steps with it
    con.execute(
        "delete from sound.zaken_apart where zaak_id in (from loading.zaken semi join "
        "sound.zaken_apart using (zaak_id) select zaak_id)"
    )


def _keep_lost(con: duckdb.DuckDBPyConnection, table: str) -> None:
    con.execute(
        f"create table if not exists lost.{table} as from sound.{table} "
        "anti join loading.zaken using (zaak_id) select rij, zaak_id"
    )


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = con.execute(f"from {table} select count(*)").fetchall()
    return int(rows)
