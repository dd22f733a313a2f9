"""Quarters in the order of time: one that is not shown is a gap, and no quarter is skipped."""

from dataclasses import replace

from etl.released import cubes
from etl.released.indicators import INDICATOR
from etl.released.quarters import NO_SIGNAL, Quarter, over_quarters, sentence_of
from tests.dashboard.releases import SmallRelease, release

AREA = "MC21"
YEARS = ("2021-2022", "2022-2023", "2023-2024", "2024-2025")


def with_quarters(xs: tuple[int | None, ...], years: tuple[str, ...] = YEARS) -> SmallRelease:
    """Return a release with x of 100 on Halt in each quarter; None is a quarter not shown."""
    held = release()
    assert isinstance(held, SmallRelease)
    views = dict(held.views)
    places = [(year, quarter) for year in years for quarter in cubes.KWARTALEN]
    for year in years:
        views[cubes.KWARTAAL, AREA, year, ()] = {
            cubes.kwartaal_code(quarter, what): count
            for (of_year, quarter), x in zip(places, xs, strict=True)
            for what, count in (("R2", x), (cubes.MET_KEUZE, 100))
            if of_year == year and x is not None and count is not None
        }
    return replace(held, views=views, schooljaren=years)


def told(xs: tuple[int | None, ...], years: tuple[str, ...] = YEARS) -> str:
    return sentence_of(over_quarters(with_quarters(xs, years), INDICATOR["route_R2"], AREA))


EITHER_SIDE = (44, 30) * 4


def test_a_quarter_is_called_by_the_years_that_its_months_lie_in():
    assert [Quarter("2025-2026", each, None).label for each in cubes.KWARTALEN] == [
        "aug–okt 2025",
        "nov 2025–jan 2026",
        "feb–apr 2026",
        "mei–jul 2026",
    ]


def test_seven_quarters_in_a_row_above_the_mean_are_told():
    # 4 * 44 + 5 * 30 + 7 * 42 = 620 over 16 quarters: the mean is 39 of 100
    assert told((*EITHER_SIDE, 42, 42, 42, 42, 42, 42, 42, 30)) == (
        "Zeven kwartalen achter elkaar boven het gemiddelde: er lijkt iets veranderd."
    )


def test_seven_around_a_quarter_that_is_not_shown_are_not_seven_in_a_row():
    # mei-jul 2024 is not shown: three before it and four after
    assert told((*EITHER_SIDE, 42, 42, 42, None, 42, 42, 42, 42)) == NO_SIGNAL


def test_a_schooljaar_that_is_not_shown_is_a_gap_too():
    without_a_year = ("2020-2021", "2021-2022", "2023-2024", "2024-2025")
    xs = (*EITHER_SIDE[:4], 42, 42, 42, 42, 42, 42, 42, 30, *EITHER_SIDE[:4])
    assert told(xs) != NO_SIGNAL
    assert told(xs, without_a_year) == NO_SIGNAL


def test_what_falls_beside_a_season_is_told_by_the_time_of_year():
    # 20, 60, 60, 60 of 100 for three years, and in the last year ten lower
    assert told((20, 60, 60, 60) * 3 + (10, 50, 50, 50)) == (
        "Twaalf kwartalen achter elkaar boven wat in die tijd van het jaar gewoon is: er lijkt "
        "iets veranderd."
    )


def test_a_dip_that_comes_every_year_is_not_told():
    assert told((20, 60, 60, 60) * 4) == NO_SIGNAL
