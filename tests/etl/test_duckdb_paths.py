"""A file is read and written where its path says, whatever signs stand in the names."""

import os
import unicodedata
from pathlib import Path

import pytest

from etl.duckdb_paths import database, quoted, to_read, to_write
from etl.errors import Unreadable, UsageError

AWKWARD = (
    *("par[1]", "par*", "par?", "par[!a]", "par[[]1", "**", "[", "]", "a{b,c}", "a'b c", "b\\c"),
    *("súdwest", unicodedata.normalize("NFD", "súdwest"), "~", "ab:cd", "%41", "#x", "[*]?{'x} é"),
)
NO_DATABASE = tuple(name for name in AWKWARD if "?" in name or "\\" in name)
BESIDE = ("par1", "parx", "par[1", "a", "ab", "ac", "b/c", "x")


@pytest.fixture
def around(con, tmp_path, monkeypatch):
    """A folder whose other folders hold a file that is not meant."""
    for name in BESIDE:
        (tmp_path / name).mkdir(parents=True)
        con.execute(f"copy (select 'beside' as v) to '{tmp_path / name / 'z.parquet'}'")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", AWKWARD)
def test_a_file_in_a_folder_of_any_name_is_the_one_that_is_read(con, around, name):
    path = Path(name) / "z.parquet"
    path.parent.mkdir()
    con.execute(f"copy (select 'meant' as v) to {quoted(to_write(path))}")

    assert (around / name / "z.parquet").is_file()
    assert con.execute("from read_parquet($path)", {"path": to_read(path)}).fetchall() == [
        ("meant",)
    ]


@pytest.mark.parametrize("name", sorted({*AWKWARD} - {*NO_DATABASE}))
def test_a_database_lies_in_a_folder_of_any_name(con, around, name):
    path = Path(name) / "z.duckdb"
    path.parent.mkdir()
    con.execute(f"attach {quoted(database(path))} as ander (read_write)")
    con.execute("create table ander.t as select 1 as v")
    con.execute("detach ander")

    assert (around / name / "z.duckdb").is_file()


@pytest.mark.parametrize("name", NO_DATABASE)
def test_where_no_database_can_lie_a_person_hears_it(around, name):
    with pytest.raises(UsageError, match="--warehouse"):
        database(around / name / "z.duckdb")
    (around / name).mkdir()
    (around / "koppeling").symlink_to(around / name)
    with pytest.raises(UsageError, match="--warehouse"):
        database(around / "koppeling" / "z.duckdb")


def test_a_name_that_is_no_text_is_said_and_is_no_fault_of_ours(around):
    path = around / os.fsdecode(b"s\xfadwest") / "z.parquet"
    for told, kind in ((to_read, Unreadable), (to_write, UsageError), (database, UsageError)):
        with pytest.raises(kind, match="geen UTF-8"):
            told(path)
