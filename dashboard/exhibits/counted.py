"""Counts without shares: where parts are shown, and the number that they are a part of is not.

Numbers are withheld one by one (`etl.released.withheld`), so a total can go while its parts stay.
A figure then says what there is to say: the counts, and why no percentage stands beside them.
"""

from collections.abc import Sequence

from etl.released import dutch
from etl.released.rows import Part, Share

MOST_NAMED = 4
"""Parts that the sentence names."""


def has_counts(rows: Sequence[Share | Part]) -> bool:
    """Say whether there are counts of a total that is hidden, and no share at all.

    A total that is shown and small has no shares either, and then no counts are told: there are
    too few of all of them together.
    """
    return all(row.aandeel is None for row in rows) and any(_is_counted(row) for row in rows)


def told(rows: Sequence[Share | Part]) -> str:
    """Name the counts, of many the largest, in the order of the table.

    None is called the largest: what is not shown may be larger.
    """
    counted = [row for row in rows if _is_counted(row)]
    largest = sorted(counted, key=lambda row: row.zaken or 0, reverse=True)[:MOST_NAMED]
    parts = [f"{row.label} ({dutch.count(row.zaken)})" for row in counted if row in largest]
    such_as = ", zoals " if len(counted) > MOST_NAMED else ": "
    return (
        "Het totaal is niet te tonen. Daarom staan hier aantallen en geen percentages"
        f"{such_as}{dutch.listed(parts)}."
    )


def _is_counted(row: Share | Part) -> bool:
    total = row.van if isinstance(row, Share) else row.totaal
    return row.zaken is not None and total is None
