"""What an agenda begins with: signals of the area itself, each with a figure that shows it."""

from dataclasses import replace
from itertools import product
from urllib.parse import parse_qs

from dashboard.app import PAGES
from dashboard.meeting import agenda, seal
from etl.released import cubes
from etl.released.reader import Release
from tests.dashboard.releases import release

YEAR = "2024-2025"
EXHIBITS = seal.exhibits_of(PAGES)
ARRONDISSEMENTEN = ("Amsterdam", "Den Haag", "Limburg", "Oost-Brabant", "Rotterdam")
REGIOS = ("MC12", "MC21", "MC22", "MC37")


def with_halt_in_amsterdam() -> Release:
    """Five arrondissementen of 1,000 zaken with a choice: 400 to Halt in Amsterdam, 120 elsewhere.

    The year before is the same, so that nothing stands out over time.
    """
    made = release(sizes={"NL": 6000, **dict.fromkeys((*ARRONDISSEMENTEN, *REGIOS), 1100)})
    views = dict(made.views)
    for code, year in product(ARRONDISSEMENTEN, ("2023-2024", YEAR)):
        key = (cubes.ROUTE, code, year, ())
        count = 400 if code == "Amsterdam" else 120
        views[key] = {**views[key], "R2": count, "met_keuze": 1000}
    return replace(made, views=views)


def test_a_meeting_of_an_arrondissement_shows_it_beside_the_other_arrondissementen():
    points = agenda.signals(
        with_halt_in_amsterdam(), EXHIBITS, areas=["Amsterdam"], schooljaar=YEAR
    )
    [point] = [
        each for each in points if each.pins and each.pins[0].figuur == "vergelijken-route_R2"
    ]
    [pin] = point.pins
    assert parse_qs(pin.vraag)["niveau"] == ["arrondissement"]
    # the country has 720 of 5,400
    assert point.toelichting.startswith("Amsterdam: 40% van de zaken met een keuze")
    assert "In heel Nederland is het 13%." in point.toelichting


def test_a_point_names_the_area_only_where_the_meeting_is_about_more_than_one():
    release_with_halt = with_halt_in_amsterdam()
    titles = {
        many: [
            point.titel
            for point in agenda.signals(release_with_halt, EXHIBITS, areas=areas, schooljaar=YEAR)
        ]
        for many, areas in {False: ["Amsterdam"], True: ["Amsterdam", "Rotterdam"]}.items()
    }
    assert "Gekozen: Halt" in titles[False]
    assert "Gekozen: Halt in Amsterdam" in titles[True]


def test_that_nothing_stands_out_is_said_of_what_is_shown_only():
    [first, *_] = agenda.signals(
        release(sizes={"GM0437": 150}), EXHIBITS, areas=["GM0437"], schooljaar=YEAR
    )
    assert first.regel.startswith("Geen regel sloeg aan: in wat we kunnen tonen, valt niets op.")


def test_a_meeting_about_two_gemeenten_has_the_standing_figures_of_both():
    held = release(sizes={"GM0437": 150, "GM0362": 320})
    areas = ["GM0437", "GM0362"]
    routes = next(
        draft
        for draft in agenda.signals(held, EXHIBITS, areas=areas, schooljaar=YEAR)
        if draft.titel == "Gekozen routes"
    )
    assert [parse_qs(pin.vraag)["gebied"] for pin in routes.pins] == [[each] for each in areas]
    # each figure tells its own
    assert routes.toelichting == ""
