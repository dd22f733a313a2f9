"""The cells and curves of one area and school year, unpacked when somebody first asks for them.

A national release holds over a million numbers, of which a page needs a few dozen. They are read as
one text per area and year, which is fast and small, and become dictionaries on the first question.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from etl.released.rows import Filters

Points = tuple[tuple[int, int], ...]
"""Day and released number, ascending by day."""


ViewKey = tuple[str, str, str, Filters]
"""Kubus, gebied, schooljaar and filters: one view."""

CurveKey = tuple[str, str, str, Filters, str]
"""A view, and a code in it."""


class _Block:
    """What is shown of one area and school year. Unpacked once, never changed after that."""

    def __init__(self, cells: str, curves: str) -> None:
        self._cells = cells
        self._curves = curves

    @cached_property
    def views(self) -> Mapping[tuple[str, Filters], Mapping[str, int]]:
        """Released numbers by code, by cube and filters."""
        views: dict[tuple[str, Filters], dict[str, int]] = defaultdict(dict)
        for line in self._cells.splitlines():
            kubus, filters, code, v = line.split(";")
            views[kubus, parse_filters(filters)][code] = int(v)
        return dict(views)

    @cached_property
    def curves(self) -> Mapping[tuple[str, Filters, str], Mapping[str, str]]:
        """Points, still as text, by how the curve ends, by cube, filters and code."""
        curves: dict[tuple[str, Filters, str], dict[str, str]] = defaultdict(dict)
        for line in self._curves.splitlines():
            kubus, filters, code, end, points = line.split(";")
            curves[kubus, parse_filters(filters), code][end] = points
        return dict(curves)


class Cells(Mapping[ViewKey, Mapping[str, int]]):
    """Every view of a release: its released numbers by code."""

    def __init__(self, blocks: Mapping[tuple[str, str], _Block]) -> None:
        self._blocks = blocks

    def __getitem__(self, key: ViewKey) -> Mapping[str, int]:
        kubus, gebied, schooljaar, filters = key
        return self._blocks[gebied, schooljaar].views[kubus, filters]

    def __iter__(self) -> Iterator[ViewKey]:
        for (gebied, schooljaar), block in self._blocks.items():
            for kubus, filters in block.views:
                yield kubus, gebied, schooljaar, filters

    def __len__(self) -> int:
        return sum(len(block.views) for block in self._blocks.values())


class Curves(Mapping[CurveKey, Mapping[str, Points]]):
    """Every curve of a release: its released points by how it ends."""

    def __init__(self, blocks: Mapping[tuple[str, str], _Block]) -> None:
        self._blocks = blocks

    def __getitem__(self, key: CurveKey) -> Mapping[str, Points]:
        kubus, gebied, schooljaar, filters, code = key
        ends = self._blocks[gebied, schooljaar].curves[kubus, filters, code]
        return {end: _points(text) for end, text in ends.items()}

    def __iter__(self) -> Iterator[CurveKey]:
        for (gebied, schooljaar), block in self._blocks.items():
            for kubus, filters, code in block.curves:
                yield kubus, gebied, schooljaar, filters, code

    def __len__(self) -> int:
        return sum(len(block.curves) for block in self._blocks.values())


def read(con: Any) -> tuple[Cells, Curves]:
    """Read the cells and the curves of a release."""
    cells = con.execute(
        "select gebied, schooljaar, string_agg(concat_ws(';', kubus, filters, code, v), chr(10)) "
        "from cellen group by gebied, schooljaar"
    ).fetchall()
    curves = con.execute(
        "select gebied, schooljaar, string_agg(concat_ws(';', kubus, filters, code, uitkomst, "
        "array_to_string(dagen, ' ') || '|' || array_to_string(v, ' ')), chr(10)) "
        "from curven group by gebied, schooljaar"
    ).fetchall()
    curves_of = {(gebied, schooljaar): text for gebied, schooljaar, text in curves}
    blocks = {
        (gebied, schooljaar): _Block(text, curves_of.get((gebied, schooljaar), ""))
        for gebied, schooljaar, text in cells
    }
    return Cells(blocks), Curves(blocks)


@lru_cache(maxsize=4096)
def parse_filters(text: str) -> Filters:
    """Return the filters of a view: `"geslacht=m,spoor=A"` is two; `""` is none."""
    if not text:
        return ()
    pairs = (part.partition("=") for part in text.split(","))
    return tuple(sorted((column, code) for column, _, code in pairs))


def _points(text: str) -> Points:
    days, _, values = text.partition("|")
    return tuple(zip(map(int, days.split()), map(int, values.split()), strict=True))
