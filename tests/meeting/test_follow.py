"""What is said of an agreement: nothing too early, and never that it is why."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.app import PAGES
from dashboard.meeting import seal
from dashboard.meeting.follow import (
    FILTERED,
    MANY_FIGURES,
    NO_FIGURE,
    NO_RELEASE,
    TOO_EARLY,
    can_follow,
    follow,
)
from dashboard.meeting.models import Pin
from dashboard.meeting.store import Agreement
from etl.domain.areas import name_of
from etl.released import cubes
from etl.released.quarters import NO_SIGNAL
from etl.released.withheld import not_shown
from tests.dashboard.releases import SmallRelease, release

AREA = "MC21"
EXHIBITS = seal.exhibits_of(PAGES)


def agreed(day: date, *, cijfer: str = "indicator:route_R2", richting: str = "omhoog") -> Agreement:
    return Agreement(
        id="a",
        vergadering_id="v",
        punt_id="p",
        decided=day,
        wat="Eerder naar Halt",
        organisatie="Leerplicht",
        wanneer=None,
        cijfer=cijfer,
        pin=None,
        richting=richting,
        status="loopt",
        reden="",
        is_confidential=False,
    )


def with_cells(kubus: str, schooljaar: str, cells: dict[str, int]) -> SmallRelease:
    """Return the small release with other counts in one school year of the area."""
    held = release()
    assert isinstance(held, SmallRelease)
    key = (kubus, AREA, schooljaar, ())
    return replace(held, views=held.views | {key: {**held.views.get(key, {}), **cells}})


def pinned(figuur: str, vraag: str = f"gebied={AREA}&schooljaar=2024-2025") -> Pin:
    seen = seal.read(release(), EXHIBITS, figuur=figuur, vraag=vraag)
    assert seen is not None
    return Pin(id="x", figuur=figuur, vraag=vraag, gezien=seal.written(seen))


def told(agreement: Agreement, held: SmallRelease | None = None) -> str:
    return follow(agreement, held or release(), gebied=AREA).sentence


def test_it_is_too_early_until_a_whole_school_year_after_the_decision_is_over():
    # 2025-2026 is the last year that is over: it began on 1 August 2025
    assert told(agreed(date(2025, 8, 2))) == TOO_EARLY
    # the decision fell in 2023-2024, and there is no year before it
    assert told(agreed(date(2024, 7, 31))) == TOO_EARLY


def test_a_difference_that_chance_can_give_says_so_and_no_more():
    text = told(agreed(date(2024, 8, 1)))
    # R2 is 12 of every 90 zaken with a choice, in every year
    assert text == (
        "In 2025-2026 13%, in 2023-2024 (voor de afspraak) 13%. Dit verschil kan toeval zijn."
    )


@pytest.mark.parametrize(
    ("richting", "way"),
    [
        ("omhoog", "Het ging de kant op die is afgesproken"),
        ("omlaag", "Het ging niet de kant op die is afgesproken"),
    ],
)
def test_a_clear_change_says_which_way_it_went_and_not_why(richting: str, way: str):
    # 2,420 zaken in 2025-2026, 90% with a choice: released 2,180; 600 of them is 28%
    held = with_cells(cubes.ROUTE, "2025-2026", {"R2": 600})
    text = told(agreed(date(2024, 8, 1), richting=richting), held)
    assert text.startswith("In 2025-2026 28%, in 2023-2024 (voor de afspraak) 13%.")
    assert "Dit is een vraag, geen oordeel" in text
    assert f"{way}; of dat door de afspraak komt, zegt het cijfer niet." in text


def quarters(last: int) -> SmallRelease:
    """Twelve quarters of 20 in 100, and in the last complete year 60 in 100."""
    held = release()
    assert isinstance(held, SmallRelease)
    views = dict(held.views)
    for year, x in (("2023-2024", 20), ("2024-2025", 20), ("2025-2026", last)):
        views[cubes.KWARTAAL, AREA, year, ()] = {
            cubes.kwartaal_code(quarter, what): count
            for quarter in cubes.KWARTALEN
            for what, count in (("R2", x), (cubes.MET_KEUZE, 100))
        }
    return replace(held, views=views)


def test_with_quarters_the_rules_of_the_control_chart_speak_from_four_quarters_on():
    clear = quarters(60)
    text = told(agreed(date(2025, 7, 31)), clear)
    assert "kwartalen" in text or "ver boven wat gebruikelijk is" in text
    assert "de kant op die is afgesproken" in text
    # November 2025 leaves three quarters after it
    assert told(agreed(date(2025, 10, 31)), clear) == TOO_EARLY
    assert told(agreed(date(2025, 7, 31)), quarters(20)) == NO_SIGNAL


def test_the_line_stands_at_the_day_of_the_decision():
    chart = follow(agreed(date(2024, 8, 1)), release(), gebied=AREA).chart
    assert chart is not None
    [line] = chart["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 2024
    # the dot of 2024-2025 stands in the middle of that year
    assert 2024.5 in chart["data"][-1]["x"]


def test_without_a_figure_or_with_one_of_many_numbers_it_says_what_to_do():
    day = date(2024, 8, 1)
    assert told(agreed(day, cijfer="")) == NO_FIGURE
    many = replace(agreed(day, cijfer="x"), pin=pinned("routes"))
    assert told(many) == MANY_FIGURES
    of_amsterdam = pinned("jaren-route_R2", "gebied=GM0363&schooljaar=2024-2025")
    followed = follow(replace(many, pin=of_amsterdam), release(), gebied=AREA)
    assert followed.title.endswith("in Amsterdam")


def test_a_figure_that_is_not_followed_keeps_its_name():
    many = replace(agreed(date(2024, 8, 1), cijfer="x"), pin=pinned("routes"))
    found = follow(many, release(), gebied=AREA)
    assert (found.title, found.is_followed) == (
        f"‘Welke route nemen zaken?’ in {name_of(AREA)}",
        False,
    )
    assert follow(replace(many, pin=None, cijfer=""), release(), gebied=AREA).title == ""


def test_a_figure_that_no_year_shows_is_not_called_small():
    held = release()
    assert isinstance(held, SmallRelease)
    views = {view: cells for view, cells in held.views.items() if view[0] != cubes.ROUTE}
    found = follow(agreed(date(2024, 8, 1)), replace(held, views=views), gebied=AREA)
    assert (found.sentence, found.chart) == (not_shown(), None)


def test_without_a_release_nothing_is_said_of_the_zaken():
    assert follow(agreed(date(2024, 8, 1)), None, gebied=AREA).sentence == NO_RELEASE


def test_only_one_number_of_all_zaken_can_be_followed():
    of_vo = "gebied=MC21&schooljaar=2024-2025&onderwijssoort=vo"
    assert can_follow("jaren-route_R2", "gebied=MC21")
    assert can_follow("doorlooptijd-zaak", "gebied=MC21")
    assert not can_follow("doorlooptijd-zaak", of_vo)
    assert not can_follow("ketenoverdracht-norm", "gebied=MC21")


def test_return_by_group_is_no_single_figure_to_follow():
    groups = replace(agreed(date(2024, 8, 1), cijfer="x"), pin=pinned("terugkeer-jaren"))
    assert told(groups) == MANY_FIGURES


def test_a_filtered_figure_is_not_followed_as_if_it_were_of_all_zaken():
    of_vo = pinned("doorlooptijd-zaak", "gebied=MC21&schooljaar=2024-2025&onderwijssoort=vo")
    of_all = pinned("doorlooptijd-zaak")
    agreement = agreed(date(2024, 8, 1), cijfer="x")
    nothing = follow(replace(agreement, pin=of_vo), release(), gebied=AREA)
    assert (nothing.sentence, nothing.chart, nothing.is_followed) == (FILTERED, None, False)
    assert nothing.title.endswith(f"in {name_of(AREA)}, Voortgezet onderwijs")
    found = follow(replace(agreement, pin=of_all), release(), gebied=AREA)
    assert found.title.startswith("Zaak klaar binnen 90 dagen in")


def test_the_share_of_a_small_group_is_clipped_as_on_every_page():
    year = {"R2": 60, cubes.MET_KEUZE: 60}
    held = with_cells(cubes.ROUTE, "2024-2025", year)
    followed = follow(agreed(date(2024, 8, 1)), held, gebied=AREA)
    assert followed.table is not None
    assert followed.chart is not None
    [row] = [row for row in followed.table.rows if row[0] == "2024-2025"]
    written = [
        column.written(cell) for column, cell in zip(followed.table.columns, row, strict=True)
    ]
    # 60 of 60; from below the interval says as much as it may
    assert written[1:3] == ["60", "meer dan 90%"]
    assert written[4] == "meer dan 90%"
    assert "100%" not in str(followed.chart)
