"""Released curves: pseudo-counts on the grid, from clocks made by hand."""

import duckdb

from etl.released import answers
from etl.released.rows import Question
from tests.etl.released.marts import Marts, published

YEAR = "2024-2025"
AMSTERDAM = "GM0363"


def curve(release, kubus, code, filters=()):
    found = release.curve(kubus, gebied=AMSTERDAM, schooljaar=YEAR, code=code, filters=filters)
    return {end: dict(points) for end, points in found.items()}


def back(day):
    return {"zaak_dagen": day, "terugkeer_uitkomst": 1, "uitkomst": "terug_naar_school"}


def test_a_point_is_the_count_so_far_rounded_to_five(tmp_path):
    marts = Marts()
    marts.zaken(12, **back(7))
    marts.zaken(11, **back(8))
    marts.zaken(37)  # open, followed for 400 days
    ends = curve(published(marts, tmp_path), "terugkeer", "alle")
    assert ends["af"][7] == 10  # 12
    assert ends["af"][14] == 25  # 23
    assert ends["af"][365] == 25
    assert "anders" not in ends


def test_what_is_still_open_is_not_released_but_is_what_both_ends_leave_of_the_total(tmp_path):
    marts = Marts()
    marts.zaken(32, **back(5))
    marts.zaken(17, zaak_dagen=10, terugkeer_uitkomst=2, uitkomst="werk")
    marts.zaken(24, **back(200))
    marts.zaken(22, **back(300))
    marts.zaken(5)  # open, followed for 400 days
    release = published(marts, tmp_path)
    with duckdb.connect(str(tmp_path / f"{release.id}.duckdb"), read_only=True) as con:
        ends = con.execute("select distinct uitkomst from curven order by 1").fetchall()
    assert ends == [("af",), ("anders",)]
    *_, line = answers.terugkeer(release, Question(AMSTERDAM, YEAR)).rows
    assert (line.code, line.totaal) == ("", 100)
    still_open = dict(zip(line.dagen, line.open, strict=True))
    # by day 7 nothing ended otherwise
    assert still_open[7] is None
    # 32 show as 30 and 17 as 15: 55 of 100 are left, where 51 by itself would be 50
    assert [still_open[day] for day in (14, 180)] == [0.55, 0.55]
    # 56 show as 55 and leave 30; 78 show as 80 and leave 5
    assert (still_open[270], still_open[365]) == (0.3, None)


def test_moving_a_return_inside_its_stretch_of_the_grid_changes_nothing(tmp_path):
    def with_returns_on(day):
        marts = Marts()
        marts.zaken(20, **back(day))
        marts.zaken(40)
        return curve(published(marts, tmp_path / str(day)), "terugkeer", "alle")

    assert with_returns_on(31) == with_returns_on(42)
    assert with_returns_on(42) != with_returns_on(43)


def test_moving_one_return_across_a_day_of_the_grid_changes_one_step_by_five_at_most(tmp_path):
    def with_one_on(day):
        marts = Marts()
        marts.zaken(22, **back(25))
        marts.zaken(1, **back(day))
        marts.zaken(37)
        return curve(published(marts, tmp_path / str(day)), "terugkeer", "alle")

    before, after = with_one_on(42), with_one_on(43)
    for end, points in before.items():
        moved = {day: abs(v - after[end][day]) for day, v in points.items() if v != after[end][day]}
        assert set(moved) <= {42}
        assert all(size == 5 for size in moved.values())
    assert before != after  # 23 returns by day 42 show as 25, 22 as 20


def test_a_point_is_hidden_when_it_or_the_rest_is_below_ten(tmp_path):
    marts = Marts()
    marts.zaken(7, **back(5))
    marts.zaken(20, **back(20))
    marts.zaken(26, **back(50))
    marts.zaken(7)
    ends = curve(published(marts, tmp_path), "terugkeer", "alle")  # 60 zaken in all
    # 7 by day 7 and 14; 27 by day 21; 53, shown as 55, by day 60, which leaves 5
    assert ends["af"] == {21: 25, 30: 25, 42: 25}


def test_a_step_without_school_days_counts_and_is_followed_not_a_day(tmp_path):
    def with_unknown(count):
        marts = Marts()
        zaken = marts.zaken(90)
        marts.stappen(zaken[:20], "1", dagen=0)
        marts.stappen(zaken[20:30], "1", dagen=300, uitkomst=0)
        marts.stappen(zaken[30 : 30 + count], "1", dagen=None)
        release = published(marts, tmp_path / str(count))
        counted = [
            release.cells(kubus, gebied=AMSTERDAM, schooljaar=YEAR)["1"]
            for kubus in ("doorlooptijd", "doorlooptijd_open")
        ]
        return counted, curve(release, "doorlooptijd", "1")

    # of the 30 with days 20 are done on day 0: 2/3 of 60, and half of the 60 was followed
    counted, ends = with_unknown(30)
    assert counted == [60, 10]
    assert ends["af"][7] == 40
    # of 62 less than half was
    assert with_unknown(32) == ([60, 10], {})


def test_a_point_is_hidden_when_less_than_half_was_followed_that_long(tmp_path):
    marts = Marts()
    marts.zaken(20, **back(5))
    marts.zaken(31, zaak_dagen=40)  # open at the peildatum, 40 days after the report
    marts.zaken(29)
    shown = curve(published(marts, tmp_path / "below"), "terugkeer", "alle")["af"]
    # of the 60 still open after day 5, 29 are followed past day 40: below a half from day 42 on
    assert shown == {7: 20, 14: 20, 21: 20, 30: 20}

    marts = Marts()
    marts.zaken(20, **back(5))
    marts.zaken(30, zaak_dagen=40)
    marts.zaken(30)
    shown = curve(published(marts, tmp_path / "half"), "terugkeer", "alle")["af"]
    assert shown[365] == 20  # exactly half is enough


def test_open_zaken_weigh_as_those_that_were_followed_longer(tmp_path):
    marts = Marts()
    marts.zaken(20, **back(10))
    marts.zaken(20, zaak_dagen=20)
    marts.zaken(30, **back(30))
    marts.zaken(30)
    ends = curve(published(marts, tmp_path), "terugkeer", "alle")
    # F(14) = .2; at day 30 half of the 60 still followed come back: F = .2 + .8 * .5 = .6
    assert (ends["af"][14], ends["af"][30]) == (20, 60)


def test_a_point_made_by_seven_pupils_is_hidden(tmp_path):
    marts = Marts()
    marts.zaken(21, leerlingen=7, **back(5))
    marts.zaken(1, **back(20))
    marts.zaken(50)
    ends = curve(published(marts, tmp_path), "terugkeer", "alle")
    assert min(ends["af"]) == 21  # the eighth pupil came back on day 20
    assert ends["af"][21] == 20


def test_released_points_never_run_back(tmp_path):
    marts = Marts()
    for day in (3, 9, 16, 25, 33, 50, 70, 100, 130, 160, 200, 300):
        marts.zaken(9, **back(day))
        marts.zaken(5, zaak_dagen=day, terugkeer_uitkomst=2)
        marts.zaken(4, zaak_dagen=day + 1)
    marts.zaken(60)
    ends = curve(published(marts, tmp_path), "terugkeer", "alle")
    assert set(ends) == {"af", "anders"}
    for points in ends.values():
        values = [points[day] for day in sorted(points)]
        assert values == sorted(values)


def test_terugkeer_is_split_by_type_group_and_leaves_out_what_was_no_truancy(tmp_path):
    marts = Marts()
    marts.zaken(30, verzuimtype="lrv", **back(5))
    marts.zaken(30, verzuimtype="absoluut")
    marts.zaken(60, terugkeer_uitkomst=None, uitkomst="langdurig_ziek")
    release = published(marts, tmp_path)
    assert dict(release.cells("terugkeer", gebied=AMSTERDAM, schooljaar=YEAR)) == {
        "alle": 60,
        "thuiszitters": 60,
    }
    assert curve(release, "terugkeer", "thuiszitters")["af"][7] == 30


def test_the_norm_of_the_raad_counts_only_zaken_of_criminal_law(tmp_path):
    marts = Marts()
    zaken = marts.zaken(100)
    marts.keten(zaken[:40], "rvdk_einde", dagen=30, norm=False)
    marts.keten(zaken[40:60], "rvdk_einde", dagen=42, norm=True)
    marts.keten(zaken[60:], "rvdk_einde", dagen=43, norm=True)
    release = published(marts, tmp_path)
    cells = release.cells("keten", gebied=AMSTERDAM, schooljaar=YEAR)
    assert dict(cells) == {"rvdk_einde": 100, "rvdk_einde_norm": 60}
    assert curve(release, "keten", "rvdk_einde")["af"][42] == 60
    assert curve(release, "keten", "rvdk_einde_norm")["af"][42] == 20


def test_a_filter_has_a_curve_where_the_ladder_allows_one(tmp_path):
    marts = Marts()
    marts.zaken(200, onderwijssoort="vo", **back(5))
    marts.zaken(200, onderwijssoort="vo")
    large = published(marts, tmp_path / "large")
    asked = (("onderwijssoort", "vo"),)
    assert curve(large, "terugkeer", "alle", asked)["af"][7] == 200
    assert curve(large, "doorlooptijd", "zaak", asked) == {}  # all open: the rest is below ten

    marts = Marts()
    marts.zaken(100, onderwijssoort="vo", **back(5))
    marts.zaken(100, onderwijssoort="vo")
    small = published(marts, tmp_path / "small")
    assert curve(small, "terugkeer", "alle", asked) == {}
