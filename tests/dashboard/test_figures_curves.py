"""Curves, durations and norms as plain dictionaries: what they hold is what a reader sees."""

import json

from dashboard.figures import bars, curves, durations, norms

DAYS = (30, 60, 90)
BACK = curves.Line("Terug", DAYS, (0.2, None, 0.6), (0.1, None, 0.5), (0.3, None, 0.7))
LEFT = curves.Line("Nog open", DAYS, (0.8, 0.6, None), begin=1.0)


def test_a_curve_starts_on_day_0_and_steps_over_what_is_not_shown():
    *_, trace = curves.ends([BACK], axis="Aandeel")["data"]
    assert (trace["x"], trace["y"]) == ([0, 30, 90], [0.0, 0.2, 0.6])
    assert trace["hovertext"] == [
        "",
        "<b>Terug</b><br>na 30 dagen: 20%<br>tussen 10% en 30%",
        "<b>Terug</b><br>na 90 dagen: 60%<br>tussen 50% en 70%",
    ]
    # straight lines: plotly's default shape, and no marker where nothing was released
    assert "shape" not in trace["line"]
    assert trace["marker"]["size"] == [0, 7, 7]


def test_what_is_still_open_starts_at_everyone():
    [trace] = curves.ends([LEFT], axis="Aandeel")["data"]
    assert (trace["x"][0], trace["y"][0]) == (0, 1.0)


def test_a_curve_without_points_is_drawn_by_its_start_alone():
    [trace] = curves.ends([curves.Line("Terug", DAYS, (None,) * 3)], axis="Aandeel")["data"]
    assert trace["x"] == [0]


def test_the_band_runs_out_along_the_top_and_back_along_the_bottom():
    band, _ = curves.ends([BACK], axis="Aandeel")["data"]
    assert band["x"] == [0, 30, 90, 90, 30, 0]
    assert band["y"] == [0.0, 0.3, 0.7, 0.5, 0.1, 0.0]


def test_names_at_the_end_of_their_lines_do_not_meet():
    lines = [
        curves.Line(name, (365,), (share,)) for name, share in (("A", 0.1), ("B", 0.1), ("C", 0.9))
    ]
    notes = curves.ends(lines, axis="Aandeel")["layout"]["annotations"]
    assert [note["yshift"] for note in notes] == [8, 8 + curves.LABEL_PIXELS, 8]


def test_a_marked_day_has_a_line_and_a_name():
    layout = curves.ends([BACK], axis="Aandeel", marks=[curves.Mark(28, "4 weken")])["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [28]
    assert layout["annotations"][-1]["text"] == "4 weken"


def test_years_have_a_legend_only_when_there_are_more():
    assert not curves.years([BACK], axis="Aandeel")["layout"]["showlegend"]
    assert curves.years([BACK, LEFT], axis="Aandeel")["layout"]["showlegend"]


STEP = durations.Duration("8", "8 Uitvoeren", 2.0, "2 weken", mark=6.0)
HIDDEN = durations.Duration("9", "9 Terugkoppeling", None, "–")


def test_names_of_steps_stand_by_place_because_plotly_reads_8_as_the_ninth():
    sections = [durations.Section("Samen", (STEP, HIDDEN))]
    layout = durations.durations(sections, bar="a", mark="b", axis="Weken")["layout"]
    assert layout["yaxis"]["type"] == "category"
    assert [(note["y"], note["text"]) for note in layout["annotations"]] == [
        (0, "<b>Samen</b>"),
        (1, "<b>8 Uitvoeren</b>  2 weken"),
        (2, "<b>9 Terugkoppeling</b>  –"),
    ]


def test_a_hidden_duration_keeps_its_place_and_has_no_mark():
    chart = durations.durations(
        [durations.Section("", (STEP, HIDDEN))], bar="a", mark="b", axis="Weken"
    )
    bar, mark = chart["data"]
    assert (bar["y"], bar["x"]) == (["8", "9"], [2.0, None])
    assert (mark["y"], mark["x"]) == (["8"], [6.0])


def test_these_charts_are_bars_and_lines_that_can_travel_as_json():
    charts = (
        curves.ends([BACK, LEFT], axis="", marks=[curves.Mark(28, "4 weken")]),
        durations.durations([durations.Section("", (STEP,))], bar="", mark="", axis=""),
        norms.within_norm(
            [bars.Bar("Halt", 150, 0.75, 0.7, 0.8)], target=0.8, target_name="N", targeted=["Halt"]
        ),
    )
    for chart in charts:
        assert {trace["type"] for trace in chart["data"]} <= {"bar", "scatter"}
        assert json.loads(json.dumps(chart)) == chart
