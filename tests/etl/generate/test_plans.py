"""What is planned: regions, suppliers, and the shape that the sample promises."""

from collections import Counter
from datetime import date, timedelta

import pytest

from etl import generate
from etl.domain import areas
from etl.errors import UsageError
from etl.generate import sizes
from tests.etl.generate.conftest import SAMPLE, number, rows

PEILDATUM = date(2026, 5, 31)


def plan(**changes):
    asked = {"regios": 2, "schooljaren": 1, "zaken": 100, "seed": 1, "peildatum": PEILDATUM}
    return generate.plan(**{**asked, **changes})


def test_the_regions_with_most_gemeenten_are_taken_first():
    # Zuidoost-Brabant has 21 gemeenten; three regions have 16, of which Utrecht comes first
    assert plan(regios=2).regios == ("MC19", "MC37")


def test_no_number_of_regions_means_all_of_them():
    every = plan(regios=None)
    assert every.regios == tuple(areas.regios())
    gemeenten = [code for one in every.suppliers for code in one.gemeenten]
    assert len(gemeenten) == len(set(gemeenten))
    assert 330 < len(gemeenten) < 342


def test_the_schooljaren_end_with_the_one_of_the_peildatum():
    assert plan(schooljaren=3).labels == ("2023-2024", "2024-2025", "2025-2026")
    assert plan(schooljaren=2, peildatum=date(2025, 8, 1)).labels == ("2024-2025", "2025-2026")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"regios": 41}, "regio's"),
        ({"regios": 0}, "regio's"),
        ({"schooljaren": 0}, "schooljaren"),
        ({"zaken": 0}, "zaken"),
        ({"seed": -1}, "seed"),
        ({"peildatum": date(2025, 8, 2)}, "peildatum"),
        ({"peildatum": date(1, 1, 1)}, "peildatum een dag vanaf 2010-08-01"),
    ],
)
def test_a_plan_that_cannot_be_made_says_which_number_is_wrong(changes, word):
    with pytest.raises(UsageError, match=word):
        plan(**changes)


def test_suppliers_export_at_most_some_weeks_before_the_peildatum():
    for supplier in plan(regios=None).suppliers:
        assert PEILDATUM - timedelta(weeks=5) < supplier.peildatum <= PEILDATUM


def test_no_supplier_exports_before_the_first_schooljaar_began():
    early = plan(regios=None, peildatum=date(2025, 8, 20))
    assert min(one.peildatum for one in early.suppliers) == date(2025, 8, 15)


def test_every_large_city_of_the_list_is_a_gemeente():
    names = {gemeente.naam for gemeente in areas.gemeenten().values()}
    assert names >= {*sizes.LARGE, *sizes.SMALL}


def test_the_sample_has_six_regions_with_five_gemeenten_and_one_with_three():
    per_regio = Counter(areas.regio_of(code) for one in SAMPLE.suppliers for code in one.gemeenten)
    assert sum(count >= 5 for count in per_regio.values()) >= 6
    assert sorted(per_regio.values())[0] == 3
    assert Counter(per_regio.values())[3] == 1


def test_the_sample_has_nine_to_twelve_suppliers_of_both_kinds():
    assert 9 <= len(SAMPLE.suppliers) <= 12
    alone = [len(one.gemeenten) == 1 for one in SAMPLE.suppliers]
    assert any(alone)
    assert not all(alone)


def test_the_sample_has_three_schooljaren_of_which_the_last_still_runs(sample):
    found = rows(
        sample,
        """
        select schooljaar, count(*) > 5000 from zaken
        where schooljaar is not null group by schooljaar order by schooljaar
        """,
    )
    assert found == [(2023, True), (2024, True), (2025, True)]
    assert 20_000 <= number(sample, "select count(*) from zaken") <= 25_000


def test_the_sample_has_gemeenten_with_over_300_zaken_a_schooljaar(sample):
    query = """
        select count(*) from (
            select gemeentecode from zaken where schooljaar = 2024
            group by gemeentecode having count(*) >= 300
        )
    """
    assert number(sample, query) >= 5
