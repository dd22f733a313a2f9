"""What a supplier takes back is shown no longer, also by who holds an older release."""

from datetime import date

from etl.publish import recall
from etl.released import answers
from etl.released.recall import blanked, recalled_areas
from etl.released.rows import Hidden, Question
from tests.etl.released.marts import Marts, published

TODAY = date(2026, 11, 25)
YEAR = "2024-2025"


def two_suppliers():
    """Amsterdam delivers for itself and for three pupils of Aalsmeer, who delivers the rest."""
    marts = Marts()
    marts.zaken(40, "GM0363", leverancier="amsterdam", route="R1")
    marts.zaken(3, "GM0358", leverancier="amsterdam", route="R1")
    marts.zaken(40, "GM0358", leverancier="aalsmeer", route="R1")
    return marts


def areas_of(marts, leverancier):
    with marts.connect() as con:
        return recall.areas_of(con, leverancier)


def test_a_recall_names_the_areas_that_the_supplier_is_visible_in_up_to_the_country():
    found = areas_of(two_suppliers(), "amsterdam")
    assert {"GM0363", "NL", "Amsterdam"} <= set(found)
    # three pupils are not shown, so that they are recalled is not told either
    assert "GM0358" not in found


def test_a_release_made_before_a_recall_is_blanked_there_and_one_made_after_it_is_not(tmp_path):
    before = published(two_suppliers(), tmp_path)
    recall.recall(tmp_path, ["GM0363"], on=TODAY)
    rest = Marts()
    rest.zaken(40, "GM0358", route="R1")
    after = published(rest, tmp_path)

    assert recalled_areas(tmp_path, before.id) == {"GM0363": TODAY}
    assert recalled_areas(tmp_path, after.id) == {}


def test_what_is_delivered_again_is_shown_again(tmp_path):
    before = published(two_suppliers(), tmp_path)
    recall.recall(tmp_path, ["GM0363"], on=TODAY)
    again = published(two_suppliers(), tmp_path)
    assert again.id == before.id
    assert recalled_areas(tmp_path, again.id) == {}


def test_a_blanked_area_says_why_and_the_others_stay(tmp_path):
    release = published(two_suppliers(), tmp_path)
    shown = blanked(release, {"GM0363": TODAY})

    gone = answers.routeverdeling(shown, Question("GM0363", YEAR))
    assert (gone.hidden, gone.rows) == (Hidden.HERROEPEN, ())
    assert not any(gebied == "GM0363" for _, gebied, *_ in [*shown._cells, *shown._curves])
    assert answers.omvang(shown, Question("GM0358", YEAR)).totaal == 45
    assert (shown.files, shown.findings, shown.completeness) == ((), (), ())
    assert blanked(release, {}) is release


def test_without_a_recall_there_is_no_file(tmp_path):
    published(two_suppliers(), tmp_path)
    assert not (tmp_path / "herroepen.json").exists()
    recall.recall(tmp_path, [], on=TODAY)
    assert not (tmp_path / "herroepen.json").exists()
