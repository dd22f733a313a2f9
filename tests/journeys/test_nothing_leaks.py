"""A canary in the case store: a prime number of zaken and one pupil, sought in everything said.

The dashboard runs in a process of its own while the kernel tells which files are opened, and once
more after the store was taken away: it says the same.
"""

import csv
import io
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest

from etl.__main__ import main
from etl.domain.disclosure import released
from tests.etl.released.marts import of_regio
from tests.etl.validate.deliveries import MANIFEST, csv_text, stap, write, zaak, zaak_id
from tests.journeys.watching import opened_below

PRIME = 7919
CANARY = "ca11ab1e-0000-4000-8000-00000ca11ab1"
COUNT = re.compile(rb"(?<![0-9A-Za-z.,-])7\.?919(?![0-9A-Za-z])")
"""The prime as a number of its own, not as part of a digest or a longer number."""

ROUNDED = re.compile(rb"7\.?920")

OTHERS = [code for code in of_regio("MC21") if code != "GM0363"][:4]
ROOT = Path(__file__).parent.parent.parent


def etl(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)], cwd=ROOT, capture_output=True
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """One gemeente with a prime number of zaken, the canary's among them, and three beside it."""
    folder = tmp_path_factory.mktemp("kanarie")
    places = ["GM0363"] * PRIME + [code for code in OTHERS for _ in range(30)]
    zaken = [
        zaak(
            number,
            gemeentecode=code,
            leerling_id=CANARY if number == 1 else zaak_id(100_000 + number),
            gekozen_route=("R1", "R2", "R4", "")[number % 4],
        )
        for number, code in enumerate(places, start=1)
    ]
    stappen = [stap(number) for number in range(1, len(places) + 1)]
    delivery = write(folder / "levering", zaken=zaken, stappen=stappen)
    done = etl("run", delivery, "--warehouse", folder / "w")
    assert done.returncode == 0, done.stderr.decode()
    (folder / "woorden").write_bytes(done.stdout + done.stderr)
    return folder / "w"


@pytest.fixture(scope="module")
def crawled(warehouse, tmp_path_factory):
    """What the dashboard said with the store beside it and without, and what it opened."""

    def crawl(name):
        out = tmp_path_factory.mktemp(name)
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.crawl", warehouse / "release", out, CANARY],
            cwd=ROOT,
            capture_output=True,
            # Dash writes the attributes of an element in the order of a set
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        assert done.returncode == 0, done.stderr.decode()
        (out / "woorden").write_bytes(done.stdout + done.stderr)
        return out

    with opened_below(warehouse) as seen:
        with_store = crawl("met")
        opened = seen()
    shutil.move(warehouse / "store", warehouse / "elders")
    without_store = crawl("zonder")
    shutil.move(warehouse / "elders", warehouse / "store")
    return with_store, without_store, opened


def said(folder):
    """Return everything that was said, workbooks and documents unpacked."""
    for path in sorted(folder.glob("*")):
        if not path.is_file() or path.name == "aantal":
            continue
        data = path.read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                data = b"\n".join(book.read(name) for name in book.namelist())
        if data[:4] == b"%PDF":
            pages = pypdf.PdfReader(io.BytesIO(data)).pages
            data = "\n".join(page.extract_text() for page in pages).encode()
        yield path.name, data


def test_the_dashboard_opens_its_release_and_nothing_of_the_case_store(warehouse, crawled):
    *_, opened = crawled
    release = (warehouse / "release" / "current").read_text().strip()
    assert warehouse / "release" / release in opened
    assert [path for path in opened if path.is_relative_to(warehouse / "store")] == []


def test_without_the_case_store_the_dashboard_says_the_same(crawled):
    assert int((crawled[0] / "aantal").read_text()) > 100
    # the frame of the app holds a random word of Dash, and a log its times; neither has a number
    differing = {"antwoord-0000", "woorden"}
    answers = [
        {
            name: data
            for name, data in said(folder)
            # a meeting has ids that nobody can guess
            if name not in differing and not name.startswith("vergadering")
        }
        for folder in crawled[:2]
    ]
    assert answers[0] == answers[1]


def test_the_canary_is_in_no_answer_no_file_and_no_log_of_the_dashboard(crawled):
    for name, data in said(crawled[0]):
        assert not COUNT.search(data), name
        # a page or an error page never says back what was asked for
        assert CANARY.encode() not in data, name


def test_the_rounded_canary_is_shown(crawled):
    # else the test above could not fail
    assert any(ROUNDED.search(data) for _, data in said(crawled[0]))
    meeting = [data for name, data in said(crawled[0]) if name.startswith("vergadering")]
    # in the pages, and in html, docx, pdf and the two kinds of workbook
    assert sum(bool(ROUNDED.search(data)) for data in meeting) >= 8


def test_the_canary_is_in_nothing_that_the_command_line_says_of_a_release(warehouse):
    for arguments in (
        ("metric", "omvang", "--niveau", "gemeente", "--format", "csv"),
        ("metric", "routeverdeling", "--niveau", "regio", "--format", "json"),
        ("metric", "terugkeer", "--gebied", "GM0363"),
        ("deliveries",),
    ):
        done = etl(*arguments, "--warehouse", warehouse)
        assert done.returncode == 0
        assert not COUNT.search(done.stdout + done.stderr), arguments
        assert CANARY.encode() not in done.stdout + done.stderr


def test_the_canary_is_in_nothing_that_a_run_says_or_keeps_as_a_receipt(warehouse):
    # the receipt counts rows of the delivery, all gemeenten together; it names no pupil
    words = (warehouse.parent / "woorden").read_bytes()
    receipts = list((warehouse / "store" / "ontvangst").rglob("*.json"))
    assert receipts
    for data in (words, *(path.read_bytes() for path in receipts)):
        assert not COUNT.search(data)
        assert CANARY.encode() not in data


def exits(*arguments):
    """Run a command in this process, where an exception would fail the test."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as usage:
        return usage.code


def test_the_canary_is_in_nothing_that_is_said_beside_the_store(warehouse, capsys):
    for arguments in (("utility",), ("utility", "--format", "json"), ("dpia",)):
        assert exits(*arguments, "--warehouse", warehouse) == 0
        out, err = capsys.readouterr()
        assert not COUNT.search((out + err).encode()), arguments
        assert CANARY not in out + err


def test_the_canary_is_in_no_words_on_what_went_wrong(warehouse, capsys, tmp_path):
    for arguments in (
        ("metric", "omvang", "--gebied", CANARY),
        ("metric", "omvang", "--filter", f"onderwijssoort={CANARY}"),
        ("metric", CANARY),
        ("audit", tmp_path / "weg.duckdb"),
        # nobody attacked it
        ("audit",),
        ("deliveries", "remove", CANARY),
    ):
        assert exits(*arguments, "--warehouse", warehouse) in (2, 14), arguments
        out, err = capsys.readouterr()
        assert not COUNT.search((out + err).encode()), arguments
        assert CANARY not in out + err, arguments


def test_the_canary_is_in_no_receipt_and_no_traceback_of_a_broken_delivery(tmp_path):
    rows = [
        zaak(1, zaak_id=CANARY, melddatum="geen datum"),
        zaak(2, leerling_id=f"{CANARY}x"),
        zaak(3, verzuimtype=CANARY),
    ]
    broken = csv_text(rows) + f'"{CANARY};half\n'
    delivery = write(tmp_path / "kapot", MANIFEST, zaken=broken)
    for arguments in (("check", delivery, "--format", "json"), ("run", delivery)):
        done = etl(*arguments, "--warehouse", tmp_path / "w")
        assert done.returncode in (10, 11)
        assert CANARY.encode() not in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr


def test_every_file_of_the_store_is_for_its_owner_alone_and_the_release_for_everybody(warehouse):
    store = [warehouse / "store", *(warehouse / "store").rglob("*")]
    assert len(store) > 5
    for path in store:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path.relative_to(warehouse)
    for path in [warehouse / "release", *(warehouse / "release").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_every_number_of_zaken_in_a_file_is_a_released_number(warehouse, crawled):
    """Counts in the CSV files are multiples of five from ten on; what is hidden is one dash."""
    seen = 0
    for _, data in said(crawled[0]):
        text = data.decode("utf-8", errors="replace")
        if not text.startswith("\ufeff"):
            continue
        head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
        counts = [
            place
            for place, title in enumerate(head)
            if re.match(r"(Zaken|Leerlingen|Uitvoeringen|Overdrachten)( |$)", title)
            and "per" not in title
        ]
        for row in rows:
            if not row:
                break
            for place in counts:
                if row[place].isdecimal():
                    assert released(int(row[place])) == int(row[place])
                    seen += 1
                else:
                    assert row[place] in ("–", "")
    assert seen > 50
