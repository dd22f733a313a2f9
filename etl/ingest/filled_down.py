"""Complete rows on which the zaak is left blank because it is that of the row above.

A pivot table and merged cells are written so. Nothing in a blank cell says which zaak it means but
its place: a file that was sorted or filtered afterwards joins steps to other zaken, silently. So a
row is completed only below a row with an id, with nothing in between that could have held another
one, and only where it says nothing else of the zaak itself. What then still looks as if it was
sorted is told (`Landed.doubtful`), and refuses the delivery.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

import duckdb

from etl.domain.fields import TABLES, Kind
from etl.ingest.cells import Parameters
from etl.ingest.mapping import Source, is_a_row
from etl.ingest.parts import spans
from etl.ingest.source import Landed, identifier

MOST_ROWS = 50
"""Rows of one zaak that were completed: no zaak has so many steps, but a sorted file has."""

FEWEST_TO_TELL = 10
"""Zaken, and completed rows, from which on it can be told that a file was sorted."""

_MOST_LINES = 100


def fill_down(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    *,
    case: str,
    of_zaak: Iterable[str],
    used: Iterable[str],
) -> Source:
    """Return a source of which blank cells of the zaak are those of the row above.

    Args:
        con: the database of this delivery.
        source: the rows as they were delivered.
        case: the supplier's column with the id of a zaak.
        of_zaak: the supplier's other columns of the zaak.
        used: all columns that are read, by which a total is known.
    """
    others = sorted(of_zaak)
    _create_groups(con, source, case=case, others=others, used=used)
    doubtful = _doubtful(con, source.landed)
    [(completed,)] = con.execute(
        "from landing.groepen select count(*) filter (where is_aangevuld)"
    ).fetchall()
    above = "over (partition by groep order by rij rows unbounded preceding)"
    cells = [f"if(is_aangevuld, id_erboven, {identifier(case)}) as {identifier(case)}"]
    for name in map(identifier, others):
        last = f"last_value(nullif(trim({name}), '') ignore nulls) {above}"
        cells.append(
            f"if(van_een_zaak and trim(coalesce({name}, '')) = '', {last}, {name}) as {name}"
        )
    con.execute(
        f"create table landing.aangevuld as from {source.name} as bron join landing.groepen "
        f"on bron.rowid = groepen.rij select bron.* replace ({', '.join(cells)}) order by rij"
    )
    con.execute(f"drop table {source.name}")
    con.execute(f"alter table landing.aangevuld rename to {source.name.removeprefix('landing.')}")
    con.execute("drop table landing.groepen")
    return replace(
        source, landed=replace(source.landed, completed=int(completed), doubtful=doubtful)
    )


def lines_of_order(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed
) -> tuple[int, ...]:
    """Return the line of the first row when the rows stand in the order of a column of the step.

    Steps begin anew with every zaak: that neither their days nor their numbers ever go back (or
    forth) from one zaak to the next is the work of somebody who sorted.
    """
    if landed.completed < FEWEST_TO_TELL:
        return ()
    days = [one.name for one in TABLES[table].fields if one.kind is Kind.DATE]
    cells = [
        f"if({name} similar to '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}', {name}, null)" for name in days
    ]
    if table == "stappen":
        cells.append("lpad(if(trim(stap) similar to '10|[1-9]', trim(stap), null), 2, '0')")
    for cell in cells:
        [(back, forth, differ)] = con.execute(
            f"from (from (from landing.{table} select bron, {cell} as cel) "
            "select cel, bron, lag(cel) over (order by bron) as vorige where cel is not null) "
            "select count(*) filter (where cel < vorige), count(*) filter (where cel > vorige), "
            "count(distinct cel)"
        ).fetchall()
        if differ > 1 and not (back and forth):
            return landed.lines_of([0])
    return ()


def _create_groups(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    *,
    case: str,
    others: Sequence[str],
    used: Iterable[str],
) -> None:
    """Create `landing.groepen`: of every row the rows it stands with, and the id that it gets."""
    p = Parameters({})
    is_row = is_a_row(sorted(used), reading=source.reading, p=p)
    names = [f"c{place}" for place in range(len(others))]
    cells = ", ".join(
        f"nullif(lower(trim({identifier(column)})), '') as {name}"
        for name, column in zip(names, others, strict=True)
    )
    says_other = " or ".join(
        f"({name} is not null and {name} is distinct from lag({name} ignore nulls) over volgorde)"
        for name in names
    )
    breaks = f"list_contains({p.add(_after_what_was_lost(source.landed))}::bigint[], rij)"
    con.execute(
        "create table landing.groepen as from ("
        "from (from (from (from "
        f"{source.name} select rowid as rij, not ({is_row}) as is_totaal, "
        f"nullif(trim({identifier(case)}), '') as id{', ' if cells else ''}{cells}) "
        "select *, is_totaal or coalesce(lag(is_totaal) over volgorde, false) or "
        f"{breaks} or coalesce(lower(id) <> lag(lower(id) ignore nulls) over volgorde, "
        f"id is not null){f' or (id is null and ({says_other}))' if says_other else ''} as begint "
        "window volgorde as (order by rij)) "
        "select *, sum(begint::integer) over (order by rij) as groep) "
        "select rij, groep, id, "
        "first_value(if(is_totaal, null, id)) over (partition by groep order by rij) "
        "as id_erboven) "
        "select rij, groep, id_erboven, id_erboven is not null as van_een_zaak, "
        "id is null and id_erboven is not null as is_aangevuld",
        p.values,
    )


def _after_what_was_lost(landed: Landed) -> list[int]:
    """Return the rows above which a line with an id may be missing, or another file ends."""
    rows = {row + after for row in landed.surplus for after in (0, 1)}
    rows |= {first for first, _ in spans(landed)}
    if landed.lines is not None:
        rows |= {bisect_left(landed.lines, line) for line in landed.broken}
    return sorted(rows)


def _doubtful(con: duckdb.DuckDBPyConnection, landed: Landed) -> tuple[int, ...]:
    """Return the lines by which it shows that the rows do not stand as they were written."""
    found = con.execute(
        "from (from landing.groepen select groep, min(rij) as rij, "
        "lower(any_value(id_erboven)) as id, count(*) filter (where is_aangevuld) as aangevuld "
        "where van_een_zaak group by groep) select rij, aangevuld, "
        "row_number() over (partition by id order by rij) > 1 as keert_terug, "
        "sum(aangevuld) over () as alle, count(*) over () as groepen order by rij"
    ).fetchall()
    rows = [
        rij
        for rij, completed, returns, every, groups in found
        if every
        and (
            returns
            or completed > MOST_ROWS
            or (completed == every >= FEWEST_TO_TELL and groups >= FEWEST_TO_TELL)
        )
    ]
    return landed.lines_of(rows[:_MOST_LINES])
