"""Open a release, hold it in memory, and follow the pointer `current` to the next one.

A release never changes, so it is read once, and every answer after that is a dictionary lookup. A
build writes a new file and then moves the pointer; a running dashboard sees that at its next
question, and keeps what it has when the new file cannot be read. What was taken back of the release
that it holds is gone at its next question too.
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from etl.domain.areas import Niveau, codes_of, niveau_of
from etl.domain.normen import Normen
from etl.domain.schooljaren import are_together, each_of, last_day
from etl.duckdb_paths import database
from etl.errors import NoRelease
from etl.released import blocks
from etl.released.blocks import CurveKey, Points, ViewKey
from etl.released.cubes import OMVANG, ZAKEN
from etl.released.pointer import UNKNOWN, WITHDRAWN, named_in
from etl.released.recall import RECALLS, blanked, recalled_areas
from etl.released.rows import Filters

FORMAT = "3"
"""The layout of the file; a file of another layout is not read."""

SQL = "sql:"
"""Before the name of a file of SQL, among what a release says of itself."""

T = TypeVar("T")

_NOTHING: Mapping[Any, Any] = {}


@dataclass(frozen=True)
class Coverage:
    """How many of an area's gemeenten its numbers are about."""

    delivered: int
    of: int


_NOWHERE = Coverage(0, 0)


@dataclass(frozen=True)
class Delivery:
    leverancier: str
    peildatum: date
    bronsysteem: str


@dataclass(frozen=True)
class FileCount:
    """Rows of one delivered file, rounded by the gate."""

    leverancier: str
    bestand: str
    gelezen: int | None
    geladen: int | None
    apart: int | None


@dataclass(frozen=True)
class Finding:
    """How often a rule caught something, rounded by the gate."""

    leverancier: str
    bestand: str
    code: str
    kolom: str
    gevolg: str
    aantal: int | None


@dataclass(frozen=True)
class Checked:
    """The formal verdict on one rule, as far as the gate lets it show."""

    leverancier: str
    bestand: str
    code: str
    gekeurd: bool
    """The rule holds, or so few rows break it that their number is not shown."""

    aantal: int | None
    """Rows that break it."""


@dataclass(frozen=True)
class Completeness:
    """How well a field is filled in, in bands of 10% (9 is 90% or more)."""

    leverancier: str
    veld: str
    band: int


@dataclass(frozen=True)
class Release:
    """One release, in memory. Immutable: every page that reads it says the same thing."""

    id: str
    """The file's name without its suffix."""

    digest: str
    peildatum: date
    is_sample: bool
    is_audited: bool
    schooljaren: tuple[str, ...]
    """Of which something is shown, by itself or together with another, from old to new."""

    running: frozenset[str]
    """School years that were over at the peildatum of no supplier; of an area, see `is_running`."""

    areas: Mapping[Niveau, tuple[str, ...]]
    """Areas of which something is shown in at least one year, in the order of their codes."""

    deliveries: tuple[Delivery, ...]
    files: tuple[FileCount, ...]
    findings: tuple[Finding, ...]
    completeness: tuple[Completeness, ...]
    _coverage: Mapping[tuple[str, str], Coverage] = field(repr=False)
    _noemers: Mapping[tuple[str, str, str], int] = field(repr=False)
    _cells: Mapping[ViewKey, Mapping[str, int]] = field(repr=False)
    _curves: Mapping[CurveKey, Mapping[str, Points]] = field(repr=False)
    checks: tuple[Checked, ...] = ()
    klokken: Mapping[int, str] = field(default_factory=dict)
    """How the days of a step are counted; a step that is not in it runs in calendar days."""

    normen: Normen = field(default_factory=Normen)
    """The norms that regions agreed on, besides the national ones."""
    _registration: Mapping[tuple[str, str], Mapping[str, int]] = field(
        default_factory=dict, repr=False
    )
    _registration_of: Mapping[str, Mapping[str, int]] = field(default_factory=dict, repr=False)
    sql: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The SQL that made it, by folder and name: `metrics/omvang`."""

    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By gemeente with few zaken in a schooljaar: the schooljaren that it has together, by two."""

    recalled: Mapping[str, date] = field(default_factory=dict)
    """Areas taken back after this release was made, with the day; mostly there are none."""

    _standen: Mapping[tuple[str, str], date] = field(default_factory=dict, repr=False)

    @property
    def edition(self) -> str:
        """Names all that this release says: its id, and what was taken back of it since."""
        if not self.recalled:
            return self.id
        gone = hashlib.sha256("".join(sorted(self.recalled)).encode()).hexdigest()
        return f"{self.id}-{gone[:8]}"

    def cells(
        self, kubus: str, *, gebied: str, schooljaar: str, filters: Filters = ()
    ) -> Mapping[str, int]:
        """Return the shown cells of a view by code; a hidden cell is not in it."""
        return self._cells.get((kubus, gebied, schooljaar, filters), _NOTHING)

    def curve(
        self, kubus: str, *, gebied: str, schooljaar: str, code: str, filters: Filters = ()
    ) -> Mapping[str, Points]:
        """Return the shown points of a curve by how it ends (see `cubes.ENDS`)."""
        return self._curves.get((kubus, gebied, schooljaar, filters, code), _NOTHING)

    def total(self, *, gebied: str, schooljaar: str, filters: Filters = ()) -> int | None:
        """Return the released number of zaken of a view; None when it is not shown."""
        return self.cells(OMVANG, gebied=gebied, schooljaar=schooljaar, filters=filters).get(ZAKEN)

    def coverage(self, gebied: str, schooljaar: str) -> Coverage:
        """Return how many of the area's gemeenten delivered, as far as the gate shows it."""
        years = [self._coverage.get((gebied, year), _NOWHERE) for year in each_of(schooljaar)]
        return min(years, key=lambda coverage: coverage.delivered)

    def years_before(self, schooljaar: str) -> tuple[str, ...]:
        """Return the schooljaren before one, from old to new; two together have none beside them.

        A figure of two years does not stand beside those of one.
        """
        if schooljaar not in self.schooljaren:
            return ()
        return self.schooljaren[: self.schooljaren.index(schooljaar)]

    def counted_at(self, gebied: str, schooljaar: str) -> date:
        """Return the peildatum at which the cells of an area and school year were counted."""
        return self._standen.get((gebied, schooljaar), self.peildatum)

    def is_running(self, gebied: str, schooljaar: str) -> bool:
        """Return whether a school year was not yet over when an area was counted."""
        counted = self.counted_at(gebied, schooljaar)
        return schooljaar in self.running or counted < last_day(schooljaar)

    def is_running_anywhere(self, schooljaar: str) -> bool:
        """Return whether a school year was not yet over when any of the areas was counted."""
        return schooljaar in self.running or any(
            self.is_running(gebied, schooljaar)
            for of_level in self.areas.values()
            for gebied in of_level
        )

    def registration(self, gebied: str, schooljaar: str) -> Mapping[str, int]:
        """Return the bands of an area's registration by measure (see `domain.registration`)."""
        return self._registration.get((gebied, schooljaar), _NOTHING)

    def registration_of(self, leverancier: str) -> Mapping[str, int]:
        """Return the bands of a supplier's registration by measure, all years together."""
        return self._registration_of.get(leverancier, _NOTHING)

    def noemer(self, *, gebied: str, schooljaar: str, onderwijssoort: str = "") -> int | None:
        """Return the area's pupils (of one onderwijssoort); None when not all gemeenten gave it."""
        return self._noemers.get((gebied, schooljaar, onderwijssoort))


class ReleaseFolder:
    """The folder of releases: one per process, asked at every question, from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._loaded: Release | None = None
        self._shown: tuple[Release, tuple[int, int], Release] | None = None

    def current(self) -> Release:
        """Return the release that the pointer names, without what was taken back of it.

        Raises NoRelease when there is none. While one thread reads a new release, the others go on
        with the one they have.
        """
        return self._not_recalled(self._current())

    def _not_recalled(self, release: Release) -> Release:
        try:
            found = (self.folder / RECALLS).stat()
        except FileNotFoundError:
            return release
        stamp = (found.st_ino, found.st_mtime_ns)
        held = self._shown
        if held is None or held[0] is not release or held[1] != stamp:
            shown = blanked(release, recalled_areas(self.folder, release.id))
            held = self._shown = (release, stamp, shown)
        return held[2]

    def _current(self) -> Release:
        loaded = self._loaded
        name = named_in(self.folder)
        if loaded is not None and name in (UNKNOWN, f"{loaded.id}.duckdb"):
            return loaded
        if not self._lock.acquire(blocking=loaded is None) and loaded is not None:
            return loaded
        try:
            return self._follow()
        finally:
            self._lock.release()

    def _follow(self) -> Release:
        name = named_in(self.folder)
        if name == WITHDRAWN or (name == UNKNOWN and self._loaded is None):
            self._loaded = None
            raise NoRelease(
                "Er is nog geen vrijgave. Maak er een met 'make run' of 'python -m etl run'."
            )
        if self._loaded is None or name not in (UNKNOWN, f"{self._loaded.id}.duckdb"):
            try:
                self._loaded = load(self.folder / name)
            except NoRelease:
                if self._loaded is None:
                    raise
        return self._loaded


def load(path: Path) -> Release:
    """Read a release file into memory; raises NoRelease when it cannot be read."""
    import duckdb  # takes a moment: only who opens a release pays for it

    if not path.is_file():
        raise NoRelease(f"De vrijgave {path.name} is er niet meer. Maak een nieuwe met 'make run'.")
    try:
        with duckdb.connect(database(path), read_only=True) as con:
            return _read(con, name=path.stem)
    except duckdb.Error:
        raise NoRelease(
            f"De vrijgave {path.name} is niet te lezen. Maak een nieuwe met 'make run'."
        ) from None


def _read(con: Any, *, name: str) -> Release:
    about = dict(con.execute("select naam, waarde from metadata").fetchall())
    if about["formaat"] != FORMAT:
        raise NoRelease(f"De vrijgave {name} is van een andere versie. Bouw opnieuw: 'make run'.")
    peildatum = date.fromisoformat(about["peildatum"])
    cells, curves = blocks.read(con)
    # a number of zaken can be hidden while other numbers of the same zaken are shown
    shown = con.execute(
        "select distinct gebied, schooljaar from cellen where filters = ''"
    ).fetchall()
    schooljaren = tuple(sorted({year for _, each in shown for year in each_of(each)}))
    together: dict[str, list[str]] = defaultdict(list)
    for gebied, schooljaar in sorted(shown):
        if are_together(schooljaar):
            together[gebied].append(schooljaar)
    return Release(
        id=name,
        digest=about["digest"],
        peildatum=peildatum,
        is_sample=about["voorbeeld"] == "ja",
        is_audited=about["getoetst"] == "ja",
        sql={name.removeprefix(SQL): text for name, text in about.items() if name.startswith(SQL)},
        schooljaren=schooljaren,
        together={gebied: tuple(each) for gebied, each in together.items()},
        running=frozenset(year for year in schooljaren if peildatum < last_day(year)),
        areas=_areas({gebied for gebied, _ in shown}),
        deliveries=_all(
            con, Delivery, "select leverancier, peildatum, bronsysteem from leveringen"
        ),
        files=_all(
            con,
            FileCount,
            "select leverancier, bestand, gelezen, geladen, apart from bestanden",
        ),
        findings=_all(
            con,
            Finding,
            "select leverancier, bestand, code, kolom, gevolg, aantal from bevindingen",
        ),
        completeness=_all(con, Completeness, "select leverancier, veld, band from volledigheid"),
        _coverage={
            (gebied, schooljaar): Coverage(delivered, of)
            for gebied, schooljaar, delivered, of in con.execute(
                "select gebied, schooljaar, geleverd, gemeenten from dekking"
            ).fetchall()
        },
        _noemers={
            (gebied, schooljaar, onderwijssoort): leerlingen
            for gebied, schooljaar, onderwijssoort, leerlingen in con.execute(
                "select gebied, schooljaar, onderwijssoort, leerlingen from noemers"
            ).fetchall()
        },
        _cells=cells,
        _curves=curves,
        _standen={
            (gebied, schooljaar): peildatum
            for gebied, schooljaar, peildatum in con.execute(
                "select gebied, schooljaar, peildatum from standen"
            ).fetchall()
        },
        normen=Normen(
            {
                (regio, code): days
                for regio, code, days in con.execute(
                    "select regio, code, dagen from normen"
                ).fetchall()
            }
        ),
        klokken=_clocks(about.get("klokken", "")),
        checks=_all(
            con, Checked, "select leverancier, bestand, code, gekeurd, aantal from keuringen"
        ),
        _registration=_bands(con, "select (gebied, schooljaar), maat, band from registratie"),
        _registration_of=_bands(
            con, "select leverancier, maat, band from registratie_leveranciers"
        ),
    )


def _bands(con: Any, query: str) -> dict[Any, dict[str, int]]:
    """Return bands by measure, by whose they are."""
    bands: dict[Any, dict[str, int]] = defaultdict(dict)
    for whose, maat, band in con.execute(query).fetchall():
        bands[whose][maat] = band
    return dict(bands)


def _areas(shown: set[str]) -> dict[Niveau, tuple[str, ...]]:
    of_niveau: dict[Niveau, list[str]] = {niveau: [] for niveau in Niveau}
    for gebied in shown:
        of_niveau[niveau_of(gebied)].append(gebied)
    order = {niveau: codes_of(niveau) for niveau in Niveau}
    return {
        niveau: tuple(sorted(found, key=lambda code: order[niveau].index(code.split("+")[0])))
        for niveau, found in of_niveau.items()
    }


def _clocks(text: str) -> dict[int, str]:
    pairs = (part.partition("=") for part in text.split(",") if part)
    return {int(stap): klok for stap, _, klok in pairs}


def _all(con: Any, row: Callable[..., T], query: str) -> tuple[T, ...]:
    return tuple(row(*values) for values in con.execute(query).fetchall())
