"""Make one zaak of the rows that repeat it, in an export where each row is a step of a zaak.

That is what a join, or a BI program, gives: all columns of the zaak on every row. The zaak is made
of its first row. When another row says something else of it, nobody can know which of the two
holds: the zaak is set aside, with its steps. Only what a profile names in `per_stap` may differ:
whether a step deviated and whether that was explained, which `sql/herhaald/per_stap` adds up.

A row counts as the step that it holds. So a line that cannot be read is one of the steps that were
read, as it would be in a file of steps.

Rows are held to each other by a hash of what was delivered: only zaken that differ there are
compared cell by cell, by what the profile makes of the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

import sql
from etl.domain.fields import TABLES, ZAKEN
from etl.ingest.cells import Parameters
from etl.ingest.mapping import Source, filled_by, is_a_row, lines_kept, table_cells
from etl.ingest.profile import PER_STEP, TableMap
from etl.ingest.source import Difference, Landed, identifier

_MOST_LINES = 100
"""Lines that a difference lists."""


def without_surplus(con: duckdb.DuckDBPyConnection, source: Source, *, case: str) -> Source:
    """Return a source of which rows with a field too many are lines that could not be read.

    Args:
        con: the database of this delivery.
        source: the rows as they were delivered.
        case: the supplier's column with the id of a zaak.
    """
    landed = source.landed
    if not landed.surplus:
        return source
    rows = {"rows": list(landed.surplus)}
    among = "(from unnest($rows::bigint[]))"
    ids = con.execute(
        f"from {source.name} select {identifier(case)} where rowid in {among}", rows
    ).fetchall()
    con.execute(
        f"create or replace table landing.heel as from {source.name} where rowid not in {among} "
        "order by rowid",
        rows,
    )
    con.execute(f"drop table {source.name}")
    con.execute(f"alter table landing.heel rename to {source.name.removeprefix('landing.')}")
    surplus = set(landed.surplus)
    kept = [landed.line(row) for row in range(landed.rows) if row not in surplus]
    return replace(
        source,
        landed=replace(
            landed,
            rows=len(kept),
            lines=type(landed.lines)("Q", kept) if landed.lines is not None else None,
            broken=tuple(sorted([*landed.broken, *landed.lines_of(landed.surplus)])),
            surplus=(),
            loose_texts=(*landed.loose_texts, *(text for (text,) in ids if text)),
        ),
    )


def land_repeated(
    con: duckdb.DuckDBPyConnection,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    """Fill zaken: a row per zaak, made of the first row that has it."""
    _create_keys(con, made, source=source)
    if made.per_step:
        _create_deviations(con, made, source=source, pads=pads)
    _create_zaken(con, made, source=source, pads=pads)
    landed = lines_kept(con, ZAKEN.name, source=source.landed)
    [(rows,)] = con.execute("from landing.herhaald select coalesce(sum(regels), 0)").fetchall()
    return replace(
        landed,
        filled=filled_by(made, landed.columns),
        loose_texts=() if source.reading.keyed_ids else landed.loose_texts,
        differences=_differences(con, made, source=source, pads=pads),
        of_rows=int(rows) + len(landed.broken),
    )


def said_again(con: duckdb.DuckDBPyConnection, name: str, *, source: Landed) -> tuple[int, ...]:
    """Leave of what rows of one zaak say the same of a table one row; return lines of the others.

    A join with yet another table puts every step on as many rows as that one has.
    """
    fields = [one for one in TABLES[name].columns if one != "zaak_id"]
    same = f"lower(trim(zaak_id)), plek, {', '.join(fields)}"
    [(repeats,)] = con.execute(
        f"from landing.{name} select count(*) - count(distinct hash({same})) "
        "where trim(zaak_id) <> ''"
    ).fetchall()
    if not repeats:
        return ()
    con.execute(
        f"create table landing.dubbel as from landing.{name} select rowid as rij, bron "
        "where trim(zaak_id) <> '' "
        f"qualify row_number() over (partition by {same} order by bron) > 1"
    )
    brons = con.execute("from landing.dubbel select bron order by bron").fetchnumpy()["bron"]
    con.execute(
        f"create table landing.enkel as from landing.{name} as rij anti join landing.dubbel "
        "on rij.rowid = dubbel.rij order by bron, plek"
    )
    con.execute(f"drop table landing.{name}")
    con.execute(f"alter table landing.enkel rename to {name}")
    con.execute("drop table landing.dubbel")
    return source.lines_of(map(int, brons))


def _create_keys(con: duckdb.DuckDBPyConnection, made: TableMap, *, source: Source) -> None:
    """Create `landing.herhaald`: a row per zaak, with its first row and whether others differ."""
    p = Parameters({})
    of_step = {made.columns[name] for name in made.per_step}
    cells = ", ".join(
        identifier(name) for name in sorted(made.used - of_step - {made.columns["zaak_id"]})
    )
    differs = f"min(hash({cells})) <> max(hash({cells}))" if cells else "false"
    # a row without an id is of no zaak that we know: each stands alone
    con.execute(
        f"create table landing.herhaald as from {source.name} "
        f"select {_key(made)} as sleutel, min(rowid) as bron, count(*) as regels, "
        f"{differs} as verschilt "
        f"where {_is_row(made, source, p)} "
        f"group by {_key(made)}, if({_key(made)} is null, rowid, null)",
        p.values or None,
    )


def _create_deviations(
    con: duckdb.DuckDBPyConnection,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> None:
    """Create `landing.per_stap`: what the steps of each zaak say of deviating, by its first row."""
    p = Parameters(pads)
    only = replace(
        made,
        columns={name: made.columns[name] for name in PER_STEP if name in made.columns},
        routes={},
    )
    cells = ", ".join(table_cells(ZAKEN, only, None, source=source, p=p))
    said = []
    for name in PER_STEP:
        code = f"lower(trim({name}))"
        codes = ZAKEN.field(name).codes
        is_code = f"list_contains({p.texts(codes.values if codes else ())}, {code})"
        said.append(f"if({is_code}, {code}, null) as {name}")
        said.append(f"if({is_code} or {code} = '', null, {name}) as vreemd_{name}")
    con.execute(
        f"create table landing.afwijkingen as from (from {source.name} "
        f"select rowid as bron, {_key(made)} as sleutel, {cells} "
        f"where {_is_row(made, source, p)}) "
        f"select bron, sleutel, {', '.join(said)} where sleutel is not null",
        p.values,
    )
    con.execute(f"create table landing.per_stap as {sql.folder('herhaald')['per_stap']}")
    con.execute("drop table landing.afwijkingen")


def _create_zaken(
    con: duckdb.DuckDBPyConnection,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> None:
    p = Parameters(pads)
    cells = table_cells(ZAKEN, made, None, source=source, p=p)
    names = [cell.rpartition(" as ")[2] for cell in cells]
    chosen = ", ".join(
        f"per_stap.{name} as {name}" if name in made.per_step else f"rij.{name} as {name}"
        for name in names
    )
    steps = "left join landing.per_stap as per_stap using (bron)" if made.per_step else ""
    con.execute(
        f"create table landing.zaken as from (from {source.name} "
        f"select rowid as bron, {', '.join(cells)} "
        f"where rowid in (from landing.herhaald select bron)) as rij {steps} "
        f"select rij.bron as bron, {chosen} order by rij.bron",
        p.values,
    )


def _differences(
    con: duckdb.DuckDBPyConnection,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> tuple[Difference, ...]:
    """Create `landing.tegenstrijdig`, and return what rows of one zaak say differently."""
    p = Parameters(pads)
    compared = sorted((made.filled - {"zaak_id", *made.per_step}).intersection(ZAKEN.columns))
    con.execute(
        "create table landing.herhaalde_cellen "
        "(bron bigint, sleutel varchar, kolom varchar, cel varchar)"
    )
    [(differing,)] = con.execute(
        "from landing.herhaald select count(*) filter (where verschilt)"
    ).fetchall()
    if differing and compared:
        cells = ", ".join(table_cells(ZAKEN, made, None, source=source, p=p))
        con.execute(
            f"insert into landing.herhaalde_cellen from (from {source.name} "
            f"select rowid as bron, {_key(made)} as sleutel, {cells} "
            f"where {_is_row(made, source, p)}) "
            "semi join (from landing.herhaald where verschilt) using (sleutel) "
            f"select bron, sleutel, unnest({compared}) as kolom, "
            f"unnest([{', '.join(compared)}]) as cel",
            p.values,
        )
    con.execute(f"create table landing.tegenstrijdig as {sql.folder('herhaald')['tegenstrijdig']}")
    con.execute("drop table landing.herhaalde_cellen")
    counts = con.execute(
        "from landing.tegenstrijdig select kolom, count(*) group by kolom"
    ).fetchall()
    return tuple(
        Difference(column, zaken, _lines(con, column, source=source.landed))
        for column, zaken in sorted(counts, key=lambda one: ZAKEN.columns.index(one[0]))
    )


def _lines(con: duckdb.DuckDBPyConnection, column: str, *, source: Landed) -> tuple[int, ...]:
    pairs = con.execute(
        "from landing.tegenstrijdig select bron, anders where kolom = $kolom order by bron "
        f"limit {_MOST_LINES // 2}",
        {"kolom": column},
    ).fetchall()
    return source.lines_of(int(row) for pair in pairs for row in pair)


def _key(made: TableMap) -> str:
    """Return the id of a zaak as ids are compared; null when there is none."""
    return f"nullif(lower(trim({identifier(made.columns['zaak_id'])})), '')"


def _is_row(made: TableMap, source: Source, p: Parameters) -> str:
    return is_a_row(sorted(made.used), reading=source.reading, p=p)
