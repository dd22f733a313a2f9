"""Recognise an export with each zaak on its first row only, and propose to complete the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from etl.ingest.filled_down import FEWEST_TO_TELL, MOST_ROWS
from etl.ingest.recognise import Column

_FEWEST_BLANK = 3
"""With fewer rows without a number of a zaak, it may have been forgotten there."""


def blank_below(case: Column, columns: Sequence[Column]) -> int:
    """Return on how many rows no id stands, among all that hold something."""
    return len({row for column in columns for row in column.places} - {*case.places})


def is_left_blank(case: Column, of_zaak: Sequence[Column], columns: Sequence[Column]) -> bool:
    """Say whether rows without an id are plainly of the zaak above: as a pivot table has it.

    That is when the first row has one, no zaak returns further on, none has more rows than a zaak
    can have, and on rows without an id nothing is said of the zaak at all.
    """
    rows = sorted({row for column in columns for row in column.places})
    with_id = {*case.places}
    without = [row for row in rows if row not in with_id]
    if len(without) < _FEWEST_BLANK or not with_id or rows[0] not in with_id:
        return False
    said = {row for column in of_zaak for row in column.places}
    blocks = [cell for cell, _ in groupby(cell.lower() for cell in case.cells)]
    order = {row: place for place, row in enumerate(rows)}
    ends = [*(order[row] for row in case.places), len(rows)]
    below = [after - before - 1 for before, after in pairwise(ends)]
    was_sorted = max(below) == len(without) >= FEWEST_TO_TELL and len(blocks) >= FEWEST_TO_TELL
    return (
        said.isdisjoint(without)
        and len({*blocks}) == len(blocks)
        and max(below) <= MOST_ROWS
        and not was_sorted
    )


def fill_lines(blank: int) -> Iterator[str]:
    """Yield the lines that complete the rows, with what is asked of the file."""
    yield f"vul_aan = true  # waarschijnlijk: {blank} regels zonder zaaknummer; het is dat erboven"
    yield "# Dat kan alleen als de regels staan zoals de bron ze schreef: sorteer en filter niet,"
    yield "# want dan komen stappen bij een andere zaak. Veiliger is een export met de zaak op elke"
    yield "# regel (in een draaitabel: Ontwerpen, Rapportindeling, Alle itemlabels herhalen). Haal"
    yield "# `vul_aan` dan weg."


def blank_lines(blank: int) -> Iterator[str]:
    """Yield what is to be done about rows of which nobody can say whose they are."""
    if blank > 0:
        yield f"# Op minstens {blank} regels staat geen zaaknummer; die worden apart gezet."
        yield "# Laat de bron de zaak op elke regel herhalen, ook waar zij dezelfde is als erboven."
