"""The audit in the build: attack a schooljaar that was counted, and take out what fails.

Stands between counting and writing. Areas that keep the cells of the previous release keep what
was withdrawn of them too: their cells are older than the zaken, so they are not held to these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb

import sql
from etl.audit import extract, run, witness
from etl.audit.families import TOGETHER
from etl.audit.tables import View

Say = Callable[[str], None]

INGETROKKEN = "gebied varchar, schooljaar varchar, kubus varchar, filterkolommen varchar"
TOETS = "schooljaar varchar, maat varchar, aantal bigint"

_ROUNDED = 10


@dataclass
class Audited:
    """What the audits of all schooljaren left behind."""

    witnesses: list[dict[str, Any]] = field(default_factory=list)

    def packed(self) -> tuple[bytes, str]:
        return witness.written(self.witnesses)


def start(work: duckdb.DuckDBPyConnection) -> Audited:
    """Create the tables that say what was tried and withdrawn."""
    work.execute(f"create or replace temp table ingetrokken ({INGETROKKEN})")
    work.execute(f"create or replace temp table toets ({TOETS})")
    return Audited()


def audit(work: duckdb.DuckDBPyConnection, schooljaar: str, found: Audited, *, say: Say) -> None:
    """Attack the schooljaar whose tables are in `temp` now, and withdraw what fails."""
    year = extract.read(work, schooljaar)
    outcome = run.audit(year, say=say)
    found.witnesses += outcome.witnesses
    before = _shown(work, schooljaar)
    _withdraw(work, schooljaar, outcome.withdrawn)
    after = _shown(work, schooljaar)
    tried = {f"{name}: tellingen": count for name, count in outcome.targets.items()}
    # of true numbers, so never to the unit
    tried = {name: _ROUNDED * round(count / _ROUNDED) for name, count in tried.items()}
    tried["blokken"] = outcome.blocks
    rows = [(schooljaar, name, count) for name, count in tried.items()]
    for niveau in sorted(before):
        for what, was, now in zip(
            ("cellen", "zaken"), before[niveau], after.get(niveau, (0, 0)), strict=True
        ):
            rows += [
                (schooljaar, f"{niveau}: {what} voor", was),
                (schooljaar, f"{niveau}: {what} na", now),
            ]
    work.executemany("insert into temp.toets values (?, ?, ?)", rows)


def _withdraw(work: duckdb.DuckDBPyConnection, schooljaar: str, withdrawn: set[View]) -> None:
    if not withdrawn:
        return
    whole = {kept: [kept] for kept in TOGETHER.values()}
    for other, kept in TOGETHER.items():
        whole[kept].append(other)
    rows = [
        (gebied, schooljaar, kubus, ",".join(columns))
        for gebied, own, columns in sorted(withdrawn)
        for kubus in whole.get(own, [own])
    ]
    work.execute(
        "create or replace temp table nu_ingetrokken as select unnest($gebied) as gebied, "
        "$schooljaar as schooljaar, unnest($kubus) as kubus, unnest($kolommen) as filterkolommen",
        {
            "gebied": [row[0] for row in rows],
            "schooljaar": schooljaar,
            "kubus": [row[2] for row in rows],
            "kolommen": [row[3] for row in rows],
        },
    )
    work.sql(sql.folder("audit")["ingetrokken"]).insert_into("ingetrokken")
    for name in ("cellen", "curven"):
        work.execute(f"create or replace temp table {name} as {sql.folder('audit')[f'{name}_na']}")


def _shown(work: duckdb.DuckDBPyConnection, schooljaar: str) -> dict[str, tuple[int, int]]:
    """Return the shown cells by niveau, and the zaken in those of one filter or none."""
    rows = work.execute(sql.folder("audit")["getoond"], {"schooljaar": schooljaar}).fetchall()
    return {niveau: (cells, zaken) for niveau, cells, zaken in rows}
