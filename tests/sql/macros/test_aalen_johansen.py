"""Curves with competing outcomes, against published numbers and against exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import transform

FREIREICH = (
    [(6, 1)] * 3
    + [(6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0), (19, 0)]
    + [(20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]
)
AML_MAINTAINED = [
    (9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0),
]  # fmt: skip
AML_NON_MAINTAINED = [
    (5, 1), (5, 1), (8, 1), (8, 1), (12, 1), (16, 0), (23, 1), (27, 1), (30, 1), (33, 1), (43, 1),
    (45, 1),
]  # fmt: skip
STCOMPET = list(
    zip(
        [1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4],
        [1, 1, 1, 2, 2, 2, 3, 3, 3] + [0] * 9,
        strict=True,
    )
)


def curve(con, times, columns, *, groups=("x",)):
    con.execute("create or replace table tijden (groep varchar, dagen integer, uitkomst tinyint)")
    rows = [[group, day, outcome] for group in groups for day, outcome in times]
    con.executemany("insert into tijden values (?, ?, ?)", rows)
    transform.create_macros(con, "aalen_johansen")
    return con.execute(
        f"select {columns} from aalen_johansen('tijden') order by groep, dagen"
    ).fetchall()


def at_events(con, times):
    rows = curve(con, times, "dagen, open, terug_se, terug")
    events = {day for day, outcome in times if outcome == 1}
    return {day: (open_, se) for day, open_, se, _ in rows if day in events}


@pytest.mark.parametrize(
    ("times", "survival", "errors"),
    [
        (
            FREIREICH,
            {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482},
            [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346],
        ),
        (
            AML_MAINTAINED,
            {9: 0.909, 13: 0.818, 18: 0.716, 23: 0.614, 31: 0.491, 34: 0.368, 48: 0.184},
            [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535],
        ),
        (
            AML_NON_MAINTAINED,
            {
                5: 0.8333, 8: 0.6667, 12: 0.5833, 23: 0.4861, 27: 0.3889, 30: 0.2917, 33: 0.1944,
                43: 0.0972, 45: 0,
            },
            [0.1076, 0.1361, 0.1423, 0.1481, 0.1470, 0.1387, 0.1219, 0.0919, 0],
        ),
    ],
    ids=["6-MP", "aml maintained", "aml non-maintained"],
)  # fmt: skip
def test_one_outcome_is_kaplan_meier_with_greenwoods_error(con, times, survival, errors):
    found = at_events(con, times)

    assert list(found) == list(survival)
    digits = 5e-4 if times is AML_MAINTAINED else 5e-5
    assert [open_ for open_, _ in found.values()] == pytest.approx(
        list(survival.values()), abs=digits
    )
    assert [se for _, se in found.values()] == pytest.approx(errors, abs=5.1e-5)


@pytest.mark.parametrize(
    ("cause", "incidence", "errors"),
    [
        (1, {1: 0.11111111, 2: 0.17037037}, [0.07407407, 0.08976251]),
        (2, {4: 0.20740741}, [0.10610391]),
        (3, {6: 0.17777778, 7: 0.26666667}, [0.11196147, 0.12787781]),
    ],
)
def test_competing_outcomes_agree_with_cuminc_and_stcompet(con, cause, incidence, errors):
    times = [(day, 0 if c == 0 else 1 if c == cause else 2) for day, c in STCOMPET]

    rows = {day: (terug, se) for day, terug, se in curve(con, times, "dagen, terug, terug_se")}

    assert [rows[day][0] for day in incidence] == pytest.approx(list(incidence.values()), abs=5e-9)
    assert [rows[day][1] for day in incidence] == pytest.approx(errors, abs=5e-9)


def test_the_share_that_had_neither_outcome_ends_at_the_published_value(con):
    times = [(day, min(c, 2)) for day, c in STCOMPET]
    assert curve(con, times, "open")[-1][0] == pytest.approx(0.35555556, abs=5e-9)


@pytest.mark.parametrize(
    ("times", "median"),
    [(FREIREICH, 23), (AML_MAINTAINED, 31), (AML_NON_MAINTAINED, 23)],
    ids=["6-MP", "aml maintained", "aml non-maintained"],
)
def test_the_medians_are_the_published_ones(con, times, median):
    rows = curve(con, times, "dagen, terug")
    assert next(day for day, terug in rows if terug >= 0.5 - 1e-9) == median


def test_the_first_day_at_exactly_a_half_is_the_median(con):
    rows = curve(con, [(1, 1), (2, 1), (3, 1), (4, 1)], "dagen, terug")
    assert next(day for day, terug in rows if terug >= 0.5 - 1e-9) == 2


def test_when_all_returned_the_error_is_nothing_and_not_a_trace_of_rounding(con):
    assert curve(con, [(1, 1), (2, 1), (3, 1), (4, 1)], "terug, terug_se")[-1] == (1.0, 0.0)


def test_an_event_on_the_day_of_a_censoring_comes_first(con):
    # at risk on day 5: both; the event leaves 1/2, the censoring nothing behind it
    assert curve(con, [(5, 1), (5, 0)], "at_risk, terug, open, gevolgd, gevolgd_na") == [
        (2, 0.5, 0.5, 1.0, 0.0)
    ]


def test_followed_is_the_kaplan_meier_of_censoring_after_the_events_of_the_day(con):
    # day 1: one of four is censored: 3/4. day 2: event first, so one of two is censored: 1/2
    rows = curve(con, [(1, 0), (2, 1), (2, 0), (3, 1)], "dagen, gevolgd, gevolgd_na")
    assert rows == [(1, 1.0, 0.75), (2, 0.75, 0.375), (3, 0.375, 0.375)]


def test_groups_do_not_touch_each_other(con):
    alone = curve(con, STCOMPET_AS_CAUSE_1, "dagen, terug, terug_se")
    both = curve(con, STCOMPET_AS_CAUSE_1, "dagen, terug, terug_se", groups=("x", "y"))
    assert both == alone + alone


STCOMPET_AS_CAUSE_1 = [(day, min(c, 2)) for day, c in STCOMPET]


def exact_variance(times, upto):
    """Return the variance of F1 at a day in fractions, summed over the days before it."""
    curve = exact_curve(times)
    last, before, variance = curve[upto][0], Fraction(1), Fraction(0)
    for day, (first, _, survival) in curve.items():
        if day > upto:
            break
        n = sum(1 for t, _ in times if t >= day)
        d = sum(1 for t, outcome in times if t == day and outcome > 0)
        d1 = sum(1 for t, outcome in times if (t, outcome) == (day, 1))
        if n > d:
            variance += (last - first) ** 2 * Fraction(d, n * (n - d))
        variance += before**2 * Fraction(d1 * (n - d1), n**3)
        variance -= 2 * (last - first) * before * Fraction(d1, n**2)
        before = survival
    return variance


def exact_curve(times):
    """Return day -> (F1, F2, S) in fractions: the definition, written out."""
    survival, first, second, answer = Fraction(1), Fraction(0), Fraction(0), {}
    for day in sorted({day for day, _ in times}):
        at_risk = sum(1 for t, _ in times if t >= day)
        ones = sum(1 for t, outcome in times if (t, outcome) == (day, 1))
        twos = sum(1 for t, outcome in times if (t, outcome) == (day, 2))
        first += survival * Fraction(ones, at_risk)
        second += survival * Fraction(twos, at_risk)
        survival *= 1 - Fraction(ones + twos, at_risk)
        answer[day] = (first, second, survival)
    return answer


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from([0, 0, 0, 1, 1, 2])), min_size=1, max_size=40
    )
)
def test_any_data_with_ties_and_heavy_censoring_agrees_with_fractions(times):
    import duckdb

    with duckdb.connect() as con:
        rows = curve(con, times, "dagen, terug, anders, open, terug_se")

    exact = exact_curve(times)
    assert [day for day, *_ in rows] == list(exact)
    for day, *shares, error in rows:
        assert error**2 == pytest.approx(float(exact_variance(times, day)), abs=1e-12)
        assert shares == pytest.approx([float(share) for share in exact[day]], abs=1e-12)
        assert sum(shares) == pytest.approx(1, abs=1e-12)
