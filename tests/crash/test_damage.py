"""Rights that are missing and files that are damaged: said with the path, and nothing half done."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.errors import Exit
from tests.crash.children import answered, finished, remove, run, started, state, without_rights
from tests.crash.test_never_half import full, light

LOADED = {"gemeente-a": "2026-07-01", "gemeente-b": "2026-07-01"}

REMOVE = ("deliveries", "remove", "gemeente-a")

A_NEW_ONE = LOADED | {"gemeente-x": "2026-08-01"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    exports = [full(folder / "a", "gemeente-a", "2026-07-01")]
    exports.append(light(folder / "b", "gemeente-b", "2026-07-01"))
    assert finished(started(partial(run, folder / "warehouse", *exports))) == 0
    return folder / "warehouse"


@pytest.fixture
def warehouse(made, tmp_path) -> Path:
    """A warehouse with two suppliers."""
    return Path(shutil.copytree(made, tmp_path / "warehouse"))


@pytest.fixture
def export(tmp_path) -> Path:
    """A delivery of a third supplier."""
    return light(tmp_path / "x", "gemeente-x", "2026-08-01")


def asked(warehouse: Path, *words: str) -> tuple[int, str]:
    """Ask the command line; return its exit code and what it said."""
    return answered(partial(main, [*words, "--warehouse", str(warehouse)]))


def found(warehouse: Path, pattern: str) -> Path:
    [path] = warehouse.glob(pattern)
    return path


def damage(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    ["store", "store/register.json", "store/leveringen/1", "store/ontvangst", "release"],
)
def test_where_rights_are_missing_nothing_is_loaded_or_removed(warehouse, export, name):
    path = warehouse / name
    rights = path.stat().st_mode
    path.chmod(0o500 if path.is_dir() else 0)
    answers = [
        answered(without_rights(partial(run, warehouse, export))),
        answered(without_rights(partial(main, [*REMOVE, "--warehouse", str(warehouse)]))),
    ]
    path.chmod(rights)
    for code, said in answers:
        assert code in (Exit.UNREADABLE, Exit.BUILD_FAILED), said
        assert f"{path} is niet te openen: u hebt er geen rechten op" in said
    assert state(warehouse).loaded == state(warehouse).released == LOADED
    assert answered(partial(run, warehouse, export))[0] == 0


@pytest.mark.parametrize("name", ["", "zaken.csv", "levering.toml"])
def test_a_delivery_without_rights_is_named_and_leaves_the_others(
    warehouse, export, tmp_path, name
):
    locked = light(tmp_path / "y", "gemeente-y", "2026-08-01")
    (locked / name).chmod(0)
    code, said = answered(without_rights(partial(run, warehouse, locked, export)))
    (locked / name).chmod(0o700)
    assert code == Exit.UNREADABLE
    assert f"{locked / name} is niet te openen: u hebt er geen rechten op" in said
    assert state(warehouse).released == A_NEW_ONE


@pytest.mark.parametrize("data", [None, b"not a database"])
def test_marts_that_are_gone_or_damaged_are_said_and_built_anew(warehouse, data):
    path = found(warehouse, "store/marts-*.duckdb")
    damage(path, data)
    code, said = asked(warehouse, "metric", "omvang", "--exact")
    assert code == Exit.UNREADABLE
    assert f"{path} is weg of niet te lezen" in said
    assert "python -m etl run bouwt ze opnieuw" in said
    assert answered(partial(run, warehouse, export_again(warehouse)))[0] == 0
    assert asked(warehouse, "metric", "omvang", "--exact")[0] == 0


def export_again(warehouse: Path) -> Path:
    """Return what was loaded already: it changes nothing."""
    return full(warehouse.parent / "again", "gemeente-a", "2026-07-01")


@pytest.mark.parametrize("data", [None, b'{"current": 3}'])
def test_without_its_register_nothing_of_a_store_is_removed(warehouse, export, data):
    path = warehouse / "store" / "register.json"
    whole = path.read_bytes()
    damage(path, data)
    code, said = answered(partial(run, warehouse, export))
    assert code == Exit.UNREADABLE
    assert f"{path} is weg of beschadigd" in said
    assert "reservekopie" in said
    path.write_bytes(whole)
    assert state(warehouse).loaded == LOADED


@pytest.mark.parametrize(("data", "problem"), [(None, "ontbreekt"), (b"", "is niet te gebruiken")])
def test_another_key_is_never_made_for_zaken_that_are_loaded(warehouse, export, data, problem):
    path = warehouse / "store" / "sleutel"
    damage(path, data)
    for code, said in (
        answered(partial(run, warehouse, export)),
        asked(warehouse, "check", str(export)),
    ):
        assert code == Exit.UNREADABLE
        assert f"{path} {problem}" in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leveringen/1/keten.parquet", b"PAR1"),
        ("ontvangst/1.json", b""),
    ],
)
def test_a_supplier_of_whom_a_file_is_damaged_is_named_and_can_be_removed(
    warehouse, export, name, data
):
    path = warehouse / "store" / name
    damage(path, data)
    code, said = answered(partial(run, warehouse, export))
    assert code == Exit.UNREADABLE
    assert f"Van gemeente-a is {path} weg of beschadigd" in said
    assert 'deliveries remove "gemeente-a"' in said
    assert answered(partial(remove, warehouse, "gemeente-a"))[0] == 0
    assert answered(partial(run, warehouse, export_again(warehouse), export))[0] == 0
    assert state(warehouse).released == A_NEW_ONE


@pytest.mark.parametrize(("name", "data"), [("vrijgave_*.duckdb", b""), ("current", b"\xff" * 300)])
def test_a_release_that_is_damaged_is_built_anew_by_the_next_run(warehouse, name, data):
    damage(found(warehouse, f"release/{name}"), data)
    assert asked(warehouse, "metric", "omvang")[0] == Exit.NO_RELEASE
    assert answered(partial(run, warehouse, export_again(warehouse)))[0] == 0
    assert state(warehouse).released == LOADED


def test_figures_are_not_shown_while_nobody_knows_what_was_taken_back(warehouse):
    path = warehouse / "release" / "herroepen.json"
    path.write_text("[{")
    code, said = asked(warehouse, "metric", "omvang")
    assert code == Exit.NO_RELEASE
    assert f"{path} is beschadigd" in said


def test_fingerprints_that_are_damaged_are_said(warehouse, export):
    path = found(warehouse, "store/stand/*.parquet")
    damage(path, b"")
    code, said = answered(partial(run, warehouse, export))
    assert code == Exit.UNREADABLE
    assert f"{path} is beschadigd" in said
    path.unlink()
    assert answered(partial(run, warehouse, export))[0] == 0
    assert state(warehouse).released == A_NEW_ONE
