"""What surrounds a command may be odd: names that look like markup, rights, readers that leave."""

import zipfile

from etl.errors import Exit
from tests.etl.validate.deliveries import write


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
