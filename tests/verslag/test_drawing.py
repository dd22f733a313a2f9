"""What a table is drawn as: worked out by hand from its columns."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dashboard.exhibits import Column, Kind, Table
from dashboard.verslag.drawing import drawing_of
from dashboard.verslag.picture import picture_of, ticks_upto
from tests.verslag.evaluations import RETURN, ROUTES

SVG = "{http://www.w3.org/2000/svg}"


def table(columns: list[Column], *rows: tuple[object, ...]) -> Table:
    return Table("Tabel", tuple(columns), rows)


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_shares_are_drawn_with_their_interval_and_years_beside_each_other():
    drawing = drawing_of(ROUTES.table)
    assert drawing.kind is Kind.SHARE
    assert [series.name for series in drawing.series] == ["Aandeel 2025-2026", "Aandeel 2024-2025"]
    assert drawing.names[1] == "Halt"
    now, before = (series.bars[1] for series in drawing.series)
    assert (now.value, now.low, now.high, now.written) == (0.05, 0.042, 0.059, "5%")
    assert (before.value, before.low, before.high) == (0.1, None, None)
    assert drawing.highest == 0.55


def test_what_is_hidden_keeps_its_place_and_gets_no_bar():
    bar = drawing_of(ROUTES.table).series[0].bars[2]
    assert (bar.value, bar.written) == (None, "–")


def test_bounds_without_a_name_belong_to_the_only_share():
    [series] = drawing_of(RETURN.table).series
    assert [(bar.low, bar.high) for bar in series.bars] == [
        (0.36, 0.47),
        (0.61, 0.65),
        (0.83, 0.91),
    ]


def test_bounds_with_a_name_belong_to_the_share_of_that_name():
    curve = table(
        [
            Column("Termijn"),
            Column("Terug in onderwijs", Kind.SHARE),
            Column("Terug: minstens", Kind.SHARE),
            Column("Terug: hoogstens", Kind.SHARE),
            Column("Nog open", Kind.SHARE),
        ],
        ("Binnen 30 dagen", 0.2, 0.1, 0.3, 0.7),
    )
    back, still_open = drawing_of(curve).series
    assert (back.bars[0].low, back.bars[0].high) == (0.1, 0.3)
    assert still_open.bars[0].low is None


def test_days_are_drawn_with_their_norm():
    chain = table(
        [
            Column("Overdracht"),
            Column("Aantal", Kind.COUNT),
            Column("Helft klaar na (dagen)", Kind.DAYS),
            Column("Norm (dagen)", Kind.DAYS),
        ],
        ("Start bij Halt", 235, 21, 30),
        ("Einde bij Halt", 235, 77, "geen norm"),
    )
    [series] = drawing_of(chain).series
    assert [(bar.value, bar.norm) for bar in series.bars] == [(21, 30), (77, None)]


WITHIN = table(
    [
        Column("Overdracht"),
        Column("Norm (dagen)", Kind.DAYS),
        Column("Doel", Kind.SHARE),
        Column("Binnen de norm", Kind.SHARE),
        Column("Minstens", Kind.SHARE),
        Column("Hoogstens", Kind.SHARE),
    ],
    ("Verwijzing → start bij Halt", 30, 0.8, 0.75, 0.7, 0.79),
    ("Melding → verwijzing naar het OM", 60, "geen doel", 0.4, None, None),
)


def test_a_share_within_a_norm_is_drawn_with_its_days_and_its_target():
    drawing = drawing_of(WITHIN)
    assert drawing.names == (
        "Verwijzing → start bij Halt (30 dagen)",
        "Melding → verwijzing naar het OM (60 dagen)",
    )
    [series] = drawing.series
    assert series.name == "Binnen de norm"
    assert [(bar.value, bar.target) for bar in series.bars] == [(0.75, 0.8), (0.4, None)]
    # the target is further than the bar and its interval
    assert drawing.highest == 0.8


def test_a_target_is_a_diamond_at_its_share_and_the_legend_says_what_it_is():
    picture = picture_of(WITHIN, sentence="Zin.")
    diamonds = [
        each.get("d")
        for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}path")
        if each.get("d", "").endswith("z")
    ]
    # one in the legend, one on the bar: the axis of 476 units ends at 80%, and begins at 2
    assert len(diamonds) == 2
    assert diamonds[1].startswith("M478.0 ")
    assert "Doel: 80%" in words(picture.svg)
    assert "Het ruitje is het doel. Doel: 80%." in picture.description
    assert "Doel" not in picture_of(RETURN.table, sentence="Zin.").description


def test_different_targets_are_not_said_as_one():
    rows = (WITHIN.rows[0], ("Verwijzing → rapport van de Raad", 42, 0.9, 0.5, None, None))
    picture = picture_of(replace(WITHIN, rows=rows), sentence="Zin.")
    assert "Doel" in words(picture.svg)
    assert "Doel: 80%" not in picture.svg


def test_one_axis_holds_one_kind_of_count():
    size = table(
        [
            Column("Onderwerp"),
            Column("Zaken 2024-2025", Kind.COUNT),
            Column("Zaken 2025-2026", Kind.COUNT),
            Column("Leerlingen 2025-2026", Kind.COUNT),
        ],
        ("Alles", 100, 120, 90),
    )
    assert [series.name for series in drawing_of(size).series] == [
        "Zaken 2024-2025",
        "Zaken 2025-2026",
    ]


def test_a_row_is_named_by_the_words_it_begins_with():
    years = table(
        [Column("Groep"), Column("Schooljaar"), Column("Terug", Kind.SHARE)],
        ("Luxeverzuim", "2025-2026", 0.9),
    )
    assert drawing_of(years).names == ("Luxeverzuim, 2025-2026",)


@pytest.mark.parametrize(
    "nothing",
    [
        table([Column("Wie"), Column("Wat")], ("Halt", "belt")),
        table([Column("Wie"), Column("Zaken", Kind.COUNT)], ("Halt", None)),
        table(
            [Column("Regel"), Column("Aantal", Kind.COUNT)],
            *((f"Regel {number}", number) for number in range(25)),
        ),
        table(
            [Column("Advies"), *(Column(f"Koos {route}", Kind.SHARE) for route in "abcdef")],
            ("Hulp", *(0.1,) * 6),
        ),
        table(
            [Column("Onderwerp"), *(Column(f"Zaken {year}", Kind.COUNT) for year in "abc")],
            *((f"Onderwerp {number}", 1, 2, 3) for number in range(16)),
        ),
    ],
    ids=["words", "nothing shown", "too long", "too many columns", "higher than a page"],
)
def test_some_tables_are_better_read(nothing: Table):
    assert picture_of(nothing, sentence="Niets.") is None


def test_the_longest_bar_fits_and_bars_are_to_scale():
    picture = picture_of(RETURN.table, sentence="Zin.")
    bars = [
        float(each.get("width")) for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}rect")
    ]
    assert bars[2] / bars[0] == pytest.approx(0.88 / 0.41, rel=1e-3)
    assert max(bars) < picture.width


def test_a_picture_says_its_names_and_values_and_escapes_them():
    odd = table([Column("Wie"), Column("Aandeel", Kind.SHARE)], ("<b>&", 0.25))
    picture = picture_of(odd, sentence="Een kwart.")
    assert {"<b>&", "25%"} <= set(words(picture.svg))
    assert "Een kwart." in picture.description


@pytest.mark.parametrize(
    ("highest", "kind", "expected"),
    [
        (0.03, Kind.SHARE, [0.0, 0.01, 0.02, 0.03]),
        (1.0, Kind.SHARE, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (3, Kind.DAYS, [0.0, 1.0, 2.0, 3.0]),
        (0, Kind.COUNT, [0.0, 1.0]),
        (9135, Kind.COUNT, [0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0]),
    ],
)
def test_an_axis_has_round_numbers(highest: float, kind: Kind, expected: list[float]):
    assert ticks_upto(highest, kind=kind) == expected


def test_a_legend_flows_over_lines_inside_the_drawing():
    wide = table(
        [
            Column("Jaar"),
            *(Column(f"Klaar binnen {day} dagen", Kind.SHARE) for day in (30, 60, 90)),
        ],
        ("2025-2026", 0.1, 0.2, 0.3),
    )
    picture = picture_of(wide, sentence="Zin.")
    texts = ElementTree.fromstring(picture.svg).iter(f"{SVG}text")
    places = [
        (float(each.get("x")), float(each.get("y"))) for each in texts if "Klaar" in each.text
    ]
    assert len({y for _, y in places}) == 1
    assert max(x for x, _ in places) + 21 * 6.3 < picture.width
    longer = replace(wide, columns=(wide.columns[0], *(Column("Klaar " * 9, Kind.SHARE),) * 3))
    texts = ElementTree.fromstring(picture_of(longer, sentence="Zin.").svg).iter(f"{SVG}text")
    assert len({each.get("y") for each in texts if "Klaar" in each.text}) == 3
