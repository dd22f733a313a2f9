"""How many of the zaken behind a share were surely followed that long: all of them, or half.

A release does not say when its zaken began. What it does tell is the schooljaar, and the day on
which an area was counted. Zaken of a schooljaar are reported on 31 July at the latest, so on the
n-th day after it all of them were followed for n days. For longer terms only the gate's own rule is
sure: a point is released where half could be followed so long (R6 and A.7 in statistics.md). A zaak
that ended then counts for at most two, so that the share varies at most as one of half as many.
"""

from datetime import date

from etl.domain.disclosure import MIN_FOLLOWED
from etl.domain.schooljaren import last_day
from etl.released.indicators import LANDMARK, Indicator
from etl.released.reader import Release

ALL = 1.0

BEGINS_LATER = 183
"""A step or handover begins after the melding; half a year after the schooljaar nearly all have."""

CALENDAR_DAYS = 2
"""A school or working day takes no more calendar days than this, holidays and weekends included."""


def days_followed(
    schooljaar: str, *, counted_at: date, begins_later: bool = False, is_calendar: bool = True
) -> int:
    """Return for how many days all zaken of a schooljaar were followed; below nought for none.

    Args:
        schooljaar: such as `2024-2025`.
        counted_at: the peildatum at which the area was counted.
        begins_later: the clock does not start on melddatum.
        is_calendar: the clock counts calendar days; else school or working days.
    """
    days = (counted_at - last_day(schooljaar)).days
    if begins_later:
        days -= BEGINS_LATER
    return days if is_calendar else days // CALENDAR_DAYS


def surely_followed(day: int, *, days: int) -> float:
    """Return which share was surely followed until a day, when all were followed for `days`."""
    return ALL if day <= days else MIN_FOLLOWED


def followed_of(release: Release, indicator: Indicator, *, gebied: str, schooljaar: str) -> float:
    """Return which share of the zaken of an indicator was surely followed as long as it looks."""
    if not indicator.is_curve:
        return ALL
    counted_at = release.counted_at(gebied, schooljaar)
    return surely_followed(LANDMARK, days=days_followed(schooljaar, counted_at=counted_at))


def followed_of_both(
    release: Release, indicator: Indicator, *, gebied: str, schooljaren: tuple[str, str]
) -> tuple[float, float]:
    """Return that of two schooljaren of an area."""
    now, then = (
        followed_of(release, indicator, gebied=gebied, schooljaar=schooljaar)
        for schooljaar in schooljaren
    )
    return now, then
