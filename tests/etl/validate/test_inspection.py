"""Whole deliveries, written in the test, against receipts that were worked out by hand."""

import hashlib
import hmac
import random
import uuid
from datetime import date
from fractions import Fraction

import pytest

from etl.errors import Exit
from etl.validate.receipt import Besluit
from tests.etl.validate.deliveries import (
    csv_text,
    file_of,
    found,
    inspected,
    keten,
    noemer,
    receipt_of,
    stap,
    write,
    zaak,
    zaak_id,
)


def test_a_delivery_without_a_fault_loads_whole(tmp_path):
    write(tmp_path / "d", keten=[keten(1)], noemers=[noemer()])
    receipt = receipt_of(tmp_path / "d").as_json()
    informatie = receipt.pop("informatie")
    assert list(informatie) == ["herkenbaarheid", "pseudoniemen", "vergelijkbaarheid"]
    assert receipt == {
        "leverancier": "gemeente-x",
        "peildatum": "2026-08-01",
        "besluit": "aangenomen",
        "bestanden": [
            {"bestand": f"{name}.csv", "gelezen": 1, "geladen": 1, "apart": 0, "bevindingen": []}
            for name in ("zaken", "stappen", "keten", "noemers")
        ],
    }


def test_validated_tables_hold_what_the_case_store_takes(tmp_path):
    write(
        tmp_path / "d",
        zaken=[
            zaak(
                1,
                zaak_id=zaak_id(10).upper(),
                gemeentecode="34",
                leeftijdsgroep="",
                leeftijd="16",
                gekozen_route="R2+R1+R2",
                uitkomst="werk",
                uitkomstdatum="2025-10-01",
            )
        ],
        stappen=[stap(10, partij="school", einddatum="2025-09-20")],
    )
    with inspected(tmp_path / "d") as inspection:
        con = inspection.con
        [row] = con.execute(
            "select * exclude (zaak_sleutel, leerling_sleutel) from validated.zaken"
        ).fetchall()
        assert row == (
            *(1, "GM0034", date(2025, 9, 15), "16_uur", "vo", "16_17", "onbekend", "onbekend"),
            *(None, "R1+R2", "onbekend", "onbekend", None, "werk", date(2025, 10, 1)),
        )
        assert con.execute("from validated.stappen").fetchall() == [
            (1, 1, date(2025, 9, 15), date(2025, 9, 20), "school", None)
        ]
        assert con.execute("from validated.keten").fetchall() == []
        assert con.execute("from validated.noemers").fetchall() == []


def test_keys_are_an_hmac_under_a_key_per_supplier(tmp_path):
    write(tmp_path / "d", zaken=[zaak(1, zaak_id="AB" * 16)], stappen=[stap(1, zaak_id="ab" * 16)])
    key = hmac.new(b"geheim", b"gemeente-x", hashlib.sha256).digest()
    expected = hmac.new(key, b"ab" * 16, hashlib.sha256).hexdigest()[:32]
    with inspected(tmp_path / "d") as inspection:
        [(made,)] = inspection.con.execute("select zaak_sleutel from validated.zaken").fetchall()
    assert made == uuid.UUID(expected)


def test_a_key_is_of_the_pseudonym_as_it_was_written_but_for_capitals(tmp_path):
    ids = {
        "AB" * 16: "ab" * 16,
        "ABABABAB-ABAB-ABAB-ABAB-ABABABABABAB": "abababab-abab-abab-abab-abababababab",
        " " + "cd" * 32: "cd" * 32,
        "ef" * 8: "ef" * 8,
        "0000000" + "1" * 25: "0000000" + "1" * 25,
    }
    zaken = [zaak(1, zaak_id=written, leerling_id=written) for written in ids]
    write(tmp_path / "d", zaken=zaken, stappen=[stap(1, zaak_id=written) for written in ids])
    key = hmac.new(b"geheim", b"gemeente-x", hashlib.sha256).digest()
    expected = [
        uuid.UUID(hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32])
        for text in ids.values()
    ]
    with inspected(tmp_path / "d") as inspection:
        made = inspection.con.execute(
            "from validated.zaken select zaak_sleutel, leerling_sleutel order by zaak_nr"
        ).fetchall()
    assert made == [(one, one) for one in expected]


def test_a_row_set_aside_is_found_again_by_file_line_rule_and_column(tmp_path):
    write(
        tmp_path / "d",
        zaken=[zaak(1), zaak(2, verzuimtype="xyz", melddatum="2026-09-01"), zaak(3)],
        stappen=[stap(1), stap(1, stap="11")],
    )
    with inspected(tmp_path / "d", with_quality=True, max_apart=Fraction(1)) as inspection:
        receipt = inspection.receipt
        assert inspection.con.execute("from apart order by bestand, code").fetchall() == [
            ("stappen.csv", 3, "S203", "stap"),
            ("zaken.csv", 3, "Z204", "verzuimtype"),
            ("zaken.csv", 3, "Z303", "melddatum"),
        ]
        assert [row.code for row in inspection.quality if not row.gekeurd] == [
            "Z204",
            "Z303",
            "S203",
        ]
    zaken = file_of(receipt, "zaken.csv")
    assert (zaken.gelezen, zaken.geladen, zaken.apart) == (3, 2, 1)
    assert found(receipt, "zaken.csv") == [
        ("Z204", "verzuimtype", 1, (3,)),
        ("Z303", "melddatum", 1, (3,)),
    ]


@pytest.mark.parametrize(
    ("bad", "besluit"),
    [(1, Besluit.AANGENOMEN), (2, Besluit.GEWEIGERD)],
    ids=["exactly 5 % is accepted", "more is refused"],
)
def test_five_percent_of_the_rows_may_be_set_aside(tmp_path, bad, besluit):
    rows = [zaak(n, onderwijssoort="xyz" if n <= bad else "vo") for n in range(1, 21)]
    write(tmp_path / "d", zaken=rows, stappen=[stap(20)])
    receipt = receipt_of(tmp_path / "d", max_apart=Fraction(5, 100))
    assert receipt.besluit is besluit
    assert file_of(receipt, "zaken.csv").apart == bad
    assert file_of(receipt, "zaken.csv").gelezen == 20


def test_steps_that_only_follow_their_zaak_are_set_aside_but_dont_refuse(tmp_path):
    zaken = [zaak(n, onderwijssoort="xyz" if n == 1 else "vo") for n in range(1, 21)]
    write(
        tmp_path / "d",
        zaken=zaken,
        stappen=[stap(1), stap(1, stap="2"), stap(2)],
        keten=[keten(1), keten(2)],
    )
    receipt = receipt_of(tmp_path / "d", max_apart=Fraction(5, 100))
    assert receipt.besluit is Besluit.AANGENOMEN
    assert found(receipt, "stappen.csv") == [("S502", "zaak_id", 2, (2, 3))]
    assert found(receipt, "keten.csv") == [("K502", "zaak_id", 1, (2,))]


def test_steps_of_an_unknown_zaak_count(tmp_path):
    write(tmp_path / "d", stappen=[stap(1), stap(99)], keten=[keten(98)])
    receipt = receipt_of(tmp_path / "d", max_apart=Fraction(5, 100))
    assert receipt.besluit is Besluit.GEWEIGERD
    assert found(receipt, "stappen.csv") == [
        ("R102", None, 1, ()),
        ("S501", "zaak_id", 1, (3,)),
    ]
    assert file_of(receipt, "keten.csv").apart == 1


def test_a_zaak_that_occurs_twice_refuses_the_delivery(tmp_path):
    write(
        tmp_path / "d",
        zaken=[zaak(1, zaak_id="ab" * 8), zaak(1, zaak_id="AB" * 8)],
        stappen=[stap(1, zaak_id="ab" * 8)],
    )
    receipt = receipt_of(tmp_path / "d")
    assert receipt.besluit is Besluit.GEWEIGERD
    assert receipt.exit_code is Exit.REFUSED
    assert found(receipt, "zaken.csv") == [("Z501", "zaak_id", 2, (2, 3))]
    assert all(file.gelezen == file.geladen + file.apart for file in receipt.bestanden)


def test_a_double_zaak_counts_also_when_one_of_them_is_set_aside(tmp_path):
    write(tmp_path / "d", zaken=[zaak(1), zaak(1, verzuimtype="xyz")])
    receipt = receipt_of(tmp_path / "d")
    assert [code for code, *_ in found(receipt, "zaken.csv")] == ["Z501", "Z204"]
    assert file_of(receipt, "stappen.csv").apart == 0


def test_numbers_of_pupils_with_the_same_key_are_all_set_aside(tmp_path):
    write(tmp_path / "d", noemers=[noemer(), noemer(leerlingen="5"), noemer(onderwijssoort="po")])
    receipt = receipt_of(tmp_path / "d")
    assert found(receipt, "noemers.csv") == [("N501", "leerlingen", 2, (2, 3))]
    assert file_of(receipt, "noemers.csv").geladen == 1


def test_a_peildatum_after_today_refuses_the_delivery(tmp_path):
    write(tmp_path / "d")
    receipt = receipt_of(tmp_path / "d", today=date(2026, 7, 31))
    assert found(receipt, "levering.toml") == [("L003", None, 1, ())]
    assert receipt_of(tmp_path / "d", today=date(2026, 8, 1)).besluit is Besluit.AANGENOMEN


def test_a_missing_table_refuses_the_delivery(tmp_path):
    write(tmp_path / "d")
    (tmp_path / "d" / "stappen.csv").unlink()
    receipt = receipt_of(tmp_path / "d")
    assert receipt.besluit is Besluit.GEWEIGERD
    assert found(receipt, "levering.toml") == [("L002", None, 1, ())]


def test_other_files_are_passed_over_with_a_warning(tmp_path):
    write(tmp_path / "d")
    (tmp_path / "d" / "lees mij.txt").write_text("x")
    (tmp_path / "d" / ".verborgen").write_text("x")
    receipt = receipt_of(tmp_path / "d")
    assert receipt.besluit is Besluit.AANGENOMEN
    assert found(receipt, "levering.toml") == [("L005", None, 1, ())]


def test_tables_without_rows_are_accepted(tmp_path):
    header = "zaak_id,stap,startdatum,einddatum"
    for name, text in (("kop", header), ("regel", header + "\n"), ("bom", "\ufeff" + header)):
        write(tmp_path / name, stappen=text)
        receipt = receipt_of(tmp_path / name)
        assert receipt.besluit is Besluit.AANGENOMEN
        assert file_of(receipt, "stappen.csv").gelezen == 0


def test_warnings_are_counted_over_the_rows_that_load(tmp_path):
    closed = {"uitkomst": "werk", "uitkomstdatum": "2025-12-01"}
    write(
        tmp_path / "d",
        zaken=[
            zaak(1, verzuimtype="luxe", gekozen_route="R1", advies_route="R2"),
            zaak(2, leeftijdsgroep="4_11", gekozen_route="R2", advies_route="PV"),
            zaak(3, leeftijdsgroep="4_11", gekozen_route="R2", geslacht="man"),
            zaak(4, **closed),
        ],
        stappen=[
            stap(1, startdatum="2025-09-14", einddatum="2025-09-20"),
            stap(1, startdatum="2025-09-19", stap="2", resultaat="brief"),
            stap(4),
            stap(4, stap="9", startdatum="2025-12-02"),
        ],
        keten=[keten(1, verwijsdatum="2025-09-14")],
    )
    receipt = receipt_of(tmp_path / "d")
    assert found(receipt, "zaken.csv") == [
        ("Z207", "geslacht", 1, (4,)),
        ("Z402", "gekozen_route", 1, (2,)),
        ("Z403", "gekozen_route", 1, (3,)),
        ("Z405", "advies_route", 1, (3,)),
        ("Z406", "advies_route", 1, (2,)),
    ]
    assert found(receipt, "stappen.csv") == [
        ("S401", "resultaat", 1, (3,)),
        ("S601", "startdatum", 1, (2,)),
        ("S602", "startdatum", 1, (3,)),
        ("S603", "einddatum", 1, (4,)),
    ]
    assert found(receipt, "keten.csv") == [("K601", "verwijsdatum", 1, (2,))]


def test_many_dates_on_the_first_day_are_a_warning(tmp_path):
    january = [zaak(n, melddatum="2026-01-01") for n in range(1, 21)]
    march = [zaak(n, melddatum="2026-03-01") for n in range(21, 41)]
    write(tmp_path / "d", zaken=january + march)
    receipt = receipt_of(tmp_path / "d")
    assert found(receipt, "zaken.csv") == [
        ("D601", "melddatum", 20, tuple(range(2, 22))),
        ("D602", "melddatum", 20, tuple(range(22, 42))),
    ]
    write(tmp_path / "few", zaken=january[1:] + march[1:])
    assert found(receipt_of(tmp_path / "few"), "zaken.csv") == []


def test_lists_a_hundred_lines_and_counts_all(tmp_path):
    write(tmp_path / "d", zaken=[zaak(n, geslacht="man") for n in range(1, 151)])
    [(code, _, count, lines)] = found(receipt_of(tmp_path / "d"), "zaken.csv")
    assert (code, count, len(lines), lines[-1]) == ("Z207", 150, 100, 101)


def test_a_missing_needed_column_is_said_once_not_per_row(tmp_path):
    rows = [{key: cell for key, cell in zaak(1).items() if key != "onderwijssoort"}]
    write(tmp_path / "d", zaken=rows)
    receipt = receipt_of(tmp_path / "d")
    assert found(receipt, "zaken.csv") == [("H104", "onderwijssoort", 1, (1,))]
    assert file_of(receipt, "zaken.csv").geladen == 1


def test_steps_follow_a_zaak_whose_line_could_not_be_read(tmp_path):
    rows = [zaak(n) for n in range(1, 21)]
    text = csv_text(rows).replace(f"{zaak_id(7)},", f"{zaak_id(7)},,")
    write(tmp_path / "d", zaken=text, stappen=[stap(7), stap(8)])
    receipt = receipt_of(tmp_path / "d", max_apart=Fraction(5, 100))
    assert receipt.besluit is Besluit.AANGENOMEN
    assert found(receipt, "zaken.csv") == [("R101", None, 1, (8,))]
    assert found(receipt, "stappen.csv") == [("S502", "zaak_id", 1, (2,))]


def test_a_line_with_an_empty_field_too_many_is_set_aside(tmp_path):
    rows = [zaak(n) for n in range(1, 21)]
    text = csv_text(rows).replace(
        "GM0363,2025-09-15,16_uur,vo,12_15\n", "GM0363,2025-09-15,16_uur,vo,12_15,\n", 1
    )
    write(tmp_path / "d", zaken=text, stappen=[stap(1), stap(2)])
    with inspected(tmp_path / "d") as inspection:
        assert found(inspection.receipt, "zaken.csv") == [("R101", None, 1, (2,))]
        assert found(inspection.receipt, "stappen.csv") == [("S502", "zaak_id", 1, (2,))]
        assert inspection.con.execute("from apart where bestand = 'zaken.csv'").fetchall() == [
            ("zaken.csv", 2, "R101", None)
        ]


CELLS = ("", "x", "vo", "2025-09-15", "2099-01-01", "R1+GEEN", "7", '"a', '"b"', '"c\nd"')


@pytest.mark.parametrize("seed", range(25))
def test_rows_read_are_rows_loaded_plus_rows_set_aside(tmp_path, seed):
    draw = random.Random(seed)

    def text(good: dict[str, str]) -> str:
        rows = [draw.choices(CELLS, k=draw.randrange(1, 9)) for _ in range(draw.randrange(7))]
        return csv_text([good]) + "".join(",".join(cells) + "\n" for cells in rows)

    write(tmp_path / "d", zaken=text(zaak(1)), stappen=text(stap(1)))
    # a peildatum in the future is refused, so that Great Expectations is not asked each time
    with inspected(tmp_path / "d", today=date(2020, 1, 1)) as inspection:
        apart = dict(
            inspection.con.execute(
                "select bestand, count(distinct regel) from apart group by bestand"
            ).fetchall()
        )
        for file in inspection.receipt.bestanden:
            assert file.gelezen == file.geladen + file.apart
            assert file.apart == apart.get(file.bestand, 0)


def test_a_line_with_one_empty_field_too_many_is_set_aside_and_the_rest_is_judged(tmp_path):
    text = csv_text([zaak(1), zaak(2)])
    write(tmp_path / "d", zaken=text.removesuffix("\n") + ",\n", stappen=[stap(1)])
    receipt = receipt_of(tmp_path / "d")
    assert found(receipt, "zaken.csv") == [("R101", None, 1, (3,))]
    assert file_of(receipt, "zaken.csv").geladen == 1
