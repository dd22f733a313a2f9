"""Every rule accepts the row it shows as good, and catches the row it shows as bad, twice over."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import duckdb
import pytest

from etl.domain.checks import OneOf
from etl.domain.fields import TABLES
from etl.domain.rule import GOOD_ROWS
from etl.domain.rules import ALL_RULES, ROW_RULES, row_rules_of
from etl.ingest.source import Landed
from etl.validate.keys import pads
from etl.validate.rows import Flagged, read_rows
from etl.validate.suites import counts_by_rule

PEILDATUM = date(2026, 8, 1)
KEYS = pads(b"geheim", leverancier="gemeente-x")


def land(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, str]]) -> Landed:
    """Create `landing.<table>` and the schemas that come after it."""
    columns = TABLES[table].columns
    for schema in ("landing", "typed", "sound"):
        con.execute(f"create schema {schema}")
    con.execute(
        f"create table landing.{table} ({', '.join(f'{name} varchar' for name in columns)})"
    )
    con.executemany(
        f"insert into landing.{table} values ({', '.join('?' * len(columns))})",
        [[row.get(name) for name in columns] for row in rows],
    )
    return Landed(columns=columns, rows=len(rows))


QUICKLY, EXACTLY = Fraction(1), Fraction(-1)
"""The share of rows that quick reading may leave over: any, or not even none."""


def flagged_examples(
    con: duckdb.DuckDBPyConnection, table: str, *, most_left_over: Fraction = QUICKLY
) -> Flagged:
    """Flag the examples of a table's rules: rule i accepts row 2i and catches row 2i + 1."""
    examples = [
        {**GOOD_ROWS[table], **cells}
        for rule in row_rules_of(table)
        for cells in (rule.accepts, rule.catches)
    ]
    landed = land(con, table, examples)
    return flag(con, table, landed=landed, most_left_over=most_left_over)


def flag(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    landed: Landed,
    most_left_over: Fraction = QUICKLY,
) -> Flagged:
    """Flag the rows of a table that landed."""
    found, _ = read_rows(
        con,
        table,
        opened=landed,
        missing=(),
        peildatum=PEILDATUM,
        keys=KEYS,
        most_left_over=most_left_over,
    )
    return found


@pytest.mark.parametrize("table", TABLES)
def test_what_a_list_allows_is_read_as_it_stands(con, table):
    lists = [rule.check for rule in row_rules_of(table) if isinstance(rule.check, OneOf)]
    rows = [{**GOOD_ROWS[table], one.column: value} for one in lists for value in one.values]
    landed = land(con, table, rows)
    flag(con, table, landed=landed)
    names = sorted({one.column for one in lists})
    read = con.execute(f"select {', '.join(names)} from typed.{table} order by rij").fetchall()
    place = 0
    for one in lists:
        for value in one.values:
            assert read[place][names.index(one.column)] == value
            place += 1


ODD = {
    "zaken": (
        {"zaak_id": " 00000000-0000-4000-8000-0000000000A1 ", "gemeentecode": "gm0363"},
        {"zaak_id": "AB" * 16, "leerling_id": "cd" * 20, "gemeentecode": "34"},
        {"gekozen_route": "R2 + R1 + R2", "melddatum": " 2025-09-15"},
        {"gekozen_route": "R2+R1+R2", "leeftijdsgroep": "", "leeftijd": "007"},
        {"melddatum": "2025-9-15", "uitkomst": " ", "uitkomstdatum": ""},
        {"melddatum": "2025-09-15 ", "geslacht": "M"},
        {"leeftijdsgroep": "", "leeftijd": "300"},
        {"zaak_id": "0000000" + "1" * 25, "leerling_id": "g" * 32},
    ),
    "stappen": (
        {"zaak_id": "AB" * 16, "stap": "01"},
        {"zaak_id": "ab" * 8, "stap": " 4", "resultaat": "brief"},
        {"stap": "4", "resultaat": "brief", "einddatum": "2025-09-15"},
        {"stap": "+4", "einddatum": "2025/09/15"},
        {"stap": "1.0", "startdatum": "02025-09-1"},
    ),
    "keten": (
        {"zaak_id": "ab" * 8, "resultaat": "positief"},
        {"partner": "Halt", "resultaat": "positief"},
        {"partner": "om", "resultaat": "positief"},
    ),
    "noemers": (
        {"gemeentecode": "0034", "leerlingen": " 12"},
        {"schooljaar": "2024-2025 ", "leerlingen": "1e3"},
        {"leerlingen": "0012"},
    ),
}
"""Cells that are no fault, or another than they seem."""


@pytest.mark.parametrize("table", TABLES)
def test_what_is_read_quickly_is_what_is_read_exactly(table):
    read = []
    for most_left_over in (QUICKLY, EXACTLY):
        with duckdb.connect() as con:
            landed = land(
                con, table, [{**GOOD_ROWS[table], **cells} for cells in ({}, *ODD[table])]
            )
            flag(con, table, landed=landed, most_left_over=most_left_over)
            typed = con.execute(f"from typed.{table} order by rij")
            names = sorted(column[0] for column in typed.description)
            rows = con.execute(
                f"from typed.{table} select {', '.join(names)} order by rij"
            ).fetchall()
            broken = con.execute(
                f"from broken.{table} select rij, gebreken, cellen order by rij"
            ).fetchall()
            read.append((names, rows, broken))
    assert read[0] == read[1]


@pytest.mark.parametrize("most_left_over", [QUICKLY, EXACTLY])
@pytest.mark.parametrize("table", TABLES)
def test_our_sql_keeps_to_the_examples(con, table, most_left_over):
    flagged_examples(con, table, most_left_over=most_left_over)
    broken = dict(
        con.execute(
            f"select typed.rij, coalesce(gebreken, 0) from typed.{table} as typed "
            f"left join broken.{table} as broken using (rij)"
        ).fetchall()
    )
    for position, rule in enumerate(row_rules_of(table)):
        assert broken[2 * position] == 0, f"{rule.code} shows a good row that is not good"
        assert broken[2 * position + 1] & (1 << position), f"{rule.code} misses its bad row"


@pytest.mark.parametrize("table", TABLES)
def test_great_expectations_counts_the_same_over_all_rows(con, table):
    flagged = flagged_examples(con, table)
    counts = counts_by_rule(con, flagged, peildatum=PEILDATUM)
    assert list(counts) == [rule.code for rule in row_rules_of(table)]
    assert all(counts.values())


@pytest.mark.parametrize("table", TABLES)
def test_great_expectations_counts_the_same_over_totals_and_a_sample(con, table):
    flagged = flagged_examples(con, table)
    counts = counts_by_rule(con, flagged, peildatum=PEILDATUM, largest_frame=7)
    assert counts == {
        rule.code: flagged.count(1 << bit) for bit, rule in enumerate(row_rules_of(table))
    }


@pytest.mark.parametrize("largest_frame", [200_000, 7])
def test_a_disagreement_stops_the_intake_without_showing_a_cell(con, largest_frame):
    flagged = flagged_examples(con, "stappen")
    wrong = Flagged("stappen", flagged.rules, {})
    with pytest.raises(RuntimeError, match="count differently") as error:
        counts_by_rule(con, wrong, peildatum=PEILDATUM, largest_frame=largest_frame)
    assert GOOD_ROWS["stappen"]["zaak_id"] not in str(error.value)


def test_a_bad_row_that_was_passed_without_a_word_stops_the_intake(con):
    flagged = flagged_examples(con, "stappen")
    con.execute("delete from broken.stappen where gebreken <> 0")
    silent = Flagged("stappen", flagged.rules, {})
    with pytest.raises(RuntimeError, match="count differently"):
        counts_by_rule(con, silent, peildatum=PEILDATUM, largest_frame=7)


def test_codes_are_given_once():
    codes = [rule.code for rule in ALL_RULES]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_in_sentences(rule):
    assert rule.title
    assert rule.message.endswith((".", "+."))
    assert rule.advice.endswith(".")


def test_there_is_a_bit_for_every_rule():
    assert all(len(row_rules_of(table)) < 60 for table in TABLES)
    assert len(ROW_RULES) == sum(len(row_rules_of(table)) for table in TABLES)
