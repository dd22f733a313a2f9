"""How long a zaak and a step take: exact sentences, and a dash or `nog niet bereikt`, and why."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.exhibits import Shown
from dashboard.exhibits.curves import SHORT_OF
from dashboard.exhibits.throughput import CASE, STEPS
from dashboard.state import State
from etl import publish
from etl.domain.normen import Normen
from etl.domain.steps import BOXES
from etl.released.cubes import AF, DOORLOOPTIJD, OPEN, ZAAK
from etl.released.reader import Release, ReleaseFolder
from tests.dashboard.handmade import YEAR, one_area, shown
from tests.etl.released.marts import Marts, of_regio

LONG_AGO, SOON = date(2027, 1, 1), date(2025, 4, 1)


def case_release(points, *, total=200, open_now=None, peildatum=LONG_AGO, running=False) -> Release:
    """A release with one curve: that of the whole zaak."""
    return one_area(
        {
            DOORLOOPTIJD: {ZAAK: total},
            DOORLOOPTIJD + OPEN: {ZAAK: open_now} if open_now else {},
        },
        {(DOORLOOPTIJD, ZAAK): {AF: points}},
        peildatum=peildatum,
        running=running,
    )


@pytest.mark.parametrize(
    ("points", "extra", "sentence"),
    [
        # half of 200 is 100: halfway between day 30 (80) and day 60 (120), so day 45: 6 weeks
        (
            {30: 80, 60: 120, 365: 190},
            {},
            "De helft van de zaken is klaar na 6 weken, 90% na 46 weken.",
        ),
        (
            {30: 80, 60: 120, 365: 150},
            {"open_now": 40},
            "De helft van de zaken is klaar na 6 weken. Op de peildatum zijn er nog 40 open.",
        ),
        (
            {90: 60, 365: 80},
            {},
            "Binnen 90 dagen is 30% van de zaken klaar; de helft is nog niet bereikt.",
        ),
        # followed for a month: the curve stops because it was followed no longer
        (
            {30: 40},
            {"peildatum": SOON, "running": True},
            "Binnen 30 dagen is 20% van de zaken klaar; de helft is nog niet bereikt.",
        ),
        # below 100 zaken a share is `ongeveer`, and below 30 there is no median to miss
        ({90: 10}, {"total": 25}, "Binnen 90 dagen is ongeveer 40% van de zaken klaar."),
        ({}, {"total": 25}, "Hoe lang de helft van de zaken duurt, is hier niet te zeggen."),
    ],
)
def test_the_zaak_is_told_by_its_median_or_by_how_far_it_came(points, extra, sentence):
    assert shown(CASE, case_release(points, **extra)).sentence == sentence


@pytest.mark.parametrize(
    ("points", "total", "peildatum", "half"),
    [
        ({30: 80, 60: 120}, 200, LONG_AGO, 42),
        ({365: 80}, 200, LONG_AGO, "nog niet bereikt"),
        # everyone was followed, so what comes after day 7 is hidden for its size, not missing
        ({7: 10}, 30, LONG_AGO, None),
        # past half on the first day that is shown: it was there on a day that is hidden
        ({90: 180, 365: 185}, 200, LONG_AGO, None),
        ({30: 40}, 200, SOON, "nog niet bereikt"),
        ({30: 10}, 25, LONG_AGO, None),
        ({}, 200, SOON, None),
    ],
)
def test_not_yet_is_said_only_where_the_curve_stops_short(points, total, peildatum, half):
    [row] = shown(CASE, case_release(points, total=total, peildatum=peildatum)).table.rows
    assert row[3] == half


def test_a_step_that_goes_out_of_sight_is_not_called_unfinished():
    """Another curve goes on after day 14, so the step's last points are too near to everyone."""
    release = one_area(
        {DOORLOOPTIJD: {ZAAK: 200, "1": 40}},
        {
            (DOORLOOPTIJD, ZAAK): {AF: {7: 10, 14: 20, 30: 40}},
            (DOORLOOPTIJD, "1"): {AF: {7: 15}},
        },
        peildatum=SOON,
        running=True,
    )
    first, *_ = shown(STEPS, release).table.rows
    assert first[:2] == ("1 Interventie en melding door de school", "kalenderdagen")
    assert first[2:6] == (40, None, None, None)


def test_a_running_year_says_that_it_has_fewer_days_and_not_lower_numbers():
    notes = shown(CASE, case_release({30: 40}, running=True, peildatum=SOON)).notes
    assert notes[0].startswith(
        f"Schooljaar {YEAR} loopt nog: er staan minder termijnen, niet lagere cijfers."
    )


def test_not_yet_is_explained_only_where_it_stands():
    assert SHORT_OF in shown(CASE, case_release({365: 80})).reading
    assert SHORT_OF not in shown(CASE, case_release({30: 80, 60: 120, 365: 190})).reading


def test_steps_keep_their_fourteen_places_and_a_hidden_one_is_a_dash():
    release = one_area(
        {DOORLOOPTIJD: {"1": 200, "A6": 100, "8": 25}, DOORLOOPTIJD + OPEN: {"A6": 15}},
        {
            (DOORLOOPTIJD, "1"): {AF: {7: 180, 14: 190}},
            (DOORLOOPTIJD, "A6"): {AF: {30: 30, 60: 70, 90: 90}},
            (DOORLOOPTIJD, "8"): {AF: {30: 15}},
        },
    )
    content = shown(STEPS, release)
    assert content.sentence == (
        "Van de stappen die we kunnen tonen, duurt stap A6 (Onderzoek) het langst: na 6 weken is "
        "de helft van de uitvoeringen klaar."
    )
    rows = {str(row[0]).split(" ")[0]: row[1:] for row in content.table.rows}
    assert list(rows) == [box.code for box in BOXES]
    assert rows["1"] == ("kalenderdagen", 200, None, 7, "0 en 7", 7, "niet te zeggen", "Kan")
    assert rows["A6"] == ("kalenderdagen", 100, 15, 42, "35 en 56", 91, "vanaf 70", "Kan")
    assert rows["8"][:-1] == ("kalenderdagen", 25, None, None, None, None, None)
    assert rows["B4"][:-1] == (None, None, None, None, None, None, None)


def test_a_norm_that_a_region_agreed_on_stands_beside_its_step_and_beside_no_other():
    release = replace(
        one_area(
            {DOORLOOPTIJD: {"1": 200, "8": 200}},
            {(DOORLOOPTIJD, code): {AF: {14: 150, 30: 180}} for code in ("1", "8")},
        ),
        normen=Normen({("", "stap_1"): 14}),
    )
    content = shown(STEPS, release)
    heads = [column.title for column in content.table.columns]
    at = heads.index("Norm (dagen)")
    rows = {str(row[0]).split(" ")[0]: row[at : at + 2] for row in content.table.rows}
    # 150 of 200 within 14 days
    assert rows["1"] == (14, 0.75)
    assert rows["8"] == ("geen norm", None)
    assert any("normen.toml" in note for note in content.notes)


@pytest.mark.parametrize(
    ("done_by_30", "sentence"),
    [
        # half of 100 by day 42 where 35 are done by day 30 and 65 by day 60: six weeks
        (
            {"1": 80, "A6": 35, "8": 35},
            "Van de stappen die we kunnen tonen, duren stap A6 (Onderzoek) en 8 (Uitvoeren van de "
            "route) het langst: na 6 weken is de helft van de uitvoeringen klaar.",
        ),
        (
            {"1": 35, "A6": 35},
            "De stappen die we kunnen tonen, duren even lang: na 6 weken is de helft van de "
            "uitvoeringen klaar.",
        ),
        ({"1": 10}, "Van geen enkele stap is te zeggen wanneer de helft klaar is."),
    ],
)
def test_steps_that_take_equally_long_are_named_together(done_by_30, sentence):
    others = {80: {7: 60}, 35: {60: 65}}
    release = one_area(
        {DOORLOOPTIJD: dict.fromkeys(done_by_30, 100)},
        {
            (DOORLOOPTIJD, code): {AF: {30: done, **others.get(done, {})}}
            for code, done in done_by_30.items()
        },
    )
    assert shown(STEPS, release).sentence == sentence


def test_half_is_not_yet_reached_where_an_older_delivery_followed_nobody_that_long(tmp_path):
    marts = Marts()
    done = {"zaak_dagen": 20, "zaak_uitkomst": 1, "uitkomst": "werk"}
    for gemeente in of_regio("MC21")[:4]:
        marts.zaken(100, gemeente, **done)
    # of 110 zaken of 15 June, 50 ended on day 20; the others are open on 1 August, which is day 47
    older = {"melddatum": "2024-06-15", "schooljaar": "2023-2024", "peildatum": "2024-08-01"}
    marts.zaken(50, "GM0034", **older, **done)
    marts.zaken(60, "GM0034", **older, zaak_dagen=47)
    for gemeente in of_regio("MC21")[:4]:
        marts.zaken(60, gemeente, schooljaar="2023-2024", zaak_dagen=1000)
        marts.zaken(60, gemeente, schooljaar="2023-2024", **done)
    for row in marts.zaken_rows:
        row["leverancier"] = "gemeente-y" if row["gemeentecode"] == "GM0034" else "gemeente-x"
    with marts.connect() as con:
        con.execute(
            "insert into marts.leveringen values ('gemeente-y', 'y', '2024-08-01', 'proef')"
        )
        publish.build(con, tmp_path, is_sample=True)
    release = ReleaseFolder(tmp_path).current()
    content = CASE.make(release, State("GM0034", "2023-2024"))
    assert isinstance(content, Shown)
    [row] = content.table.rows
    cells = dict(zip((column.title for column in content.table.columns), row, strict=True))
    assert cells["Helft klaar na (dagen)"] == "nog niet bereikt"
