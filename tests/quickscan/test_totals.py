"""The totals of a question, worked out by hand."""

import pytest

from dashboard.exhibits import Kind
from dashboard.quickscan.questions import OPEN_QUESTIONS, QUESTIONS
from dashboard.quickscan.totals import FEW, total_of

QUESTION = {question.code: question for question in QUESTIONS}
KENT = QUESTION["kent"]


def test_the_scan_asks_what_it_should_and_has_a_code_of_its_own_for_everything():
    asked = [question.tekst for question in QUESTIONS]
    for words in (
        "Kent u de MAS?",
        "met de MAS gewerkt",
        "loopt u vast",
        "gaat goed",
        "signaleringsinstrument",
        "format voor een proces-verbaal",
    ):
        assert any(words in question for question in asked)
    codes = [question.code for question in (*QUESTIONS, *OPEN_QUESTIONS)]
    assert len(set(codes)) == len(codes)
    assert all(len(set(question.codes)) == len(question.codes) for question in QUESTIONS)


def test_below_five_answers_there_is_no_total():
    total = total_of(KENT, {"": 4, "goed": 4}, {})
    assert (total.table, total.sentence) == (None, FEW)


def test_from_five_answers_every_answer_is_counted():
    total = total_of(KENT, {"": 5, "goed": 3, "nee": 2}, {})
    assert total.sentence == "Het meest gekozen: ‘Ja, goed’ (3 van de 5)."
    assert total.table.caption == "Kent u de MAS? 5 antwoorden"
    assert total.table.rows == (
        ("Ja, goed", 3),
        ("Ja, een beetje", 0),
        ("Alleen van naam", 0),
        ("Nee", 2),
    )


def test_the_last_time_stands_beside_it_as_shares():
    total = total_of(KENT, {"": 5, "goed": 3, "nee": 2}, {"": 8, "goed": 2, "beetje": 6})
    assert total.is_compared
    assert total.table.caption == "Kent u de MAS? 5 antwoorden; vorige keer 8"
    assert [column.kind for column in total.table.columns[1:]] == [
        Kind.COUNT,
        Kind.SHARE,
        Kind.SHARE,
    ]
    assert total.table.rows[0] == ("Ja, goed", 3, 0.6, 0.25)
    assert total.table.rows[1] == ("Ja, een beetje", 0, 0.0, 0.75)


@pytest.mark.parametrize("before", [{}, {"": 4, "goed": 4}])
def test_a_last_time_with_too_few_answers_is_not_compared_with(before):
    assert not total_of(KENT, {"": 5, "goed": 5}, before).is_compared


def test_answers_that_were_given_as_often_are_both_named():
    total = total_of(QUESTION["vast"], {"": 5, "melding": 4, "overdracht": 4}, {})
    assert total.sentence == (
        "Het meest gekozen: ‘De melding door de school’ en ‘De overdracht aan elkaar’ (elk 4 van "
        "de 5)."
    )


def test_answers_that_lie_apart_are_not_summed_up_in_one():
    total = total_of(KENT, {"": 6, "goed": 2, "beetje": 2, "naam": 2}, {})
    assert total.sentence == "De antwoorden lopen uiteen."
