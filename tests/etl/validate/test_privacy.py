"""What gives a person away refuses the delivery, and is never repeated."""

import json
import random
from io import StringIO
from uuid import UUID

import pytest
from rich.console import Console

from etl.errors import MasError
from etl.validate.receipt import Besluit, receipt_html, receipt_table
from tests.etl.validate.deliveries import file_of, found, receipt_of, stap, write, zaak

CANARY = "Kanarie Vogelzang"


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("bsn", "H101"),
        ("BSN_leerling", "H101"),
        ("naam", "H101"),
        ("Geboortedatum", "H101"),
        ("e-mail", "H101"),
        ("telefoon_ouder", "H101"),
        ("postcode", "H101"),
        ("motivering", "H102"),
        ("Opmerkingen", "H102"),
        ("kleur", "H103"),
        ("school", "H103"),
    ],
)
def test_a_column_outside_the_agreement_refuses_by_its_name(tmp_path, column, code):
    write(tmp_path / "d", zaken=[{**zaak(1), column: CANARY}])
    receipt = receipt_of(tmp_path / "d")
    assert receipt.besluit is Besluit.GEWEIGERD
    assert found(receipt, "zaken.csv") == [(code, column.lower(), 1, (1,))]


def test_free_text_is_answered_with_what_to_deliver_instead(tmp_path):
    write(tmp_path / "d", zaken=[{**zaak(1), "motivering": CANARY}])
    [finding] = receipt_of(tmp_path / "d").bestanden[0].bevindingen
    assert "gemotiveerd" in finding.advice


def test_a_column_that_stands_twice_refuses(tmp_path):
    write(tmp_path / "d", stappen="zaak_id,stap,startdatum,einddatum,Stap \n")
    assert found(receipt_of(tmp_path / "d"), "stappen.csv") == [("H105", "stap", 1, (1,))]


def test_a_first_row_of_data_is_not_taken_for_names_that_may_be_shown(tmp_path):
    write(tmp_path / "d", stappen=f"{CANARY},2025-01-01\n{CANARY},2025-01-01\n")
    receipt = receipt_of(tmp_path / "d")
    assert [code for code, *_ in found(receipt, "stappen.csv")][0] == "H107"
    assert CANARY.lower() not in json.dumps(receipt.as_json()).lower()


@pytest.mark.parametrize(
    "name",
    [
        *("kanarie 111222333", "kanarie 15-03-2010", "kanarie 2010-03-15", "kanarie 06 12345678"),
        *("kanarie 1234 ab", "kanarie 123456"),
    ],
)
def test_a_column_that_is_named_after_somebody_is_told_by_its_place(tmp_path, name):
    write(tmp_path / "d", stappen=f"zaak_id,stap,startdatum,einddatum,{name}\n")
    assert found(receipt_of(tmp_path / "d"), "stappen.csv") == [("H103", "kolom 5", 1, (1,))]


def bsn(number: int) -> str:
    """Return a number of nine digits that passes the elfproef."""
    while True:
        digits = [int(digit) for digit in f"{number:08}"]
        last = (
            sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        )
        if last < 10:
            return f"{number:08}{last}"
        number += 1


def test_the_elfproef_of_the_test_is_that_of_known_numbers():
    assert (bsn(11122233), bsn(12345678)) == ("111222333", "123456782")


@pytest.mark.parametrize(
    "written",
    [
        str,
        lambda number: number.zfill(16),
        lambda number: str(UUID(number.zfill(32))),
        lambda number: str(UUID(number.ljust(32, "0"))),
        lambda number: number.ljust(16, "0"),
        lambda number: number.rjust(16, "f"),
        lambda number: number.ljust(32, "F"),
        lambda number: number.rjust(20, "0").ljust(32, "0"),
        lambda number: number * 2,
        lambda number: str(UUID((number * 4)[:32])),
        lambda number: f"{int(number):016x}",
        lambda number: str(UUID(int=int(number))),
    ],
    ids=[
        *("as it is", "zeros before", "a UUID", "a UUID from the left", "zeros behind", "f before"),
        *("F behind", "zeros around", "twice", "over and over", "hex", "hex as a UUID"),
    ],
)
def test_a_column_of_bsns_refuses(tmp_path, written):
    numbers = [written(bsn(10_000_000 + 1_234 * n)) for n in range(1, 41)]
    write(tmp_path / "d", zaken=[zaak(n, leerling_id=value) for n, value in enumerate(numbers, 1)])
    codes = [code for code, *_ in found(receipt_of(tmp_path / "d"), "zaken.csv")]
    assert codes[0] == "I101"


@pytest.mark.parametrize(
    "drawn",
    [
        lambda draw: f"{draw.getrandbits(64):016x}",
        lambda draw: f"{draw.getrandbits(128):032x}",
        lambda draw: str(UUID(int=draw.getrandbits(128), version=4)),
        lambda draw: f"{draw.randrange(10**8, 10**9):032x}",
        lambda draw: str(UUID(f"{draw.randrange(10**8, 10**9):032}")),
    ],
    ids=["16 hex", "32 hex", "UUID", "short random in hex", "short random in a UUID"],
)
def test_random_pseudonyms_are_no_bsns(tmp_path, drawn):
    draw = random.Random(2)
    write(tmp_path / "d", zaken=[zaak(n, leerling_id=drawn(draw)) for n in range(1, 1001)])
    codes = [code for code, *_ in found(receipt_of(tmp_path / "d"), "zaken.csv")]
    assert "I101" not in codes


def test_random_numbers_and_counters_are_no_bsns(tmp_path):
    draw = random.Random(1)
    rows = [
        zaak(n, leerling_id=f"{n:016}", geslacht=str(draw.randrange(10**8, 10**9)))
        for n in range(1, 101)
    ]
    write(tmp_path / "d", zaken=rows)
    codes = [code for code, *_ in found(receipt_of(tmp_path / "d"), "zaken.csv")]
    assert "I101" not in codes


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("jan@voorbeeld.nl", "I102"),
        ("06-12345678", "I103"),
        ("+31612345678", "I103"),
        ("1234 AB", "I104"),
    ],
)
def test_one_cell_can_be_proof_enough(tmp_path, value, code):
    write(tmp_path / "d", zaken=[zaak(n) for n in range(1, 50)] + [zaak(50, geslacht=value)])
    assert found(receipt_of(tmp_path / "d"), "zaken.csv")[0][:3] == (code, "geslacht", 1)


def test_names_refuse_from_one_percent(tmp_path):
    rows = [zaak(n, geslacht="Jan van der Berg" if n == 1 else "m") for n in range(1, 101)]
    write(tmp_path / "one", zaken=rows)
    assert [code for code, *_ in found(receipt_of(tmp_path / "one"), "zaken.csv")] == ["Z207"]
    write(tmp_path / "two", zaken=rows[:99])
    assert found(receipt_of(tmp_path / "two"), "zaken.csv")[0][0] == "I106"


def test_many_different_values_in_a_column_of_codes_are_free_text(tmp_path):
    rows = [zaak(n, motivering_categorie=f"tekst nummer {n}") for n in range(1, 22)]
    write(tmp_path / "d", zaken=rows)
    assert found(receipt_of(tmp_path / "d"), "zaken.csv")[0][:2] == ("I107", "motivering_categorie")
    write(tmp_path / "few", zaken=rows[:20])
    assert found(receipt_of(tmp_path / "few"), "zaken.csv")[0][0] == "Z215"


def test_four_digits_of_a_postcode_refuse_but_not_as_gemeentecode(tmp_path):
    rows = [zaak(n, geslacht=str(1000 + n)) for n in range(1, 31)]
    write(tmp_path / "d", zaken=rows)
    assert found(receipt_of(tmp_path / "d"), "zaken.csv")[0][0] == "I105"
    rows = [zaak(n, gemeentecode=str(3000 + n)) for n in range(1, 31)]
    write(tmp_path / "gemeente", zaken=rows)
    assert [code for code, *_ in found(receipt_of(tmp_path / "gemeente"), "zaken.csv")] == ["Z203"]


@pytest.mark.parametrize("count", [20, 19])
def test_birth_dates_in_a_date_column_refuse_from_twenty(tmp_path, count):
    steps = [stap(1, startdatum="2012-05-04") for _ in range(count)]
    write(tmp_path / "d", stappen=steps)
    codes = [code for code, *_ in found(receipt_of(tmp_path / "d"), "stappen.csv")]
    assert ("I108" in codes) is (count == 20)


TABLES = {"zaken": zaak(1), "stappen": stap(1)}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, row in TABLES.items() for column in row]
)
def test_no_cell_is_ever_repeated(tmp_path, table, column):
    write(tmp_path / "d", **{table: [{**TABLES[table], column: CANARY}]})
    receipt = receipt_of(tmp_path / "d")
    console = Console(record=True, width=300, file=StringIO())
    receipt_table(receipt, console)
    told = json.dumps(receipt.as_json()) + receipt_html(receipt) + console.export_text()
    assert CANARY.split()[0].lower() not in told.lower()


@pytest.mark.parametrize(
    "text",
    [
        f'zaak_id,stap,startdatum,einddatum\n"{CANARY}"x,1,2025-01-01,\n1,"2,3,4\n',
        f"zaak_id,stap,startdatum,einddatum\n{CANARY}\n{CANARY},1,2,3,4,5\n",
        f"zaak_id,stap,startdatum,einddatum\n{CANARY}\0,1,2,3\n",
    ],
)
def test_a_broken_file_is_refused_without_repeating_it(tmp_path, text):
    write(tmp_path / "d", stappen=text)
    try:
        told = json.dumps(receipt_of(tmp_path / "d").as_json())
    except MasError as error:
        told = f"{error!r} {error.__cause__!r} {error.__suppress_context__}"
    assert CANARY not in told


def test_many_unknown_columns_are_one_finding_that_names_the_first_five(tmp_path):
    many = {f"vraag {n}": "" for n in range(1, 3001)}
    write(tmp_path / "d", stappen=[stap(1, **many)])
    receipt = receipt_of(tmp_path / "d")
    [finding] = file_of(receipt, "stappen.csv").bevindingen
    assert (finding.code, finding.aantal, finding.regels) == ("H103", 3000, (1,))
    assert finding.column_shown == "vraag 1, vraag 2, vraag 3, vraag 4, vraag 5 en nog 2.995"
    told = receipt.as_json()["bestanden"][-1]["bevindingen"][0]
    assert told["kolom"] is None
    assert told["kolommen"] == ["vraag 1", "vraag 2", "vraag 3", "vraag 4", "vraag 5"]


def test_of_many_columns_a_name_that_may_be_somebody_is_told_by_its_place(tmp_path):
    many = {f"0612345{n:03}": "" for n in range(100, 110)}
    write(tmp_path / "d", stappen=[stap(1, **many)])
    [finding] = file_of(receipt_of(tmp_path / "d"), "stappen.csv").bevindingen
    assert finding.column_shown == "kolom 5, kolom 6, kolom 7, kolom 8, kolom 9 en nog 5"
