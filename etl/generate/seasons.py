"""When reports come in: by day, for each verzuimtype.

Months, weekdays, school holidays and two covid years make the shape. The holidays are fixed rough
weeks, the same for the whole country: enough for a luxe peak round them, no calendar to plan by.
"""

import numpy as np

from etl.domain import codes
from etl.generate.draws import Flags, Floats, Ints

TYPES = codes.VERZUIMTYPE.values

_HOLIDAYS = ((1018, 1026), (1221, 1231), (101, 105), (215, 223), (426, 505), (712, 824))
"""First and last day as month and day: autumn, Christmas (two halves), spring, May, summer."""

_MONTH = (1.2, 1.0, 1.3, 1.0, 1.0, 1.0, 0.4, 0.3, 0.8, 1.0, 1.25, 0.95)
_MONTH_ABSOLUUT = (0.7, 0.6, 0.6, 0.5, 0.5, 0.4, 0.3, 2.0, 3.0, 2.2, 1.0, 0.7)
_WEEKDAY = (1.2, 1.1, 0.9, 1.0, 0.8, 0.0, 0.0)

_YEAR = {2017: 1.0, 2018: 0.95, 2019: 0.93, 2020: 0.72, 2021: 0.8, 2022: 0.95, 2023: 1.05}
_YEAR_THUIS = {2017: 0.45, 2018: 0.5, 2019: 0.55, 2020: 0.6, 2021: 0.65, 2022: 0.85, 2023: 1.0}
"""By the first year of the schooljaar; earlier and later years are as the nearest."""

_SCHOOLS_CLOSED = (("2020-03-16", "2020-06-08", 0.3), ("2020-12-16", "2021-03-01", 0.55))
_ENFORCEMENT_HELD = ("2020-03-16", "2021-08-01")


def intensity(days: Ints) -> Floats:
    """Return how many reports to expect, relative, as verzuimtypes × days."""
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]").astype(np.int64) % 12
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970 - (month < 7)
    weekday = np.array(_WEEKDAY)[(days + 3) % 7]
    holiday = in_holiday(days)
    closed = np.ones(len(days))
    for first, last, factor in _SCHOOLS_CLOSED:
        closed[_between(days, first, last)] = factor
    ordinary = (
        np.array(_MONTH)[month] * np.where(holiday, 0.2, 1.0) * closed * _of_year(year, _YEAR)
    )
    round_holidays = np.where(holiday, 0.25, np.where(_near_holiday(days), 3.0, 0.35))
    rows = {
        "absoluut": np.array(_MONTH_ABSOLUUT)[month] * _of_year(year, _YEAR_THUIS),
        "lrv": np.array(_MONTH)[month] * np.where(holiday, 0.3, 1.0) * _of_year(year, _YEAR_THUIS),
        "luxe": round_holidays * closed**2 * _of_year(year, _YEAR),
    }
    return np.stack([rows.get(verzuimtype, ordinary) * weekday for verzuimtype in TYPES])


def in_holiday(days: Ints) -> Flags:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month_day = (months.astype(np.int64) % 12 + 1) * 100 + (dates - months).astype(np.int64) + 1
    spans = [(first <= month_day) & (month_day <= last) for first, last in _HOLIDAYS]
    return np.asarray(np.any(spans, axis=0))


def enforcement_held(days: Ints) -> Flags:
    """Return the days of the covid months in which Halt and proces-verbaal were held back."""
    return _between(days, *_ENFORCEMENT_HELD)


def _near_holiday(days: Ints) -> Flags:
    shifted = [in_holiday(days + shift) for shift in (*range(-6, 0), *range(1, 7))]
    return np.asarray(np.any(shifted, axis=0))


def _between(days: Ints, first: str, last: str) -> Flags:
    low, high = (np.datetime64(day, "D").astype(np.int64) for day in (first, last))
    return np.asarray((low <= days) & (days < high))


def _of_year(year: Ints, factors: dict[int, float]) -> Floats:
    return np.interp(year, list(factors), list(factors.values()))
