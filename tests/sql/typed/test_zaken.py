"""typed.zaken: text becomes a date, a number or a code, and nothing is lost on the way."""

from datetime import date

import pytest

import sql
from etl.domain.fields import ZAKEN


@pytest.fixture
def typed(con):
    con.execute("create schema landing")
    con.execute(f"create table landing.zaken ({', '.join(f'{c} varchar' for c in ZAKEN.columns)})")

    def read(**cells: str):
        con.execute("delete from landing.zaken")
        names = ", ".join(cells)
        con.execute(
            f"insert into landing.zaken ({names}) values ({', '.join('?' * len(cells))})",
            list(cells.values()),
        )
        cursor = con.execute(sql.folder("typed")["zaken"])
        columns = [column[0] for column in cursor.description]
        [row] = cursor.fetchall()
        return dict(zip(columns, row, strict=True))

    return read


@pytest.mark.parametrize("text", ["GM0034", "gm0034", "34", "034", "0034", " 34 "])
def test_a_gemeente_may_be_written_in_several_ways(typed, text):
    assert typed(gemeentecode=text)["gemeentecode"] == "GM0034"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2025-09-01", (date(2025, 9, 1), True, True)),
        (" 2025-09-01 ", (date(2025, 9, 1), True, True)),
        ("", (None, False, True)),
        ("2025-02-30", (None, True, False)),
        ("2025-9-1", (None, True, False)),
        ("01-09-2025", (None, True, False)),
        ("2025-09-01 10:00:00", (None, True, False)),
        ("2025/09/01", (None, True, False)),
        ("20250901", (None, True, False)),
        ("infinity", (None, True, False)),
    ],
)
def test_a_date_is_written_in_one_way(typed, text, answer):
    row = typed(melddatum=text)
    assert (row["melddatum"], row["melddatum_ingevuld"], row["melddatum_leesbaar"]) == answer


@pytest.mark.parametrize(
    ("years", "band"),
    [
        ("3", None),
        ("4", "4_11"),
        ("11", "4_11"),
        ("12", "12_15"),
        ("15", "12_15"),
        ("16", "16_17"),
        ("17", "16_17"),
        ("18", "18_plus"),
        ("26", "18_plus"),
        ("27", None),
        ("12.5", None),
        ("-4", None),
    ],
)
def test_years_become_a_band(typed, years, band):
    assert typed(leeftijd=years)["groep_van_leeftijd"] == band


def test_a_given_band_goes_before_years(typed):
    assert typed(leeftijd="13", leeftijdsgroep="16_17")["groep"] == "16_17"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("R1", "R1"),
        ("R2+R1", "R1+R2"),
        ("R1+R1", "R1"),
        ("R2 + R1", "R1+R2"),
        ("GEEN+GEEN", "GEEN"),
        ("", None),
        ("R1+", "+R1"),
    ],
)
def test_a_route_is_the_set_of_its_codes(typed, text, route):
    assert typed(gekozen_route=text)["gekozen_route"] == route


def test_ids_are_compared_without_regard_to_case(typed):
    row = typed(zaak_id=" 00AA ", leerling_id="BB11")
    assert (row["zaak_id"], row["leerling_id"]) == ("00aa", "bb11")


def test_a_code_keeps_its_case(typed):
    assert typed(onderwijssoort="VO")["onderwijssoort"] == "VO"
