"""Build the release: what the outside world gets to see, and nothing else.

The marts come in, one file of protected counts comes out. The SQL of `sql/release` counts the
closed cube of `etl.released.cubes` one schooljaar at a time; every count passes
`sql/macros/poort.sql`. A release is a new file beside the old ones, and then the pointer `current`
moves. The same data make the same content digest, and a release that says nothing new is not
written. The audit stands between counting a schooljaar and writing it (`etl.publish.audited`).
"""

import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

import duckdb

import sql
from etl import kalender, transform
from etl.audit.workers import workers
from etl.domain import disclosure
from etl.domain.normen import NATIONAL, Normen
from etl.domain.school_calendar import Klok
from etl.domain.schooljaren import headed
from etl.errors import BuildFailed
from etl.full_disk import writing
from etl.publish import audited, counting, lists, recall, refresh, together
from etl.publish.files import (
    KEPT,
    attached,
    content_digest,
    has_release,
    keep_only_newest,
    move_pointer,
    pointed_at,
    put_in_place,
    remove_damaged,
    remove_left_behind,
    withdraw,
)
from etl.released.reader import FORMAT, SQL
from etl.said import Say, nothing

__all__ = [
    "KEPT",
    "build",
    "has_release",
    "pointed_at",
    "remove_damaged",
    "remove_left_behind",
    "withdraw",
]

DEFINITIONS = "13"
"""Raised when a definition, a rule of the gate or what the attack looks for changes, so that nobody
compares two releases by mistake and no cell of the old rule is kept."""

_MACROS = ("poort", "aalen_johansen_per_dag")

_REFRESH = ("prenten", "meegenomen", "meegenomen_leveranciers")
_FOR_ALL_YEARS = ("zaken", "gebieden", "samen", "dekking", "noemers")
_DELIVERIES = ("leveringen", "bestanden", "bevindingen", "keuringen", "volledigheid")
"""Files of `sql/release` that become a table, each after the ones that it reads."""

_REGISTRATION = ("registratie", "registratie_leveranciers")
"""How well areas and suppliers register: after the cells, whose totals decide what is said."""

RELEASED = (
    "cellen",
    "curven",
    "dekking",
    "noemers",
    "normen",
    "standen",
    *_DELIVERIES,
    *_REGISTRATION,
)
"""The tables of a release, besides `metadata`."""


def build(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    is_sample: bool,
    say: Say = nothing,
    kept: int = KEPT,
    memory: refresh.Memory | None = None,
    klokken: Mapping[int, Klok] = MappingProxyType({}),
    agreed: Normen = NATIONAL,
    attacks: bool = False,
) -> Path:
    """Build the release of the marts in `con`, let `current` point at it, and return its file.

    `con` may be read-only: what is made on the way lives in this call alone. Raises BuildFailed
    when there is no delivery or when the SQL does not build; then nothing has changed.

    Args:
        kept: releases that stay in the folder, this one included.
        memory: what was counted for the previous release; without it every area is counted anew.
        klokken: how the marts count the days of a step, where not in calendar days.
        attacks: whether it is attacked first, and what fails is left out; without that a release
            says of itself that it is not `getoetst`.
        agreed: norms of regions; they go along with the release, which computes nothing from them.
    """
    definitions = _definitions(klokken) + (" toets" if attacks else "")
    with writing("De vrijgave is niet geschreven"):
        if not folder.is_dir():
            folder.mkdir(parents=True)
            # a release is for everybody, whatever its maker keeps for itself
            folder.chmod(0o755)
    with con.cursor() as work:
        with writing("De vrijgave is niet geteld"):
            found = counted(
                work,
                say=say,
                folder=folder,
                memory=memory,
                definitions=definitions,
                agreed=agreed,
                attacks=attacks,
            )
        say("Vrijgave schrijven")
        try:
            with attached(work, folder) as draft:
                # without a memory nobody keeps the witnesses, so nobody needs to know the salt
                salt = memory.salt if memory else secrets.token_hex()
                packed, witnesses = (
                    found.packed(refresh.carried(work), salt=salt) if attacks else (None, "")
                )
                about = written(
                    work,
                    is_sample=is_sample,
                    definitions=definitions,
                    klokken=klokken,
                    witnesses=witnesses,
                )
            release = put_in_place(draft, folder / f"{about['id']}.duckdb")
            recall.published(folder, about["id"])
            if memory is not None:
                # one that was there already keeps the witnesses that it names; after a kill in
                # between these are the same, and were not written yet
                is_named = audited.named(work, release) == witnesses
                memory.keep(work, about["id"], packed if is_named else None)
            move_pointer(release)
        except (duckdb.Error, OSError) as error:
            raise BuildFailed(
                f"De vrijgave is niet geschreven ({type(error).__name__}). Is er schijfruimte, en "
                f"mag hier geschreven worden? Wat er stond, staat er nog."
            ) from error
    keep_only_newest(release, kept=kept)
    if memory is not None:
        memory.forget_all_but(release.stem)
    return release


def counted(
    work: duckdb.DuckDBPyConnection,
    *,
    say: Say = nothing,
    folder: Path | None = None,
    memory: refresh.Memory | None = None,
    definitions: str = DEFINITIONS,
    agreed: Normen = NATIONAL,
    attacks: bool = False,
) -> audited.Audited:
    """Count the whole cube, put it through the gate and attack it: what is released is in `temp`.

    Areas of which too little changed since the release in `folder` keep its cells (see `refresh`).
    Without `attacks` the cells are what the gate alone lets through.
    """
    transform.create_macros(work, *_MACROS)
    lists.create(work)
    _put_norms(work, agreed)
    has_previous = refresh.load_previous(work, folder, memory, definitions=definitions)
    if memory is None:
        refresh.nothing_kept(work)
    else:
        for name in _REFRESH:
            counting.create(work, name, sleutel=memory.key, has_previous=has_previous)
    for name in (*_FOR_ALL_YEARS, *_DELIVERIES, "standen"):
        counting.create(work, name)
    for table, columns in counting.COLUMNS.items():
        work.execute(f"create or replace temp table {table} ({columns})")
    before = _previous(folder, memory) if attacks else (None, None)
    found = audited.start(work, *before, key=memory.key if memory else "")
    years = work.execute(
        "select distinct schooljaar from temp.gebieden where not is_meegenomen order by 1"
    ).fetchall()
    [(threads,)] = work.execute("select current_setting('threads')").fetchall()
    # the processes end before whoever waits for them
    with ThreadPoolExecutor(1) as beside, workers(int(threads)) as team:
        if attacks and years:
            team.expect(_most_zaken(work))
        attack = audited.Attacker(work, found, team, beside, say) if attacks else None
        _count_each(work, [year for (year,) in years], attack, say)
        refresh.carry(work)
        _count_each(work, together.begin(work), attack, say)
        together.end(work)
    for name in _REGISTRATION:
        counting.create(work, name)
    return found


def _count_each(
    work: duckdb.DuckDBPyConnection,
    years: list[str],
    attacker: audited.Attacker | None,
    say: Say,
) -> None:
    """Count schooljaren one at a time, each while the one before is attacked."""
    for place, schooljaar in enumerate(years, start=1):
        if attacker is None or place == 1:
            say(f"{headed(schooljaar)} tellen ({place} van {len(years)})")
        counting.count(work, schooljaar)
        if attacker:
            attacker.begin(schooljaar)
    if attacker:
        attacker.end()


def _most_zaken(work: duckdb.DuckDBPyConnection) -> int:
    """Return how many zaken the largest schooljaar has that is counted now."""
    [(most,)] = work.execute(
        "select coalesce(max(zaken), 0) from (select count(*) as zaken from temp.zaken "
        "where schooljaar in (select schooljaar from temp.gebieden where not is_meegenomen) "
        "group by schooljaar)"
    ).fetchall()
    return int(most)


def _previous(
    folder: Path | None, memory: refresh.Memory | None
) -> tuple[Path | None, Path | None]:
    release = pointed_at(folder) if folder else None
    return release, memory.witnesses_of(release) if memory and release else None


def _put_norms(work: duckdb.DuckDBPyConnection, agreed: Normen) -> None:
    work.execute("create or replace temp table normen (regio varchar, code varchar, dagen integer)")
    for row in agreed.rows():
        work.execute("insert into temp.normen values (?, ?, ?)", row)


def _definitions(klokken: Mapping[int, Klok]) -> str:
    """Return what a release counts by: another clock is another definition of doorlooptijd."""
    return f"{DEFINITIONS} {kalender.digest(klokken)}" if klokken else DEFINITIONS


def written(
    work: duckdb.DuckDBPyConnection,
    *,
    is_sample: bool,
    definitions: str = DEFINITIONS,
    klokken: Mapping[int, Klok] = MappingProxyType({}),
    witnesses: str = "",
) -> dict[str, str]:
    """Copy the released tables to the attached file, sorted, and say what they are."""
    [(peildatum,)] = work.execute("select max(peildatum) from temp.leveringen").fetchall()
    if peildatum is None:
        raise BuildFailed("Er is geen levering om een vrijgave van te maken.")
    for name in RELEASED:
        work.execute(f"create table vrijgave.{name} as from temp.{name} order by all")
    about = {
        "formaat": FORMAT,
        "definities": definitions,
        "kalender": kalender.digest(klokken),
        "klokken": ",".join(f"{stap}={klok}" for stap, klok in sorted(klokken.items())),
        "peildatum": str(peildatum),
        "voorbeeld": "ja" if is_sample else "nee",
        "getoetst": "ja" if witnesses else "nee",
        "regel": disclosure.RULE,
        **_spoken_sql(),
    }
    about["digest"] = content_digest(work, RELEASED, about=about)
    about["id"] = f"vrijgave_{peildatum}_{about['digest'][:12]}"
    # the evidence is named, but two releases that say the same are the same
    about["getuigen"] = witnesses
    work.execute("create table vrijgave.metadata (naam varchar, waarde varchar)")
    work.executemany("insert into vrijgave.metadata values (?, ?)", sorted(about.items()))
    return about


def _spoken_sql() -> dict[str, str]:
    """Return the SQL that a reader can look up, as it was when this release was made."""
    return {
        f"{SQL}{folder}/{name}": text
        for folder in ("macros", "marts", "metrics", "release")
        for name, text in sql.folder(folder).items()
    }
