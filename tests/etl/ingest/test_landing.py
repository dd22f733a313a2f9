"""Rows of three formats land as text, in order, and every row knows its line."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.domain.fields import STAPPEN
from etl.errors import Refused, Unreadable
from etl.ingest import parquet_file, xlsx_file
from etl.ingest.source import Landed
from etl.ingest.unpack import SMALL_BYTES

HEADER = "zaak_id,stap,startdatum,einddatum"


def ids(con) -> list[str]:
    return [
        value
        for (value,) in con.execute("select zaak_id from landing.stappen order by rowid").fetchall()
    ]


def lines(landed: Landed) -> list[int]:
    return [landed.line(row) for row in range(landed.rows)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_reads_what_spreadsheets_write(con, land, delimiter, newline, bom, end):
    text = f"{HEADER}\na,1,2025-01-01,\nb,2,2025-01-02,{end}"
    landed = land(bom + text.replace(",", delimiter).replace("\n", newline))
    assert landed.columns == ("zaak_id", "stap", "startdatum", "einddatum")
    assert ids(con) == ["a", "b"]
    assert (lines(landed), landed.gelezen, landed.broken) == ([2, 3], 2, ())


def test_a_column_that_is_not_known_never_lands(con, land):
    landed = land("kleur,zaak_id\nrood,a\n")
    assert landed.columns == ("kleur", "zaak_id")
    assert con.execute("from landing.stappen").fetchall() == [("a", None, None, None, None, None)]


def test_lines_with_too_few_or_too_many_fields_are_known_by_their_line(con, land):
    landed = land(f"{HEADER}\na,1,2,3\nb,1\n\nc,1,2,3\nd,1,2,3,4\ne,1,2,\n  \n")
    assert ids(con) == ["a", "c", "e"]
    assert (lines(landed), landed.broken, landed.gelezen) == ([2, 5, 7], (3, 6, 8), 6)


def test_a_surplus_empty_field_is_noticed(con, land):
    landed = land(f"{HEADER}\na,1,2,3\nb,1,2,3,\nc,1,2,\n")
    assert (landed.surplus, landed.gelezen) == ((1,), 3)


def test_lines_stay_true_after_a_quoted_line_end(con, land):
    landed = land(f'{HEADER}\na,"x\ny",2,3\nb,1,2,3\n"c",1\n\nd,"1,5",2,\n')
    assert ids(con) == ["a", "b", "d"]
    assert (lines(landed), landed.broken) == ([2, 4, 7], (5,))


def test_several_kinds_of_line_end_in_one_file_are_read(con, land):
    landed = land(f'{HEADER}\r\na,1,2,3\nb,1,2,3\r\n"c\nd",1,2,3\r\n')
    assert ids(con) == ["a", "b", "c\nd"]
    assert lines(landed) == [2, 3, 4]


def test_blank_lines_before_the_header_are_passed_over(con, land):
    landed = land(f"\n\n{HEADER}\na,1,2,3\nb,1\n")
    assert (ids(con), lines(landed), landed.broken) == (["a"], [4], (5,))


def test_a_quote_that_is_never_closed_counts_every_line_it_swallows(con, land):
    landed = land(f'{HEADER}\na,1,2,3\nb,"1,2,3\nc,1,2,3\nd,1,2,3\n')
    assert ids(con) == ["a"]
    assert (landed.broken, landed.gelezen) == ((3, 4, 5), 4)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n"])
def test_a_file_without_a_header_has_no_columns_and_no_rows(con, land, text):
    landed = land(text)
    assert (landed.columns, landed.gelezen) == ((), 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEADER}\na,1,2,3\nb\xe9,1,2,3\n".encode("latin-1"), "regel 3: geen UTF-8"),
        (f"{HEADER}\na,1,2,3\n".encode("utf-16-le"), "UTF-8"),
        (f"{HEADER}\na\0,1,2,3\n".encode(), r"regel 2: hier staat een nul-teken"),
    ],
)
def test_another_encoding_is_not_readable_and_says_where(land, text, told):
    with pytest.raises(Unreadable, match=told) as error:
        land(text)
    assert error.value.__cause__ is None


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_lands_as_the_csv_would(con, tmp_path):
    con.execute("create schema landing")
    rows = [
        ["Zaak_id ", "stap", "startdatum", "einddatum"],
        ["a", 1, datetime(2025, 1, 1), date(2025, 1, 2)],
        [None, None, None, None],
        ["b", 2.0, "2025-01-03", None],
        ["c", 3, "2025-01-03", None, "over"],
    ]
    landed = xlsx_file.land(
        con, workbook(tmp_path / "s.xlsx", rows), table=STAPPEN, workdir=tmp_path
    )
    assert con.execute(
        "select zaak_id, stap, startdatum, einddatum from landing.stappen"
    ).fetchall() == [
        ("a", "1", "2025-01-01", "2025-01-02"),
        ("b", "2", "2025-01-03", None),
        ("c", "3", "2025-01-03", None),
    ]
    assert landed.columns == ("zaak_id", "stap", "startdatum", "einddatum")
    assert (lines(landed), landed.surplus) == ([2, 4, 5], (2,))


def test_an_empty_workbook_has_no_columns(con, tmp_path):
    con.execute("create schema landing")
    landed = xlsx_file.land(con, workbook(tmp_path / "s.xlsx", []), table=STAPPEN, workdir=tmp_path)
    assert (landed.columns, landed.gelezen) == ((), 0)


def test_parquet_lands_as_the_csv_would(con, tmp_path):
    con.execute("create schema landing")
    path = tmp_path / "s.parquet"
    con.execute(
        f"""
        copy (
            select 'a' as "Zaak_ID", 1.0::double as stap, date '2025-01-01' as startdatum,
                timestamp '2025-01-02 00:00:00' as einddatum, 'x' as kleur
        ) to '{path}'
        """
    )
    landed = parquet_file.land(con, path, table=STAPPEN, workdir=tmp_path)
    assert con.execute("from landing.stappen").fetchall() == [
        ("a", "1", "2025-01-01", "2025-01-02", None, None)
    ]
    assert (landed.columns[-1], lines(landed)) == ("kleur", [2])


def test_moments_in_parquet_are_days_in_the_netherlands(con, tmp_path):
    # one hour behind Amsterdam in winter, two in summer
    con.execute("create schema landing")
    path = tmp_path / "s.parquet"
    con.execute(
        f"""
        copy (
            select zaak_id, startdatum::timestamptz as startdatum
            from (values ('a', '2025-01-14 22:59:59+00'), ('b', '2025-01-14 23:00:00+00'),
                ('c', '2025-06-30 22:00:00.5+00')) as t(zaak_id, startdatum)
        ) to '{path}'
        """
    )
    parquet_file.land(con, path, table=STAPPEN, workdir=tmp_path)
    days = con.execute("select startdatum from landing.stappen").fetchall()
    assert days == [("2025-01-14",), ("2025-01-15",), ("2025-07-01",)]


@pytest.mark.parametrize(("module", "name"), [(parquet_file, "s.parquet"), (xlsx_file, "s.xlsx")])
def test_a_file_that_is_something_else_is_not_readable(con, tmp_path, module, name):
    con.execute("create schema landing")
    (tmp_path / name).write_text("Kanarie")
    with pytest.raises(Unreadable, match=name) as error:
        module.land(con, tmp_path / name, table=STAPPEN, workdir=tmp_path)
    assert "Kanarie" not in str(error.value)


def test_a_workbook_that_unpacks_to_hundreds_of_times_its_size_is_refused(con, tmp_path):
    con.execute("create schema landing")
    path = workbook(tmp_path / "s.xlsx", [["zaak_id"], ["a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/spaties.xml", b" " * (SMALL_BYTES + 1))
    with pytest.raises(Refused, match=r"s\.xlsx is geen gewone werkmap"):
        xlsx_file.land(con, path, table=STAPPEN, workdir=tmp_path)
