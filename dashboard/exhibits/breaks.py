"""The breaks of a time line as ribbons on its axis, and in words beside it."""

from collections.abc import Sequence

from dashboard.figures.ribbons import Ribbon
from etl.domain.breaks import Break

NO_DIFFERENCE = "Over een breuk heen rekenen we geen verschil uit."


def ribbons(breaks: Sequence[Break], schooljaren: Sequence[str]) -> tuple[Ribbon, ...]:
    """Return a ribbon before the first point of each break's schooljaar.

    Args:
        breaks: of the time line.
        schooljaren: the year of every point on the axis, old to new.
    """
    return tuple(
        Ribbon(schooljaren.index(one.schooljaar), one.kort, is_cut=not one.is_crossable)
        for one in breaks
        if one.schooljaar in schooljaren[1:]
    )


def notes(breaks: Sequence[Break]) -> tuple[str, ...]:
    """Say of each break what changed, and once that nothing is compared across it."""
    said = tuple(
        f"Breuk vanaf {one.schooljaar}: {one.uitleg}{f' Bron: {one.bron}.' if one.bron else ''}"
        for one in breaks
    )
    cut = any(not one.is_crossable for one in breaks)
    return (*said, *([NO_DIFFERENCE] if cut else []))
