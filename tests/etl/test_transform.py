"""The runner: order by what is read, build, comment, and name the file that fails."""

import graphlib

import pytest

import sql
from etl import transform
from etl.errors import BuildFailed
from tests.builders import table


@pytest.fixture
def folders(monkeypatch):
    """SQL folders of the test's own, in place of those of the product."""

    def use(**texts):
        transform.models.cache_clear()
        monkeypatch.setattr(sql, "folder", texts.__getitem__)

    yield use
    transform.models.cache_clear()


def test_a_table_is_built_after_those_it_reads(con, folders):
    folders(marts={"a": "-- A.\nselect x from marts.b", "b": "-- B.\nselect x from loaded.c"})
    table(con, "loaded.c", "x int\n---\n7")

    transform.build(con, "marts")

    assert [model.table for model in transform.models("marts")] == ["marts.b", "marts.a"]
    assert con.execute("select x from marts.a").fetchall() == [(7,)]


def test_the_comment_of_a_table_says_what_one_row_is(con, folders):
    folders(marts={"a": "-- One row per pupil's zaak.\n--\n-- More.\nselect 1 as x"})
    transform.build(con, "marts")
    assert con.execute("select comment from duckdb_tables()").fetchall() == [
        ("One row per pupil's zaak.",)
    ]


def test_a_cte_is_not_a_dependency(con):
    model = transform.Model("marts.x", "with a as (select * from loaded.y) select * from a")
    assert model.reads(con) == {"loaded.y"}


def test_a_circle_is_refused(folders):
    folders(marts={"a": "select * from marts.b", "b": "select * from marts.a"})
    with pytest.raises(graphlib.CycleError):
        transform.models("marts")


def test_a_file_that_does_not_parse_is_named(folders):
    folders(marts={"a": "selec 1"})
    with pytest.raises(BuildFailed, match=r"Meld dit aan de beheerder.*marts\.a, ParserException$"):
        transform.models("marts")


def test_a_file_that_does_not_build_is_named_without_a_value_from_the_data(con, folders):
    folders(marts={"a": "-- A.\nselect x::integer as x from loaded.c"})
    table(con, "loaded.c", "x varchar\n---\nkanarie")
    with pytest.raises(BuildFailed, match=r"Wat er stond, staat er nog.*marts\.a") as failed:
        transform.build(con, "marts")
    assert "kanarie" not in str(failed.value)


def test_the_words_of_the_domain_are_there_for_the_sql(con):
    transform.create_reference(con)
    assert con.execute(
        "select typegroep, spoor, is_mas from reference.verzuimtypes order by code"
    ).fetchall() == [
        ("schoolverzuim", "A", True),
        ("thuiszitters", "A", True),
        (None, "A", False),
        ("thuiszitters", "A", True),
        ("luxe", "B", True),
        ("schoolverzuim", "A", True),
    ]
    [(count,)] = con.execute("select count(*) from reference.vakken").fetchall()
    assert count == 20  # ten steps on each of two sporen
