"""A release that does not pass its audit is not made: exit 14, and the previous one stays."""

import sql
from etl.audit import witness
from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak, zaak_id
from tests.journeys.test_taking_in import manifest, zaken_in

ROUTES = (*["R1"] * 11, *["R2"] * 5, *[""] * 3, "R4")
"""Of every twenty zaken; of sixty, three took R4."""


CANARY = "ca11ab1e-0000-4000-8000-00000ca11ab1"


def delivery(folder, *, count, peildatum="2026-08-01"):
    zaken = [
        zaak(
            n,
            leerling_id=CANARY if n == 1 else zaak_id(50_000 + n),
            gekozen_route=ROUTES[n % 20],
        )
        for n in range(1, count + 1)
    ]
    stappen = [stap(n) for n in range(1, count + 1)]
    return write(folder, manifest(peildatum=peildatum), zaken=zaken, stappen=stappen)


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def changed(path):
    """Take one block out of stored evidence, as who wants it believed that nothing is wrong."""
    found, account, _ = witness.read(path)
    path.write_bytes(witness.written(found[1:], account)[0])


def test_without_a_passed_audit_there_is_no_release_and_the_previous_one_stays(
    etl, tmp_path, monkeypatch
):
    first = delivery(tmp_path / "eerste", count=40)
    assert etl("run", first) == 0, etl.err
    # nobody attacked it, so there is no audit to show
    assert etl("audit") == Exit.AUDIT_FAILED
    assert "MAS_TOETS=ja python -m etl run" in etl.err

    monkeypatch.setenv("MAS_TOETS", "ja")
    assert etl("run", first) == 0, etl.err
    assert etl("audit") == 0, etl.err
    before = files_in(etl.warehouse / "release")
    more = delivery(tmp_path / "tweede", count=60, peildatum="2026-09-01")

    def fails(*words):
        assert etl("run", more) == Exit.AUDIT_FAILED == 14
        said = " ".join(etl.err.split())
        assert "Wat er stond, staat er nog" in said
        assert all(each in said for each in words), said
        assert CANARY not in said
        assert files_in(etl.warehouse / "release") == before

    # evidence that somebody changed
    [path] = (etl.warehouse / "store" / "stand").glob("*.getuigen")
    changed(path)
    fails("veranderd sinds de toets", f"verwijder dan store/stand/{path.name}", "etl run")
    assert etl("audit") == Exit.AUDIT_FAILED
    assert "Deel deze vrijgave niet" in etl.err
    path.unlink()

    # a gate that rounds to tens: 15 is shown as 20, and whoever knows the rule reads 18 or more
    texts = sql.folder("macros")
    real = texts["poort"]
    tens = real.replace("(5 * ((n + 2) // 5))::i", "(10 * ((n + 5) // 10))::i")
    monkeypatch.setitem(texts, "poort", tens)
    fails("klopt niet met de tellingen zelf", "meld dit aan de beheerder")

    # the case store has the delivery all the same, and the next run makes the release of it
    assert zaken_in(etl) == {"2025-2026": 60}
    monkeypatch.setitem(texts, "poort", real)
    assert etl("run", more) == 0, etl.err
    assert etl("audit") == 0, etl.err
    assert CANARY not in etl.out + etl.err
    assert files_in(etl.warehouse / "release").keys() > before.keys()
