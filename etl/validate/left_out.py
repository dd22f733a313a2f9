"""Look for personal data in the columns that a profile leaves out.

They are dropped on arrival whatever they hold; but what names a pupil must not travel at all, so a
delivery that has it is refused, as it is for any other column. The measures and thresholds are
those of `etl.validate.content`. What is asked of a value of ours is not asked here: to be a
code, a number or an id of the supplier's own is no reproach to a column that nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import duckdb

import sql
from etl.domain.rule import Gevolg
from etl.ingest.cells import month_as_number
from etl.ingest.date_formats import has_name, numbered
from etl.ingest.mapping import DELIVERED
from etl.ingest.recognise import FORMATS
from etl.ingest.source import Landed, identifier
from etl.validate.content import (
    BIRTH_SHARE,
    DISTINCT_SHARE,
    MEAN_LENGTH,
    MIN_VALUES,
    NAMES_SHARE,
    PC4_SHARE,
    certainly_given_away,
    measured_by_column,
)
from etl.validate.receipt import Finding

SENTENCES_SHARE = 0.5
"""Of the cells of a column of free text, at least so many have words beside each other."""

ADDRESSES_SHARE = 0.01
"""Of the cells of a column, as for names: an odd team may be called after its street."""

_WHEN = {"zaken": "melddatum", "stappen": "startdatum", "keten": "verwijsdatum"}
"""The day of a row, which birth dates lie years before."""

_AGES = (4, 60)
"""Years before the peildatum, of which the birth of a pupil in any zaak that is kept is one."""

_DAY_FIRST = sorted((form for form in FORMATS if "%z" not in form), key=lambda form: "%Y" in form)
"""Forms of a date; a year of two digits first, since the others read it as the year 10."""

_MAY_BE_A_DAY = r"^\s*\d\d?[-/.]\d\d?[-/.]\d\d\b|\d[ ./-][a-z]{3,9}\.?[ ./-]\d\d\b"
"""What a day looks like of which the year has two digits, in lower case."""


def left_out_findings(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed, peildatum: date
) -> list[Finding]:
    """Return what the columns that a table's profile leaves out give away."""
    if not landed.left_out:
        return []
    # a list of Parquet has brackets, and what people put between others is no less theirs
    texts = " union all ".join(
        f"from landing.{DELIVERED}{table} select {place} as kolom, "
        rf"trim(regexp_replace({identifier(name)}, '[\s\p{{Z}}]+', ' ', 'g'), $$ []{{}}()<>\"'$$) "
        "as tekst where tekst <> ''"
        for place, name in enumerate(landed.left_out)
    )
    con.execute(f"create or replace view content.cellen as {texts}")
    measured = measured_by_column(con)
    _view_dates(con, table, landed=landed, peildatum=peildatum)
    born = dict(con.execute(sql.folder("content")["weggelaten_datums"]).fetchall())
    return [
        Finding(code, name, Gevolg.GEWEIGERD, count, bronkolom=name)
        for place, name in enumerate(landed.left_out)
        if place in measured
        for code, count in _given_away(measured[place], born=born.get(place, 0))
    ]


def _view_dates(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed, peildatum: date
) -> None:
    """Define `content.datums`: the cells of each column that are read as a day."""
    day = f"date '{peildatum.isoformat()}'"
    own = f"coalesce(try_cast(eigen.{_WHEN[table]} as date), {day})" if table in _WHEN else day
    forms = [form for form in _DAY_FIRST if not has_name(form)]
    with_names = [numbered(form) for form in _DAY_FIRST if has_name(form)]
    # twenty forms are dear, and most cells have no such year
    years = "|".join(str(peildatum.year - ago) for ago in range(*_AGES))
    selects = " union all ".join(
        f"from landing.{DELIVERED}{table} as rij left join landing.{table} as eigen "
        f"on eigen.bron = rij.rowid select {place} as kolom, {own} as melddatum, "
        f"coalesce(try_strptime({cell}, {forms}), "
        f"try_strptime({month_as_number(cell)}, {with_names}))::date as datum "
        f"where regexp_matches(lower({cell}), '{years}|{_MAY_BE_A_DAY}')"
        for place, cell in enumerate(f"trim(rij.{identifier(name)})" for name in landed.left_out)
    )
    con.execute(f"create or replace view content.datums as {selects}")


def _given_away(measured: Mapping[str, int], *, born: int) -> Iterator[tuple[str, int]]:
    """Yield each rule about content that is broken, with how many cells break it."""
    cells = measured["cellen"]
    certain = certainly_given_away(measured, of_any_text=True)
    # an id has no room for a mail address, but a text has
    yield from (certain | ({"I102": mails} if (mails := measured["met_mailadres"]) else {})).items()
    if measured["adressen"] > ADDRESSES_SHARE * cells:
        yield "I110", measured["adressen"]
    # of a counter no value comes twice
    if MIN_VALUES <= measured["pc4_waarden"] < measured["pc4s"] > PC4_SHARE * cells:
        yield "I105", measured["pc4s"]
    if measured["namen"] > NAMES_SHARE * cells:
        yield "I106", measured["namen"]
    elif (
        measured["verschillende_waarden"] > max(MIN_VALUES, DISTINCT_SHARE * cells)
        and measured["met_woorden"] > SENTENCES_SHARE * cells
        and measured["tekens"] > MEAN_LENGTH * cells
    ):
        yield "I107", cells
    if born >= MIN_VALUES and born >= BIRTH_SHARE * cells:
        yield "I108", born
