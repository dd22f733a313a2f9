"""The contract's rows from a release: hidden cells are null, and every area and code has a row."""

import pytest

from etl.domain.areas import Niveau, gemeenten
from etl.domain.metrics import METRICS
from etl.released import metrics
from tests.etl.released.marts import Marts, published

YEAR = "2024-2025"
AMSTERDAM = "GM0363"


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    marts = Marts()
    back = marts.zaken(
        300,
        route="R1",
        oordeel="conform",
        terugkeer_uitkomst=1,
        zaak_dagen=40,
        zaak_uitkomst=1,
    )
    marts.zaken(40, zaak_dagen=50, terugkeer_uitkomst=2, uitkomst="werk")
    marts.zaken(60)
    marts.stappen(back, "A4", dagen=10)
    marts.stappen(back[:30], "3", dagen=7)
    marts.keten(back[:50], "om_einde", dagen=80)
    marts.keten(back[50:100], "om_einde", dagen=95)
    return published(marts, tmp_path_factory.mktemp("release"))


def asked(release, name, **filters):
    return metrics.rows(
        release,
        name,
        niveau=Niveau.GEMEENTE,
        gebied=AMSTERDAM,
        schooljaar=YEAR,
        filters=filters,
    )


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_rows_have_the_columns_of_the_catalogue_in_order(release, metric):
    columns = [column.name for column in metric.columns]
    for row in metrics.rows(release, metric.name, niveau=Niveau.LAND):
        assert list(row) == columns


def test_omvang(release):
    assert asked(release, "omvang") == [
        {"gebied": AMSTERDAM, "schooljaar": YEAR, "zaken": 400, "leerlingen": 400, "per_1000": None}
    ]


def test_every_area_of_the_level_has_its_rows_hidden_or_not(release):
    rows = metrics.rows(release, "omvang", niveau=Niveau.GEMEENTE)
    assert [row["gebied"] for row in rows] == list(gemeenten())
    assert [row["zaken"] for row in rows if row["zaken"] is not None] == [400]


def test_regions_come_with_the_pairs_that_are_released_together(release):
    rows = metrics.rows(release, "omvang", niveau=Niveau.REGIO)
    assert [row["gebied"] for row in rows][-2:] == ["MC02+MC03", "MC32+MC33"]


def test_routes_and_verdicts_have_a_row_for_every_code(release):
    routes = {
        row["route"]: (row["zaken"], row["aandeel"]) for row in asked(release, "routeverdeling")
    }
    assert len(routes) == 10
    assert routes["R1"] == (300, 1.0)
    assert routes["R2"] == (None, None)
    verdicts = [row["zaken"] for row in asked(release, "leg_uit")]
    assert verdicts == [300, None, None, None, None]


def test_terugkeer_is_told_at_five_days_without_a_standard_error(release):
    rows = asked(release, "terugkeer")
    assert [(row["dagen"], row["terug"]) for row in rows] == [
        (30, None),
        (60, 0.75),
        (90, 0.75),
        (180, 0.75),
        (365, 0.75),
    ]
    assert {row["zaken"] for row in rows} == {400}
    assert {row["terug_se"] for row in rows} == {None}
    # 40 of 400 ended otherwise by day 50, which leaves 60
    assert [(row["andere_uitkomst"], row["nog_open"]) for row in rows[:2]] == [
        (None, None),
        (0.1, 0.15),
    ]


def test_steps_four_to_seven_need_a_spoor_to_pick_their_box(release):
    without = {row["stap"]: row for row in asked(release, "doorlooptijd")}
    assert without["4"]["uitvoeringen"] is None
    assert without["3"]["uitvoeringen"] == 30
    assert without["zaak"]["uitvoeringen"] == 400
    with_a = {row["stap"]: row for row in asked(release, "doorlooptijd", spoor="A")}
    assert with_a["4"]["uitvoeringen"] == 300
    with_b = {row["stap"]: row for row in asked(release, "doorlooptijd", spoor="B")}
    assert with_b["4"]["uitvoeringen"] is None


def test_a_verzuimtype_picks_the_box_of_its_spoor(release):
    with_16_uur = {row["stap"]: row for row in asked(release, "doorlooptijd", verzuimtype="16_uur")}
    assert with_16_uur["4"]["uitvoeringen"] == 300
    with_luxe = {row["stap"]: row for row in asked(release, "doorlooptijd", verzuimtype="luxe")}
    assert with_luxe["4"]["uitvoeringen"] is None


def test_handovers_have_their_norm_even_where_the_count_is_hidden(release):
    rows = {row["overgang"]: row for row in asked(release, "ketenoverdracht")}
    assert len(rows) == 9
    assert rows["om_einde"]["n"] == 100
    assert rows["om_einde"]["norm_dagen"] == 90
    assert rows["om_einde"]["binnen_norm"] == 0.5
    assert (rows["halt_start"]["n"], rows["halt_start"]["norm_dagen"]) == (None, 30)


def test_a_count_under_twenty_is_told_without_the_days_of_a_curve(tmp_path):
    # 315 zaken allow for a filter; of the 15 of girls every step is done after 10 days
    marts = Marts()
    boys, girls = marts.zaken(300, geslacht="m"), marts.zaken(15, geslacht="v")
    marts.stappen(boys + girls, "1", dagen=10)
    marts.stappen(boys + girls, "A4", dagen=10)
    marts.keten(boys + girls, "halt_start", dagen=10)
    release = published(marts, tmp_path)
    steps = {row["stap"]: row for row in asked(release, "doorlooptijd", geslacht="v")}
    assert (steps["1"]["uitvoeringen"], steps["1"]["mediaan_dagen"]) == (15, None)
    assert (steps["zaak"]["uitvoeringen"], steps["zaak"]["open"]) == (15, 15)
    assert steps["4"]["uitvoeringen"] is None
    handovers = {row["overgang"]: row for row in asked(release, "ketenoverdracht", geslacht="v")}
    start = handovers["halt_start"]
    assert (start["n"], start["mediaan_dagen"], start["binnen_norm"]) == (15, None, None)
    assert handovers["om_einde"]["n"] is None
