"""The release as a file: the same content is the same release, and the pointer never lies."""

import os
import random
from copy import deepcopy

import duckdb
import pytest

from etl import publish
from etl.errors import BuildFailed
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts, published

YEAR = "2024-2025"


def made(*extra):
    marts = Marts()
    zaken = marts.zaken(40, route="R1", terugkeer_uitkomst=1, zaak_dagen=20)
    zaken += marts.zaken(30, route="R2", leerlingen=20)
    marts.stappen(zaken, "3", dagen=10)
    marts.keten(zaken[:30], "halt_start", dagen=12)
    for count, values in extra:
        marts.zaken(count, **values)
    return marts


def test_the_same_marts_make_the_same_digest(tmp_path):
    first = published(made(), tmp_path / "first")
    second = published(made(), tmp_path / "second")
    assert first.digest == second.digest
    assert first.id == f"vrijgave_2026-08-01_{first.digest[:12]}"


def test_the_order_of_rows_does_not_matter(tmp_path):
    marts = made()
    shuffled = deepcopy(marts)
    for rows in (shuffled.zaken_rows, shuffled.stappen_rows, shuffled.keten_rows):
        random.Random(1).shuffle(rows)
    third_delivery = 3 << 32  # a zaak_nr starts with the number of its delivery
    new_number = {
        row["zaak_nr"]: third_delivery + place for place, row in enumerate(shuffled.zaken_rows)
    }
    for row in (*shuffled.zaken_rows, *shuffled.stappen_rows, *shuffled.keten_rows):
        row["zaak_nr"] = new_number[row["zaak_nr"]]
    assert published(marts, tmp_path / "a").digest == published(shuffled, tmp_path / "b").digest


def test_other_counts_make_another_digest(tmp_path):
    other = made((5, {"route": "R1"}))
    assert published(made(), tmp_path / "a").digest != published(other, tmp_path / "b").digest


@pytest.mark.parametrize("count", [3, 7])
def test_a_hidden_cell_and_an_absent_one_make_the_same_release(tmp_path, count):
    def with_r3(count):
        # 70 zaken in all either way: R3 takes them from what has no choice yet
        marts = Marts()
        marts.zaken(40, route="R1", oordeel="conform")
        marts.zaken(count, route="R3", oordeel="conform")
        marts.zaken(7 - count, route="R4", oordeel="conform")
        marts.zaken(23)
        return marts

    absent = published(with_r3(0), tmp_path / "absent")
    hidden = published(with_r3(count), tmp_path / "hidden")
    assert absent.digest == hidden.digest


def test_a_gemeente_of_seven_zaken_and_one_that_delivered_nothing_make_the_same_release(tmp_path):
    def with_neighbour(count):
        marts = made()
        marts.zaken(count, "GM0362")
        return published(marts, tmp_path / str(count)).digest

    assert with_neighbour(0) == with_neighbour(3) == with_neighbour(7)
    assert with_neighbour(7) != with_neighbour(8)  # coverage counts it from here


def test_a_school_year_of_seven_zaken_is_not_there(tmp_path):
    release = published(made((7, {"schooljaar": "2019-2020"})), tmp_path)
    assert release.schooljaren == (YEAR,)
    assert release.digest == published(made(), tmp_path / "other").digest


def test_a_release_that_says_nothing_new_is_not_written(tmp_path):
    published(made(), tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    published(made(), tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_the_pointer_moves_and_an_open_folder_follows_it(tmp_path):
    first = published(made(), tmp_path)
    folder = ReleaseFolder(tmp_path)
    assert folder.current().id == first.id
    second = published(made((20, {"route": "R1"})), tmp_path)
    assert second.id != first.id
    assert folder.current().id == second.id
    assert folder.current() is folder.current()
    assert (tmp_path / "current").read_text() == f"{second.id}.duckdb\n"


def test_three_releases_stay_and_the_current_one_is_among_them(tmp_path):
    made_so_far = [published(made((10 * n, {"route": "R1"})), tmp_path).id for n in range(1, 6)]
    stems = {path.stem for path in tmp_path.glob("*.duckdb")}
    assert stems == set(made_so_far[-3:])
    again = published(made((30, {"route": "R1"})), tmp_path)
    assert again.id == made_so_far[2]
    assert again.id in {path.stem for path in tmp_path.glob("*.duckdb")}


def test_drafts_that_a_crash_left_behind_are_removed(tmp_path):
    (tmp_path / "vrijgave-1.tmp").write_text("half")
    published(made(), tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == ["", ".duckdb"]


def test_a_release_can_be_read_by_everybody(tmp_path):
    before = os.umask(0o077)
    try:
        release = published(made(), tmp_path / "new")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()}
    assert modes == {"current": 0o644, f"{release.id}.duckdb": 0o644}


def test_without_a_delivery_nothing_is_published_and_the_previous_release_stays(tmp_path):
    first = published(made(), tmp_path)
    with Marts().connect() as con, pytest.raises(BuildFailed):
        publish.build(con, tmp_path, is_sample=True)
    assert ReleaseFolder(tmp_path).current().id == first.id
    assert not list(tmp_path.glob("*.tmp"))


def test_a_mart_that_lacks_a_column_fails_with_the_name_of_the_query(tmp_path):
    with made().connect() as con:
        con.execute("alter table marts.stappen drop column dagen")
        with pytest.raises(BuildFailed, match=r"De cijfers .*release\.tijden, BinderException$"):
            publish.build(con, tmp_path, is_sample=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_says_so_and_leaves_no_draft(tmp_path):
    (tmp_path / "current").mkdir()
    with pytest.raises(BuildFailed, match="De vrijgave is niet geschreven"):
        published(made(), tmp_path)
    assert not list(tmp_path.glob("vrijgave-*.tmp"))


def test_it_builds_from_marts_that_are_opened_for_reading_only(tmp_path):
    marts = tmp_path / "marts-1.duckdb"
    with made().connect() as con:
        con.execute(f"attach '{marts}' as kopie")
        con.execute("create schema kopie.marts")
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall():
            con.execute(f"create or replace table kopie.marts.{name} as from memory.marts.{name}")
        con.execute("detach kopie")
    with duckdb.connect(str(marts), read_only=True) as con:
        release = publish.build(con, tmp_path / "release", is_sample=False)
    assert ReleaseFolder(tmp_path / "release").current().id == release.stem


def test_a_release_says_what_it_is_and_that_nobody_tested_it(tmp_path):
    release = published(made(), tmp_path)
    assert (release.is_sample, release.is_audited) == (True, False)
    with made().connect() as con:
        real = publish.build(con, tmp_path, is_sample=False)
    assert not ReleaseFolder(tmp_path).current().is_sample
    with duckdb.connect(str(real), read_only=True) as con:
        about = dict(con.execute("from metadata").fetchall())
    assert about["getoetst"] == "nee"
    assert about["regel"].startswith("Aantallen zijn afgerond op vijftallen")


def test_no_true_count_of_a_canary_reaches_the_file(tmp_path):
    marts = Marts()
    marts.zaken(787, route="R1", zaak_dagen=9, terugkeer_uitkomst=1)
    marts.zaken(433)
    release = published(marts, tmp_path)
    with duckdb.connect(str(tmp_path / f"{release.id}.duckdb"), read_only=True) as con:
        numbers = [v for (v,) in con.execute("select v from cellen").fetchall()]
        numbers += [v for (v,) in con.execute("select unnest(v) from curven").fetchall()]
    assert numbers
    assert all(v >= 10 and v % 5 == 0 for v in numbers)
