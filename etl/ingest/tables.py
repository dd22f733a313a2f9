"""Make the landing tables that a profile describes: of a file each, or of columns of zaken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from etl.domain.fields import TABLES
from etl.ingest.cells import Parameters, block_cell
from etl.ingest.filled_down import fill_down, lines_of_order
from etl.ingest.mapping import (
    Source,
    filled_by,
    is_a_row,
    lines_kept,
    read_source,
    table_cells,
    with_header,
)
from etl.ingest.parts import again_elsewhere
from etl.ingest.profile import Profile, TableMap
from etl.ingest.repeated import land_repeated, said_again, without_surplus
from etl.ingest.source import Landed, Read, create_empty, identifier


def land_tables(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    *,
    files: Mapping[str, Sequence[Path]],
    read: Read,
    pads: Mapping[str, bytes],
) -> dict[str, Landed]:
    """Fill the landing tables that a profile makes from tables."""
    landed: dict[str, Landed] = {}
    sources: dict[str, Source] = {}
    for name, made in profile.tables.items():
        if name not in files:
            create_empty(con, TABLES[name])
            landed[name] = Landed(columns=(), rows=0, filled=frozenset(TABLES[name].columns))
        elif made.blocks:
            landed[name] = _from_blocks(
                con, name, made, zaken=profile.tables["zaken"], source=sources["zaken"], pads=pads
            )
        else:
            wanted, left_out = dict(_wanted(name, profile)), _left_out(name, profile)
            source = read_source(
                con, files[name], name, made.reading, wanted={*wanted, *left_out}, read=read
            )
            if made.fills_down:
                source = _completed(con, name, profile, source=source)
            if made.is_repeated:
                source = without_surplus(con, source, case=made.columns["zaak_id"])
                landed[name] = land_repeated(con, made, source=source, pads=pads)
            else:
                landed[name] = _from_file(con, name, made, source=source, pads=pads)
            landed[name] = with_header(landed[name], wanted=wanted, left_out=left_out)
            sources[name] = source
    for name, one in landed.items():
        if one.parts and not profile.tables[name].blocks:
            landed[name] = one = replace(
                one, again_elsewhere=again_elsewhere(con, name, landed=one)
            )
        if one.completed and name != "zaken" and not one.doubtful:
            landed[name] = replace(one, doubtful=lines_of_order(con, name, landed=one))
    zaken = profile.tables.get("zaken")
    if zaken and zaken.is_repeated:
        return _broken_at_steps(profile, landed)
    return landed


def _completed(
    con: duckdb.DuckDBPyConnection, name: str, profile: Profile, *, source: Source
) -> Source:
    """Return a source in which the zaak of the row above stands where it was left blank."""
    made = profile.tables[name]
    case = made.columns["zaak_id"]
    if case not in source.landed.columns:
        return source
    of_step = {made.columns[one] for one in made.per_step}
    of_step |= {
        theirs
        for one in profile.tables.values()
        for block in one.blocks
        for theirs in block.columns.values()
    }
    return fill_down(
        con,
        source,
        case=case,
        of_zaak=made.used - of_step - {case} if made.is_repeated else (),
        used=made.used,
    )


def _from_file(
    con: duckdb.DuckDBPyConnection,
    name: str,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    p = Parameters(pads)
    cells = table_cells(TABLES[name], made, None, source=source, p=p)
    where = is_a_row(sorted(made.used), reading=source.reading, p=p)
    con.execute(
        f"create table landing.{name} as from {source.name} "
        f"select rowid as bron, {', '.join(cells)} where {where}",
        p.values,
    )
    landed = source.landed
    if source.reading.totals:
        landed = lines_kept(con, name, source=landed)
    loose = () if source.reading.keyed_ids else landed.loose_texts
    return replace(landed, filled=filled_by(made, landed.columns), loose_texts=loose)


def _from_blocks(
    con: duckdb.DuckDBPyConnection,
    name: str,
    made: TableMap,
    *,
    zaken: TableMap,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    """Fill a table from columns of the zaken file: a block of columns is a row when one is filled.

    What is wrong with the file itself (its header, its broken lines) is said where it is zaken.
    """
    p = Parameters(pads)
    id_column = {"zaak_id": zaken.columns["zaak_id"]} if "zaak_id" in zaken.columns else {}
    with_id = replace(made, columns={**made.columns, **id_column})
    is_row = is_a_row(sorted(zaken.used), reading=source.reading, p=p)
    selects = []
    for place, block in enumerate(made.blocks):
        cells = table_cells(TABLES[name], with_id, block, source=source, p=p)
        read = [
            block_cell(
                identifier(theirs), codes=made.codes.get(ours, {}), reading=source.reading, p=p
            )
            for ours, theirs in block.columns.items()
        ]
        selects.append(
            f"from {source.name} select rowid as bron, {place} as plek, {', '.join(cells)} "
            f"where coalesce({', '.join(read)}) is not null and {is_row}"
        )
    con.execute(
        f"create table landing.{name} as from ({' union all '.join(selects)}) order by bron, plek",
        p.values,
    )
    [(rows,)] = con.execute(f"from landing.{name} select count(distinct bron)").fetchall()
    again = said_again(con, name, source=source.landed) if zaken.is_repeated else ()
    landed = lines_kept(con, name, source=source.landed)
    ours = frozenset({*with_id.columns, *made.filled})
    return replace(
        landed,
        parts=tuple(replace(part, columns=(), filled=ours) for part in landed.parts),
        said_again=again,
        of_rows=int(rows),
        columns=(),
        broken=(),
        loose_texts=(),
        doubtful=(),
        other_sheets=frozenset(),
        filled=ours,
    )


def _broken_at_steps(profile: Profile, landed: Mapping[str, Landed]) -> dict[str, Landed]:
    """Return what landed with the lines that could not be read where they count: as steps."""
    made = [name for name, one in profile.tables.items() if one.blocks and name in landed]
    if not made:
        return dict(landed)
    broken = landed["zaken"].broken
    return {
        **landed,
        "zaken": replace(landed["zaken"], broken=()),
        made[0]: replace(landed[made[0]], broken=broken),
    }


def _wanted(name: str, profile: Profile) -> Iterable[tuple[str, str]]:
    """Yield the supplier's columns that a file must have, each with the column of ours."""
    made = profile.tables[name]
    for ours, theirs in made.columns.items():
        yield theirs, ours
    for ours, spread in made.routes.items():
        yield from ((theirs, ours) for theirs in spread.values())
    if name == "zaken":
        for other in profile.tables.values():
            for block in other.blocks:
                yield from ((theirs, ours) for ours, theirs in block.columns.items())


def _left_out(name: str, profile: Profile) -> frozenset[str]:
    others = [made.left_out for made in profile.tables.values() if made.blocks]
    return profile.tables[name].left_out.union(*(others if name == "zaken" else []))
