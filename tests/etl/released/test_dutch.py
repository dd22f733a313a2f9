"""Numbers, shares and dates read as Dutch."""

from datetime import date

import pytest

from etl.released import dutch


def test_thousands_get_a_point_and_decimals_a_comma():
    assert dutch.count(1234567) == "1.234.567"
    assert dutch.number(1234.56) == "1.234,6"


def test_what_is_hidden_is_one_dash_in_every_form():
    written = {dutch.count(None), dutch.number(None), dutch.percentage(None), dutch.days(None)}
    assert written == {"–"}


def test_a_share_of_fewer_than_a_hundred_is_called_about():
    assert dutch.about(0.314, of=99) == "ongeveer 31%"
    assert dutch.about(0.314, of=100) == "31%"


def test_a_range_that_begins_near_nothing_says_where_it_ends():
    assert dutch.between(0.003, 0.006) == "hoogstens 1%"
    assert dutch.between(0.003, 0.004) == ""
    assert dutch.between(0.0, 0.03) == "tussen 0% en 3%"


def test_a_share_that_rounds_to_nothing_is_not_called_nothing():
    assert dutch.percentage(0.004) == "minder dan 1%"
    assert dutch.percentage(0.0) == "0%"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "geen"),
        (0.04, "minder dan 1 op de 20"),
        (0.05, "ongeveer 1 op de 20"),
        (0.31, "ongeveer 3 op de 10"),
        (0.45, "bijna de helft"),
        (0.5, "ongeveer de helft"),
        (0.55, "iets meer dan de helft"),
        (0.58, "ongeveer 6 op de 10"),
        (0.94, "ongeveer 9 op de 10"),
        (0.95, "bijna alle"),
        (1.0, "alle"),
    ],
)
def test_a_share_in_words_is_one_that_people_can_picture(share, words):
    assert dutch.out_of_ten(share) == words


def test_days_become_weeks_only_when_they_are_whole_weeks():
    assert [dutch.weeks(days) for days in (7, 49, 50)] == ["1 week", "7 weken", "50 dagen"]


def test_a_date_is_written_in_full():
    assert dutch.day(date(2026, 8, 1)) == "1 augustus 2026"


def test_an_interval_names_both_ends():
    assert dutch.between(0.224, 0.411) == "tussen 22% en 41%"


@pytest.mark.parametrize(("low", "high"), [(0.838, 0.842), (0.001, 0.004), (0.996, 1.0)])
def test_a_range_of_which_both_ends_read_the_same_is_not_said(low, high):
    assert dutch.between(low, high) == ""
    assert dutch.bracketed("84%", dutch.between(low, high)) == " (84%)"
    assert dutch.bracketed(dutch.between(low, high)) == ""


def test_half_of_the_zaken_is_said_otherwise_than_three_in_ten():
    assert dutch.so_many(0.5, "zaken") == "ongeveer de helft van de zaken"
    assert dutch.so_many(0.3, "zaken") == "ongeveer 3 op de 10 zaken"
