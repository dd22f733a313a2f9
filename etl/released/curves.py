"""From released counts on the grid to a curve: shares, interval, median, p90.

A curve is its points joined by straight lines, starting at nothing on day 0. Days are read off in
whole weeks: a finer answer would claim more than counts rounded to five can tell. Its interval is
wider past the days that all were followed (see `followed`).
"""

import math
from collections.abc import Mapping, Sequence

from etl.domain.disclosure import (
    GRID_DAYS,
    LADDER_OWN_DIMENSION,
    MEDIAN_FROM,
    P90_FROM,
    THRESHOLD,
)
from etl.domain.school_calendar import Klok
from etl.released import cubes
from etl.released.blocks import Points
from etl.released.followed import surely_followed
from etl.released.intervals import wilson_of_released
from etl.released.rows import Curve

WEEKS: Mapping[str, int] = {Klok.KALENDERDAGEN: 7, Klok.WERKDAGEN: 5, Klok.SCHOOLDAGEN: 5}
"""Days of a week, by the clock."""


def curve(
    code: str,
    label: str,
    *,
    total: int,
    points: Mapping[str, Points],
    open_now: int | None,
    followed: int,
    klok: str = Klok.KALENDERDAGEN,
) -> Curve:
    """Make the curve of a group of `total` (released, at least 20) from its released points.

    Args:
        code: of the group.
        label: of the group.
        total: released, at least 20.
        points: released, by how the curve ends.
        open_now: released number still open at the peildatum.
        followed: for how many days of its clock all were followed.
        klok: how its days are counted.
    """
    counts = {end: dict(points.get(end, ())) for end in cubes.ENDS}
    af = counts[cubes.AF]
    week = WEEKS[klok]
    limits = {
        day: wilson_of_released(v, n=total, followed=surely_followed(day, days=followed))
        for day, v in af.items()
        if total >= LADDER_OWN_DIMENSION
    }
    return Curve(
        code,
        label,
        totaal=total,
        dagen=GRID_DAYS,
        af=_shares(af, total=total),
        anders=_shares(counts[cubes.ANDERS], total=total),
        open=_shares(_neither(af, counts[cubes.ANDERS], total=total), total=total),
        laag=tuple(limits[day][0] if day in limits else None for day in GRID_DAYS),
        hoog=tuple(limits[day][1] if day in limits else None for day in GRID_DAYS),
        mediaan_dagen=day_reached(af, total=total, share=0.5, week=week)
        if total >= MEDIAN_FROM
        else None,
        p90_dagen=day_reached(af, total=total, share=0.9, week=week) if total >= P90_FROM else None,
        open_nu=open_now,
        klok=klok,
    )


def day_reached(
    counts: Mapping[int, int], *, total: int, share: float, week: int = WEEKS[Klok.KALENDERDAGEN]
) -> int | None:
    """Return the day on which the line through the released points reaches a share.

    In whole weeks, at least one. None when no released point reaches it, or the first one does
    after days that are hidden: for being few, or withdrawn when nearly all were done already.
    """
    if counts and (first := min(counts)) > GRID_DAYS[0] and counts[first] / total >= share:
        return None
    exact = _reached(GRID_DAYS, _shares(counts, total=total), share)
    return None if exact is None else max(week, week * int(exact / week + 0.5))


def days_between(
    line: Curve, share: float, *, week: int = WEEKS[Klok.KALENDERDAGEN]
) -> tuple[int, int | None] | None:
    """Return between which days a curve reaches a share, by its 95% interval (Brookmeyer-Crowley).

    The earliest day is that on which the upper limit does, in whole weeks downwards, and the last
    that on which the lower limit does, upwards; None where no released point is that far. Nothing
    at all when even the upper limit does not get there.
    """
    earliest = _reached(line.dagen, line.hoog, share)
    if earliest is None:
        return None
    last = _reached(line.dagen, line.laag, share)
    return week * int(earliest / week), None if last is None else week * math.ceil(last / week)


def _reached(days: Sequence[int], shares: Sequence[float | None], share: float) -> float | None:
    """Return where the straight lines through shown points first reach a share."""
    before_day, before = 0, 0.0
    for day, value in zip(days, shares, strict=True):
        if value is None:
            continue
        if value >= share:
            return before_day + (day - before_day) * (share - before) / (value - before)
        before_day, before = day, value
    return None


def _neither(af: Mapping[int, int], anders: Mapping[int, int], *, total: int) -> dict[int, int]:
    """Return what both ends leave of the total, on days that show both; from ten on."""
    left = {day: total - af[day] - anders[day] for day in af.keys() & anders.keys()}
    return {day: v for day, v in left.items() if v >= THRESHOLD}


def _shares(counts: Mapping[int, int], *, total: int) -> tuple[float | None, ...]:
    return tuple(counts[day] / total if day in counts else None for day in GRID_DAYS)
