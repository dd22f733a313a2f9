"""Two suppliers with the same gemeente: the same zaken may well count twice."""

import pytest

from tests.etl.validate.deliveries import stap, write, zaak
from tests.journeys.test_taking_in import manifest

LAST_YEAR, THIS_YEAR = "2025-07-31", "2025-08-01"


def delivery(folder, name, *counts):
    """Write a delivery with so many zaken of each gemeente and melddatum."""
    zaken = []
    for count, gemeente, melddatum in counts:
        first = len(zaken)
        zaken += [
            zaak(first + place, gemeentecode=gemeente, melddatum=melddatum)
            for place in range(count)
        ]
    return write(folder, manifest(name), zaken=zaken, stappen=[stap(0, startdatum="2025-09-20")])


@pytest.fixture
def checked(etl, tmp_path):
    """Check what `b` delivers after the bureau delivered ten zaken of Amsterdam this year."""
    bureau = delivery(
        tmp_path / "bureau", "bureau", (10, "GM0363", THIS_YEAR), (10, "GM0034", LAST_YEAR)
    )
    assert etl("run", bureau) == 0, etl.err

    def check(name, *counts):
        path = delivery(tmp_path / name.replace(" ", ""), name, *counts)
        files = etl.json("check", path)["bestanden"]
        [file] = [one for one in files if one["bestand"] == "zaken.csv"]
        return [
            (one["kolom"], one["gevolg"], one["aantal"], one["regels"][:2])
            for one in file["bevindingen"]
            if one["code"] == "V107"
        ]

    return check


def test_ten_zaken_of_a_gemeente_and_schooljaar_that_another_has_too_are_warned_about(checked):
    # lines 5 to 15 of the file: after three of another gemeente, and the header
    shared = checked("b", (3, "GM0344", THIS_YEAR), (11, "GM0363", "2026-07-31"))
    assert shared == [("gemeentecode", "waarschuwing", 11, [5, 6])]


def test_another_schooljaar_another_gemeente_and_a_few_who_moved_are_no_doubles(checked):
    assert checked("b", (11, "GM0363", LAST_YEAR), (11, "GM0034", THIS_YEAR)) == []
    assert checked("c", (9, "GM0363", THIS_YEAR)) == []


def test_a_supplier_is_not_another_than_itself(checked):
    assert checked("Bureau ", (12, "GM0363", THIS_YEAR)) == []
