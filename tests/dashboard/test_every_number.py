"""Every number that is shown is a released number, or what anybody could compute from two of them.

Goes through every figure of every page, for areas on each rung of the ladder: the table (which the
CSV and the workbook hold too), the chart with all that lies behind it, and the words.
"""

import re
from functools import cache

import pytest

from dashboard.app import PAGES
from dashboard.exhibits import Empty, Kind
from dashboard.state import State
from etl.domain.disclosure import GRID_DAYS, MIN_FOLLOWED, THRESHOLD
from etl.domain.groups import INGREEP
from etl.released.cubes import AF, ANDERS
from etl.released.intervals import clipped_share
from etl.released.mas_cubes import FASEN, TOTAAL, pair
from tests.dashboard.releases import LAND, LARGE, MEDIUM, SMALL, release

VO = (("onderwijssoort", "vo"),)
STATES = (
    State(LAND, "2025-2026", ()),
    State(LARGE, "2024-2025", ()),
    State(MEDIUM, "2024-2025", ()),
    State(MEDIUM, "2024-2025", VO),
    State(SMALL, "2024-2025", ()),
)
EXHIBITS = [exhibit for page in PAGES for exhibit in page.exhibits]
COUNT_OTHER_THINGS = {
    *("Leveranciers", "Bestanden", "Gemeenten die leverden", "Leerlingen"),
    "Andere soorten verzuim (procentpunt)",
}
"""Columns of the pages on data and on comparable regions; there Leerlingen are all of an area."""

SAID = re.compile(r"(?<![\d.,–-])(\d[\d.]*) (zaken|leerlingen|uitvoeringen|overdrachten)\b")
OF_THE_RULES = {"Minder dan 8 zaken verwacht", "hoogstens een op de 3 zaken in een getal"}

DRAWN = {"type", "mode", "name", "orientation", "x", "y", "text", "hovertext", "error_x", "error_y"}
LOOKS = {
    *("marker", "line", "fill", "fillcolor", "hoverinfo", "showlegend", "textposition"),
    *("textfont", "connectgaps", "cliponaxis"),
}


@cache
def counts():
    """Return every number that the release holds, and the zaken that are left of two of them."""
    held = release()
    found = {v for cells in held.views.values() for v in cells.values()}
    found |= {v for ends in held.points.values() for points in ends.values() for _, v in points}
    return found | set(with_every_phase(held)) | set(still_open(held))


def with_every_phase(held):
    """Return the zaken with a step in all phases: all of them, less those without; from ten on."""
    for (cube, *_), cells in held.views.items():
        for ingreep in INGREEP.values if cube == FASEN else ():
            whole, without = (cells.get(pair(ingreep, of)) for of in (TOTAAL, "een_of_meer"))
            if whole and without and whole - without >= THRESHOLD:
                yield whole - without


def still_open(held):
    """Return what both ends of a curve leave of its total; from ten on."""
    for (*view, code), ends in held.points.items():
        total = held.views[tuple(view)].get(code, 0)
        back, others = (dict(ends.get(end, ())) for end in (AF, ANDERS))
        for day in back.keys() & others.keys():
            if (left := total - back[day] - others[day]) >= THRESHOLD:
                yield left


@cache
def pairs(share):
    """Return the released numbers of which one is this share of the other."""
    found = []
    for whole in counts():
        part = round(share * whole)
        if abs(share * whole - part) < 1e-6 and part in counts():
            found.append((part, whole))
    return found


def written(shares):
    """Return what may be said of shares: each that two released numbers make, and its limits."""
    of_two = [(share, pair) for share in shares for pair in pairs(share)]
    limits = {
        round(float(end), 9)
        for _, (x, of) in of_two
        for followed in (1.0, MIN_FOLLOWED)
        for end in clipped_share(x, of=of, followed=followed)
    }
    return limits | {round(share, 9) for share, _ in of_two}


@pytest.fixture(scope="module")
def shown():
    """Return every figure that has something to show, by its name and what was asked."""
    made = [
        (exhibit, state, exhibit.make(release(), state)) for exhibit in EXHIBITS for state in STATES
    ]
    found = [
        (exhibit.id, state, each) for exhibit, state, each in made if not isinstance(each, Empty)
    ]
    assert len(found) > 100
    return found


def cells(table, kind):
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if column.kind is kind and not isinstance(cell, str | None):
                yield column.title, cell


def test_every_count_in_a_table_is_a_released_count(shown):
    seen = [
        (name, title, cell)
        for name, _, each in shown
        for title, cell in cells(each.table, Kind.COUNT)
    ]
    others = {(name, title) for name, title, cell in seen if cell not in counts()}
    assert {name.partition("-")[0] for name, _ in others} <= {"gegevens", "vergelijkbaar"}
    assert {title for _, title in others} <= COUNT_OTHER_THINGS
    of_people = [cell for _, title, cell in seen if title not in COUNT_OTHER_THINGS]
    assert min(of_people) >= THRESHOLD
    assert len(seen) > 500


def test_every_share_in_a_table_is_of_two_released_counts_or_a_limit_of_one(shown):
    seen = 0
    for name, state, each in shown:
        shares = [float(cell) for _, cell in cells(each.table, Kind.SHARE)]
        may = written(shares)
        assert {round(share, 9) for share in shares} <= may, (name, state)
        seen += len(shares)
    assert seen > 500


def test_every_number_behind_a_chart_is_of_two_released_counts_too(shown):
    seen = 0
    for name, state, each in shown:
        for trace in each.chart["data"] if each.chart else ():
            # nothing travels along that is not drawn or said
            assert set(trace) <= DRAWN | LOOKS, (name, set(trace))
        numbers, errors = _of_chart(each.chart) if each.chart else ([], [])
        may = written([n for n in numbers if n <= 1])
        days = {float(day) for day in GRID_DAYS}
        for n in numbers:
            assert round(n, 9) in may or n in days or n == 0 or n > 1 and n == int(n), (
                name,
                state,
                n,
            )
        for n in errors:
            assert round(n, 9) in may, (name, state, n)
        seen += len(numbers) + len(errors)
    assert seen > 1000


def _of_chart(chart):
    numbers, errors = [], []
    for trace in chart["data"]:
        for axis in ("x", "y"):
            values = [n if isinstance(n, int | float) else None for n in trace.get(axis, ())]
            numbers += [float(n) for n in values if n is not None]
            around = trace.get(f"error_{axis}", {})
            for sign, side in ((1, "array"), (-1, "arrayminus")):
                errors += [
                    value + sign * width
                    for value, width in zip(values, around.get(side, ()), strict=False)
                    if value is not None
                ]
    return numbers, errors


def test_every_number_of_zaken_in_the_words_of_a_page_is_a_released_count(ask):
    seen = 0
    for page in PAGES:
        for state in STATES:
            text = ask(page.path, f"?{state.query()}")
            for match in SAID.finditer(text):
                around = text[max(0, match.start() - 30) : match.end() + 30]
                if any(words in around for words in OF_THE_RULES):
                    continue
                said = int(match[1].replace(".", ""))
                assert said in counts(), around
                seen += 1
    assert seen > 500
