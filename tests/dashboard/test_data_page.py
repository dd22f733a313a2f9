"""The page about the deliveries speaks the field's words, and reads as sentences."""

from dataclasses import replace

import pytest

from dashboard.exhibits import Shown
from dashboard.exhibits.data_coverage import COMPLETENESS
from dashboard.exhibits.data_registration import OF_SUPPLIER, _found
from dashboard.state import State
from etl.released.reader import Completeness
from tests.dashboard.releases import release

STATE = State("NL", "2024-2025")


def completeness(*filled: Completeness) -> Shown:
    content = COMPLETENESS.make(replace(release(), completeness=filled), STATE)
    assert isinstance(content, Shown)
    return content


def test_a_field_is_called_what_it_is_with_the_name_of_its_column_where_that_differs():
    content = completeness(
        Completeness("gemeente-x", "gekozen_route", 9),
        Completeness("gemeente-x", "advies_route", 5),
    )
    assert [column.title for column in content.table.columns] == [
        "Leverancier",
        "Geadviseerde route (advies_route)",
        "Gekozen route",
    ]
    assert content.sentence == "1 van de 2 velden is voor 90% of meer ingevuld."


def test_fields_of_more_suppliers_are_counted_by_supplier():
    content = completeness(
        *(Completeness(name, "geslacht", 9) for name in ("gemeente-x", "gemeente-y"))
    )
    assert (
        content.sentence == "2 van de 2 velden van 2 leveranciers zijn voor 90% of meer ingevuld."
    )


@pytest.mark.parametrize(
    ("good", "of", "told"),
    [
        (7, 7, "Bij alle 7 regio's is niets"),
        (6, 7, "Bij 6 van de 7 regio's is niets"),
        (0, 7, "Bij elke regio is iets"),
        (1, 1, "Bij de enige regio is niets"),
    ],
)
def test_how_many_can_be_compared_is_said_without_a_double_no(good, of, told):
    said = _found(good, of=of, one="regio", more="regio's", where="")
    assert said.startswith(f"{told} gevonden dat")


def test_of_a_supplier_is_said_what_it_was_looked_at_for():
    assert _found(2, of=2, one="leverancier", more="leveranciers", where=OF_SUPPLIER) == (
        "Bij beide leveranciers is in stappen, datums en eenheid niets gevonden dat vergelijken in de "
        "weg staat."
    )
