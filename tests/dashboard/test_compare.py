"""Areas beside each other: the chosen one named, the verdict in words, and nothing ranked."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import theme
from dashboard.exhibits import Empty, Shown
from dashboard.exhibits.compare import FUNNEL, INDICATOR_CHOICE, LEVEL_CHOICE, marked, released_as
from dashboard.exhibits.compare_expected import EXPECTED
from dashboard.exhibits.compare_map import MAP, tiles
from dashboard.exhibits.compare_years import YEARS
from dashboard.state import State
from etl.domain import areas
from etl.domain.areas import Niveau
from etl.released import cubes
from etl.released.indicators import INDICATOR
from etl.released.reader import Release
from etl.released.verdict import Verdict
from etl.released.withheld import RULE
from tests.dashboard.releases import LARGE, release

YEAR = "2024-2025"
REGIOS = {"MC21": 2000, "MC22": 1000, "MC12": 1000, "MC02+MC03": 500, "MC39": 15}
GEMEENTEN = {"GM0363": 800, "GM0362": 400, "GM0384": 300, "GM0437": 200}
SIZES = {"NL": 6000, **REGIOS, **GEMEENTEN}


def with_halt(shares: dict[str, int]) -> Release:
    """Every area has 120 of 1000 zaken with a choice on route R2, or what is given."""
    made = release(sizes={**SIZES, "MC37": 1000})
    views = dict(made.views)
    for code in ("MC21", "MC22", "MC12", "MC37", "GM0363", "GM0362", "GM0384", "GM0437"):
        key = (cubes.ROUTE, code, YEAR, ())
        views[key] = {**views[key], "R2": shares.get(code, 120), "met_keuze": 1000}
    return replace(made, views=views)


RELEASE = with_halt({"MC12": 200, "GM0437": 200})


def state(gebied: str, niveau: Niveau = Niveau.REGIO) -> State:
    return State(gebied, YEAR, choices=((LEVEL_CHOICE.name, niveau.value),))


def funnel(gebied: str, niveau: Niveau = Niveau.REGIO) -> Shown:
    content = FUNNEL["route_R2"].make(RELEASE, state(gebied, niveau))
    assert isinstance(content, Shown)
    return content


def test_the_page_opens_with_return_of_a_group_and_not_of_all_zaken():
    """The unfiltered curve is never the headline."""
    assert INDICATOR_CHOICE.default == "terug_90_thuiszitters"
    order = [code for code, _ in INDICATOR_CHOICE.options]
    assert order.index("terug_90") > order.index("terug_90_schoolverzuim")


def test_the_chosen_area_is_told_with_the_words_of_the_verdict():
    # the country has 720 of 5400, which is 13%; 20% of 1000 lies outside 99.8%
    sentence = funnel("MC12").sentence
    assert sentence.startswith("Twente: 20% van de zaken met een keuze")
    assert "In heel Nederland is het 13%." in sentence
    assert sentence.endswith(Verdict.WIJKT_AF.sentence)


def test_an_area_between_the_limits_can_be_chance():
    assert funnel("MC21").sentence.endswith(Verdict.TOEVAL.sentence)


def test_without_a_chosen_area_the_sentence_counts_what_can_be_chance():
    assert funnel("NL").sentence == (
        "In heel Nederland is het 13%. Bij 4 van de 5 regio's kan het verschil met het geheel "
        "toeval zijn."
    )


def with_hidden(*, without: tuple[str, ...] = ()) -> Release:
    """Ouder-Amstel shows how many zaken have a choice, and not how many of them chose Halt."""
    views = dict(RELEASE.views)
    key = (cubes.ROUTE, "GM0437", YEAR, ())
    views[key] = {code: v for code, v in views[key].items() if code != "R2"}
    made = release(sizes={**SIZES, "MC37": 1000, "GM0394": 400})
    filled = {**made.views, **views}
    for code in without:
        filled[cubes.ROUTE, code, YEAR, ()] = {}
    return replace(made, views=filled)


def test_an_area_that_hides_its_number_keeps_its_zaken_and_says_why():
    content = FUNNEL["route_R2"].make(with_hidden(), state("GM0437", Niveau.GEMEENTE))
    assert isinstance(content, Shown)
    # the region has 120 of the 1000 that it was given
    assert content.sentence == (
        f"Ouder-Amstel: het aantal is niet te tonen. {RULE} In de regio als geheel is het 12%."
    )
    [row] = [row for row in content.table.rows if row[0] == "Ouder-Amstel"]
    assert row[1:-1] == (1000, None, None, None, None)
    assert row[-1] == "Aantal is niet te tonen"


def test_without_a_whole_no_area_is_said_to_differ():
    made = with_hidden(without=("MC21",))
    content = FUNNEL["route_R2"].make(made, state("GM0363", Niveau.GEMEENTE))
    assert isinstance(content, Shown)
    assert content.sentence.endswith(
        "Of een gebied afwijkt, is niet te zeggen: van een deel van de gemeenten is het aantal "
        "verborgen, en zonder die klopt het geheel niet."
    )
    assert {row[-1] for row in content.table.rows} == {
        Verdict.GEEN_GEHEEL.label,
        "Aantal is niet te tonen",
    }
    assert content.chart is not None
    assert not any(trace["mode"] == "lines" for trace in content.chart["data"])


def test_a_gemeente_marks_what_it_lies_in_and_half_a_pair_marks_the_pair():
    assert marked(state("GM0363"), niveau=Niveau.REGIO) == "MC21"
    assert marked(state("GM0363"), niveau=Niveau.ARRONDISSEMENT) == "Amsterdam"
    assert marked(state("MC12"), niveau=Niveau.GEMEENTE) is None
    assert released_as("MC03") == "MC02+MC03"


def test_the_chart_names_the_chosen_area_and_no_other():
    chart = funnel("MC12").chart
    assert chart is not None
    *_, others, chosen = chart["data"]
    assert len(others["x"]) == 4
    assert chosen["text"] == ["<b>Twente</b>"]
    # a limit that runs behind the name does not cross it out
    assert theme.PAPER in chosen["textfont"]["shadow"]
    assert (chosen["x"], chosen["y"]) == ([1000], [0.2])
    assert others["marker"]["symbol"] != chosen["marker"]["symbol"]


def test_the_table_stands_in_the_order_of_codes_with_what_is_too_small():
    rows = funnel("MC12").table.rows
    assert [row[0] for row in rows] == [
        "Noord-Groningen-Eemsmond en Centraal en Westelijk Groningen",
        "Twente",
        "Agglomeratie Amsterdam",
        "West-Friesland",
        "Zuidoost-Brabant",
        "Gewest Zuid-Limburg",
        "Heel Nederland",
    ]
    assert rows[-2][1:] == (None, None, None, None, None, "Te weinig zaken")
    assert rows[-1][1:4] == (5400, 720, pytest.approx(720 / 5400))
    assert rows[-1][-1] == "Hiermee vergeleken"
    assert rows[1][1:4] == (1000, 200, 0.2)
    assert rows[1][-1] == Verdict.WIJKT_AF.label


def test_the_whole_stands_in_a_row_of_its_own_that_goes_when_it_is_taken_back():
    assert funnel("MC12").table.areas[-1] == ("NL",)
    assert funnel("GM0437", Niveau.GEMEENTE).table.areas[-1] == ("MC21",)


def test_gemeenten_are_compared_within_the_region_of_the_chosen_one():
    content = funnel("GM0437", Niveau.GEMEENTE)
    assert [row[0] for row in content.table.rows] == [
        "Amstelveen",
        "Amsterdam",
        "Diemen",
        "Ouder-Amstel",
        "De regio als geheel",
    ]
    assert content.sentence.startswith("Ouder-Amstel: 20%")


def test_gemeenten_of_the_whole_country_are_not_put_beside_each_other():
    content = FUNNEL["route_R2"].make(RELEASE, state("NL", Niveau.GEMEENTE))
    assert isinstance(content, Empty)
    assert "regio" in content.advice


def test_fewer_than_four_areas_is_no_comparison():
    few = release(sizes={"MC21": 2000, "MC22": 1000, "MC12": 1000})
    content = FUNNEL["leg_uit"].make(few, state("MC21"))
    assert isinstance(content, Empty)
    assert "minstens 4" in content.sentence


def test_few_areas_say_that_the_limits_are_about_chance_alone():
    assert any("alleen over toeval" in note for note in funnel("MC12").notes)


@pytest.mark.parametrize("code", FUNNEL)
def test_a_comparison_never_goes_without_the_warning_on_registration(code):
    content = FUNNEL[code].make(RELEASE, state(LARGE))
    assert isinstance(content, Shown)
    assert any("Leerlingverzuim in beeld" in text for text in content.reading)


def test_a_pair_shares_one_value_on_both_its_tiles():
    held = tiles(INDICATOR["route_R2"], RELEASE, state("MC02+MC03"), path="/vergelijken")
    assert held is not None
    assert held["MC02"].share == held["MC03"].share == pytest.approx(60 / 450)
    assert held["MC02"].is_chosen
    assert held["MC03"].is_chosen
    assert "gebied=MC02%2BMC03" in held["MC02"].href


def test_a_tile_leads_to_its_region_and_keeps_the_question():
    asked = replace(state("MC21"), choices=(("indicator", "route_R2"), ("niveau", "regio")))
    held = tiles(INDICATOR["route_R2"], RELEASE, asked, path="/vergelijken")
    assert held is not None
    assert held["MC12"].href == (
        f"/vergelijken?gebied=MC12&schooljaar={YEAR}&indicator=route_R2&niveau=regio"
    )


def test_a_region_without_a_value_has_a_tile_that_says_why():
    held = tiles(INDICATOR["route_R2"], RELEASE, state("MC21"), path="/vergelijken")
    assert held is not None
    assert len(held) == 40
    assert (held["MC01"].share, held["MC01"].remark) == (None, "Niet geleverd, of niet te tonen")


def test_the_table_of_the_map_holds_every_region_in_the_order_of_its_code_those_shown_first():
    content = MAP["route_R2"].make(RELEASE, state("MC12"))
    assert isinstance(content, Shown)
    shown = [str(row[0])[:4] for row in content.table.rows if row[1] is not None]
    hidden = [str(row[0])[:4] for row in content.table.rows if row[1] is None]
    assert [str(row[0])[:4] for row in content.table.rows] == shown + hidden
    assert (shown, hidden) == (sorted(shown), sorted(hidden))
    assert {*shown, *hidden} == set(areas.regios())
    assert content.sentence == "De kaart toont 6 van de 40 regio's. Twente is gemarkeerd: 20%."


def test_an_area_stands_beside_its_own_past():
    # 0.14 of 2000 with an explanation, out of 0.2: 280 of 400; the year before 224 -> 225 of 320
    content = YEARS["leg_uit"].make(RELEASE, state("MC21"))
    assert isinstance(content, Shown)
    assert content.table.rows[0][:3] == ("2023-2024", 320, pytest.approx(225 / 320))
    assert content.table.rows[1][:3] == ("2024-2025", 400, pytest.approx(0.7))
    assert content.table.rows[3][0] == "2026-2027 (loopt nog)"
    assert content.sentence.endswith(f"in 2023-2024 was het 70%. {Verdict.TOEVAL.sentence}")


def test_a_clear_change_over_time_is_a_question():
    made = release(sizes={"MC21": 2000})
    views = dict(made.views)
    views[cubes.ROUTE, "MC21", "2023-2024", ()] = {"R2": 100, "met_keuze": 1000}
    views[cubes.ROUTE, "MC21", YEAR, ()] = {"R2": 200, "met_keuze": 1000}
    content = YEARS["route_R2"].make(replace(made, views=views), state("MC21"))
    assert content.sentence.startswith("In 2024-2025 is het 20% (tussen")
    assert content.sentence.endswith("wat is er veranderd?")


def test_counted_beside_expected_shows_two_decimals_where_one_would_hide_the_difference():
    made = release()
    views = {**made.views, (cubes.VERWACHT, LARGE, YEAR, ()): {"route_R1": 550}}
    content = EXPECTED["route_R1"].make(replace(made, views=views), state(LARGE))
    assert isinstance(content, Shown)
    # 615 of 550; at least the Poisson 565.4 of 613 in 552.5, at most 667.6 of 617 in 547.5
    [row] = content.table.rows
    written = [
        column.written(cell) for column, cell in zip(content.table.columns, row, strict=True)
    ]
    assert written[1:] == ["615", "550", "1,12", "1,02", "1,22", Verdict.OPVALLEND.label]


def test_a_year_that_not_all_were_followed_in_for_90_days_has_a_wider_interval():
    asked = State("MC21", "2025-2026")
    held = {day: replace(release(), peildatum=day) for day in (date(2026, 8, 1), date(2026, 11, 1))}
    early, late = (
        {row[0]: row[1:] for row in content.table.rows}
        for each in held.values()
        if isinstance(content := YEARS["terug_90"].make(each, asked), Shown)
    )
    assert early["2024-2025"] == late["2024-2025"]
    n, share, low, high, _ = early["2025-2026"]
    assert (n, share) == late["2025-2026"][:2]
    # as wide as that of half as many: the square root of two, a little less for the rounding
    assert 1.3 < (high - low) / (late["2025-2026"][3] - late["2025-2026"][2]) < 1.42
