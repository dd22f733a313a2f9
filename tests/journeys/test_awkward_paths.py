"""Folders whose names are patterns to DuckDB: what is meant is read, never what lies beside it."""

import shutil
from dataclasses import replace

import pytest

from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak
from tests.journeys.test_taking_in import manifest, zaken_in

AWKWARD = ("par[1]", "par*", "par?", "a{b,c}", "d'een of [ander] súdwest")
BESIDE = ("par1", "parx", "b")


def of(supplier, numbers):
    return {
        "manifest": manifest(supplier),
        "zaken": [zaak(number) for number in numbers],
        "stappen": [stap(number) for number in numbers],
    }


@pytest.mark.parametrize("name", AWKWARD)
def test_a_delivery_is_read_from_its_own_folder(etl, tmp_path, name):
    for other in BESIDE:
        write(tmp_path / other, **of("gemeente-y", [1, 2, 3]))

    assert etl("run", write(tmp_path / name, **of("gemeente-x", [8, 9]))) == 0
    assert zaken_in(etl) == {"2025-2026": 2}


def test_a_parquet_file_is_read_by_its_own_name(etl, con, tmp_path):
    folder = write(tmp_path / "d", **of("gemeente-x", [8, 9]))
    con.execute(
        f"copy (from read_csv('{folder / 'zaken.csv'}', all_varchar = true)) "
        f"to '{folder / 'zaken.parquet'}'"
    )
    (folder / "zaken.csv").unlink()
    write(tmp_path / "par1", **of("gemeente-y", [1, 2, 3]))
    shutil.copy(folder / "zaken.parquet", tmp_path / "par1")
    shutil.move(folder, tmp_path / "par[1]")

    assert etl("run", tmp_path / "par[1]") == 0
    assert zaken_in(etl) == {"2025-2026": 2}


@pytest.mark.parametrize("name", ["par*", "d'een of [ander] súdwest"])
def test_a_warehouse_is_built_from_its_own_store(etl, tmp_path, name):
    for other in BESIDE:
        beside = replace(etl, warehouse=tmp_path / other)
        assert beside("run", write(tmp_path / f"in-{other}", **of("gemeente-y", [1, 2, 3]))) == 0
    meant = replace(etl, warehouse=tmp_path / name)

    assert meant("run", write(tmp_path / "in", **of("gemeente-x", [8, 9]))) == 0
    assert zaken_in(meant) == {"2025-2026": 2}
    assert [row["leverancier"] for row in meant.json("deliveries")] == ["gemeente-x"]
    # the next one is compared with the previous one, and what a release kept is read back
    assert meant("run", write(tmp_path / "in2", **of("gemeente-x", [7, 8, 9]))) == 0
    assert zaken_in(meant) == {"2025-2026": 3}


def test_a_warehouse_where_no_database_can_lie_is_said_before_anything_is_made(etl, tmp_path):
    odd = replace(etl, warehouse=tmp_path / "w?")

    assert odd("run", write(tmp_path / "in", **of("gemeente-x", [1]))) == Exit.USAGE
    assert "--warehouse" in odd.err
    assert not (tmp_path / "w?").exists()
