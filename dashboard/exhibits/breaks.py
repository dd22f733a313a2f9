"""The breaks of a time line as ribbons on its axis, and in words beside it."""

from collections.abc import Sequence

from dashboard.exhibits.curves import years_upto
from dashboard.figures.ribbons import LETTERS, Ribbon
from dashboard.state import State
from etl.domain.breaks import Break
from etl.released import dutch
from etl.released.breaks import breaks_of
from etl.released.reader import Release

NO_DIFFERENCE = "Over een breuk (dikke streeplijn) heen rekenen we geen verschil uit."


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
    """Say in one line what each letter stands for, and that nothing is compared across it."""
    if not breaks:
        return ()
    years = sorted({one.schooljaar for one in breaks})
    said = "; ".join(
        f"{letter} (vanaf {year}): "
        + dutch.listed([one.kort for one in breaks if one.schooljaar == year])
        for letter, year in zip(LETTERS, years, strict=False)
    )
    cut = any(not one.is_crossable for one in breaks)
    return (f"{said}. {NO_DIFFERENCE}" if cut else f"{said}.",)


def reading(breaks: Sequence[Break]) -> tuple[str, ...]:
    """Say of each break in full what changed, and where that stands."""
    return tuple(
        f"Vanaf {one.schooljaar}: {one.uitleg}{f' Bron: {one.bron}.' if one.bron else ''}"
        for one in breaks
    )


def beside(release: Release, state: State, metric: str, *, most: int) -> tuple[str, ...]:
    """Say what changed between school years whose bars stand beside each other.

    Args:
        most: school years that stand there, the chosen one included.
    """
    later = years_upto(release, state, most=most)[:-1]
    cuts = [
        one
        for one in breaks_of(release, state.gebied, metric)
        if one.schooljaar in later and not one.is_crossable
    ]
    return tuple(
        f"Vanaf {year}: {dutch.listed([one.kort for one in cuts if one.schooljaar == year])}. "
        "Vergelijk de jaren ervoor niet met die erna."
        for year in sorted({one.schooljaar for one in cuts})
    )
