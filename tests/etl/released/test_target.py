"""What areas are compared with, where some of them hide how many are counted."""

import pytest

from etl.domain.areas import Niveau
from etl.released.compare import areas_compared
from etl.released.rows import Bound
from etl.released.signals import Soort, signals
from etl.released.verdict import Verdict
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"
GEMEENTEN = of_regio("MC21")[:10]
HIDDEN = GEMEENTEN[4:]


def compared(release, indicator, *, binnen="MC21"):
    return areas_compared(
        release, indicator=indicator, niveau=Niveau.GEMEENTE, schooljaar=YEAR, binnen=binnen
    )


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Ten gemeenten of 100 zaken; R3 in 22, 12, 12 and 12, and in six of them in 4: 82 of 1000."""
    marts = Marts()
    for code, count in zip(GEMEENTEN, (22, 12, 12, 12, *[4] * 6), strict=True):
        marts.zaken(count, code, route="R3", oordeel="conform")
        marts.zaken(100 - count, code, route="R1", oordeel="conform")
    return published(marts, tmp_path_factory.mktemp("release"))


def test_the_target_is_the_share_of_the_region_not_of_the_gemeenten_that_show_theirs(few):
    # those four show 20 + 3 * 10 of 400, which is 12.5%
    found = compared(few, "route_R3")
    assert found.target is not None
    assert (found.target.x, found.target.n) == (80, 1000)
    assert found.target.woorden == "de regio als geheel"
    assert found.p0 == 0.08


def test_an_area_far_above_the_whole_is_no_chance_because_others_hide_their_number(few):
    # 20 of 100: at least 18 of 102, which is 17.6%; 99.8% of areas of 100 lie below 17.5% at 8%
    points = compared(few, "route_R3").points
    assert [point.verdict for point in points] == [Verdict.WIJKT_AF, *[Verdict.TOEVAL] * 3]


def test_an_area_that_hides_its_number_is_not_called_too_small(few):
    found = compared(few, "route_R3")
    assert found.hidden == dict.fromkeys(HIDDEN, 100)
    assert found.left_out == ()


def test_a_signal_says_what_the_area_was_compared_with(few):
    [signal] = [
        each
        for each in signals(few, GEMEENTEN[0], YEAR)
        if each.indicator == "route_R3" and each.soort is Soort.GEBIEDEN
    ]
    assert "20% van de zaken met een keuze in Aalsmeer, in de regio als geheel 8%." in signal.zin


def test_nearly_all_is_hidden_too_and_does_not_pull_the_target_down(tmp_path):
    # 6 * 37 + 4 * 28 = 334 of 400; of 40 zaken 37 would leave three, so 28 alone is shown
    marts = Marts()
    for code in GEMEENTEN:
        back = 37 if code in HIDDEN else 28
        for count, end in ((back, 1), (40 - back, 2)):
            marts.zaken(count, code, zaak_dagen=20, terugkeer_uitkomst=end, zaak_uitkomst=1)
    found = compared(published(marts, tmp_path), "terug_90_schoolverzuim")
    assert [(point.x, point.n) for point in found.points] == [(30, 40)] * 4
    assert found.hidden == dict.fromkeys(HIDDEN, 40)
    assert found.p0 == 335 / 400


def test_without_a_whole_nothing_is_said_where_an_area_hides_its_number(few):
    # the country has no total: three regions more would have to be shown
    found = compared(few, "route_R3", binnen=None)
    assert [point.verdict for point in found.points] == [Verdict.GEEN_GEHEEL] * 4
    assert (found.target, found.p0, found.limits) == (None, None, ())
    assert not found.is_overdispersed
    assert not any(point.geschoven for point in found.points)


def test_without_a_whole_areas_that_all_show_theirs_are_taken_together(few):
    # 80, three times 90 and six times 95 of ten times 100
    found = compared(few, "route_R1", binnen=None)
    assert found.target is not None
    assert found.target.woorden == "de 10 gemeenten samen"
    assert (found.target.x, found.target.n) == (80 + 3 * 90 + 6 * 95, 1000)


def test_an_area_that_registers_in_another_way_is_in_no_target(tmp_path):
    # 20 of 200 zaken have a choice: too few to compare, and they are part of the region
    marts = Marts(peildatum="2026-02-01")
    for code in GEMEENTEN[:4]:
        marts.zaken(30, code, route="R1", oordeel="conform")
        marts.zaken(70, code, route="R2", oordeel="conform")
    marts.zaken(20, GEMEENTEN[4], route="R1", oordeel="conform")
    marts.zaken(180, GEMEENTEN[4])
    found = compared(published(marts, tmp_path), "route_R1")
    assert found.points[-1].verdict is Verdict.ANDERS_GETELD
    assert found.target is not None
    assert found.target.woorden == "de 4 gemeenten samen"
    assert (found.target.x, found.target.n) == (120, 400)


@pytest.mark.parametrize("how_many", [4, 6])
def test_what_all_areas_clip_the_target_does_not_give_away(tmp_path, how_many):
    # four of 20 are 80 together, so clipped of itself; six are 120, and each of them is clipped
    marts = Marts()
    for code in GEMEENTEN[:how_many]:
        marts.zaken(20, code, route="geen_route", oordeel="conform")
    found = compared(published(marts, tmp_path), "geen_route")
    assert found.target is not None
    assert found.target.n == 20 * how_many
    assert found.target.aandeel == Bound(0.9)
    assert found.limits == ()
    assert {point.verdict for point in found.points} == {Verdict.TE_WEINIG}


def test_a_pool_of_clipped_shares_is_clipped(tmp_path):
    marts = Marts()
    for code in GEMEENTEN[:6]:
        marts.zaken(20, code, route="geen_route", oordeel="conform")
    found = compared(published(marts, tmp_path), "geen_route", binnen=None)
    assert found.target is not None
    assert found.target.woorden == "de 6 gemeenten samen"
    assert found.target.aandeel == Bound(0.9)
