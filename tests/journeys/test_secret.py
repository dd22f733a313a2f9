"""The secret that pseudonyms are keyed with: everything that was loaded hangs on it."""

import shutil

import pytest

from etl.__main__ import main
from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak
from tests.journeys.test_taking_in import manifest, zaken_in


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A warehouse that each test takes a copy of."""
    folder = tmp_path_factory.mktemp("geladen")
    delivery = write(folder / "a")
    assert main(["run", str(delivery), "--warehouse", str(folder / "warehouse")]) == 0
    return folder / "warehouse"


@pytest.fixture
def loaded(etl, made):
    shutil.copytree(made, etl.warehouse)
    return etl.warehouse / "store"


@pytest.fixture
def newer(tmp_path):
    return write(
        tmp_path / "b", manifest("gemeente-x", "2026-09-01"), zaken=[zaak(2)], stappen=[stap(2)]
    )


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nothing(path):
    path.write_bytes(b"")


def one_byte_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def a_newline_more(path):
    path.write_bytes(path.read_bytes() + b"\n")


def a_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [nothing, one_byte_short, a_newline_more, a_folder])
@pytest.mark.parametrize("command", [("run",), ("check",), ("deliveries", "remove", "gemeente-x")])
def test_a_damaged_secret_is_said_and_nothing_is_keyed_with_it(etl, loaded, newer, damage, command):
    damage(loaded / "sleutel")
    before = files_in(loaded)

    assert etl(*command, *([newer] if len(command) == 1 else [])) == Exit.UNREADABLE

    assert f"{loaded / 'sleutel'} is niet te gebruiken" in etl.err
    assert "reservekopie" in etl.err
    assert files_in(loaded) == before


def test_a_secret_that_is_gone_is_not_made_anew_while_deliveries_are_loaded(etl, loaded, newer):
    secret = (loaded / "sleutel").read_bytes()
    (loaded / "sleutel").unlink()

    for command in ("run", "check"):
        assert etl(command, newer) == Exit.UNREADABLE
        assert "sleutel ontbreekt" in etl.err
        assert "reservekopie" in etl.err
        assert not (loaded / "sleutel").exists()

    (loaded / "sleutel").write_bytes(secret)
    assert etl("run", newer) == 0
    assert zaken_in(etl) == {"2025-2026": 1}


def test_what_is_loaded_can_still_be_asked_for_without_the_secret(etl, loaded):
    (loaded / "sleutel").unlink()

    assert [row["leverancier"] for row in etl.json("deliveries")] == ["gemeente-x"]
    assert zaken_in(etl) == {"2025-2026": 1}


def test_before_anything_is_loaded_a_damaged_secret_may_go(etl, tmp_path):
    delivery = write(tmp_path / "a")
    (etl.warehouse / "store").mkdir(parents=True)
    (etl.warehouse / "store" / "sleutel").touch()

    assert etl("run", delivery) == Exit.UNREADABLE
    assert "haal het weg" in etl.err

    (etl.warehouse / "store" / "sleutel").unlink()
    assert etl("run", delivery) == 0


def test_after_the_last_supplier_went_a_new_secret_may_be_made(etl, loaded, newer):
    assert etl("deliveries", "remove", "gemeente-x") == 0
    (loaded / "sleutel").unlink()

    assert etl("run", newer) == 0
