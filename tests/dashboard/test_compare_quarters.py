"""An area over the quarters: what the figure shows is what its title names."""

import pytest

from dashboard.exhibits import Empty, Shown
from dashboard.exhibits.compare_quarters import NOT_PER_GEMEENTE, QUARTERS
from dashboard.state import State
from tests.dashboard.conftest import Ask
from tests.etl.released.test_quarters import YEARS, with_quarters

HALT = QUARTERS["route_R2"]
SIXTEEN = with_quarters((44, 30) * 8)


@pytest.mark.parametrize(
    ("gebied", "shown"),
    [
        ("MC21", "Agglomeratie Amsterdam"),
        ("GM0363", "Agglomeratie Amsterdam"),
        ("NL", "Nederland"),
        # of an arrondissement there is nothing, and the card says what there is
        ("Amsterdam", "dit gebied"),
    ],
)
def test_the_title_names_the_area_whose_quarters_are_shown(gebied, shown):
    title = HALT.title(State(gebied, YEARS[-1]))
    assert title == f"Gekozen: Halt – {shown} over de kwartalen"


def test_of_a_gemeente_the_sentence_says_that_these_are_quarters_of_its_region():
    of_gemeente, of_region = (
        HALT.make(SIXTEEN, State(gebied, YEARS[-1])) for gebied in ("GM0363", "MC21")
    )
    assert isinstance(of_gemeente, Shown)
    assert isinstance(of_region, Shown)
    assert of_gemeente.sentence.startswith(
        f"Agglomeratie Amsterdam, per kwartaal. {NOT_PER_GEMEENTE} "
    )
    assert NOT_PER_GEMEENTE not in of_region.sentence


def test_an_arrondissement_has_no_quarters():
    assert isinstance(HALT.make(SIXTEEN, State("Amsterdam", YEARS[-1])), Empty)


def test_the_page_has_the_name_above_the_figure_and_in_its_links(ask: Ask):
    page = ask("/vergelijken", "?gebied=GM0363&schooljaar=2024-2025&indicator=route_R2")
    title = "Agglomeratie Amsterdam over de kwartalen"
    assert title in page
    assert "dit gebied over de kwartalen" not in page
