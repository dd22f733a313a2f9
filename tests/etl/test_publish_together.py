"""A gemeente with few zaken in a schooljaar has two together; every schooljaar is of one pair."""

import pytest

from etl import publish
from etl.publish.refresh import Memory
from etl.released import cubes
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts, published

AMSTERDAM, FIRST, SECOND, BOTH = "GM0363", "2024-2025", "2025-2026", "2024-2026"
OTHERS = ("GM0358", "GM0362", "GM0384", "GM0437")
CHOSEN = {"oordeel": "conform"}


def marts_of(counts, gemeente=AMSTERDAM, marts=None, **given):
    """Zaken of a gemeente by schooljaar and route."""
    marts = marts or Marts(peildatum="2026-08-01")
    for year, routes in counts.items():
        for route, count in routes.items():
            values = {"schooljaar": year, "route": route, "gekozen_route": route, **CHOSEN, **given}
            marts.zaken(count, gemeente, **values)
    return marts


FEW = {FIRST: {"R1": 30, "R2": 6}, SECOND: {"R1": 25, "R2": 6}}


def routes(release, year, gebied=AMSTERDAM):
    return release.cells(cubes.ROUTE, gebied=gebied, schooljaar=year)


def test_what_is_too_small_in_two_schooljaren_can_be_shown_of_both(tmp_path):
    release = published(marts_of(FEW), tmp_path)
    assert routes(release, FIRST) == {"R1": 30, "met_keuze": 35}  # 36
    assert routes(release, SECOND) == {"R1": 25, "met_keuze": 30}  # 31
    assert routes(release, BOTH) == {"R1": 55, "R2": 10, "met_keuze": 65}  # 12 and 67
    assert release.total(gebied=AMSTERDAM, schooljaar=BOTH) == 65


def test_both_together_are_no_schooljaar_of_the_release(tmp_path):
    release = published(marts_of(FEW), tmp_path)
    assert release.schooljaren == (FIRST, SECOND)
    assert release.together == {AMSTERDAM: (BOTH,)}
    assert release.coverage(AMSTERDAM, BOTH) == release.coverage(AMSTERDAM, FIRST)


@pytest.mark.parametrize(("zaken", "pairs"), [(97, (BOTH,)), (98, ())])
def test_a_gemeente_of_a_hundred_zaken_in_both_has_each_by_itself_alone(tmp_path, zaken, pairs):
    release = published(marts_of({FIRST: {"R1": zaken}, SECOND: {"R1": 140}}), tmp_path)
    assert release.together.get(AMSTERDAM, ()) == pairs  # 97 is shown as 95


def test_a_schooljaar_is_in_one_pair_so_that_no_pairs_overlap(tmp_path):
    release = published(marts_of({"2023-2024": {"R1": 30}, FIRST: {"R1": 30}}), tmp_path)
    assert release.together == {}


def test_a_schooljaar_that_is_not_shown_at_all_is_in_no_pair(tmp_path):
    release = published(marts_of({FIRST: {"R1": 60}, SECOND: {"R1": 7}}), tmp_path)
    assert release.together == {}


def test_two_schooljaren_have_no_filters_no_pupils_and_no_report(tmp_path):
    release = published(marts_of(FEW), tmp_path)
    both = {key for key in release._cells if key[2] == BOTH}
    assert {filters for *_, filters in both} == {()}
    assert release.cells(cubes.OMVANG, gebied=AMSTERDAM, schooljaar=BOTH) == {"zaken": 65}
    assert not {key for key in both if key[0].startswith("rapport")}


def test_only_gemeenten_have_two_schooljaren_together(tmp_path):
    marts = marts_of(FEW)
    for code in OTHERS:
        marts_of(FEW, code, marts)
    release = published(marts, tmp_path)
    assert release.total(gebied="MC21", schooljaar=FIRST) == 180
    assert set(release.together) == {AMSTERDAM, *OTHERS}


def test_who_has_a_zaak_in_both_does_not_make_up_a_third_of_a_cell(tmp_path):
    # 12 zaken of R2, of two pupils: in each schooljaar 6, which is hidden for its size
    marts = marts_of({FIRST: {"R1": 30}, SECOND: {"R1": 30}})
    for year in (FIRST, SECOND):
        marts_of({year: {"R2": 6}}, marts=marts, leerlingen=2)
    for row in marts.zaken_rows:
        if row["route"] == "R2":
            row["leerling_sleutel"] = f"00000000-0000-0000-0000-{row['zaak_nr'] % 2:012d}"
    release = published(marts, tmp_path)
    assert routes(release, BOTH) == {"R1": 60, "met_keuze": 70}


def test_a_curve_of_both_is_of_the_zaken_of_both(tmp_path):
    marts = marts_of(FEW)
    for row in marts.zaken_rows:
        if row["route"] == "R1":
            row |= {"zaak_dagen": 20, "terugkeer_uitkomst": 1, "zaak_uitkomst": 1}
    release = published(marts, tmp_path)
    line = release.curve(cubes.TERUGKEER, gebied=AMSTERDAM, schooljaar=BOTH, code="alle")
    assert dict(line["af"])[21] == 55  # of 67 zaken that are followed on


def test_what_nearly_all_of_one_schooljaar_share_is_not_shown_of_both(tmp_path):
    # R1 of both less R1 of the second is nothing, so R4 of both would be all of the first
    release = published(marts_of({FIRST: {"R4": 30}, SECOND: {"R1": 60}}), tmp_path / "a")
    assert routes(release, FIRST) == routes(release, BOTH) == {}
    assert release.total(gebied=AMSTERDAM, schooljaar=BOTH) == 90
    # a total of 15 is not shown itself
    release = published(marts_of({FIRST: {"R4": 15}, SECOND: {"R1": 60}}), tmp_path / "b")
    assert routes(release, BOTH) == {}


class Builds:
    """Releases of one folder, one after the other."""

    def __init__(self, folder):
        self.folder, self.memory = folder, Memory(folder / "stand", b"geheim")

    def of(self, peildatum, counts, added=None, first="R1"):
        chosen = {FIRST: first, SECOND: "R1"}
        marts = marts_of({year: {chosen[year]: count} for year, count in counts.items()})
        # pupils that come later get another number than those that were there
        marts_of({year: {"R1": count} for year, count in (added or {}).items()}, marts=marts)
        marts.peildatum = peildatum
        with marts.connect() as con:
            publish.build(con, self.folder / "release", is_sample=True, memory=self.memory)
        return ReleaseFolder(self.folder / "release").current()


def test_both_are_counted_again_when_ten_pupils_changed_in_either(tmp_path):
    builds = Builds(tmp_path)
    counts = {FIRST: 40, SECOND: 30}
    first = builds.of("2026-08-01", counts)
    second = builds.of("2026-09-01", counts, {FIRST: 5, SECOND: 4})
    assert routes(second, BOTH) == routes(first, BOTH) == {"R1": 70, "met_keuze": 70}
    assert second.counted_at(AMSTERDAM, BOTH) == first.peildatum
    # neither schooljaar by itself is counted again
    third = builds.of("2026-10-01", counts, {FIRST: 5, SECOND: 5})
    assert routes(third, BOTH) == {"R1": 80, "met_keuze": 80}
    assert third.counted_at(AMSTERDAM, BOTH) == third.peildatum
    assert routes(third, FIRST) == routes(first, FIRST)


def test_one_pupil_more_does_not_take_both_away(tmp_path):
    builds = Builds(tmp_path)
    counts = {FIRST: 97, SECOND: 120}
    assert builds.of("2026-08-01", counts).together == {AMSTERDAM: (BOTH,)}
    # shown as 100, if it were counted again
    assert builds.of("2026-09-01", counts, {FIRST: 1}).together == {AMSTERDAM: (BOTH,)}
    assert builds.of("2026-10-01", counts, {FIRST: 10}).together == {}


def test_a_one_sided_schooljaar_that_keeps_its_cells_is_not_shown_of_both_either(tmp_path):
    builds = Builds(tmp_path)
    counts = {FIRST: 30, SECOND: 60}
    builds.of("2026-08-01", counts, first="R4")
    release = builds.of("2026-09-01", counts, {FIRST: 2, SECOND: 10}, first="R4")
    assert release.counted_at(AMSTERDAM, FIRST) < release.counted_at(AMSTERDAM, BOTH)
    assert release.total(gebied=AMSTERDAM, schooljaar=BOTH) == 100  # 102
    assert routes(release, BOTH) == {}
