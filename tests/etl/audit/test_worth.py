"""What goes when one of several must: the view that is missed least."""

from dataclasses import replace

import pytest

from etl.audit.attack import attack_by_sums
from tests.etl.audit.test_sums import A_AND_C, B_AND_C, A, B, summed

BACK = "terugkeer_lijn:alle"
HALT = "keten_lijn:halt_start"


@pytest.mark.parametrize("place", [A, B, A_AND_C, B_AND_C])
@pytest.mark.parametrize(
    ("missed", "spared"),
    [
        (("route", ""), ("route", "geslacht=v")),
        (("terugkeer", ""), ("in_vakantie", "")),
        ((f"{BACK}:af:60", ""), (f"{BACK}:af:42", "")),
        ((f"{BACK}:af:90", ""), (f"{BACK}:af:60", "")),
        ((f"{BACK}:af:42", ""), (f"{BACK}:af:90", "geslacht=v")),
        ((f"{BACK}:af:90", "geslacht=v"), (f"{BACK}:anders:90", "geslacht=v")),
        ((f"{HALT}:af:30", ""), (f"{HALT}:af:42", "")),
    ],
    ids=str,
)
def test_of_views_of_which_one_must_go_that_one_goes_that_is_missed_least(missed, spared, place):
    """That c is 1 to 4 takes four shown counts (see `summed`): without any of them it is safe."""
    found = summed()
    views = tuple(
        (f"GM{at:04}", *(spared if at == place else missed)) for at in range(len(found.views))
    )
    assert attack_by_sums(replace(found, views=views)).withdrawn == {views[place]}
