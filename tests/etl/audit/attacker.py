"""An attacker of the tests' own: a release file, the rules, and linear programming from scipy.

It shares no code with the audit of the product. It goes for zaken by gemeente, route and
onderwijssoort, and uses everything that a release says of these: by gemeente, by regio and by the
arrondissement that has the same zaken here, with and without the filter, routes and totals.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.etl.released.marts import Marts

YEAR = "2024-2025"
REGIO = "MC21"
ARRONDISSEMENT = "Amsterdam"
GEMEENTEN = ("GM0363", "GM0358", "GM0362", "GM0384", "GM0437")
ROUTES = ("R1", "R2", "R3", "R4", "geen_route")
SOORTEN = ("vo", "mbo")
MOST = 10_000

Interval = tuple[float, float]
Reads = Callable[[int | None], Interval]
"""Between which numbers a count lies, by what is shown of it; None is hidden."""

Place = tuple[int | None, int, int | None]
"""Gemeente, route and onderwijssoort, as places; None is all of them together."""


def by_the_rule(v: int | None) -> Interval:
    """Read a count as who knows the gate reads it: rounded to five, hidden up to seven."""
    return (0, 7) if v is None else (v - 2, v + 2)


def marts_of(truth: Sequence[Sequence[Sequence[int]]]) -> Marts:
    """Return zaken by gemeente, route and onderwijssoort; a pupil for each."""
    made = Marts()
    for gemeente, routes in zip(GEMEENTEN, truth, strict=False):
        for route, soorten in zip(ROUTES, routes, strict=False):
            for soort, count in zip(SOORTEN, soorten, strict=False):
                made.zaken(
                    count,
                    gemeente,
                    schooljaar=YEAR,
                    route=route,
                    gekozen_route=route,
                    oordeel="conform",
                    onderwijssoort=soort,
                )
    return made


@dataclass(frozen=True)
class Attacker:
    """What somebody can write down of a release: sums of unknown numbers, and their limits."""

    truth: np.ndarray
    """[gemeente, route, onderwijssoort]"""

    matrix: np.ndarray
    low: np.ndarray
    high: np.ndarray
    knowledge: np.ndarray
    """The rows that it knows beforehand, whatever is released."""

    can_occur: np.ndarray
    """A route that nobody takes anywhere is known to be one that nobody takes."""

    def told(self) -> list[Place]:
        """Return the counts of 1 to 4 that surely are so, and those to 7 that are known exactly.

        Of a count it may know a part beforehand: then the rest is what is to be told, or not. What
        it knows without a release is not told by it.
        """
        found = []
        for place, row, n in self._targets():
            own, limit = (
                self.between(row, rows=self.knowledge) if self.knowledge.any() else (0, MOST)
            )
            if 1 <= n - own <= 7 and not _is_told(n - own, 0, limit - own):
                least, most = self.between(row)
                if _is_told(n - own, least - own, most - own):
                    found.append(place)
        return found

    def small(self) -> list[Place]:
        """Return the counts of 1 to 4."""
        return [place for place, _, n in self._targets() if 1 <= n <= 4]

    def between(self, row: np.ndarray, *, rows: np.ndarray | None = None) -> Interval:
        """Return the least and most that a sum can be, by linear programming."""
        least, most = self._ends(row, slice(None) if rows is None else rows, in_whole=False)
        return float(np.ceil(round(least, 6))), float(np.floor(round(most, 6)))

    def between_whole(self, row: np.ndarray) -> Interval:
        """Return the same in whole zaken, by integer programming."""
        least, most = self._ends(row, slice(None), in_whole=True)
        return round(least), round(most)

    def _ends(self, row: np.ndarray, rows: np.ndarray | slice, *, in_whole: bool) -> Interval:
        limits = LinearConstraint(self.matrix[rows], self.low[rows], self.high[rows])
        bounds = Bounds(0, MOST * self.can_occur)
        # without whole numbers it is a linear program, in the same hands
        kind = np.full(len(row), int(in_whole))
        least, most = (
            sign * milp(sign * row, constraints=limits, bounds=bounds, integrality=kind).fun
            for sign in (1, -1)
        )
        return least, most

    def row(self, place: Place) -> np.ndarray:
        return _row(self.truth, *place)

    def _targets(self) -> Iterator[tuple[Place, np.ndarray, int]]:
        gemeenten, routes, soorten = self.truth.shape
        for gemeente in (None, *range(gemeenten)):
            for route in range(routes):
                for soort in (None, *range(soorten)):
                    row = _row(self.truth, gemeente, route, soort)
                    yield (gemeente, route, soort), row, int(row @ self.truth.ravel())


def _is_told(n: int, least: float, most: float) -> bool:
    return least == most or (n <= 4 and least >= 1 and most <= 4)


def _row(
    truth: np.ndarray, gemeente: int | None, route: int | None, soort: int | None
) -> np.ndarray:
    row = np.zeros(truth.shape)
    row[tuple(slice(None) if at is None else at for at in (gemeente, route, soort))] = 1
    return row.ravel()


def outsider(
    release: Path,
    counts: Sequence[Sequence[Sequence[int]]],
    *,
    reads: Reads = by_the_rule,
    knows: Sequence[Place] = (),
) -> Attacker:
    """Return who has the release and, being no outsider, knows some sums exactly.

    Args:
        counts: the truth, to see what is told of it.
        reads: what a shown number means.
        knows: what is known to the unit; a route of None is all routes together.
    """
    truth = np.array(counts)
    matrix, low, high = [], [], []
    for place, (least, most) in _released(release, truth, reads):
        matrix.append(_row(truth, *place))
        low.append(least)
        high.append(most)
    released = len(matrix)
    for place in knows:
        matrix.append(_row(truth, *place))
        exact = matrix[-1] @ truth.ravel()
        low.append(exact)
        high.append(exact)
    found = Attacker(
        truth=truth,
        matrix=np.array(matrix),
        low=np.array(low, dtype=float),
        high=np.array(high, dtype=float),
        knowledge=np.arange(len(matrix)) >= released,
        can_occur=np.broadcast_to(truth.sum(axis=(0, 2), keepdims=True) > 0, truth.shape).ravel(),
    )
    # who reads the release wrongly is no attacker
    assert (found.matrix @ truth.ravel() >= found.low).all()
    assert (found.matrix @ truth.ravel() <= found.high).all()
    return found


def withdrawn(release: Path) -> set[tuple[str, str, str]]:
    """Return what was withdrawn of a release: area, cube and filters; nobody outside can read it."""
    path = release.parent.parent / "stand" / f"{release.stem}.getuigen"
    if not path.is_file():
        return set()
    with zipfile.ZipFile(path) as file:
        blocks = [json.loads(file.read(name)) for name in file.namelist() if name.endswith(".json")]
    return {tuple(view) for block in blocks for view in block.get("withdrawn", ())}


def _released(release: Path, truth: np.ndarray, reads: Reads) -> Iterator[tuple[Place, Interval]]:
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select gebied, kubus, filters, code, v from cellen where schooljaar = $year",
            {"year": YEAR},
        ).fetchall()
    gone = withdrawn(release)
    shown = {tuple(row[:4]): row[4] for row in rows}
    has_total = {gebied for gebied, kubus, filters, _ in shown if kubus == "omvang"}
    # an area on a lower rung of the ladder has no row by a filter, so that says nothing
    has_filter = {row[:3] for row in shown}
    gemeenten = dict(enumerate(GEMEENTEN[: len(truth)]))
    for place, gebied in ((None, REGIO), (None, ARRONDISSEMENT), *gemeenten.items()):
        if gebied not in has_total:
            continue
        for soort in (None, *range(truth.shape[2])):
            filters = "" if soort is None else f"onderwijssoort={SOORTEN[soort]}"
            codes = dict(enumerate(ROUTES[: truth.shape[1]])) | {None: "met_keuze"}
            for route, code in codes.items():
                if (gebied, "route", filters) in has_filter:
                    v = shown.get((gebied, "route", filters, code))
                    views = {(gebied, name, filters) for name in ("route", f"route={code}")}
                    is_gone = v is None and views & gone
                    yield (place, route, soort), (0, MOST) if is_gone else reads(v)
            if (gebied, "omvang", filters) in has_filter:
                yield (place, None, soort), reads(shown[gebied, "omvang", filters, "zaken"])
