"""Rows as text: for people, and for programs that count with what they read."""

import json

from etl.output import text_of
from etl.released.rows import Bound

COLUMNS = ("route", "aandeel")
CLIPPED = [
    {"route": "R1", "aandeel": Bound(0.9)},
    {"route": "R2", "aandeel": Bound(0.1)},
    {"route": "R3", "aandeel": 0.25},
    {"route": "R4", "aandeel": None},
]


def test_a_program_never_reads_a_clipped_share_as_a_fraction():
    rows = json.loads(text_of(CLIPPED, columns=COLUMNS, form="json"))
    assert [(row["aandeel"], row["aandeel_grens"]) for row in rows] == [
        (None, ">0.9"),
        (None, "<0.1"),
        (0.25, None),
        (None, None),
    ]
    assert text_of(CLIPPED, columns=COLUMNS, form="csv").splitlines() == [
        "route,aandeel,aandeel_grens",
        "R1,,>0.9",
        "R2,,<0.1",
        "R3,0.25,",
        "R4,,",
    ]


def test_without_a_clipped_share_the_fields_are_those_of_the_contract():
    rows = [{"route": "R3", "aandeel": 0.25}]
    assert json.loads(text_of(rows, columns=COLUMNS, form="json")) == rows
    assert text_of(rows, columns=COLUMNS, form="csv") == "route,aandeel\nR3,0.25"


def test_a_person_reads_the_limit_in_its_place():
    assert "> 0,9" in text_of(CLIPPED, columns=COLUMNS, form="table")


def test_a_name_is_shown_as_it_stands_also_when_it_looks_like_markup():
    name = "gemeente [/b] [red]z :warning:"
    assert name in text_of([{"naam": name}], columns=("naam",), form="table")
