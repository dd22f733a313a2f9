"""The metrics of the contract, from a release: the command line without `--exact`.

Rows stand for every area and category that could be asked, from fixed lists: one that is hidden
has its place, with nulls. A count comes from its cell: under twenty it has no curve, and no page,
and still it is not hidden.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from etl.domain import codes
from etl.domain.areas import RELEASED_TOGETHER, Niveau, codes_of
from etl.domain.metrics import LANDMARK_DAYS
from etl.domain.schooljaren import are_together
from etl.released import answers, cubes
from etl.released.mas_rows import MAS_ROWS_OF
from etl.released.reader import Release
from etl.released.rows import Curve, Omvang, Question, Share
from etl.released.views import cells_of

Row = dict[str, Any]

_STAPPEN = (*(str(stap) for stap in range(1, 11)), cubes.ZAAK)
_STAPPEN_OF_A_SPOOR = ("4", "5", "6", "7")
_SPOOR_OF = {
    verzuimtype: spoor
    for spoor, verzuimtypes in codes.VERZUIMTYPES_OF_SPOOR.items()
    for verzuimtype in verzuimtypes
}


def rows(
    release: Release,
    name: str,
    *,
    niveau: Niveau,
    gebied: str | None = None,
    schooljaar: str | None = None,
    filters: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the rows of a metric, with the columns of its catalogue entry, in that order.

    Args:
        release: the release to read.
        name: of a metric in `etl.domain.metrics`.
        niveau: the level of the areas.
        gebied: one area of that level; None for all, the pairs of regions included.
        schooljaar: such as 2024-2025; None for all of the release. Of two together, as 2024-2026,
            all are the gemeenten that have them.
        filters: by the name of the column; see `etl.domain.codes.FILTERS`.
    """
    asked = tuple(sorted((filters or {}).items()))
    areas = (gebied,) if gebied else _areas(niveau)
    if schooljaar and are_together(schooljaar):
        areas = tuple(area for area in areas if schooljaar in release.together.get(area, ()))
    return [
        {"gebied": area, "schooljaar": year, **row}
        for area in areas
        for year in ([schooljaar] if schooljaar else release.schooljaren)
        for row in _ROWS_OF[name](release, Question(area, year, asked))
    ]


def _areas(niveau: Niveau) -> tuple[str, ...]:
    pairs = tuple("+".join(pair) for pair in RELEASED_TOGETHER) if niveau is Niveau.REGIO else ()
    return (*codes_of(niveau), *pairs)


def _omvang(release: Release, question: Question) -> Iterator[Row]:
    found = answers.omvang(release, question).rows
    row = found[0] if found else Omvang(None, None, None)
    yield {"zaken": row.zaken, "leerlingen": row.leerlingen, "per_1000": row.per_1000}


def _routeverdeling(release: Release, question: Question) -> Iterator[Row]:
    yield from _shares(
        answers.routeverdeling(release, question).rows, "route", codes.ROUTECATEGORIE.values
    )


def _leg_uit(release: Release, question: Question) -> Iterator[Row]:
    yield from _shares(answers.leg_uit(release, question).rows, "oordeel", codes.OORDEEL.values)


def _shares(found: tuple[Share, ...], column: str, listed: tuple[str, ...]) -> Iterator[Row]:
    by_code = {share.code: share for share in found}
    for code in listed:
        share = by_code.get(code)
        yield {
            column: code,
            "zaken": share.zaken if share else None,
            "aandeel": share.aandeel if share else None,
        }


def _terugkeer(release: Release, question: Question) -> Iterator[Row]:
    curve = _by_code(answers.terugkeer(release, question).rows).get("")
    zaken = cells_of(release, question, cubes.TERUGKEER).get(cubes.ALL)
    for day in LANDMARK_DAYS:
        place = curve.dagen.index(day) if curve else 0
        yield {
            "dagen": day,
            "zaken": zaken,
            "terug": curve.af[place] if curve else None,
            "terug_se": None,
            "andere_uitkomst": curve.anders[place] if curve else None,
            "nog_open": curve.open[place] if curve else None,
        }


def _doorlooptijd(release: Release, question: Question) -> Iterator[Row]:
    asked = dict(question.filters)
    # a verzuimtype lies in one spoor
    spoor = asked.get("spoor") or _SPOOR_OF.get(asked.get("verzuimtype", ""), "")
    # boxes 4 to 7 are of one spoor already: there the filter picks the box
    others = tuple(pair for pair in question.filters if pair[0] != "spoor")
    all_of_it = _Boxes(release, question)
    boxed = _Boxes(release, Question(question.gebied, question.schooljaar, others))
    for stap in _STAPPEN:
        if stap not in _STAPPEN_OF_A_SPOOR:
            yield {"stap": stap, **all_of_it.row(stap)}
        else:
            yield {"stap": stap, **boxed.row(f"{spoor}{stap}")}


class _Boxes:
    """The boxes of one view: counts from their cells, days from their curves."""

    def __init__(self, release: Release, question: Question) -> None:
        self._cells = cells_of(release, question, cubes.DOORLOOPTIJD)
        self._open = cells_of(release, question, cubes.DOORLOOPTIJD + cubes.OPEN)
        self._curves = _by_code(answers.doorlooptijd(release, question).rows)

    def row(self, code: str) -> Row:
        curve = self._curves.get(code)
        return {
            "uitvoeringen": self._cells.get(code),
            "open": self._open.get(code),
            "mediaan_dagen": curve.mediaan_dagen if curve else None,
            "p90_dagen": curve.p90_dagen if curve else None,
        }


def _ketenoverdracht(release: Release, question: Question) -> Iterator[Row]:
    found = {row.code: row for row in answers.ketenoverdracht(release, question).rows}
    cells = cells_of(release, question, cubes.KETEN)
    still_open = cells_of(release, question, cubes.KETEN + cubes.OPEN)
    for overgang in release.normen.overgangen(gebied=question.gebied):
        row = found.get(overgang.code)
        yield {
            "overgang": overgang.code,
            "n": cells.get(overgang.code),
            "open": still_open.get(overgang.code),
            "mediaan_dagen": row.mediaan_dagen if row else None,
            "norm_dagen": overgang.norm_dagen,
            "binnen_norm": row.binnen_norm if row else None,
        }


def _by_code(curves: tuple[Curve, ...]) -> dict[str, Curve]:
    return {curve.code: curve for curve in curves}


_ROWS_OF: Mapping[str, Callable[[Release, Question], Iterator[Row]]] = {
    "omvang": _omvang,
    "routeverdeling": _routeverdeling,
    "doorlooptijd": _doorlooptijd,
    "leg_uit": _leg_uit,
    "terugkeer": _terugkeer,
    "ketenoverdracht": _ketenoverdracht,
    **MAS_ROWS_OF,
}
