"""The spread of choices, on tables that can be counted on a hand."""

import pytest

from dashboard.practice.cases import case
from dashboard.practice.spread import Choice, Unfit, chosen, reasons, sentence, spread

SPOOR_A, SPOOR_B = case("8_niets_hielp"), case("2_dag_eerder_weg")
CHOICES = [
    Choice("Halt", ("R3",), "Een straf helpt hier niet meer."),
    Choice("Leerplicht", ("R3", "R4")),
    Choice("Openbaar Ministerie", ("R3", "R4"), "Als stok achter de deur."),
]


def test_every_route_is_a_row_and_a_combination_comes_after_them():
    assert spread(SPOOR_A, CHOICES).rows == (
        ("Vrijwillige (jeugd)hulp", 0, ""),
        ("Halt", 0, ""),
        ("Verplicht kader", 1, "Halt"),
        ("Strafrecht", 0, ""),
        ("Last onder dwangsom", 0, ""),
        ("Geen route nodig", 0, ""),
        ("Verplicht kader + Strafrecht", 2, "Leerplicht en Openbaar Ministerie"),
    )


def test_the_reasons_stand_beside_who_gave_them():
    assert reasons(SPOOR_A, CHOICES).rows[2] == (
        "Openbaar Ministerie",
        "Verplicht kader + Strafrecht",
        "Als stok achter de deur.",
    )


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ([], "Nog niemand heeft gekozen."),
        (CHOICES[:1], "Eén organisatie heeft gekozen."),
        (CHOICES, "3 organisaties maken 2 verschillende keuzes. Wat weegt ieder anders?"),
        (
            CHOICES[1:],
            "Beide organisaties kiezen hetzelfde: Verplicht kader + Strafrecht. Vergelijk de "
            "redenen: zijn die ook gelijk?",
        ),
    ],
)
def test_the_sentence_says_how_far_apart_and_not_who_is_right(choices, words):
    assert sentence(choices) == words


def test_routes_are_kept_in_the_order_of_the_list():
    assert chosen(SPOOR_A, ["R4", "R1"]) == ("R1", "R4")
    assert chosen(SPOOR_B, ["GEEN_PV"]) == ("GEEN_PV",)


@pytest.mark.parametrize(
    ("zaak", "codes"),
    [
        (SPOOR_A, []),
        (SPOOR_A, ["PV"]),
        (SPOOR_A, ["GEEN", "R1"]),
        (SPOOR_B, ["PV", "GEEN_PV"]),
        (SPOOR_B, ["R1"]),
    ],
)
def test_what_is_no_choice_is_refused(zaak, codes):
    with pytest.raises(Unfit):
        chosen(zaak, codes)
