"""Columns that a profile leaves out hold no personal data either, or the delivery is refused."""

import json
from pathlib import Path

import pytest

from etl.validate.receipt import Besluit, Receipt, receipt_html
from tests.corpus.reader import Case, filled_in
from tests.etl.validate.deliveries import inspected

CANARY = "Kanarie"

LOG = """
naam = "eigen"
titel = "eigen"
[lezen]
datums = "%Y-%m-%d"
[gebeurtenissen]
bestand = "log"
zaak_id = "case"
activiteit = "activity"
tijdstip = "time"
einde = "zelfde dag"
melding = ["Gemeld"]
weglaten = ["wie", "wanneer"]
[gebeurtenissen.stappen]
"Gesprek" = 5
[zaken.kolommen]
leerling_id = "pupil"
[zaken.vast]
gemeentecode = "GM0363"
verzuimtype = "lrv"
onderwijssoort = "vo"
leeftijdsgroep = "12_15"
"""


def receipt_of(path: Path) -> Receipt:
    with inspected(path, with_quality=False) as inspection:
        return inspection.receipt


def left_out(tmp_path: Path, name: str, cells: list[str]) -> list[tuple[str, str | None, int]]:
    """Return what is found in a column that is left out, of one good zaak per cell."""
    tmp_path.mkdir(exist_ok=True)
    given = filled_in({"weggelaten": {"kolom": name, "cellen": cells}})
    [zaken, _] = receipt_of(Case("x", "x", given).write(tmp_path / "d")).bestanden
    return [(one.code, one.column_shown, one.aantal) for one in zaken.bevindingen]


def test_free_text_is_refused_and_codes_of_several_words_are_not(tmp_path):
    text = [f"Gesprek {n} gevoerd met de leerling, zij kwam te laat" for n in range(1, 22)]
    assert left_out(tmp_path / "text", "Extra", text) == [("I107", "extra", 21)]
    codes = [f"Afgehandeld na overleg in de kamer {'ABC'[n % 3]}" for n in range(21)]
    assert left_out(tmp_path / "codes", "Extra", codes) == []


def test_four_digits_of_a_postcode_are_refused_and_a_counter_is_not(tmp_path):
    postcodes = [str(1011 + n % 20) for n in range(30)]
    assert left_out(tmp_path / "pc4", "Gebied", postcodes) == [("I105", "gebied", 30)]
    assert left_out(tmp_path / "counter", "Volgnummer", [str(1011 + n) for n in range(30)]) == []


def test_names_refuse_from_one_percent_there_too(tmp_path):
    cells = ["Kanarie van Vogelzang"] + ["West"] * 99
    assert left_out(tmp_path / "one", "Wie", cells) == []
    assert left_out(tmp_path / "more", "Wie", cells[:99]) == [("I106", "wie", 1)]


def test_the_name_of_a_column_that_is_left_out_is_not_taken_for_one_of_ours(tmp_path):
    given = filled_in({"weggelaten": {"kolom": "Geslacht", "cellen": ["jan@voorbeeld.nl"]}})
    given["profiel"] += 'geslacht = "M/V"\n'
    header, row = given["bestanden"]["zaken.csv"].splitlines()
    given["bestanden"]["zaken.csv"] = f"{header},M/V\n{row},v\n"
    [zaken, _] = receipt_of(Case("x", "x", given).write(tmp_path / "d")).bestanden
    [found] = zaken.bevindingen
    assert (found.code, found.column_shown) == ("I102", "geslacht")


@pytest.mark.parametrize(
    ("who", "when", "code", "column"),
    [
        (CANARY + " Vogelzang", "2025-10-01", "I106", "wie"),
        ("kanarie@voorbeeld.nl", "2025-10-01", "I102", "wie"),
        ("West", "2010-03-15", "I108", "wanneer"),
    ],
)
def test_what_stands_with_the_events_of_a_log_is_looked_at(tmp_path, who, when, code, column):
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "profiel.toml").write_text(LOG, encoding="utf-8")
    (folder / "levering.toml").write_text(
        'leverancier = "x"\npeildatum = 2026-08-01\n', encoding="utf-8"
    )
    lines = [
        f"a{n:015},{activity},2025-09-15,b{n:015},{who},{when}"
        for n in range(1, 21)
        for activity in ("Gemeld", "Gesprek")
    ]
    (folder / "log.csv").write_text(
        "\n".join(["case,activity,time,pupil,Wie,Wanneer", *lines]), encoding="utf-8"
    )
    receipt = receipt_of(folder)
    assert receipt.besluit is Besluit.GEWEIGERD
    found, *_ = receipt.bestanden[0].bevindingen
    assert (found.code, found.column_shown) == (code, column)
    assert "bij de bron" in found.advice
    assert CANARY.lower() not in (json.dumps(receipt.as_json()) + receipt_html(receipt)).lower()


def test_nothing_of_what_is_left_out_stays_after_judging(tmp_path):
    given = filled_in({"weggelaten": {"kolom": "Team", "cellen": [CANARY]}})
    path = Case("x", "x", given).write(tmp_path / "d")
    with inspected(path, with_quality=False) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        tables = inspection.con.execute(
            "from duckdb_columns() select table_name where column_name = 'team'"
        ).fetchall()
    assert tables == []
