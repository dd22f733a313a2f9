"""Suppliers that deliver at different moments: an area is as old as its own delivery."""

from datetime import date

import pytest

from etl import publish
from etl.domain.registration import Reason
from etl.released.comparable import why_not
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts, of_regio

YEAR = "2024-2025"
NEWEST, OLDER = date(2026, 8, 1), date(2025, 8, 1)
ALMERE = "GM0034"


def release_of(folder, *, older, peildatum=OLDER, year=YEAR):
    """Four gemeenten of one supplier, and of an older delivery as many zaken as are given.

    Args:
        older: by gemeente, zaken of June that are still open.
    """
    marts = Marts(peildatum=str(NEWEST))
    for gemeente in of_regio("MC21")[:4]:
        marts.zaken(60, gemeente, schooljaar=year)
    for gemeente, count in older.items():
        marts.zaken(
            count,
            gemeente,
            leverancier="gemeente-y",
            schooljaar=year,
            melddatum="2025-06-15",
            peildatum=str(peildatum),
            zaak_dagen=47,
        )
    with marts.connect() as con:
        con.execute(
            f"insert into marts.leveringen values ('gemeente-y', 'y', '{peildatum}', 'proef')"
        )
        publish.build(con, folder, is_sample=True)
    return ReleaseFolder(folder).current()


def test_an_area_is_counted_at_the_peildatum_of_its_own_supplier(tmp_path):
    release = release_of(tmp_path, older={ALMERE: 60})
    assert release.peildatum == NEWEST
    assert release.counted_at(ALMERE, YEAR) == OLDER
    assert release.counted_at(of_regio("MC21")[0], YEAR) == NEWEST
    assert release.counted_at("MC21", YEAR) == NEWEST


def test_an_area_of_two_suppliers_is_as_old_as_the_oldest_delivery(tmp_path):
    first = of_regio("MC21")[0]
    release = release_of(tmp_path, older={first: 20})
    assert release.counted_at(first, YEAR) == release.counted_at("MC21", YEAR) == OLDER
    assert release.counted_at(of_regio("MC21")[1], YEAR) == NEWEST


@pytest.mark.parametrize(("count", "told"), [(1, NEWEST), (7, NEWEST), (8, OLDER)])
def test_a_peildatum_does_not_tell_of_a_few_zaken_that_another_supplier_has_here(
    tmp_path, count, told
):
    first = of_regio("MC21")[0]
    release = release_of(tmp_path, older={first: count, ALMERE: 60})
    assert release.counted_at(first, YEAR) == told


@pytest.mark.parametrize(
    ("peildatum", "reason"), [(OLDER, None), (date(2026, 7, 1), Reason.UITKOMST)]
)
def test_open_zaken_are_no_reason_not_to_compare_when_the_year_was_just_over(
    tmp_path, peildatum, reason
):
    # all 110 are open: on the day after the year, and eleven months after it
    release = release_of(tmp_path, older={ALMERE: 110}, peildatum=peildatum)
    assert why_not(release, ALMERE, YEAR, "terugkeer") is reason


def test_a_school_year_runs_where_it_was_not_over_at_the_own_delivery(tmp_path):
    release = release_of(tmp_path, older={ALMERE: 60}, peildatum=date(2026, 2, 1), year="2025-2026")
    assert release.running == frozenset()
    assert release.is_running(ALMERE, "2025-2026")
    assert not release.is_running(of_regio("MC21")[0], "2025-2026")
