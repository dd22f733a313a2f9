"""What can be asked of a metric, and what two schooljaren together are refused for."""

from argparse import Namespace

import pytest

from etl import asked_for
from etl.domain.areas import Niveau
from etl.errors import UsageError
from etl.released import metrics
from tests.etl.released.marts import Marts, published

SMALL, LARGE, FIRST, SECOND, BOTH = "GM0363", "GM0358", "2024-2025", "2025-2026", "2024-2026"
HELD = {SMALL: (BOTH,)}


def asked(schooljaar=BOTH, *, niveau=None, gebied=None, filters=(), exact=False):
    return asked_for.metric(
        Namespace(schooljaar=schooljaar, niveau=niveau, gebied=gebied, filter=filters, exact=exact)
    )


def refused(*args, **given):
    with pytest.raises(UsageError) as error:
        asked_for.refuse_unless_held(asked(*args, **given), HELD)
    return str(error.value)


def test_one_schooljaar_is_of_the_country_unless_something_else_is_asked():
    assert asked(FIRST)["niveau"] is Niveau.LAND
    assert asked(FIRST, gebied="mc22")["niveau"] is Niveau.REGIO


def test_two_schooljaren_together_are_of_gemeenten():
    assert asked() == {
        "niveau": Niveau.GEMEENTE,
        "gebied": None,
        "schooljaar": BOTH,
        "filters": {},
    }
    assert asked(gebied=SMALL)["gebied"] == SMALL
    only_gemeenten = "Twee schooljaren samen zijn er alleen van gemeenten. Kies een gemeente."
    assert refused(niveau="land") == refused(gebied="MC22") == only_gemeenten


def test_two_regions_that_are_released_together_are_two_in_the_case_store():
    told = "Met --exact kan één regio tegelijk. Geef MC02 of MC03."
    assert refused(FIRST, gebied="mc02+mc03", exact=True) == told
    assert asked(FIRST, gebied="mc02+mc03")["gebied"] == "MC02+MC03"
    assert asked(FIRST, gebied="mc02", exact=True)["gebied"] == "MC02"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"filters": ["onderwijssoort=vo"]},
            "Twee schooljaren samen zijn er alleen zonder filter.",
        ),
        ({"exact": True}, "Met --exact kan één schooljaar tegelijk. Geef er een als 2024-2025."),
    ],
)
def test_two_schooljaren_together_have_no_filter_and_are_not_in_the_case_store(given, told):
    assert refused(**given) == told


@pytest.mark.parametrize(
    ("schooljaar", "told"),
    [
        ("2023-2025", "Elk schooljaar hoort bij één vast tweetal. Geef 2022-2024 of 2024-2026."),
        ("2022-2025", "Geef een schooljaar als 2024-2025, of twee samen als 2024-2026."),
        ("2024", "Geef een schooljaar als 2024-2025, of twee samen als 2024-2026."),
    ],
)
def test_a_schooljaar_is_in_one_pair_and_another_is_refused_with_those_that_there_are(
    schooljaar, told
):
    assert refused(schooljaar) == told


def test_a_gemeente_without_them_hears_which_have_them_and_what_to_ask():
    why = (
        "Dat hebben alleen gemeenten met minder dan 100 zaken in een van de twee schooljaren, als "
        "beide te tonen zijn. Vraag "
    )
    assert refused(gebied=LARGE) == (
        f"Aalsmeer (GM0358) heeft in deze vrijgave geen {BOTH} samen. {why}{FIRST} of {SECOND}."
    )
    assert refused("2022-2024") == (
        f"Geen enkele gemeente heeft in deze vrijgave 2022-2024 samen. {why}2022-2023 of 2023-2024."
    )


def test_a_metric_of_two_schooljaren_has_the_gemeenten_that_have_them(tmp_path):
    marts = Marts(peildatum="2026-08-01")
    for year in (FIRST, SECOND):
        for gemeente, some in ((SMALL, 30), (LARGE, 300)):
            for route, count in (("R1", some), ("R2", some // 5)):
                marts.zaken(
                    count,
                    gemeente,
                    schooljaar=year,
                    route=route,
                    gekozen_route=route,
                    oordeel="conform",
                )
    release = published(marts, tmp_path)
    given = asked()
    asked_for.refuse_unless_held(given, release.together)
    size = metrics.rows(release, "omvang", **given)
    # twice 36; pupils are of one schooljaar
    assert size == [
        {"gebied": SMALL, "schooljaar": BOTH, "zaken": 70, "leerlingen": None, "per_1000": None}
    ]
    routes = metrics.rows(release, "routeverdeling", **given)
    # twice 30, and twice 6 which each year hides
    assert {row["route"]: row["zaken"] for row in routes if row["zaken"]} == {"R1": 60, "R2": 10}
