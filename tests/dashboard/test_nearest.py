"""Where something is hidden the page says why, and leads to what it can show."""

import re

from dashboard.nearest import nearest
from dashboard.state import State
from tests.dashboard.releases import SMALL, TINY, release

RELEASE = release()
YEAR = "2024-2025"


def near(state, shows):
    return [(each.name, each.state.query()) for each in nearest(RELEASE, state, shows)]


def test_a_gemeente_leads_to_its_region_and_a_filter_to_going_without_it():
    state = State(SMALL, YEAR, (("onderwijssoort", "vo"),))
    found = nearest(RELEASE, state, lambda asked: not asked.filters or asked.gebied == "MC22")
    assert [each.name for each in found][0] == "alle zaken, zonder filter"
    assert found[0].state == State(SMALL, YEAR)
    assert found[1].name.startswith("regio ") or found[1].name.startswith("heel Nederland")
    assert all(each.state.notices == () for each in found)


def test_of_two_filters_one_is_kept_where_that_shows():
    state = State("NL", YEAR, (("geslacht", "m"), ("onderwijssoort", "mbo")))
    found = near(state, lambda asked: asked.filters == (("onderwijssoort", "mbo"),))
    assert found == [("alleen Mbo", "gebied=NL&schooljaar=2024-2025&onderwijssoort=mbo")]


def test_the_nearest_school_year_comes_first():
    found = near(State("NL", YEAR), lambda asked: True)
    assert found[-1][0] == "schooljaar 2023-2024"


def test_nothing_is_offered_that_shows_nothing():
    assert nearest(RELEASE, State(TINY, YEAR), lambda asked: False) == ()


def test_a_page_with_nothing_to_show_links_to_the_nearest_views(ask):
    text = ask("/routes", f"?gebied={SMALL}&schooljaar={YEAR}&onderwijssoort=vo")
    assert "Wel te tonen:" in text
    assert f'"href":"?gebied={SMALL}&schooljaar={YEAR}"' in text
    links = re.findall(r'"href":"(\?[^"]+)"', text)
    assert links
    for link in links:
        assert "Wel te tonen:" not in ask("/routes", link)


def test_a_part_of_the_evaluation_with_nothing_to_show_links_to_the_nearest_views(ask):
    text = ask("/evaluatie", f"?gebied={SMALL}&schooljaar={YEAR}")
    links = re.findall(r'Wel te tonen: ",.*?"href":"(\?[^"]+)"', text)
    assert links
    for link in links:
        assert ask("/evaluatie", link).count("Wel te tonen") < text.count("Wel te tonen")


def test_several_definitions_beside_each_other_say_of_what_they_are(ask):
    text = ask("/mas", f"?gebied={TINY}&schooljaar={YEAR}")
    named = re.findall("Wat betekent ‘[^’]+’", text)
    assert len(named) == len(set(named)) > 1


def test_every_page_uses_the_same_words_for_what_can_be_shown(ask):
    for path in ("/terugkeer", "/leg-uit", "/doorlooptijd"):
        assert "Wel te tonen:" in ask(path, f"?gebied={SMALL}&schooljaar={YEAR}&onderwijssoort=vo")
