"""The audit in the build: attack a schooljaar that was counted, and take out what fails.

Stands between counting and writing: a schooljaar is counted while the one before is attacked. Areas
that keep the cells of the previous release keep what was withdrawn of them too: their cells are
older than the zaken, so they are not held to these.
What was shown of how many zaken there are is taken along from release to release (`history`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

import sql
from etl.audit import extract, history, run, witness
from etl.audit.block import SMALL, WithdrawnView
from etl.audit.families import ACROSS, SIZES, TOGETHER, is_line, is_of_levels
from etl.audit.witness import Found
from etl.audit.workers import Workers
from etl.domain.areas import NEDERLAND
from etl.domain.disclosure import ROUNDING
from etl.domain.schooljaren import are_together
from etl.errors import AuditFailed
from etl.publish import refresh, together
from etl.said import Say, nothing


@dataclass
class Audited:
    """What the audits of all schooljaren found, with what still holds of the release before."""

    before: dict[str, Found] = field(default_factory=dict)
    """By digest of the block."""

    account: dict[str, Any] = field(default_factory=dict)
    """By schooljaar: what was tried and shown. Of true counts, so it stays beside the store."""

    found: list[Found] = field(default_factory=list)

    def packed(self, carried: set[tuple[str, str]], *, salt: str) -> tuple[bytes, str]:
        """Return the file of witnesses and its sha256.

        Args:
            carried: areas and schooljaren that keep the cells of the release before.
            salt: what nobody outside knows.
        """
        names = {each.name for each in self.found}
        years = {each.schooljaar for each in self.found} | {year for _, year in carried}
        kept = [
            each
            for each in self.before.values()
            if each.name not in names
            and (
                (each.gebied, each.schooljaar) in carried
                # not shown now: what was shown of it may be next to it again
                or (each.family == SIZES and each.schooljaar in years)
            )
        ]
        return witness.written([*self.found, *kept], self.account, salt)


def start(
    work: duckdb.DuckDBPyConnection,
    release: Path | None,
    witnesses: Path | None,
    *,
    key: str = "",
) -> Audited:
    """Create the table that says what is withdrawn; read what was found for the release before.

    Evidence of zaken of a supplier that was removed is not taken along.

    Raises AuditFailed when its witnesses are no longer those that it names: what was found before
    is believed without another attack, so it has to be what was found.

    Args:
        release: the one before, if there is one.
        witnesses: where those of it lie, if they are there. Without them every block is attacked.
        key: of the fingerprints of pupils.
    """
    if release is None or witnesses is None or not witnesses.is_file():
        return Audited()
    try:
        found, account, digest = witness.read(witnesses)
    except ValueError:
        # of another version: all is attacked anew
        return Audited()
    if digest != named(work, release):
        raise AuditFailed(
            f"De getuigen van {release.stem} zijn veranderd sinds de toets, dus er is niet op te "
            f"bouwen. Wat er stond, staat er nog. Zoek uit wie ze veranderde; verwijder dan "
            f"store/stand/{witnesses.name} en laad opnieuw met: python -m etl run"
        )
    rows = work.execute(sql.folder("audit")["geladen"], {"sleutel": key}).fetchall()
    kept = history.without(found, {leverancier for (leverancier,) in rows})
    account = {schooljaar: {**about, "opnieuw": 0} for schooljaar, about in account.items()}
    return Audited(before={each.digest: each for each in kept}, account=account)


def named(work: duckdb.DuckDBPyConnection, release: Path) -> str:
    """Return the sha256 of the witnesses of a release, as it says itself; of none, nothing."""
    with refresh.previous(work, release) as about:
        return about.get("getuigen", "")


@dataclass(frozen=True)
class _Attack:
    schooljaar: str
    came_to: Future[list[Found]]


@dataclass
class Attacker:
    """Attacks schooljaren, each while the next one is counted."""

    work: duckdb.DuckDBPyConnection
    audited: Audited
    team: Workers
    beside: Executor
    say: Say = nothing
    _under_attack: _Attack | None = None

    def begin(self, schooljaar: str) -> None:
        """Begin to attack a schooljaar that is counted, when that of the one before has ended."""
        if are_together(schooljaar):
            together.with_parts(self.work, schooljaar)
        year = extract.read(self.work, schooljaar)
        ended = self._under_attack
        if ended:
            ended.came_to.result()
        before, team, say = self.audited.before, self.team, self.say
        came_to = self.beside.submit(run.audit, year, before, team, say=say)
        self._under_attack = _Attack(schooljaar, came_to)
        if ended:
            # what failed is withdrawn while the next schooljaar is attacked
            _settle(self.work, ended, self.audited)

    def end(self) -> None:
        """Wait for the end of an attack, if there is one, and withdraw what failed.

        Raises AuditFailed when the schooljaar cannot be made safe.
        """
        if self._under_attack:
            _settle(self.work, self._under_attack, self.audited)
            self._under_attack = None


def _settle(work: duckdb.DuckDBPyConnection, attack: _Attack, audited: Audited) -> None:
    """Withdraw what failed of a schooljaar, and give account of it."""
    schooljaar = attack.schooljaar
    found = _dated(work, attack.came_to.result(), audited.before)
    audited.found += found
    before = _shown(work, schooljaar)
    _withdraw(work, schooljaar, {view for each in found for view in each.withdrawn})
    _without_repeated(work, schooljaar)
    after = _shown(work, schooljaar)
    tried: Counter[str] = Counter()
    aside = {"samen": 0, "van_lijnen": 0}
    for each in found:
        if is_of_levels(each.family):
            # of counts that were gone for in the area of each
            continue
        if each.family == ACROSS or is_line(each.family):
            which = "samen" if each.family == ACROSS else "van_lijnen"
            aside[which] += sum(each.attacked.values())
            continue
        for name, count in each.attacked.items():
            # coordinators together: which of them has how many tells of their gemeente
            tried[name.partition(" ")[0]] += count
    audited.account[schooljaar] = {
        "blokken": len(found),
        "opnieuw": sum(each.digest not in audited.before for each in found),
        "niveaus": sum(is_of_levels(each.family) for each in found),
        "met_eerdere": sum(each.with_before > 0 for each in found),
        "sinds": audited.account.get(schooljaar, {}).get("sinds", _peildatum(work)),
        "te_veel_werk": sum(each.gave_up for each in found),
        "programmas": sum(each.programs for each in found),
        "tellingen": dict(sorted(tried.items())),
        **aside,
        "vooraf_bekend": sum(each.known_already for each in found),
        "getoond": {
            niveau: [*before[niveau], *after.get(niveau, (0, 0))] for niveau in sorted(before)
        },
    }


def _dated(
    work: duckdb.DuckDBPyConnection, found: list[Found], before: Mapping[str, Found]
) -> list[Found]:
    """Return what was found, with the days of what it is held to and whose zaken are in it."""
    theirs: dict[tuple[str, str], set[str]] = {}
    rows = work.execute(sql.folder("audit")["leveranciers"]).fetchall()
    for gebied, schooljaar, leverancier in rows:
        theirs.setdefault((gebied, schooljaar), set()).add(leverancier)
    last = {each.name: each for each in before.values()}
    return [
        history.dated(
            each,
            last,
            day=_peildatum(work),
            leveranciers=theirs.get((each.gebied, each.schooljaar), ()),
        )
        for each in found
    ]


def _peildatum(work: duckdb.DuckDBPyConnection) -> str:
    [(day,)] = work.execute("select max(peildatum) from temp.leveringen").fetchall()
    return str(day)


def _withdraw(
    work: duckdb.DuckDBPyConnection, schooljaar: str, withdrawn: set[WithdrawnView]
) -> None:
    if not withdrawn:
        return
    whole = {kept: [kept] for kept in TOGETHER.values()}
    for other, kept in TOGETHER.items():
        whole[kept].append(other)
    rows = [
        (gebied, kubus, code or None, filters)
        for gebied, own, filters in sorted(withdrawn)
        for cube, _, code in [own.partition("=")]
        for kubus in whole.get(cube, [cube])
    ]
    work.execute(
        "create or replace temp table ingetrokken as select unnest($gebied) as gebied, "
        "$schooljaar as schooljaar, unnest($kubus) as kubus, unnest($code::varchar[]) as code, "
        "unnest($filters) as filters",
        {
            "gebied": [row[0] for row in rows],
            "schooljaar": schooljaar,
            "kubus": [row[1] for row in rows],
            "code": [row[2] for row in rows],
            "filters": [row[3] for row in rows],
        },
    )
    for name in ("cellen", "curven"):
        work.execute(f"create or replace temp table {name} as {sql.folder('audit')[f'{name}_na']}")


def _without_repeated(work: duckdb.DuckDBPyConnection, schooljaar: str) -> None:
    """Take out what tells, with pencil and paper, that a few pupils have more than one zaak.

    By what is shown alone: the attack on counts of zaken knows no pupils.
    """
    given = {
        "schooljaar": schooljaar,
        "land": NEDERLAND,
        "onzeker": 2 * (ROUNDING // 2),
        "klein": SMALL,
    }
    query = sql.folder("audit")["cellen_zonder_herhaald"]
    work.execute(f"create or replace temp table cellen as {query}", given)


def _shown(work: duckdb.DuckDBPyConnection, schooljaar: str) -> dict[str, tuple[int, int]]:
    """Return the shown cells by niveau, and the zaken in them."""
    rows = work.execute(sql.folder("audit")["getoond"], {"schooljaar": schooljaar}).fetchall()
    return {niveau: (cells, zaken) for niveau, cells, zaken in rows}
