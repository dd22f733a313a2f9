"""What surrounds a command may be odd: names that look like markup, rights, readers that leave."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.errors import Exit
from tests.etl.validate.deliveries import MANIFEST, stap, write


def test_a_supplier_whose_name_looks_like_markup_is_loaded_listed_and_removed(etl, tmp_path):
    name = "x [/b] [red]y"
    folder = write(tmp_path / "map [/i]", f'leverancier = "{name}"\npeildatum = 2026-08-01\n')
    assert etl("run", folder) == 0, etl.err
    assert name in etl.err
    assert etl("deliveries") == 0
    assert name in etl.out
    assert etl("check", folder) == 0
    assert name in etl.out
    assert etl("deliveries", "remove", name) == 0
    assert name in etl.err


def test_a_zip_that_is_damaged_leaves_the_other_deliveries_of_a_run_as_they_are(etl, tmp_path):
    good = write(tmp_path / "goed")
    bad = tmp_path / "kapot.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("zaken.csv", "zaak_id\n" * 100)
    data = bytearray(bad.read_bytes())
    # a header of 30 bytes, a name of 9, and 9 bytes that say how it was packed
    data[48:58] = bytes(10)
    bad.write_bytes(data)
    assert etl("run", bad, good) == Exit.UNREADABLE
    assert "kapot.zip is niet uit te pakken: het zip-bestand is beschadigd" in etl.err
    assert [one["leverancier"] for one in etl.json("deliveries")] == ["gemeente-x"]


BEFORE_MIDNIGHT, MIDNIGHT = "2026-08-01T21:59:59+00:00", "2026-08-01T22:00:00+00:00"
"""In Amsterdam: the last second of the peildatum, and the first of the day after."""

PROFILE = """
naam = "eigen"
titel = "eigen"
[stappen.kolommen]
zaak_id = "zaak_id"
stap = "stap"
startdatum = "startdatum"
einddatum = "einddatum"
[stappen.datums]
startdatum = "%Y-%m-%dT%H:%M:%S%z"
"""


def parquet(path: Path) -> None:
    """Write the steps of a CSV beside it as Parquet, their begin as a moment."""
    with duckdb.connect() as con:
        con.execute(
            f"copy (from read_csv('{path}', all_varchar = true) "
            "select * replace (startdatum::timestamptz as startdatum)) "
            f"to '{path.with_suffix('.parquet')}'"
        )
    path.unlink()


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "Europe/Amsterdam"])
@pytest.mark.parametrize("is_parquet", [True, False])
def test_a_moment_is_the_day_in_the_netherlands_wherever_the_machine_stands(
    tmp_path, zone, is_parquet
):
    moments = [{"startdatum": BEFORE_MIDNIGHT}, {"startdatum": MIDNIGHT}]
    steps = [stap(1, **cells) for cells in moments]
    folder = write(tmp_path / "d", MANIFEST.replace('profiel = "mas"', ""), stappen=steps)
    if is_parquet:
        parquet(folder / "stappen.csv")
    else:
        (folder / "profiel.toml").write_text(PROFILE)
    arguments = ["check", folder, "--format", "json", "--warehouse", tmp_path / "warehouse"]
    done = subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "TZ": zone, "MAS_MAX_APART": "100"},
        check=True,
    )
    _, file = json.loads(done.stdout)["bestanden"]
    assert (file["gelezen"], file["geladen"]) == (2, 1)
    assert [(one["code"], one["regels"]) for one in file["bevindingen"]] == [("S303", [3])]
