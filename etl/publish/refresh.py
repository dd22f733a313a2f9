"""When an area is counted again: not before ten of its pupils changed, and not for ever.

Two releases that differ by one pupil tell about that pupil. So an area and schooljaar keeps the
cells of the previous release until at least ten pupils were added, went or changed since they were
counted, and a schooljaar that is long over keeps them for good. How a supplier registers is told
anew by the same rule. What was counted is remembered as keyed fingerprints beside the case store,
in a file named after its release: after a crash the two still belong together. `temp.meegenomen`
names the blocks whose cells are older than the zaken; who attacks a release must not hold those
cells to the zaken of now.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.audit import witness
from etl.domain.suppliers import same_name
from etl.duckdb_paths import database, quoted, to_read, to_write
from etl.errors import Unreadable
from etl.publish.files import pointed_at
from etl.released.reader import FORMAT

CARRIED = (
    "cellen",
    "curven",
    "dekking",
    "registratie",
    "registratie_leveranciers",
    "standen",
    "volledigheid",
)
"""The tables of a release that are kept by area and schooljaar, or by supplier."""

_PRINTS = (
    "gebied varchar, schooljaar varchar, leerling varchar, leverancier varchar, afdruk varchar"
)
_EMPTY = {
    "vorige_prenten": _PRINTS,
    "vorige_cellen": "kubus varchar, gebied varchar, schooljaar varchar, filters varchar, "
    "code varchar, v integer",
    "vorige_curven": "kubus varchar, gebied varchar, schooljaar varchar, filters varchar, "
    "code varchar, uitkomst varchar, dagen integer[], v integer[]",
    "vorige_dekking": "gebied varchar, schooljaar varchar, geleverd bigint, gemeenten bigint",
    "vorige_registratie": "gebied varchar, schooljaar varchar, maat varchar, band integer",
    "vorige_registratie_leveranciers": "leverancier varchar, maat varchar, band integer",
    "vorige_volledigheid": "leverancier varchar, veld varchar, band integer",
    "vorige_standen": "gebied varchar, schooljaar varchar, peildatum date",
}


@dataclass(frozen=True)
class Memory:
    """What was counted for the releases so far."""

    folder: Path
    """Beside the case store, readable for its owner alone."""

    secret: bytes
    """Keys the fingerprints, and salts the digest of the witnesses."""

    @property
    def key(self) -> str:
        return self._made_for(b"prenten")

    @property
    def salt(self) -> str:
        return self._made_for(b"getuigen")

    def _made_for(self, purpose: bytes) -> str:
        return hmac.new(self.secret, purpose, hashlib.sha256).hexdigest()

    def prints_of(self, release: Path) -> Path:
        return self.folder / f"{release.stem}.parquet"

    def witnesses_of(self, release: Path) -> Path:
        return self.folder / f"{release.stem}.getuigen"

    def keep(
        self, work: duckdb.DuckDBPyConnection, release_id: str, witnesses: bytes | None
    ) -> None:
        """Write down what a release counted, and why it is safe; before it is pointed at.

        A release that was there already keeps the witnesses that it names.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{release_id}.parquet"
        draft = path.with_suffix(".nieuw")
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        work.execute(_COUNTED)
        work.table("temp.geteld").write_parquet(to_write(draft))
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
        if witnesses is not None:
            witness.keep(self.folder, release_id, witnesses)

    def forget_all_but(self, release_id: str | None) -> None:
        """Remove what was counted for other releases."""
        for path in self.folder.glob("*"):
            if path.stem != release_id:
                path.unlink()


_COUNTED = """
create or replace temp table geteld as
select vorige_prenten.*
from temp.vorige_prenten
semi join temp.meegenomen using (gebied, schooljaar)
union all
select prenten.*
from temp.prenten
anti join temp.meegenomen using (gebied, schooljaar)
order by all
"""


def load_previous(
    work: duckdb.DuckDBPyConnection,
    folder: Path | None,
    memory: Memory | None,
    *,
    definitions: str,
) -> bool:
    """Load the release that `current` names into `temp.vorige_*`; return whether there is one.

    A release of other definitions or without its fingerprints does not count: then every area is
    counted anew.
    """
    for table, columns in _EMPTY.items():
        work.execute(f"create or replace temp table {table} ({columns})")
    release = pointed_at(folder) if folder else None
    if memory is None or release is None or not memory.prints_of(release).is_file():
        return False
    with previous(work, release) as about:
        fits = (about["formaat"], about["definities"]) == (FORMAT, definitions)
        if fits:
            for table in CARRIED:
                work.execute(f"insert into vorige_{table} from vorige.{table}")
            _load_prints(work, memory.prints_of(release))
            _spell_as_now(work)
    return fits


def _load_prints(work: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        work.read_parquet(to_read(path)).insert_into("vorige_prenten")
    except duckdb.InvalidInputException:
        raise Unreadable(
            f"{path} is beschadigd: daarin staat welke leerlingen de vorige keer geteld zijn, als "
            "afdruk. Verwijder het en probeer het opnieuw: dan wordt elk gebied opnieuw geteld."
        ) from None


def _spell_as_now(work: duckdb.DuckDBPyConnection) -> None:
    """Give suppliers in what is carried the name that they have now."""
    rows = work.execute("select leverancier from marts.leveringen").fetchall()
    names = {same_name(name): name for (name,) in rows}
    for name in ("vorige_registratie_leveranciers", "vorige_volledigheid"):
        told = work.table(name)
        for (spelled,) in told.select("leverancier").distinct().fetchall():
            now = names.get(same_name(spelled), spelled)
            if now != spelled:
                work.execute(
                    f"update {name} set leverancier = $now where leverancier = $spelled",  # noqa: S608
                    {"now": now, "spelled": spelled},
                )


@contextmanager
def previous(work: duckdb.DuckDBPyConnection, release: Path) -> Iterator[dict[str, str]]:
    """Attach a release as `vorige` for a while; give what it says of itself."""
    work.execute(f"attach {quoted(database(release))} as vorige (read_only)")
    try:
        yield dict(work.execute("select naam, waarde from vorige.metadata").fetchall())
    finally:
        work.execute("detach vorige")


def nothing_kept(work: duckdb.DuckDBPyConnection) -> None:
    """Say that every area is counted, without looking at who is in it."""
    work.execute(f"create or replace temp table prenten ({_PRINTS})")
    work.execute(
        "create or replace temp table meegenomen "
        "(gebied varchar, schooljaar varchar, was_getoond boolean, is_veranderd boolean)"
    )
    work.execute("create or replace temp table meegenomen_leveranciers (leverancier varchar)")


def carried(work: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Return the areas and schooljaren that keep the cells of the release before."""
    return set(work.execute("select gebied, schooljaar from temp.meegenomen").fetchall())


def carry(work: duckdb.DuckDBPyConnection) -> None:
    """Give the areas that are not counted again the cells and curves that they had."""
    for table, kept in _KEPT.items():
        work.sql(kept).insert_into(table)


_KEPT = {
    "cellen": "from temp.vorige_cellen semi join temp.meegenomen using (gebied, schooljaar)",
    "curven": "from temp.vorige_curven semi join temp.meegenomen using (gebied, schooljaar)",
}
