"""The practice cases hold questions along the MAS, and nothing that could be somebody."""

import re

import pytest

from dashboard.meeting import words
from dashboard.practice.cases import FOLDER, INVENTED, Case, case, cases
from etl.domain.codes import VERZUIMTYPE
from etl.domain.steps import BOX

EVERY = pytest.mark.parametrize("zaak", cases(), ids=lambda zaak: zaak.code)


def test_there_are_cases_of_every_kind_and_age_and_of_both_tracks():
    assert len(cases()) == len(list(FOLDER.glob("*.toml"))) == 8
    assert [zaak.number for zaak in cases()] == list(range(1, 9))
    kinds = {zaak.verzuimtype for zaak in cases()}
    assert kinds == set(VERZUIMTYPE.values) - {"doorstroompunt_18plus"}
    assert {zaak.spoor for zaak in cases()} == {"A", "B"}
    assert min(zaak.leeftijd for zaak in cases()) < 8
    assert max(zaak.leeftijd for zaak in cases()) >= 17


@EVERY
def test_a_case_follows_the_steps_of_its_own_track(zaak: Case):
    boxes = [BOX[question.stap] for question in zaak.vragen]
    assert [box.stap for box in boxes] == sorted(box.stap for box in boxes)
    assert {box.spoor for box in boxes} <= {None, zaak.spoor}
    assert (zaak.spoor == "B") == (zaak.verzuimtype == "luxe")
    assert 7 in {box.stap for box in boxes}


@EVERY
def test_a_case_asks_and_does_not_answer(zaak: Case):
    assert all("?" in question.tekst for question in zaak.vragen)
    told = " ".join((*zaak.bespreking, *(question.tekst for question in zaak.vragen)))
    assert not re.search(r"\b(juiste|goede|foute?) (antwoord|keuze|route)\b", told)
    assert len(zaak.feiten) >= 5
    assert len(zaak.bespreking) >= 3


@EVERY
def test_a_case_passes_the_check_for_what_points_at_a_person(zaak: Case):
    for text in (zaak.kern, *zaak.feiten, *zaak.bespreking):
        assert words.check(text) == text


def test_a_case_is_found_by_its_code_and_says_that_it_is_invented():
    assert case("2_dag_eerder_weg").name == "Oefenzaak 2. Een dag eerder weg"
    assert case("2_dag_eerder_weg").facts_in_short == (
        "8 jaar · basisonderwijs · luxeverzuim · spoor B: luxeverzuim"
    )
    assert case("../geheim") is None
    assert "verzonnen" in INVENTED
