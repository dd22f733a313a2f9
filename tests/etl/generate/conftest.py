"""Two invented sets, read back as text: one without mistakes over the covid years, one sample."""

import dataclasses
from datetime import date

import duckdb
import pytest

from etl import generate

COVID_YEARS = generate.plan(
    regios=4, schooljaren=4, zaken=8_000, seed=7, peildatum=date(2022, 5, 31)
)
SAMPLE = generate.sample_plan(peildatum=date(2026, 5, 31))


def without_mistakes(plan):
    suppliers = tuple(
        dataclasses.replace(one, habits=dataclasses.replace(one.habits, flawed=0.0))
        for one in plan.suppliers
    )
    return dataclasses.replace(plan, suppliers=suppliers)


@pytest.fixture(scope="package")
def clean(tmp_path_factory):
    """The covid years without a mistake, as typed tables."""
    folder = tmp_path_factory.mktemp("clean") / "set"
    generate.generate(folder, without_mistakes(COVID_YEARS))
    with duckdb.connect() as con:
        read(con, folder)
        yield con


@pytest.fixture(scope="package")
def sample_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "set"
    generate.generate(folder, SAMPLE)
    return folder


@pytest.fixture(scope="package")
def sample(sample_folder):
    """The sample as it lies there, mistakes included."""
    with duckdb.connect() as con:
        read(con, sample_folder)
        yield con


def read(con, folder):
    """Read a set as text, with the supplier's name and the schooljaar of each melding."""
    for table in ("zaken", "stappen", "keten", "noemers"):
        con.execute(
            f"""
            create table {table} as
            select *, parse_path(filename)[-2] as leverancier
            from read_csv('{folder}/*/{table}.csv', all_varchar = true, union_by_name = true,
                          filename = true, sample_size = 200)
            """
        )
    con.execute("alter table zaken add column schooljaar integer")
    con.execute(
        """
        update zaken set schooljaar =
            year(try_cast(melddatum as date) - interval 7 month)
        """
    )


def rows(con, query):
    return con.execute(query).fetchall()


def number(con, query):
    [(found,)] = rows(con, query)
    return found
