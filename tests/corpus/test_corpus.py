"""Every delivery of the corpus against what an analyst would expect of it."""

import json
from fractions import Fraction

import pytest

from etl.errors import MasError, Refused, Unreadable, UsageError
from etl.validate.receipt import Receipt
from tests.corpus.reader import Case, cases
from tests.etl.validate.deliveries import inspected

CASES = cases()
WORDS = {Unreadable: "onleesbaar", Refused: "geweigerd", UsageError: "gebruik"}
CANARY = "kanarie"
"""Stands in cells of the corpus; nothing that is said may hold it."""


def taken_in(case: Case, path) -> Receipt | MasError:
    """Return the receipt, or what was said instead."""
    limit = Fraction(case.limit, 100)
    try:
        # Great Expectations says the same verdict again, at seconds a time; others test that
        with inspected(path, max_apart=limit, with_quality=False) as inspection:
            return inspection.receipt
    except tuple(WORDS) as error:
        return error


def found(receipt: Receipt) -> list[str]:
    """Return the findings of a receipt as the corpus writes them."""
    lines = []
    for file in receipt.bestanden:
        for one in file.bevindingen:
            where = ["regel", ",".join(map(str, one.regels))] if one.regels else []
            lines.append(" ".join([file.bestand, one.code, *where]))
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.source}: {case.name}")
def test_a_delivery_of_the_corpus_has_the_outcome_that_an_analyst_expects(case: Case, tmp_path):
    answer = taken_in(case, case.write(tmp_path / "d"))
    if isinstance(answer, MasError):
        said = str(answer)
        assert [WORDS[type(answer)]] == case.expected, said
        assert all(word in said for word in case.given.get("melding", []))
    else:
        said = json.dumps(answer.as_json())
        assert [str(answer.besluit), *found(answer)] == case.expected
        read = {file.bestand: file.gelezen for file in answer.bestanden}
        assert read == {file.bestand: file.geladen + file.apart for file in answer.bestanden}
        assert case.given.get("gelezen", read) == read
    assert CANARY not in said.lower()


def test_the_corpus_is_large_and_every_case_has_a_name_of_its_own():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
