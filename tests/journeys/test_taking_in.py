"""Taking in deliveries: whole or not at all, each on its own, the same bytes once."""

import json
import zipfile

import pytest

from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak


def manifest(leverancier="gemeente-x", peildatum="2026-08-01", extra=""):
    return f'leverancier = "{leverancier}"\npeildatum = {peildatum}\nprofiel = "mas"\n{extra}\n'


def zaken_in(etl):
    rows = etl.json("metric", "omvang", "--exact", "--niveau", "land")
    return {row["schooljaar"]: row["zaken"] for row in rows}


def loaded(etl):
    return [(row["leverancier"], row["peildatum"]) for row in etl.json("deliveries")]


def test_a_delivery_becomes_figures_and_a_release(etl, tmp_path):
    assert (
        etl("run", write(tmp_path / "a", zaken=[zaak(1), zaak(2)], stappen=[stap(1), stap(2)])) == 0
    )

    assert zaken_in(etl) == {"2025-2026": 2}
    assert loaded(etl) == [("gemeente-x", "2026-08-01")]
    assert (etl.warehouse / "release" / etl.release.strip()).exists()


def test_a_zip_is_taken_in_like_its_folder(etl, tmp_path):
    folder = write(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"export/{file.name}")

    assert etl("run", tmp_path / "a.zip") == 0

    assert zaken_in(etl) == {"2025-2026": 1}


def test_a_new_delivery_replaces_the_previous_one_of_its_supplier_whole(etl, tmp_path):
    etl("run", write(tmp_path / "a", zaken=[zaak(1), zaak(2)]))
    etl(
        "run",
        write(
            tmp_path / "b", manifest("gemeente-x", "2026-09-01"), zaken=[zaak(3)], stappen=[stap(3)]
        ),
    )

    assert zaken_in(etl) == {"2025-2026": 1}
    assert loaded(etl) == [("gemeente-x", "2026-09-01")]


def test_deliveries_of_other_suppliers_stand_beside_each_other_also_with_the_same_ids(
    etl, tmp_path
):
    etl("run", write(tmp_path / "a", manifest("x")), write(tmp_path / "b", manifest("y")))

    assert zaken_in(etl) == {"2025-2026": 2}
    [row] = etl.json("metric", "omvang", "--exact")
    assert row["leerlingen"] == 2


def test_the_same_bytes_again_change_nothing(etl, tmp_path):
    folder = write(tmp_path / "a")
    etl("run", folder)
    before = {
        path: path.stat().st_mtime_ns for path in etl.warehouse.rglob("*.*") if path.is_file()
    }

    assert etl("run", folder) == 0

    assert "ongewijzigd" in etl.err
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert etl("check", folder, "--format", "json") == 0
    assert json.loads(etl.out)["besluit"] == "ongewijzigd"


def test_an_older_delivery_is_refused_unless_asked_for(etl, tmp_path):
    etl("run", write(tmp_path / "a", manifest(peildatum="2026-08-01")))
    older = write(tmp_path / "b", manifest(peildatum="2026-07-01"), zaken=[zaak(1), zaak(2)])

    assert etl("run", older) == Exit.REFUSED
    assert loaded(etl) == [("gemeente-x", "2026-08-01")]
    assert etl("run", older, "--vervang") == 0
    assert loaded(etl) == [("gemeente-x", "2026-07-01")]


def test_of_several_paths_the_good_ones_load_and_the_exit_is_the_worst(etl, tmp_path):
    good = write(tmp_path / "good", manifest("a"))
    refused = write(tmp_path / "refused", manifest("b"), zaken=[zaak(1), zaak(1)])
    missing = tmp_path / "nowhere"

    assert etl("run", missing, good, refused) == Exit.REFUSED

    assert loaded(etl) == [("a", "2026-08-01")]


def test_a_refused_delivery_leaves_everything_as_it_was(etl, tmp_path):
    etl("run", write(tmp_path / "a"))
    before = etl.release, zaken_in(etl)

    assert etl("run", write(tmp_path / "b", zaken="zaak_id,naam\n1,2\n")) == Exit.REFUSED

    assert (etl.release, zaken_in(etl)) == before


def test_invented_data_never_mix_with_real_data(etl, tmp_path):
    etl("run", write(tmp_path / "a", manifest("x")))

    assert (
        etl("run", write(tmp_path / "b", manifest("y", extra="voorbeeld = true"))) == Exit.REFUSED
    )

    assert loaded(etl) == [("x", "2026-08-01")]


def test_check_writes_nothing(etl, tmp_path):
    folder = write(tmp_path / "a")

    assert etl("check", folder, "--format", "json") == 0

    receipt = json.loads(etl.out)
    assert (receipt["leverancier"], receipt["besluit"]) == ("gemeente-x", "aangenomen")
    assert not etl.warehouse.exists()


def test_check_exits_as_run_would(etl, tmp_path):
    refused = write(tmp_path / "b", zaken=[zaak(1), zaak(1)])
    assert etl("check", refused) == Exit.REFUSED
    assert etl("check", tmp_path / "nowhere") == Exit.UNREADABLE


def test_files_without_a_manifest_need_a_supplier_and_a_date(etl, tmp_path):
    folder = write(tmp_path / "a", None)

    assert etl("run", folder) == Exit.USAGE
    assert etl("run", folder, "--leverancier", "x", "--peildatum", "2026-08-01") == 0
    assert loaded(etl) == [("x", "2026-08-01")]


@pytest.mark.parametrize("text", ["20260801", "2026-W31-6", "01-08-2026"])
def test_a_peildatum_on_the_command_line_has_one_form(etl, tmp_path, text):
    folder = write(tmp_path / "a", None)

    with pytest.raises(SystemExit) as stopped:
        etl("check", folder, "--leverancier", "x", "--peildatum", text)

    assert stopped.value.code == Exit.USAGE
    assert "--peildatum: geef een datum als JJJJ-MM-DD" in etl.capsys.readouterr().err


def test_the_store_is_for_its_owner_alone_and_holds_no_id_as_delivered(etl, tmp_path):
    etl("run", write(tmp_path / "a"))

    store = etl.warehouse / "store"
    assert store.stat().st_mode & 0o077 == 0
    assert (store / "sleutel").stat().st_mode & 0o777 == 0o600
    delivered = zaak(1)["zaak_id"].encode()
    assert all(delivered not in path.read_bytes() for path in store.rglob("*") if path.is_file())
    assert not (store / "werk").exists()


def test_what_an_interrupted_run_left_behind_is_cleaned_by_the_next(etl, tmp_path):
    etl("run", write(tmp_path / "a"))
    store = etl.warehouse / "store"
    (store / "leveringen" / "99").mkdir()
    (store / "marts-half.nieuw").write_text("half")
    # what a killed release of an older version spilled lies beside the marts, in a folder
    (store / "marts-half.duckdb.tmp").mkdir()
    (store / "marts-half.duckdb.tmp" / "spill").write_text("half")
    (store / "werk").mkdir()

    etl("run", write(tmp_path / "a"))

    assert {path.name for path in (store / "leveringen").iterdir()} == {"1"}
    assert not (store / "marts-half.nieuw").exists()
    assert not (store / "marts-half.duckdb.tmp").exists()
    assert not (store / "werk").exists()


def test_a_release_that_a_crash_prevented_is_made_by_the_next_run(etl, tmp_path):
    folder = write(tmp_path / "a")
    etl("run", folder)
    release = etl.release
    register = etl.warehouse / "store" / "register.json"
    register.write_text(json.dumps(json.loads(register.read_text()) | {"published": None}))
    (etl.warehouse / "release" / "current").unlink()

    assert etl("run", folder) == 0

    assert etl.release == release


def test_a_second_run_at_the_same_time_says_so(etl, tmp_path):
    from etl.settings import Settings
    from etl.store import Store

    with Store.of(etl.warehouse, Settings()).locked():
        assert etl("run", write(tmp_path / "a")) == Exit.USAGE

    assert "Er loopt al een andere run" in etl.err


def test_a_folder_of_deliveries_is_each_of_them(etl, tmp_path):
    write(tmp_path / "set" / "a", manifest("a"))
    write(tmp_path / "set" / "b", manifest("b"))

    assert etl("run", tmp_path / "set") == 0

    assert [leverancier for leverancier, _ in loaded(etl)] == ["a", "b"]


def test_another_version_of_the_product_publishes_the_same_deliveries_anew(etl, tmp_path):
    folder = write(tmp_path / "a")
    etl("run", folder)
    (etl.warehouse / "release" / etl.release.strip()).unlink()
    register = etl.warehouse / "store" / "register.json"
    left = json.loads(register.read_text(encoding="utf-8"))
    left["published"] = "tabellen en recept van een andere versie"
    register.write_text(json.dumps(left), encoding="utf-8")

    assert etl("run", folder) == 0

    assert (etl.warehouse / "release" / etl.release.strip()).exists()
