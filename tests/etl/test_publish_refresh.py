"""Snapshots: two releases that differ by a few pupils are the same where those pupils are."""

import stat

import duckdb
import pytest

from etl import publish
from etl.publish.refresh import Memory
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts

AMSTERDAM, AALSMEER, YEAR = "GM0363", "GM0358", "2024-2025"
OTHERS = ("GM0362", "GM0384", "GM0437")


def marts_of(*, peildatum="2026-08-01", closed=0, added=0, year=YEAR, supplier="gemeente-x"):
    """Four gemeenten of a region and Amsterdam, where some zaken are closed or added later."""
    marts = Marts(peildatum=peildatum)
    same = {"schooljaar": year, "route": "R1", "oordeel": "conform"}
    marts.zaken(41, AMSTERDAM, leverancier=supplier, **same)
    for code in (AALSMEER, *OTHERS):
        marts.zaken(30, code, **same)
    for row in marts.zaken_rows[:closed]:
        row |= {"uitkomst": "terug_naar_school", "zaak_uitkomst": 1, "zaak_dagen": 30}
        row |= {"terugkeer_uitkomst": 1}
    marts.zaken(added, AMSTERDAM, leverancier=supplier, **same)
    return marts


@pytest.fixture
def build(tmp_path):
    memory = Memory(tmp_path / "stand", b"geheim")

    def build(marts, **options):
        with marts.connect() as con:
            publish.build(con, tmp_path / "release", is_sample=True, memory=memory, **options)
        return ReleaseFolder(tmp_path / "release").current()

    return build


def says(release, gebied, year=YEAR):
    """Return everything that a release says of one area and schooljaar."""
    views = {key: dict(view) for key, view in release._cells.items() if key[1:3] == (gebied, year)}
    curves = {
        key: dict(curve) for key, curve in release._curves.items() if key[1:3] == (gebied, year)
    }
    return views, curves, release.coverage(gebied, year)


def was_counted(release):
    """Return whether Amsterdam was counted for this release, and not for the one before."""
    return release.counted_at(AMSTERDAM, YEAR) == release.peildatum


@pytest.mark.parametrize("changed", [1, 9])
@pytest.mark.parametrize("how", ["closed", "added"])
def test_up_to_nine_changed_pupils_change_nothing_of_their_gemeente_or_above(build, how, changed):
    first = build(marts_of())
    second = build(marts_of(peildatum="2026-09-01", **{how: changed}))
    assert second.id != first.id  # its peildatum
    for gebied in (AMSTERDAM, "MC21", AALSMEER, "Amsterdam"):
        assert says(second, gebied) == says(first, gebied)
        assert second.counted_at(gebied, YEAR) == first.peildatum


@pytest.mark.parametrize("how", ["closed", "added"])
def test_ten_changed_pupils_are_counted_and_their_neighbours_are_not(build, how):
    first = build(marts_of())
    second = build(marts_of(peildatum="2026-09-01", **{how: 10}))
    assert says(second, AMSTERDAM) != says(first, AMSTERDAM)
    assert says(second, "MC21") != says(first, "MC21")
    assert says(second, AALSMEER) == says(first, AALSMEER)
    assert second.counted_at(AMSTERDAM, YEAR) == second.peildatum
    assert second.counted_at(AALSMEER, YEAR) == first.peildatum


def test_changes_add_up_over_releases_until_there_are_ten(build):
    first = build(marts_of())
    assert says(build(marts_of(added=5)), AMSTERDAM) == says(first, AMSTERDAM)
    assert says(build(marts_of(added=9)), AMSTERDAM) == says(first, AMSTERDAM)
    third = build(marts_of(added=10))
    assert third.total(gebied=AMSTERDAM, schooljaar=YEAR) == 50  # 51


def test_that_an_open_zaak_is_followed_longer_changes_no_pupil(build):
    first = build(marts_of())
    later = marts_of(peildatum="2026-09-01")
    for row in later.zaken_rows:
        row["zaak_dagen"] = 431
    assert says(build(later), AMSTERDAM) == says(first, AMSTERDAM)


def test_a_gemeente_that_was_hidden_appears_with_the_tenth_pupil(build):
    marts = marts_of()
    marts.zaken(7, "GM0394")
    assert build(marts).coverage("GM0394", YEAR).delivered == 0
    marts.zaken(9, "GM0394")
    second = build(marts)
    assert second.coverage("GM0394", YEAR).delivered == 0
    assert second.coverage("MC21", YEAR) == build(marts_of()).coverage("MC21", YEAR)
    marts.zaken(10, "GM0394")
    third = build(marts)
    assert third.coverage("GM0394", YEAR).delivered == 1
    assert third.total(gebied="GM0394", schooljaar=YEAR) == 25  # 26


def test_a_schooljaar_freezes_twenty_four_months_after_its_end(build):
    first = build(marts_of(peildatum="2026-08-01", year="2023-2024"))
    # 31 July 2024 and 24 months: one day before, ten pupils count; from that day on none do
    for peildatum, added, total in (
        ("2026-07-30", 10, 50),
        ("2026-07-31", 30, 50),
        ("2027-01-01", 90, 50),
    ):
        release = build(marts_of(peildatum=peildatum, year="2023-2024", added=added))
        assert release.total(gebied=AMSTERDAM, schooljaar="2023-2024") == total
    assert first.total(gebied=AMSTERDAM, schooljaar="2023-2024") == 40


def test_what_is_removed_goes_at_once_also_from_a_frozen_year(build):
    build(marts_of(year="2020-2021", supplier="gemeente-weg"))
    without = marts_of(year="2020-2021")
    without.zaken_rows = [row for row in without.zaken_rows if row["gemeentecode"] != AMSTERDAM]
    release = build(without)
    assert release.total(gebied=AMSTERDAM, schooljaar="2020-2021") is None
    assert release.total(gebied="MC21", schooljaar="2020-2021") == 120
    assert release.total(gebied=AALSMEER, schooljaar="2020-2021") == 30


@pytest.mark.parametrize(("added", "band"), [(1, 9), (9, 9), (10, 8)])
def test_how_a_supplier_registers_is_told_anew_after_ten_pupils_as_well(
    build, tmp_path, added, band
):
    def registered(added, peildatum):
        marts = Marts(peildatum=peildatum)
        marts.zaken(90, AMSTERDAM, schooljaar="2023-2024", gekozen_route="R1")
        marts.zaken(10 + added, AMSTERDAM, schooljaar="2024-2025", gekozen_route=None)
        return marts

    def told(release):
        [found] = [each for each in release.completeness if each.veld == "gekozen_route"]
        return found.band

    # 90 of 100, and then 90 of 101, 109 and 110: all of these are less than nine in ten
    first = build(registered(0, "2026-08-01"))
    assert told(first) == 9
    second = build(registered(added, "2026-09-01"))
    assert told(second) == band
    # each measure once, kept or told anew
    with duckdb.connect(str(tmp_path / "release" / f"{second.id}.duckdb"), read_only=True) as con:
        found = con.table("registratie_leveranciers").fetchall()
    assert len(found) == len(first.registration_of("gemeente-x")) > 0


def test_the_fingerprints_lie_beside_the_store_for_its_owner_alone_and_name_nobody(build, tmp_path):
    release = build(marts_of())
    build(marts_of(peildatum="2026-09-01"))
    [file] = (tmp_path / "stand").iterdir()
    assert file.stem == ReleaseFolder(tmp_path / "release").current().id != release.id
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with duckdb.connect() as con:
        text = str(con.read_parquet(str(file)).fetchall())
    assert "00000000-0000-0000-0000" not in text
    assert "gemeente-x" not in text


def test_without_the_fingerprints_of_a_release_everything_is_counted_anew(build, tmp_path):
    build(marts_of())
    for file in (tmp_path / "stand").iterdir():
        file.unlink()
    assert build(marts_of(added=4)).total(gebied=AMSTERDAM, schooljaar=YEAR) == 45


def test_the_same_marts_twice_are_the_same_release(build):
    assert build(marts_of()).id == build(marts_of()).id


@pytest.mark.parametrize(("changed", "is_counted"), [(9, False), (10, True)])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("is_vroeg", True),
        ("fasen", 31),
        ("is_zonder_7", True),
        ("in_vakantie", True),
        ("duurzaam", False),
        ("opnieuw_gemeld", True),
    ],
)
def test_what_follows_from_other_dates_of_the_same_length_changes_a_pupil(
    build, column, value, changed, is_counted
):
    build(marts_of(closed=41))
    later = marts_of(closed=41, peildatum="2026-09-01")
    for row in later.zaken_rows[:changed]:
        row[column] = value
    assert was_counted(build(later)) is is_counted


def fed_back(marts, zaken, is_later):
    # step 9 went from 61 to 5 days after the end, and took a day then and now
    marts.terugkoppeling(zaken, "zaak", dagen=5 if is_later else 61, uitkomst=1, gevolgd=True)


def ended(marts, zaken, is_later):
    einde = "2024-11-30" if is_later else "2024-12-31"
    marts.terugkoppeling(zaken, "halt", dagen=0, uitkomst=0, gevolgd=True, einde=einde)


def began_on_the_first(marts, zaken, is_later):
    marts.stappen(zaken, "8", dagen=10, eerste_dag=is_later)


def begun(marts, zaken, is_later):
    day = "2024-10-16" if is_later else "2024-09-16"
    marts.stappen(zaken, "8", dagen=600, uitkomst=0, startdatum=day)


def referred(marts, zaken, is_later):
    # 2026-09-01 less 31 days is the day of before, 2026-08-01
    marts.keten(zaken, "halt_start", dagen=32 if is_later else 0, uitkomst=0)


@pytest.mark.parametrize(("changed", "is_counted"), [(9, False), (10, True)])
@pytest.mark.parametrize("happened", [fed_back, ended, began_on_the_first, begun, referred])
def test_other_dates_of_a_step_a_handover_or_feedback_change_a_pupil(
    build, happened, changed, is_counted
):
    first, later = marts_of(), marts_of(peildatum="2026-09-01")
    happened(first, range(1, 11), False)
    for nr in range(1, 11):
        happened(later, [nr], nr <= changed)
    if happened is referred:
        for row in later.keten_rows[changed:]:
            row["dagen"] = 31
    build(first)
    assert was_counted(build(later)) is is_counted


@pytest.mark.parametrize(("changed", "is_counted"), [(9, False), (10, True)])
def test_a_second_zaak_elsewhere_changes_a_pupil_here_too(build, changed, is_counted):
    build(marts_of())
    later = marts_of(peildatum="2026-09-01")
    later.zaken(changed, "GM0034")
    for row, new in zip(later.zaken_rows, later.zaken_rows[-changed:], strict=False):
        new["leerling_sleutel"] = row["leerling_sleutel"]
    assert was_counted(build(later)) is is_counted


def test_that_open_steps_and_handovers_are_followed_longer_changes_no_pupil(build):
    def marts(peildatum, days):
        made = marts_of(closed=41, peildatum=peildatum)
        made.stappen(range(1, 42), "8", dagen=days, uitkomst=0)
        made.keten(range(1, 42), "halt_start", dagen=days, uitkomst=0)
        is_later = peildatum > "2026-08-01"
        # feedback that did not come, of what is followed thirty days by now
        made.terugkoppeling(
            range(1, 42), "zaak", dagen=days, uitkomst=0, gevolgd=is_later, einde="2026-07-22"
        )
        for row in made.zaken_rows[:41]:
            row |= {"duurzaam_gevolgd": is_later, "duurzaam": True, "opnieuw_gevolgd": is_later}
        return made

    build(marts("2026-08-01", 10))
    assert not was_counted(build(marts("2026-09-01", 41)))
