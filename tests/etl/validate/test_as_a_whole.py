"""A delivery looked at as a whole: beside the previous one, at its pseudonyms, at its registration.

Every number is worked out by hand from the rows that the test writes.
"""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from etl.ingest.delivery import open_delivery
from etl.settings import Settings
from etl.store import Store
from etl.validate.inspection import inspect
from etl.validate.previous import Previous
from etl.validate.receipt import Receipt, receipt_html, receipt_table
from tests.etl.validate.deliveries import TODAY, Row, found, receipt_of, stap, write, zaak

SECRET = b"geheim"


def pupil(number: int) -> str:
    return f"00000000-0000-4000-9000-{number:012x}"


def receipt_after(
    folder: Path,
    zaken: list[Row],
    *,
    before: list[Row],
    stappen: list[Row] | None = None,
    stappen_before: list[Row] | None = None,
    kept_from: date | None = None,
) -> Receipt:
    """Return the receipt of a delivery whose supplier delivered `before` the previous time."""
    store = Store(folder / "store", Settings())
    old = write(folder / "old", zaken=before, stappen=stappen_before or [stap(1)])
    new = write(folder / "new", zaken=zaken, stappen=stappen or [stap(1)])
    previous = store.folder / "leveringen" / "1"
    with store.locked():
        for path in (old, new):
            with (
                open_delivery(
                    path, leverancier=None, peildatum=None, workdir=store.workdir()
                ) as delivery,
                inspect(
                    delivery,
                    secret=SECRET,
                    today=TODAY,
                    max_apart=1,
                    previous=None if path is old else Previous(previous, kept_from),
                ) as inspection,
            ):
                if path is old:
                    store.write_delivery(1, inspection.con, receipt=inspection.receipt.as_json())
                receipt = inspection.receipt
    return receipt


def told(receipt: Receipt, section: str) -> dict:
    return receipt.as_json()["informatie"][section]


def zaken(numbers, **cells: str) -> list[Row]:
    """Return a zaak of its own pupil on a day of its own for each number."""
    return [
        zaak(
            number,
            **{
                "leerling_id": pupil(number),
                "melddatum": str(date(2025, 9, 1) + timedelta(days=number)),
                **cells,
            },
        )
        for number in numbers
    ]


def warnings(receipt: Receipt, bestand: str = "zaken.csv") -> list[tuple[str, str | None, int]]:
    return [(code, column, count) for code, column, count, _ in found(receipt, bestand)]


def test_cases_gone_and_new_are_counted(tmp_path):
    receipt = receipt_after(tmp_path, zaken(range(2, 12)), before=zaken(range(1, 11)))
    section = told(receipt, "vergelijking")
    assert section["zaken"] == {"vorige": 10, "nu": 10}
    assert (section["zaken_nieuw"], section["zaken_verdwenen"]) == (1, 1)
    assert section["leerlingen"] == {"vorige": 10, "nu": 10}
    assert section["zaken_2025-2026"] == {"vorige": 10, "nu": 10}


def test_more_than_one_in_twenty_open_cases_missing_warns(tmp_path):
    before = zaken(range(1, 41))
    just_enough = receipt_after(tmp_path / "a", zaken(range(3, 41)), before=before)
    too_few = receipt_after(tmp_path / "b", zaken(range(4, 41)), before=before)
    assert warnings(just_enough) == []
    assert warnings(too_few) == [("V101", "zaak_id", 3)]


def test_an_open_case_that_is_closed_now_is_not_missing(tmp_path):
    closed = zaken(range(1, 11), uitkomst="werk", uitkomstdatum="2026-03-02")
    assert warnings(receipt_after(tmp_path, closed, before=zaken(range(1, 11)))) == []


def test_other_pseudonyms_than_last_time_are_a_changed_key(tmp_path):
    others = [one | {"leerling_id": pupil(500 + n)} for n, one in enumerate(zaken(range(1, 11)))]
    receipt = receipt_after(tmp_path, others, before=zaken(range(1, 11)))
    assert warnings(receipt) == [("V102", "leerling_id", 10)]
    assert "Sleutel gewisseld" in receipt.bestanden[0].bevindingen[0].title


def test_half_of_the_pseudonyms_is_enough_and_under_another_key_no_case_is_missed(tmp_path):
    half = receipt_after(tmp_path / "a", zaken(range(6, 16)), before=zaken(range(1, 11)))
    none = receipt_after(tmp_path / "b", zaken(range(21, 31)), before=zaken(range(1, 11)))
    assert warnings(half) == [("V101", "zaak_id", 5)]
    assert warnings(none) == [("V102", "zaak_id", 10), ("V102", "leerling_id", 10)]


def test_a_code_that_was_never_used_is_told_with_its_lines(tmp_path):
    before = zaken(range(1, 26), gekozen_route="R1+R2")
    now = [*zaken(range(1, 25), gekozen_route="R2"), *zaken([25], gekozen_route="R1+R3")]
    receipt = receipt_after(tmp_path, now, before=before)
    assert found(receipt, "zaken.csv") == [("V103", "gekozen_route", 1, (26,))]


def test_a_column_that_fell_empty_is_told(tmp_path):
    steps = [stap(number, partij="school") for number in range(1, 26)]
    receipt = receipt_after(
        tmp_path,
        zaken(range(1, 26)),
        before=zaken(range(1, 26), geslacht="v"),
        stappen=[stap(number, partij="") for number in range(1, 26)],
        stappen_before=steps,
    )
    assert warnings(receipt) == [("V104", "geslacht", 25)]
    assert ("V104", "partij", 25) in warnings(receipt, "stappen.csv")


def test_a_school_year_that_shrank_after_it_was_over_is_told(tmp_path):
    closed = {"uitkomst": "werk", "uitkomstdatum": "2026-03-02"}
    receipt = receipt_after(
        tmp_path, zaken(range(1, 61), **closed), before=zaken(range(1, 101), **closed)
    )
    assert ("V106", "melddatum", 40) in warnings(receipt)


def test_a_year_far_off_the_year_before_is_told(tmp_path):
    # the peildatum is 2026-08-01; the export goes back two years
    last = [zaak(n, melddatum="2025-09-15", leerling_id=pupil(n % 90)) for n in range(1, 61)]
    first = [zaak(n, melddatum="2024-08-15", leerling_id=pupil(n % 90)) for n in range(61, 161)]
    write(tmp_path / "d", zaken=[*last, *first])
    assert ("V105", "melddatum", 60) in warnings(receipt_of(tmp_path / "d"))


def test_a_pseudonym_per_case_is_told_from_fifty_cases(tmp_path):
    write(tmp_path / "few", zaken=zaken(range(1, 50)))
    write(
        tmp_path / "many",
        zaken=[
            zaak(n, leerling_id=pupil(n), melddatum=f"2026-0{n % 6 + 1}-1{n % 9}")
            for n in range(1, 51)
        ],
    )
    assert "P101" not in {code for code, _, _ in warnings(receipt_of(tmp_path / "few"))}
    assert ("P101", "leerling_id", 50) in warnings(receipt_of(tmp_path / "many"))


@pytest.mark.parametrize(("pupils", "is_told"), [(20, False), (19, True)])
def test_more_than_three_zaken_a_pupil_is_told(tmp_path, pupils, is_told):
    rows = [
        zaak(n, leerling_id=pupil(n % pupils), melddatum=f"2026-0{n % 6 + 1}-1{n % 9}")
        for n in range(60)
    ]
    write(tmp_path / "d", zaken=rows)
    assert (("P103", "leerling_id", 60) in warnings(receipt_of(tmp_path / "d"))) == is_told


def two_each(first: dict[str, str], second: dict[str, str], *, pupils: int = 25) -> list[Row]:
    """Return two zaken for each pupil, the first in September 2024, the second a year later."""
    one = zaken(range(pupils), melddatum="2024-09-10", **first)
    other = zaken(range(pupils), melddatum="2025-09-12", **second)
    return [*one, *(row | {"zaak_id": pupil(n)} for n, row in enumerate(other))]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({"geslacht": "m"}, {"geslacht": "v"}, "P104"),
        ({"geslacht": "m"}, {"geslacht": "m"}, None),
        ({"geslacht": "m"}, {"geslacht": "onbekend"}, None),
        ({"geslacht": "m"}, {"geslacht": "x"}, None),
        ({"leeftijd": "12"}, {"leeftijd": "13"}, None),
        ({"leeftijd": "12"}, {"leeftijd": "14"}, None),  # birthday on 11 September
        ({"leeftijd": "12"}, {"leeftijd": "12"}, "P105"),  # a year and two days later
        ({"leeftijd": "12"}, {"leeftijd": "15"}, "P105"),
        ({"leeftijdsgroep": "4_11"}, {"leeftijdsgroep": "12_15"}, None),
        ({"leeftijdsgroep": "4_11"}, {"leeftijdsgroep": "16_17"}, "P105"),
        ({"leeftijdsgroep": "12_15"}, {"leeftijdsgroep": "4_11"}, "P105"),
    ],
)
def test_a_pupil_keeps_its_sex_and_grows_a_year_older_each_year(tmp_path, first, second, code):
    if "leeftijd" in first:
        first, second = ({"leeftijdsgroep": "", **cells} for cells in (first, second))
    write(tmp_path / "d", zaken=two_each(first, second))
    codes = [found for found, _, count in warnings(receipt_of(tmp_path / "d")) if count == 50]
    assert [found for found in codes if found in ("P104", "P105")] == ([code] if code else [])


def test_a_handful_of_corrections_is_no_other_pupil(tmp_path):
    # one pupil of four zaken, whose sex was put right in the first
    rows = [*two_each({"geslacht": "m"}, {"geslacht": "m"}), *two_each({}, {}, pupils=4)]
    few = [row | {"zaak_id": pupil(900 + n)} for n, row in enumerate(rows)]
    few[0] = few[0] | {"geslacht": "v"}
    write(tmp_path / "d", zaken=few)
    assert "P104" not in {code for code, _, _ in warnings(receipt_of(tmp_path / "d"))}


def test_the_previous_delivery_is_looked_at_for_the_same_pupil(tmp_path):
    before = zaken(range(1, 31), geslacht="m")
    receipt = receipt_after(tmp_path, zaken(range(1, 31), geslacht="v"), before=before)
    assert ("P104", "geslacht", 30) in warnings(receipt)
    where = [lines for code, _, _, lines in found(receipt, "zaken.csv") if code == "P104"]
    assert where == [tuple(range(2, 32))]


def test_what_is_no_longer_kept_is_not_new_when_it_is_delivered_again(tmp_path):
    # zaken 1 to 30 ended before the first day that is kept: last time they were let go
    old = {"uitkomst": "werk", "uitkomstdatum": "2025-12-01", "gekozen_route": "R3"}
    young = zaken(range(31, 61), gekozen_route="R1")
    now = [*zaken(range(1, 31), **old), *young]
    receipt = receipt_after(tmp_path, now, before=young, kept_from=date(2026, 8, 1))
    section = told(receipt, "vergelijking")
    assert section["zaken"] == {"vorige": 30, "nu": 30}
    assert (section["zaken_nieuw"], section["zaken_gebleven"]) == (0, 30)
    assert "V103" not in {code for code, _, _ in warnings(receipt)}


def test_the_same_report_under_two_pseudonyms_is_told_beyond_chance(tmp_path):
    once = zaken(range(1, 11))
    again = [
        one | {"zaak_id": pupil(n), "leerling_id": pupil(90 + n)} for n, one in enumerate(once)
    ]
    write(tmp_path / "twice", zaken=[*once, *again])
    receipt = receipt_of(tmp_path / "twice")
    assert warnings(receipt) == [("P102", "leerling_id", 20)]
    assert told(receipt, "pseudoniemen")["gelijke_meldingen"] == 1.0
    # every day as many alike: that is a large gemeente, not a mistake
    daily = [
        zaak(10 * day + one, melddatum=f"2026-03-{day:02}", leerling_id=pupil(10 * day + one))
        for day in range(1, 29)
        for one in (1, 2)
    ]
    write(tmp_path / "often", zaken=[zaak(999, leerling_id=pupil(11)), *daily])
    receipt = receipt_of(tmp_path / "often")
    section = told(receipt, "pseudoniemen")
    assert section["gelijke_meldingen"] == pytest.approx(56 / 57, abs=1e-4)
    assert section["gelijke_meldingen_toeval"] == pytest.approx(42 / 57, abs=1e-4)


def test_how_recognisable_pupils_are_is_told(tmp_path):
    # pupil 1 alone in po; pupils 2 and 3 in vo with one route; 4 to 9 in mbo with two
    rows = [
        zaak(1, leerling_id=pupil(1), onderwijssoort="po"),
        *(zaak(n, leerling_id=pupil(n), gekozen_route="R1") for n in (2, 3)),
        *(zaak(n, leerling_id=pupil(n), onderwijssoort="mbo") for n in range(4, 9)),
        zaak(9, leerling_id=pupil(9), onderwijssoort="mbo", gekozen_route="R4"),
    ]
    write(tmp_path / "d", zaken=rows)
    section = told(receipt_of(tmp_path / "d"), "herkenbaarheid")
    assert section["uniek"] == pytest.approx(1 / 9, abs=1e-4)
    assert section["in_klasse_onder_5"] == pytest.approx(3 / 9, abs=1e-4)
    assert section["homogeen"] == pytest.approx(2 / 9, abs=1e-4)
    assert "Meer dan 5%" in section["uitleg"][1]


def test_ages_in_years_are_looked_at_as_delivered(tmp_path):
    rows = [
        zaak(n, leerling_id=pupil(n), leeftijdsgroep="", leeftijd="12" if n < 6 else "13")
        for n in range(1, 7)
    ]
    write(tmp_path / "d", zaken=rows)
    section = told(receipt_of(tmp_path / "d"), "herkenbaarheid")
    assert section["uniek"] == 0
    assert section["uniek_zoals_geleverd"] == pytest.approx(1 / 6, abs=1e-4)
    assert "leeftijdsgroep in plaats van leeftijd" in section["uitleg"][1]


def test_comparability_is_four_questions(tmp_path):
    # 50 zaken of 25 pupils, steps 1 and 2 only, three of four steps ended, all on the first
    rows = [
        zaak(
            n,
            leerling_id=pupil(n % 25),
            melddatum="2025-10-01",
            uitkomst="werk",
            uitkomstdatum="2025-12-10",
        )
        for n in range(50)
    ]
    steps = [
        stap(
            n,
            stap=str(step),
            startdatum="2025-11-01",
            einddatum="" if step == 2 and n % 2 else "2025-11-20",
        )
        for n in range(50)
        for step in (1, 2)
    ]
    write(tmp_path / "d", zaken=rows, stappen=steps)
    section = told(receipt_of(tmp_path / "d"), "vergelijkbaarheid")
    assert (section["score"], section["van"]) == (1, 4)
    assert (section["stap_1"], section["stap_2"], section["stap_3"]) == (1.0, 1.0, 0.0)
    assert section["einddatum"] == 0.75
    assert section["eerste_van_de_maand"] == 1.0
    assert (section["zaken_per_leerling"], section["stappen_per_zaak"]) == (2.0, 2.0)


def test_the_receipt_shows_it_all_as_a_table_and_as_a_page(tmp_path):
    receipt = receipt_after(tmp_path, zaken(range(1, 11)), before=zaken(range(1, 12)))
    console = Console(file=StringIO(), width=120)
    receipt_table(receipt, console)
    for text in (console.file.getvalue(), receipt_html(receipt)):
        for title in ("Vergeleken met de vorige levering", "Hoe herkenbaar", "Pseudoniemen"):
            assert title in text
    assert '<td class="getal">11</td><td class="getal">10</td>' in receipt_html(receipt)


def test_the_table_says_what_a_finding_means_as_the_page_does(tmp_path):
    write(tmp_path / "d", zaken=zaken(range(1, 40), onderwijssoort="havo"))
    receipt = receipt_of(tmp_path / "d")
    console = Console(file=StringIO(), width=300)
    receipt_table(receipt, console)
    for text in (console.file.getvalue(), receipt_html(receipt)):
        assert "onderwijssoort kan zijn: po, so_vso, vo, mbo, geen, onbekend." in text


def test_rows_set_aside_are_mentioned_where_there_are_any(tmp_path):
    write(tmp_path / "a", zaken=zaken(range(1, 41)))
    assert receipt_of(tmp_path / "a").words == "De levering kan geladen worden."
    rows = [*zaken(range(1, 40)), *zaken([40], onderwijssoort="havo")]
    write(tmp_path / "b", zaken=rows)
    assert "behalve de regels die apart zijn gezet" in receipt_of(tmp_path / "b").words
