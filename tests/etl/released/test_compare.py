import pytest

from etl.domain.areas import Niveau
from etl.released.compare import areas_compared, limits_at
from etl.released.verdict import Verdict
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """Twelve gemeenten of MC19 with 100 zaken: ten choose R1 in 20, one in 70; one has 15 zaken."""
    marts = Marts()
    codes = of_regio("MC19")[:12]
    for place, code in enumerate(codes[:11]):
        first = 70 if place == 10 else 20
        marts.zaken(first, code, route="R1", oordeel="conform")
        marts.zaken(100 - first, code, route="geen_route", oordeel="conform")
    marts.zaken(15, codes[11], route="R1", oordeel="conform")
    return published(marts, tmp_path_factory.mktemp("release"))


def compared(release, **asked):
    return areas_compared(
        release,
        **{"indicator": "route_R1", "niveau": Niveau.GEMEENTE, "schooljaar": YEAR, **asked},
    )


def test_without_a_total_of_the_country_the_target_is_the_areas_together(release):
    assert compared(release).p0 == pytest.approx(270 / 1100)


def test_points_stand_in_the_order_of_their_codes_never_of_their_size(release):
    gebieden = [point.gebied for point in compared(release).points]
    assert gebieden == sorted(of_regio("MC19")[:11])


def test_an_area_that_is_too_small_is_named_and_not_drawn(release):
    assert compared(release).left_out == (of_regio("MC19")[11],)


def test_an_area_far_outside_is_a_question_and_the_others_are_not(release):
    verdicts = {point.gebied: point.verdict for point in compared(release).points}
    far = of_regio("MC19")[10]
    assert verdicts.pop(far) is Verdict.WIJKT_AF
    assert set(verdicts.values()) == {Verdict.TOEVAL}


def test_limits_allow_for_overdispersion_from_ten_areas(release):
    assert compared(release).is_overdispersed


def test_the_comparison_can_stay_within_a_region_or_arrondissement(release):
    assert len(compared(release, binnen="MC19").points) == 11
    assert compared(release, binnen="MC21").points == ()
    assert compared(release, binnen="MC21").p0 is None
    assert len(compared(release, binnen="Midden-Nederland").points) == 11


def test_a_region_is_compared_by_its_own_total(release):
    [point] = compared(release, niveau=Niveau.REGIO).points
    assert (point.gebied, point.n, point.x) == ("MC19", 1115, 285)
    assert not compared(release, niveau=Niveau.REGIO).is_overdispersed


def test_plain_limits_are_exact_binomial():
    limits = limits_at(100, p0=0.2)
    assert (limits.laag_998, limits.laag_95) == pytest.approx((0.0810, 0.1197), abs=5e-5)
    assert (limits.hoog_95, limits.hoog_998) == pytest.approx((0.2765, 0.3268), abs=5e-5)


def test_the_funnel_runs_from_the_smallest_to_the_largest_area(release):
    sizes = [limit.n for limit in compared(release).limits]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (100, 100)


def test_terug_90_takes_the_point_of_day_90(tmp_path):
    marts = Marts()
    for code in of_regio("MC21")[:2]:
        marts.zaken(40, code, zaak_dagen=89, terugkeer_uitkomst=1)
        marts.zaken(40, code, zaak_dagen=95, terugkeer_uitkomst=1)
        marts.zaken(20, code)
    found = compared(published(marts, tmp_path), indicator="terug_90")
    assert [(point.x, point.n, point.aandeel) for point in found.points] == [(40, 100, 0.4)] * 2


def test_where_half_was_followed_the_limits_are_those_of_half_as_many():
    assert limits_at(100, p0=0.2, followed=0.5).laag_95 == limits_at(50, p0=0.2).laag_95
    wide = limits_at(100, p0=0.2, tau_squared=0.01, followed=0.5)
    assert wide.hoog_998 == limits_at(50, p0=0.2, tau_squared=0.01).hoog_998
