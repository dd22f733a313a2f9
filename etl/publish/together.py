"""Two schooljaren together, of gemeenten that have few zaken in one.

A gemeente whose zaken of a schooljaar are too few to tell its routes or who came back may have
enough of them in two. The two are counted after all single schooljaren, and attacked together with
what is released of each: of a gemeente they are parts, as gemeenten are of a regio, and so they are
named (`GM0014 2024-2025`) while the release is built. Every schooljaar is in one pair: two pairs
that overlap could be subtracted.
"""

import duckdb

from etl.publish import counting

_PARTS = ("cellen", "curven")


def begin(work: duckdb.DuckDBPyConnection) -> list[str]:
    """Take the place of the single schooljaren in `temp`; return which two there are to count.

    What is released of the single ones must be in `temp.cellen` and `temp.curven`.
    """
    pairs = work.execute(
        "select distinct samen from temp.samen where not is_meegenomen order by 1"
    ).fetchall()
    if pairs:
        counting.create(work, "zaken_samen", into="zaken")
        counting.create(work, "gebieden_samen", into="gebieden")
        # what is counted as a regio now
        work.execute(
            "insert into temp.regiogroepen "
            "select gemeentecode, gemeentecode from temp.gemeentelijst"
        )
    return [pair for (pair,) in pairs]


def with_parts(work: duckdb.DuckDBPyConnection, pair: str) -> None:
    """Put what is released of the single schooljaren in the place of what was counted of them."""
    for name in _PARTS:
        counting.create(work, f"{name}_van_delen", into=name, schooljaar=pair)


def end(work: duckdb.DuckDBPyConnection) -> None:
    """Leave the single schooljaren out, as parts of two: they are released by themselves."""
    for name in _PARTS:
        work.execute(f"delete from temp.{name} where contains(gebied, ' ')")  # noqa: S608
