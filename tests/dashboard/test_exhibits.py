"""Sentence, table and chart of an exhibit come from one answer."""

from itertools import product

import pytest

from dashboard.app import PAGES
from dashboard.exhibits import Empty, Exhibit, Shown
from dashboard.exhibits.routes import ROUTES
from dashboard.exhibits.steps import STEPS
from dashboard.pages import Page
from dashboard.state import State, parse
from etl.domain.steps import BOXES
from tests.dashboard.releases import LARGE, MEDIUM, SIZES, SMALL, TINY, YEARS, release

RELEASE = release()
EXHIBITS = [(page, exhibit) for page in PAGES for exhibit in page.exhibits]
YEAR = "2024-2025"
ACROSS_A_PHONE = 42
"""Letters of an axis that fit beside each other in 390 pixels."""


def shown(exhibit: Exhibit, gebied: str) -> Shown:
    content = exhibit.make(RELEASE, State(gebied, YEAR))
    assert isinstance(content, Shown)
    return content


def test_routes_say_table_and_draw_the_same_share():
    content = shown(ROUTES, MEDIUM)
    # 0.28 of 1200 zaken, of the 1080 with a choice: 335 and 1080 once released
    [row] = [row for row in content.table.rows if row[0] == "Vrijwillige (jeugd)hulp"]
    assert row[1:3] == (335, pytest.approx(335 / 1080))
    assert "Vrijwillige (jeugd)hulp: ongeveer 3 op de 10" in content.sentence
    assert content.chart is not None
    bar = content.chart["data"][0]
    assert bar["x"][bar["y"].index(row[0])] == row[2]


def test_routes_put_the_year_before_beside_this_one():
    titles = [column.title for column in shown(ROUTES, LARGE).table.columns]
    assert titles[:5] == [
        "Route",
        "Zaken 2024-2025",
        "Aandeel 2024-2025",
        "Zaken 2023-2024",
        "Aandeel 2023-2024",
    ]


def test_no_choice_yet_has_zaken_but_no_share():
    row = shown(ROUTES, MEDIUM).table.rows[0]
    assert row[0] == "Nog geen keuze"
    assert (row[1], row[2]) == (120, None)


def test_a_hidden_category_keeps_its_place_with_a_dash():
    rows = {row[0]: row for row in shown(ROUTES, MEDIUM).table.rows}
    assert rows["Last onder dwangsom"][1:3] == (None, None)


def test_steps_stand_in_the_order_of_the_picture():
    rows = shown(STEPS, LARGE).table.rows
    assert [str(row[0]).split(" ")[0] for row in rows] == [box.code for box in BOXES]


@pytest.mark.parametrize("exhibit", [ROUTES, STEPS], ids=lambda exhibit: exhibit.id)
def test_too_few_zaken_says_so_and_what_to_try(exhibit):
    content = exhibit.make(RELEASE, State(TINY, YEAR))
    assert isinstance(content, Empty)
    assert content.sentence
    assert content.advice


@pytest.mark.parametrize(("page", "exhibit"), EXHIBITS, ids=[each.id for _, each in EXHIBITS])
def test_every_exhibit_shows_something_or_says_why_not(page: Page, exhibit: Exhibit):
    filters = ({}, {"onderwijssoort": "vo"}, {"onderwijssoort": "vo", "geslacht": "m"})
    for gebied, year, extra in product(SIZES, YEARS, filters):
        query = {"gebied": gebied, "schooljaar": year, **extra}
        state = parse(query, release=RELEASE, choices=page.choices)
        content = exhibit.make(RELEASE, state)
        assert content.sentence.endswith((".", "?"))
        if isinstance(content, Shown):
            assert {len(row) for row in content.table.rows} <= {len(content.table.columns)}


@pytest.mark.parametrize(("page", "exhibit"), EXHIBITS, ids=[each.id for _, each in EXHIBITS])
def test_the_title_of_an_axis_fits_a_phone(page: Page, exhibit: Exhibit):
    state = parse({"gebied": LARGE}, release=RELEASE, choices=page.choices)
    content = exhibit.make(RELEASE, state)
    chart = content.chart if isinstance(content, Shown) else None
    if chart is not None:
        title = chart["layout"]["xaxis"].get("title", {}).get("text", "")
        assert max(len(line) for line in title.split("<br>")) <= ACROSS_A_PHONE


def test_addresses_of_exhibits_differ():
    ids = [exhibit.id for _, exhibit in EXHIBITS]
    assert len(ids) == len(set(ids))


def test_a_small_area_has_no_filter():
    content = ROUTES.make(RELEASE, State(SMALL, YEAR, (("onderwijssoort", "vo"),)))
    assert isinstance(content, Empty)
    assert "filter" in content.advice


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_no_two_columns_of_a_table_have_one_name(page):
    for exhibit in page.exhibits:
        content = exhibit.make(RELEASE, parse({}, release=RELEASE, choices=page.choices))
        if isinstance(content, Shown):
            heads = [column.title for column in content.table.columns]
            assert len(set(heads)) == len(heads), exhibit.id
