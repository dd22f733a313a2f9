"""Whether the largest that is shown is the largest of all.

What is not shown may be small, or held back to protect something else (`etl.released.withheld`). A
sentence that names the largest then says so only where the rest leaves no room for a larger one;
elsewhere it speaks of what is shown.
"""

from collections.abc import Sequence

from etl.released import dutch
from etl.released.rows import Share


def by_size(rows: Sequence[Share]) -> list[Share]:
    """Return the parts that have a share, the largest first."""
    return sorted(
        (row for row in rows if row.aandeel is not None),
        key=lambda row: row.aandeel or 0,
        reverse=True,
    )


def tied(rows: Sequence[Share]) -> list[Share]:
    """Return the largest part, with those that are as large as far as rounded numbers tell."""
    ordered = by_size(rows)
    return [row for row in ordered if row.zaken == ordered[0].zaken]


def is_certain(row: Share, rows: Sequence[Share]) -> bool:
    """Say whether no part that is not shown can be larger than this one.

    Args:
        row: one of the rows, with a share.
        rows: all parts of one total; a zaak is in one of them.
    """
    if all(each.aandeel is not None for each in rows):
        return True
    if row.zaken is None or row.van is None:
        return False
    shown = sum(each.zaken or 0 for each in rows)
    return row.van - shown <= row.zaken


def slowest(
    names: Sequence[str], *, kind: str, timed: int, of: int, after: str, before: str = ""
) -> str:
    """Tell what takes longest, of those of which it can be told.

    Args:
        names: what takes longest, more than one where they take equally long.
        kind: what they are, as in `stappen`.
        timed: of how many it can be told.
        of: of how many there are.
        after: how long, and what is done then, as in `na 6 weken is de helft klaar`.
        before: what stands before the names, with a space behind, as in `stap `.

    >>> words = {"kind": "stappen", "before": "stap ", "after": "de helft na 6 weken"}
    >>> slowest(["A6"], timed=3, of=3, **words)
    'Het langst duurt stap A6: de helft na 6 weken.'
    >>> slowest(["A6", "8"], timed=3, of=14, **words)
    'Van de stappen die we kunnen tonen, duren stap A6 en 8 het langst: de helft na 6 weken.'
    >>> slowest(["A6"], timed=1, of=14, **words)
    'Alleen van stap A6 kunnen we dit tonen: de helft na 6 weken.'
    """
    named = f"{before}{dutch.listed(list(names))}"
    verb = "duurt" if len(names) == 1 else "duren"
    if timed == of:
        return f"Het langst {verb} {named}: {after}."
    if timed == 1:
        return f"Alleen van {named} kunnen we dit tonen: {after}."
    return f"Van de {kind} die we kunnen tonen, {verb} {named} het langst: {after}."
