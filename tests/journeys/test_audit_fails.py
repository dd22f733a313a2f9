"""A release that does not pass its audit is not made: exit 14, and the previous one stays."""

import pytest

import sql
from etl.audit import witness
from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak, zaak_id
from tests.journeys.test_taking_in import manifest, zaken_in

ROUTES = ("R1", "R1", "R1", "R2", "")


def delivery(folder, *, count, peildatum="2026-08-01"):
    zaken = [
        zaak(n, leerling_id=zaak_id(50_000 + n), gekozen_route=ROUTES[n % 5])
        for n in range(1, count + 1)
    ]
    stappen = [stap(n) for n in range(1, count + 1)]
    return write(folder, manifest(peildatum=peildatum), zaken=zaken, stappen=stappen)


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def audited(etl, tmp_path, monkeypatch):
    """A warehouse with an audited release, and the bytes of what lies there."""
    monkeypatch.setenv("MAS_TOETS", "ja")
    assert etl("run", delivery(tmp_path / "eerste", count=40)) == 0, etl.err
    assert etl("audit") == 0
    return files_in(etl.warehouse / "release")


@pytest.fixture
def more(tmp_path):
    return delivery(tmp_path / "tweede", count=60, peildatum="2026-09-01")


def test_a_gate_that_rounds_otherwise_than_the_audit_knows_makes_no_release(
    etl, audited, more, monkeypatch
):
    texts = sql.folder("macros")
    real = texts["poort"]
    # to tens: 36 is shown as 40, and whoever knows the rule reads 38 or more
    monkeypatch.setitem(
        texts, "poort", real.replace("(5 * ((n + 2) // 5))::i", "(10 * ((n + 5) // 10))::i")
    )
    assert etl("run", more) == Exit.AUDIT_FAILED == 14
    assert "klopt niet met de tellingen" in etl.err
    assert "De vorige vrijgave blijft staan" in etl.err
    assert "meld dit aan de beheerder" in etl.err
    assert "Traceback" not in etl.err
    assert files_in(etl.warehouse / "release") == audited
    # the case store has the delivery, and the next run makes the release of it
    assert zaken_in(etl) == {"2025-2026": 60}
    monkeypatch.setitem(texts, "poort", real)
    assert etl("run") == 0, etl.err
    assert etl("audit") == 0
    assert files_in(etl.warehouse / "release").keys() > audited.keys()


def test_evidence_that_somebody_changed_makes_no_release_until_it_is_gone(etl, audited, more):
    [path] = (etl.warehouse / "store" / "stand").glob("*.getuigen")
    found, account, _ = witness.read(path)
    path.write_bytes(witness.written(found[1:], account)[0])

    assert etl("audit") == Exit.AUDIT_FAILED
    assert "Deel deze vrijgave niet" in etl.err
    assert etl("run", more) == Exit.AUDIT_FAILED
    assert "De vorige vrijgave blijft staan" in etl.err
    assert f"verwijder dan store/stand/{path.name}" in etl.err.replace("\n", " ")
    assert files_in(etl.warehouse / "release") == audited

    path.unlink()
    assert etl("run") == 0, etl.err
    assert etl("audit") == 0
    assert files_in(etl.warehouse / "release").keys() > audited.keys()


def test_a_release_that_nobody_attacked_has_no_audit_to_show(etl, tmp_path):
    assert etl("run", delivery(tmp_path / "een", count=40)) == 0, etl.err
    assert etl("audit") == Exit.AUDIT_FAILED
    assert "MAS_TOETS=ja python -m etl run" in etl.err
