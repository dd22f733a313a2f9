"""How useful a release is, by hand: which part of the cells and of the zaken it shows."""

from etl import publish, utility
from etl.said import nothing
from tests.etl.released.marts import Marts


def shares(marts, folder, *, is_audited=False, say=nothing):
    with marts.connect() as con:
        release = publish.build(con, folder, is_sample=True)
        rows = utility.rows(con, release, is_audited=is_audited, say=say)
    return {
        (row["niveau"], row["uitsplitsing"], row["filters"]): tuple(row.values())[3:]
        for row in rows
    }


def two_gemeenten():
    """Amsterdam with 30 R1, 10 R2 and 5 R3; Aalsmeer with 5 zaken, of which nothing is shown."""
    marts = Marts()
    for route, count in (("R1", 30), ("R2", 10), ("R3", 5)):
        marts.zaken(count, "GM0363", route=route)
    marts.zaken(5, "GM0358", route="R1")
    return marts


def test_cells_and_zaken_that_the_gate_shows_are_counted_apart(tmp_path):
    found = shares(two_gemeenten(), tmp_path)
    # four cells by route, two of them shown; 40 of 50 zaken lie in those
    assert found["gemeente", "per route", 0] == (4, 0.5, 0.8, None, None)
    # one gemeente of two, and 45 of 50 zaken
    assert found["gemeente", "aantal zaken", 0] == (2, 0.5, 0.9, None, None)


def test_it_tells_which_schooljaar_it_is_counting(tmp_path):
    said = []
    shares(two_gemeenten(), tmp_path, say=lambda words, done=0, total=None: said.append(words))
    assert said == ["Schooljaar 2024-2025 tellen (1 van 1)"]


def test_a_region_of_two_gemeenten_shows_nothing(tmp_path):
    found = shares(two_gemeenten(), tmp_path)
    assert found["regio", "aantal zaken", 0] == (1, 0.0, 0.0, None, None)


def test_after_the_audit_it_goes_by_what_the_release_holds(tmp_path):
    found = shares(two_gemeenten(), tmp_path, is_audited=True)
    assert found["gemeente", "per route", 0] == (4, 0.5, 0.8, 0.5, 0.8)
