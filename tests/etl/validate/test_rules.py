"""Every rule accepts the row it shows as good, and catches the row it shows as bad, twice over."""

from datetime import date

import duckdb
import pytest

from etl.domain.checks import OneOf
from etl.domain.fields import TABLES
from etl.domain.rule import GOOD_ROWS
from etl.domain.rules import ALL_RULES, ROW_RULES, row_rules_of
from etl.ingest.source import Landed
from etl.validate.keys import pads
from etl.validate.rows import Flagged, flag_rows
from etl.validate.suites import counts_by_rule

PEILDATUM = date(2026, 8, 1)
KEYS = pads(b"geheim", leverancier="gemeente-x")


def flagged_examples(con: duckdb.DuckDBPyConnection, table: str) -> Flagged:
    """Flag the examples of a table's rules: rule i accepts row 2i and catches row 2i + 1."""
    rules = row_rules_of(table)
    columns = TABLES[table].columns
    for schema in ("landing", "typed", "sound"):
        con.execute(f"create schema {schema}")
    con.execute(
        f"create table landing.{table} ({', '.join(f'{name} varchar' for name in columns)})"
    )
    for rule in rules:
        for cells in (rule.accepts, rule.catches):
            row = {**GOOD_ROWS[table], **cells}
            con.execute(
                f"insert into landing.{table} values ({', '.join('?' * len(columns))})",
                [row.get(name) for name in columns],
            )
    landed = Landed(columns=columns, rows=2 * len(rules))
    return flag_rows(con, table, landed=landed, missing=(), peildatum=PEILDATUM, keys=KEYS)


@pytest.mark.parametrize("table", TABLES)
def test_what_a_list_allows_is_read_as_it_stands(con, table):
    lists = [rule.check for rule in row_rules_of(table) if isinstance(rule.check, OneOf)]
    columns = TABLES[table].columns
    rows = [{**GOOD_ROWS[table], one.column: value} for one in lists for value in one.values]
    for schema in ("landing", "typed", "sound"):
        con.execute(f"create schema {schema}")
    con.execute(
        f"create table landing.{table} ({', '.join(f'{name} varchar' for name in columns)})"
    )
    con.executemany(
        f"insert into landing.{table} values ({', '.join('?' * len(columns))})",
        [[row.get(name) for name in columns] for row in rows],
    )
    landed = Landed(columns=columns, rows=len(rows))
    flag_rows(con, table, landed=landed, missing=(), peildatum=PEILDATUM, keys=KEYS)
    names = sorted({one.column for one in lists})
    read = con.execute(f"select {', '.join(names)} from typed.{table} order by rij").fetchall()
    place = 0
    for one in lists:
        for value in one.values:
            assert read[place][names.index(one.column)] == value
            place += 1


@pytest.mark.parametrize("table", TABLES)
def test_our_sql_keeps_to_the_examples(con, table):
    flagged_examples(con, table)
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
