"""Make zaken and stappen from a log of events, as process-mining tools export it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

import sql
from etl.domain.fields import STAPPEN, ZAKEN, Field, Kind
from etl.ingest.cells import Parameters, filled, moment, value, word
from etl.ingest.mapping import (
    Source,
    is_a_row,
    lines_kept,
    read_source,
    table_cells,
    with_header,
)
from etl.ingest.profile import EventLog, Profile
from etl.ingest.source import Landed, Read, identifier

_DAY = Field("datum", Kind.DATE, "")
_ID = ZAKEN.field("zaak_id")


def land_log(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    log: EventLog,
    *,
    path: Path,
    read: Read,
    pads: Mapping[str, bytes],
) -> dict[str, Landed]:
    """Fill the landing tables zaken and stappen from a log."""
    made = profile.tables["zaken"]
    wanted = {
        **{theirs: ours for ours, theirs in made.columns.items()},
        **{theirs: ours for ours, spread in made.routes.items() for theirs in spread.values()},
        log.case: "zaak_id",
        log.activity: "stap",
        log.timestamp: "startdatum",
        **({log.lifecycle: "einddatum"} if log.lifecycle else {}),
    }
    left_out = log.left_out | made.left_out
    source = read_source(
        con, [path], ZAKEN.name, log.reading, wanted={*wanted, *left_out}, read=read
    )
    _create_events(con, log, source=source, wanted=list(wanted), pads=pads)
    zaken = _zaken(con, profile, log, source=source, pads=pads)
    return {
        ZAKEN.name: with_header(zaken, wanted=wanted, left_out=left_out),
        STAPPEN.name: _stappen(con, profile, log, source=source, pads=pads),
    }


def _create_events(
    con: duckdb.DuckDBPyConnection,
    log: EventLog,
    *,
    source: Source,
    wanted: list[str],
    pads: Mapping[str, bytes],
) -> None:
    """Create `landing.gebeurtenissen`: a row per event, in the order of its zaak."""
    p = Parameters(pads)
    activity, case, when = (identifier(one) for one in (log.activity, log.case, log.timestamp))
    day = value(
        when,
        _DAY,
        codes={},
        p=p,
        dates=log.reading.dates,
        reading=log.reading,
        is_typed=source.is_typed,
    )
    key = value(case, _ID, codes={}, p=p, dates=(), reading=log.reading, is_typed=source.is_typed)
    read_at = moment(
        filled(when, log.reading, p), dates=log.reading.dates, is_typed=source.is_typed, p=p
    )
    steps = {name: str(step) for name, step in log.steps.items()}
    besides = [
        name for name in (*log.reports, *log.outcomes, *log.passed_over) if name not in log.steps
    ]
    lifecycle = f"lower(trim({identifier(log.lifecycle)}))" if log.lifecycle else "null"
    where = is_a_row(wanted, reading=log.reading, p=p)
    con.execute(
        f"""
        create table landing.gebeurtenissen as
        from (
            from {source.name}
            select
                rowid as bron,
                lower({key}) as zaak_id,
                {case} as zaak_id_geleverd,
                {word(activity)} as activiteit,
                coalesce({p.lookup(word(activity), steps)}, {activity}) as stap,
                {day} as datum,
                {read_at} as tijdstip,
                {lifecycle} as overgang
            where {where}
        )
        select
            *,
            row_number() over (partition by zaak_id order by tijdstip nulls last, bron) as nr,
            not coalesce(list_contains({p.texts(besides)}, activiteit), false) as telt,
            coalesce(list_contains({p.texts(list(log.outcomes))}, activiteit), false) as sluit
        order by bron
        """,
        p.values,
    )


def _zaken(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    log: EventLog,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    """Fill zaken: what a column says first of a zaak, and the days of its report and outcome."""
    p = Parameters(pads)
    made = profile.tables["zaken"]
    cells = table_cells(ZAKEN, made, None, source=source, p=p)
    from_log = {"zaak_id": "any_value(gebeurtenis.zaak_id)"}
    if log.reports:
        is_report = f"list_contains({p.texts(log.reports)}, activiteit)"
        from_log["melddatum"] = f"arg_min(datum, nr) filter (where {is_report})"
    if log.outcomes:
        outcome = p.lookup("activiteit", log.outcomes)
        is_outcome = f"list_contains({p.texts(list(log.outcomes))}, activiteit)"
        from_log["uitkomst"] = f"arg_max({outcome}, nr) filter (where {is_outcome})"
        from_log["uitkomstdatum"] = f"arg_max(datum, nr) filter (where {is_outcome})"
    names = [
        cell.rpartition(" as ")[2] for cell in cells if not cell.endswith(" as zaak_id_geleverd")
    ]
    chosen = ", ".join(
        f"{from_log.get(name, f'arg_min(rij.{name}, nr)')} as {name}" for name in names
    )
    con.execute(
        f"""
        create table landing.zaken as
        from (from {source.name} select rowid as bron, {", ".join(cells)}) as rij
        join landing.gebeurtenissen as gebeurtenis using (bron)
        select
            min(bron) as bron,
            {chosen},
            any_value(gebeurtenis.zaak_id_geleverd) as zaak_id_geleverd
        group by gebeurtenis.zaak_id
        order by bron
        """,
        p.values,
    )
    landed = lines_kept(con, ZAKEN.name, source=source.landed)
    return replace(
        landed,
        filled=frozenset({*made.filled, *from_log}),
        loose_texts=() if log.reading.keyed_ids else landed.loose_texts,
    )


def _stappen(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    log: EventLog,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    p = Parameters(pads)
    if log.lifecycle:
        how = "stappen_met_overgang"
    else:
        how = "stappen_tot_volgende" if log.until_next else "stappen_op_de_dag"
    constants = profile.tables["stappen"].constants
    rest = ", ".join(
        f"{p.add(constants[name]) if name in constants else 'null'}::varchar as {name}"
        for name in ("partij", "resultaat")
    )
    con.execute(
        f"create table landing.stappen as from ({sql.folder('logboek')[how]}) "
        f"select *, {rest} order by bron",
        p.values or None,
    )
    landed = lines_kept(con, STAPPEN.name, source=source.landed)
    return replace(landed, columns=(), broken=(), loose_texts=(), filled=frozenset(STAPPEN.columns))
