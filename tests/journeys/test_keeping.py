"""Keeping and forgetting: suppliers, old zaken, old receipts, and exports in the inbox."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest

from etl import pipeline, retention
from etl.errors import BuildFailed, Exit
from etl.inbox import is_empty, strays
from etl.settings import Settings
from etl.store import Store
from tests.etl.validate.deliveries import stap, write, zaak, zaak_id
from tests.journeys.test_taking_in import loaded, manifest, zaken_in


def files_of(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_removed_supplier_is_nowhere_and_the_others_stay(etl, tmp_path):
    etl("run", write(tmp_path / "a", manifest("gemeente-weg")))
    etl(
        "run",
        write(tmp_path / "b", manifest("gemeente-blijft"), zaken=[zaak(2)], stappen=[stap(2)]),
    )

    assert etl("deliveries", "remove", "gemeente-weg") == 0

    assert loaded(etl) == [("gemeente-blijft", "2026-08-01")]
    assert zaken_in(etl) == {"2025-2026": 1}
    assert all(b"gemeente-weg" not in path.read_bytes() for path in files_of(etl.warehouse))
    [release] = (etl.warehouse / "release").glob("*.duckdb")
    assert release.name == etl.release.strip()
    register = json.loads((etl.warehouse / "store" / "register.json").read_text())
    assert len(register["removed"]) == 1


def test_after_the_last_supplier_there_is_no_release(etl, tmp_path):
    folder = write(tmp_path / "a")
    etl("run", folder)

    assert etl("deliveries", "remove", "gemeente-x") == 0

    assert "geen vrijgave meer" in etl.err
    assert etl("metric", "omvang") == Exit.NO_RELEASE
    assert etl("metric", "omvang", "--exact") == Exit.NO_RELEASE
    assert etl("run", folder) == 0
    assert loaded(etl) == [("gemeente-x", "2026-08-01")]


def test_removing_who_is_not_there_says_so(etl):
    assert etl("deliveries", "remove", "gemeente-x") == Exit.USAGE
    assert f"In {etl.warehouse} is niets geladen" in etl.err
    assert "--warehouse" in etl.err
    assert not etl.warehouse.exists()


def test_removing_a_name_that_is_nearly_one_says_which_was_meant_and_removes_nothing(etl, tmp_path):
    etl("run", write(tmp_path / "a"))

    for near in ("gemeente x", "Gemeente-Y", "gemeente-x\x1b[31m"):
        assert etl("deliveries", "remove", near) == Exit.USAGE
        assert "Bedoelt u 'gemeente-x'?" in etl.err
        assert "\x1b" not in etl.err
    for other in ("bureau zuid", "", " ", "x" * 500):
        assert etl("deliveries", "remove", other) == Exit.USAGE
        assert "Welke er zijn: python -m etl deliveries" in etl.err
        assert "Bedoelt u" not in etl.err
    assert [row["leverancier"] for row in etl.json("deliveries")] == ["gemeente-x"]


def test_zaken_that_ended_too_long_ago_are_forgotten_and_open_ones_are_not(
    etl, tmp_path, monkeypatch
):
    monkeypatch.setenv("MAS_BEWAAR_SCHOOLJAREN", "1")
    rows = [
        # the newest peildatum is 2026-08-01: the schooljaar 2026-2027 is kept, and what is open
        zaak(1, melddatum="2025-09-01", uitkomst="werk", uitkomstdatum="2026-07-31"),
        zaak(2, melddatum="2025-09-01", uitkomst="werk", uitkomstdatum="2026-08-01"),
        zaak(3, melddatum="2020-09-01"),
    ]
    folder = write(tmp_path / "a", zaken=rows, stappen=[stap(1), stap(2), stap(3)])

    assert etl("run", folder) == 0

    assert "1 zaak die voor 2026-08-01 is afgerond, is niet langer" in etl.err
    assert "Zaken die voor die dag zijn gemeld, tellen niet meer mee in de cijfers" in etl.err
    # what is left of a schooljaar is no cohort, but what is open is there to do
    assert (zaken_in(etl), open_in(etl)) == ({}, {"2020-2021": 1, "2025-2026": 0})
    assert etl("run", folder) == 0
    assert "ongewijzigd" in etl.err
    assert (zaken_in(etl), open_in(etl)) == ({}, {"2020-2021": 1, "2025-2026": 0})


def open_in(etl):
    rows = etl.json("metric", "voorraad", "--exact", "--niveau", "land")
    years = {row["schooljaar"] for row in rows}
    return {year: sum(row["zaken"] for row in rows if row["schooljaar"] == year) for year in years}


def test_an_old_schooljaar_of_which_nothing_was_forgotten_counts(etl, tmp_path, monkeypatch):
    monkeypatch.setenv("MAS_BEWAAR_SCHOOLJAREN", "1")
    # reported before the first day kept, 2026-08-01, but no zaak of this supplier ended before it
    rows = [
        zaak(1, melddatum="2026-07-20", uitkomst="werk", uitkomstdatum="2026-08-01"),
        zaak(2, melddatum="2026-07-21"),
    ]
    assert etl("run", write(tmp_path / "a", zaken=rows)) == 0
    assert zaken_in(etl) == {"2025-2026": 2}


def test_open_zaken_of_a_supplier_that_delivered_earlier_than_others_stay(
    etl, tmp_path, monkeypatch
):
    monkeypatch.setenv("MAS_BEWAAR_SCHOOLJAREN", "1")
    # the first day kept is 2026-08-01: after all that the second supplier knows of
    first = write(tmp_path / "a", manifest("a", peildatum="2026-08-01"))
    second = write(tmp_path / "b", manifest("b", peildatum="2026-07-31"), zaken=[zaak(1), zaak(2)])

    assert etl("run", first, second) == 0

    assert "niet langer" not in etl.err
    assert zaken_in(etl) == {"2025-2026": 3}
    again = write(
        tmp_path / "c", manifest("b", peildatum="2026-07-31"), zaken=[zaak(1), zaak(2), zaak(3)]
    )
    assert etl("check", again, "--format", "json") == 0
    section = json.loads(etl.out)["informatie"]["vergelijking"]
    assert (section["zaken"], section["zaken_nieuw"]) == ({"vorige": 2, "nu": 3}, 1)


def test_forgetting_takes_no_more_memory_than_was_set(etl, tmp_path):
    old = zaak(1, melddatum="2025-09-01", uitkomst="werk", uitkomstdatum="2026-07-31")
    etl("run", write(tmp_path / "a", zaken=[old, zaak(2)]))
    store = Store.of(etl.warehouse, Settings(memory_limit="1KB"))

    with pytest.raises(BuildFailed, match="OutOfMemory"):
        retention.expired(store, store.registered.read(), first=date(2026, 8, 1))


def test_a_full_export_after_forgetting_has_no_news(etl, tmp_path, monkeypatch):
    monkeypatch.setenv("MAS_BEWAAR_SCHOOLJAREN", "1")
    old = zaak(1, melddatum="2025-09-01", uitkomst="werk", uitkomstdatum="2026-07-31")
    etl("run", write(tmp_path / "a", zaken=[old, zaak(2), zaak(3)]))
    again = write(tmp_path / "b", manifest(peildatum="2026-09-01"), zaken=[old, zaak(2), zaak(3)])

    assert etl("check", again, "--format", "json") == 0

    section = json.loads(etl.out)["informatie"]["vergelijking"]
    assert section["zaken"] == {"vorige": 2, "nu": 2}
    assert (section["zaken_nieuw"], section["zaken_verdwenen"]) == (0, 0)


def test_an_old_receipt_loses_its_lines_and_keeps_its_counts(etl, tmp_path):
    rows = [zaak(n) for n in range(1, 41)]
    folder = write(tmp_path / "a", zaken=[*rows, zaak(41, verzuimtype="anders")])
    etl("run", folder)
    store = etl.warehouse / "store"
    old = (datetime.now(UTC) - timedelta(days=401)).isoformat(timespec="seconds")
    register = json.loads((store / "register.json").read_text())
    register["current"][0]["loaded_at"] = old
    (store / "register.json").write_text(json.dumps(register))

    assert etl("run", folder) == 0

    assert "Van 1 ontvangstbewijs dat ouder is dan 400 dagen zijn" in etl.err
    receipt = json.loads((store / "ontvangst" / "1.json").read_text())
    [finding] = receipt["bestanden"][0]["bevindingen"]
    assert (finding["aantal"], finding["regels"]) == (1, [])
    assert not (store / "leveringen" / "1" / "apart.parquet").exists()


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / "inbox"
    folder.mkdir(parents=True)
    return folder


def test_what_was_loaded_leaves_the_inbox_and_what_was_refused_stays(etl, inbox):
    good = write(inbox / "good", manifest("a"))
    (good / "notitie.txt").write_text("van een mens")
    refused = write(inbox / "refused", manifest("b"), zaken="zaak_id,naam\n1,2\n")

    assert etl("run") == Exit.REFUSED

    assert "3 bestanden die nu geladen zijn" in etl.err
    # what was loaded is gone: there is nothing to check any more
    assert "etl check" not in etl.err
    assert str(etl.warehouse / "store" / "ontvangst") in etl.err
    assert files_of(inbox) == {good / "notitie.txt", *refused.iterdir()}


def test_a_zip_that_leaves_the_inbox_is_one_file(etl, inbox, tmp_path):
    shutil.make_archive(str(inbox / "good"), "zip", write(tmp_path / "good"))

    assert etl("run") == 0

    assert "1 bestand dat nu geladen is, is uit" in etl.err
    assert not files_of(inbox)


def test_the_inbox_keeps_its_exports_when_asked(etl, inbox, monkeypatch):
    monkeypatch.setenv("MAS_BEWAAR_INBOX", "ja")
    before = files_of(write(inbox / "good"))
    assert etl("run") == 0
    assert files_of(inbox) == before


def test_exports_elsewhere_and_behind_a_link_are_never_removed(etl, inbox, tmp_path):
    elsewhere = write(tmp_path / "elsewhere", manifest("a"))
    linked = write(tmp_path / "linked", manifest("b"))
    (inbox / "link").symlink_to(linked, target_is_directory=True)
    before = files_of(elsewhere) | files_of(linked)

    assert etl("run", elsewhere, inbox / "link") == 0

    assert files_of(elsewhere) | files_of(linked) == before
    assert (inbox / "link").exists()


def test_what_a_check_reads_stays_while_another_delivery_takes_its_place(tmp_path, etl):
    etl("run", write(tmp_path / "a"))
    store = Store.of(etl.warehouse, Settings())
    first = store.delivery_folder(store.registered.read().current[0])
    newer = write(tmp_path / "b", manifest(peildatum="2026-09-01"), zaken=[zaak(1), zaak(2)])

    counts = Event()

    def say(words, done=0, total=None):
        # the register names the newer delivery by now
        if words.startswith("Vrijgave"):
            counts.set()

    with ThreadPoolExecutor(1) as other:
        with store.reading():
            taken = other.submit(taken_in, newer, warehouse=etl.warehouse, say=say)
            assert counts.wait(timeout=120)
            assert (first / "zaken.parquet").exists()
        taken.result()

    assert not first.exists()


def test_a_run_tells_what_it_does_and_how_far_it_is(tmp_path):
    said = []

    def say(words, done=0, total=None):
        said.append((words, total is not None))

    zaken = [zaak(nr, leerling_id=zaak_id(100 + nr)) for nr in range(1, 31)]
    made = write(tmp_path / "a", zaken=zaken)
    taken_in(made, warehouse=tmp_path / "pakhuis", say=say)

    assert said == [
        ("Levering 1 van 1 controleren: a", False),
        ("Bestanden inlezen", False),
        ("Regels controleren", False),
        ("Inhoud controleren", False),
        ("Vergelijken", False),
        ("Keuring door Great Expectations", False),
        ("Tabellen bouwen", False),
        ("Vrijgave bouwen", False),
        ("Schooljaar 2025-2026 tellen (1 van 1)", False),
        ("Schooljaar 2025-2026 toetsen", True),
        ("Vrijgave schrijven", False),
    ]


def test_a_check_tells_what_it_does_and_asks_no_verdict_that_it_would_not_show(tmp_path):
    said = []

    pipeline.check(
        write(tmp_path / "a"),
        warehouse=tmp_path / "pakhuis",
        settings=Settings(),
        today=date(2026, 11, 25),
        options=pipeline.Options(),
        say=lambda words, done=0, total=None: said.append(words),
    )

    assert said == ["Bestanden inlezen", "Regels controleren", "Inhoud controleren", "Vergelijken"]


def taken_in(path, *, warehouse, say):
    return pipeline.run(
        [path],
        warehouse=warehouse,
        settings=Settings(),
        today=date(2026, 11, 25),
        options=pipeline.Options(),
        say=say,
    )


def test_check_compares_with_what_is_loaded_and_keeps_nothing(etl, tmp_path):
    etl("run", write(tmp_path / "a", zaken=[zaak(1), zaak(2)]))
    before = {path: path.read_bytes() for path in files_of(etl.warehouse)}
    newer = write(tmp_path / "b", manifest(peildatum="2026-09-01"), zaken=[zaak(1), zaak(3)])

    assert etl("check", newer, "--format", "json") == 0

    section = json.loads(etl.out)["informatie"]["vergelijking"]
    assert (section["zaken_gebleven"], section["zaken_nieuw"]) == (1, 1)
    assert {path: path.read_bytes() for path in files_of(etl.warehouse)} == before


def test_a_file_in_the_inbox_that_is_no_delivery_is_named(etl, inbox):
    (inbox / "export-2025.csv").write_text("zaak_id\n1\n")

    assert etl("run") == Exit.UNREADABLE

    assert "export-2025.csv" in etl.err
    assert "Maak voor elke levering een map" in etl.err
    assert not etl.warehouse.exists()


def test_beside_a_delivery_it_is_named_and_stays(etl, inbox):
    stray = inbox / "export-2025.csv"
    stray.write_text("zaak_id\n1\n")
    write(inbox / "good")

    assert etl("run") == 0

    assert "export-2025.csv" in etl.err
    assert files_of(inbox) == {stray}


def test_deliveries_beside_the_loose_files_of_one_are_named_and_stay(etl, inbox):
    write(inbox)
    write(inbox / "buren", manifest("gemeente-y"), zaken=[zaak(2)], stappen=[stap(2)])
    (inbox / "foto's").mkdir()

    assert etl("run") == 0

    assert "Niet geladen: data/inbox/buren. Er liggen losse bestanden" in etl.err
    assert "foto's" not in etl.err
    assert loaded(etl) == [("gemeente-x", "2026-08-01")]
    # by now the loose files are gone
    (inbox / "foto's").rmdir()
    assert etl("run") == 0
    assert loaded(etl) == [("gemeente-x", "2026-08-01"), ("gemeente-y", "2026-08-01")]


def test_a_readme_and_hidden_files_are_meant_to_be_in_the_inbox(inbox):
    for name in (".gitkeep", "README.md", "LEESMIJ.txt", "Thumbs.db", "~$export.xlsx"):
        (inbox / name).touch()

    assert is_empty(inbox)
    assert strays([inbox]) == ""
