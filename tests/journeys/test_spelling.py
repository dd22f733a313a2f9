"""A supplier whose name is spelled otherwise is the same supplier, with the same keys."""

import json

import duckdb
import pytest

from etl.released.reader import ReleaseFolder
from tests.etl.validate.deliveries import stap, write, zaak
from tests.journeys.test_taking_in import loaded, manifest, zaken_in


def of(supplier, numbers, peildatum="2026-08-01"):
    return {
        "manifest": manifest(supplier, peildatum),
        "zaken": [zaak(number) for number in numbers],
        "stappen": [stap(number) for number in numbers],
    }


def kept(etl, name):
    """What the store keeps of a kind, of the newest release or delivery."""
    [path] = (etl.warehouse / "store").glob(name)
    return duckdb.read_parquet(str(path))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("gemeente-x", "Gemeente-X"),
        ("súdwest", "su\u0301dwest"),
        ("bureau een", "Bureau  Een"),
    ],
)
def test_it_replaces_its_own_delivery_and_keeps_the_keys_of_its_pupils(etl, tmp_path, first, then):
    etl("run", write(tmp_path / "a", **of(first, range(1, 31))))
    keys = set(kept(etl, "leveringen/1/zaken.parquet").project("leerling_sleutel").fetchall())
    prints = set(kept(etl, "stand/*.parquet").project("leverancier, leerling").fetchall())

    assert etl("run", write(tmp_path / "b", **of(then, range(1, 32)))) == 0

    assert loaded(etl) == [(then, "2026-08-01")]
    assert zaken_in(etl) == {"2025-2026": 31}
    assert keys <= set(
        kept(etl, "leveringen/2/zaken.parquet").project("leerling_sleutel").fetchall()
    )
    newest = etl.release.strip().removesuffix(".duckdb")
    assert prints <= set(
        kept(etl, f"stand/{newest}.parquet").project("leverancier, leerling").fetchall()
    )
    receipt = json.loads((etl.warehouse / "store" / "ontvangst" / "2.json").read_text())
    codes = {one["code"] for file in receipt["bestanden"] for one in file["bevindingen"]}
    assert not codes & {"V101", "V102"}


def test_what_a_release_says_of_it_goes_on_under_the_name_of_now(etl, tmp_path):
    etl("run", write(tmp_path / "a", **of("gemeente-x", range(1, 131))))
    before = ReleaseFolder(etl.warehouse / "release").current()
    etl("run", write(tmp_path / "b", **of("Gemeente-X", range(1, 132))))
    now = ReleaseFolder(etl.warehouse / "release").current()

    said = [(each.veld, each.band) for each in before.completeness]
    assert said
    assert [(each.veld, each.band) for each in now.completeness] == said
    assert {each.leverancier for each in before.completeness} == {"gemeente-x"}
    assert {each.leverancier for each in now.completeness} == {"Gemeente-X"}


def test_it_is_removed_by_any_spelling(etl, tmp_path):
    etl("run", write(tmp_path / "a", **of("Gemeente-X", [1])))

    assert etl("deliveries", "remove", "gemeente-x") == 0
    assert loaded(etl) == []
