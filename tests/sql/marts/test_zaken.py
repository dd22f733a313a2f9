"""The zaak, ready to count: school year, category, durations, and whether a return lasted."""

import pytest

from tests.marts import build_marts


def zaak(
    melding, *, nr=1, leerling="a", type_="16_uur", keuze="null", uitkomst="null", datum="null"
):
    return (
        f"{nr} | {leerling} | GM0034 | {melding} | {type_} | null | {keuze} | onbekend | onbekend "
        f"| null | {uitkomst} | {datum}"
    )


def only(con, columns):
    [row] = con.execute(f"select {columns} from marts.zaken where zaak_nr = 1").fetchall()
    return row


@pytest.mark.parametrize(
    ("melding", "schooljaar"),
    [("2025-07-31", "2024-2025"), ("2025-08-01", "2025-2026"), ("2026-01-01", "2025-2026")],
)
def test_a_school_year_starts_on_1_august(con, melding, schooljaar):
    build_marts(con, zaken=zaak(melding))
    assert only(con, "schooljaar") == (schooljaar,)


@pytest.mark.parametrize(
    ("keuze", "route"),
    [
        ("null", "nog_geen_keuze"),
        ("GEEN", "geen_route"),
        ("R2", "R2"),
        ("LOD", "LOD"),
        ("LOD+R1", "combinatie"),
        ("GEEN_PV", "GEEN_PV"),
    ],
)
def test_every_zaak_has_one_category(con, keuze, route):
    build_marts(con, zaken=zaak("2025-09-01", keuze=keuze))
    assert only(con, "route") == (route,)


@pytest.mark.parametrize(
    ("keuze", "is_zwaar", "is_strafrecht"),
    [
        ("null", False, False),
        ("LOD+R1+R2", False, False),
        ("R1+R3", True, False),
        ("R1+R4", True, True),
        ("PV", True, True),
    ],
)
def test_what_is_imposed_is_heavy_and_some_of_that_is_penal(con, keuze, is_zwaar, is_strafrecht):
    build_marts(con, zaken=zaak("2025-09-01", keuze=keuze))
    assert only(con, "is_zwaar, is_strafrecht") == (is_zwaar, is_strafrecht)


@pytest.mark.parametrize(
    ("type_", "spoor", "typegroep", "is_mas"),
    [
        ("luxe", "B", "luxe", True),
        ("lrv", "A", "thuiszitters", True),
        ("absoluut", "A", "thuiszitters", True),
        ("overig", "A", "schoolverzuim", True),
        ("doorstroompunt_18plus", "A", None, False),
    ],
)
def test_the_type_decides_spoor_group_and_whether_the_mas_applies(
    con, type_, spoor, typegroep, is_mas
):
    build_marts(con, zaken=zaak("2025-09-01", type_=type_))
    assert only(con, "spoor, typegroep, is_mas") == (spoor, typegroep, is_mas)


@pytest.mark.parametrize(
    ("uitkomst", "terugkeer"),
    [
        ("terug_naar_school", 1),
        ("andere_opleiding", 1),
        ("werk", 2),
        ("verhuisd", 2),
        ("overleden", None),
        ("langdurig_ziek", None),
        ("legitiem_afwezig", None),
    ],
)
def test_an_outcome_is_a_return_another_end_or_no_truancy(con, uitkomst, terugkeer):
    build_marts(con, zaken=zaak("2025-09-01", uitkomst=uitkomst, datum="2025-09-11"))
    assert only(con, "terugkeer_uitkomst, zaak_uitkomst, zaak_dagen") == (
        terugkeer, 1, 10,
    )  # fmt: skip


def test_an_open_zaak_is_censored_at_the_peildatum_of_its_supplier(con):
    build_marts(con, zaken=zaak("2026-07-01"), peildatum="2026-08-01")
    assert only(con, "terugkeer_uitkomst, zaak_uitkomst, zaak_dagen") == (
        0,
        0,
        31,
    )


@pytest.mark.parametrize(
    ("second", "lasted"),
    [
        ("2025-10-01", True),  # the day of the return itself
        ("2025-10-02", False),  # day 1
        ("2025-11-26", False),  # day 56
        ("2025-11-27", True),  # day 57
    ],
)
def test_a_return_lasts_when_no_new_zaak_follows_on_day_1_to_56(con, second, lasted):
    first = zaak("2025-09-01", uitkomst="terug_naar_school", datum="2025-10-01")
    build_marts(con, zaken=f"{first}\n{zaak(second, nr=2)}")
    assert only(con, "duurzaam_gevolgd, duurzaam") == (True, lasted)


def test_a_new_zaak_of_another_leerling_says_nothing(con):
    first = zaak("2025-09-01", uitkomst="terug_naar_school", datum="2025-10-01")
    build_marts(con, zaken=f"{first}\n{zaak('2025-10-05', nr=2, leerling='b')}")
    assert only(con, "duurzaam") == (True,)


@pytest.mark.parametrize(("peildatum", "followed"), [("2025-11-25", False), ("2025-11-26", True)])
def test_a_return_is_followed_when_day_56_is_not_after_the_peildatum(con, peildatum, followed):
    first = zaak("2025-09-01", uitkomst="terug_naar_school", datum="2025-10-01")
    build_marts(con, zaken=first, peildatum=peildatum)
    assert only(con, "duurzaam_gevolgd") == (followed,)


def test_another_outcome_than_a_return_has_nothing_to_last(con):
    build_marts(con, zaken=zaak("2025-09-01", uitkomst="werk", datum="2025-10-01"))
    assert only(con, "duurzaam_gevolgd, duurzaam") == (None, None)
