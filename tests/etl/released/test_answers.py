"""Answers from a release built from marts made by hand."""

import pytest

from etl.domain.steps import OVERGANG
from etl.released import answers
from etl.released.rows import Hidden, Omvang, Question
from etl.released.views import filters_allowed
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"
AMSTERDAM, SMALL, TINY, NOBODY = "GM0363", "GM0362", "GM0394", "GM0358"
HERE = Question(AMSTERDAM, YEAR)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    marts = Marts()
    vo = marts.zaken(
        200,
        route="R1",
        oordeel="afwijking_met_uitleg",
        bron="afgeleid",
        richting="lichter",
        motivering_categorie="wachtlijst",
        geslacht="m",
        uitkomst="terug_naar_school",
        terugkeer_uitkomst=1,
        zaak_dagen=30,
        zaak_uitkomst=1,
    )
    marts.zaken(100, route="R2", oordeel="afwijking_zonder_uitleg", bron="beide", geslacht="v")
    marts.zaken(60, onderwijssoort="po", verzuimtype="lrv")
    marts.zaken(40, onderwijssoort="po", verzuimtype="luxe", route="PV", oordeel="conform")
    marts.stappen(vo, "A4", dagen=14)
    marts.stappen(vo[:60], "A7", dagen=10)
    marts.keten(vo[:100], "halt_start", dagen=20)
    marts.keten(vo[100:], "halt_start", dagen=50)
    marts.keten(vo[:40], "rvdk_einde", dagen=40, norm=True)
    marts.keten(vo[40:80], "rvdk_einde", dagen=100, norm=True)
    marts.keten(vo[80:180], "rvdk_einde", dagen=100, norm=False)
    marts.zaken(60, SMALL, route="R1", oordeel="conform")
    marts.zaken(17, TINY)
    marts.noemers_rows = [
        {
            "gemeentecode": AMSTERDAM,
            "schooljaar": YEAR,
            "onderwijssoort": soort,
            "leerlingen": leerlingen,
        }
        for soort, leerlingen in (("po", 10_000), ("vo", 30_000))
    ]
    return published(marts, tmp_path_factory.mktemp("release"))


def test_omvang_tells_zaken_pupils_and_zaken_per_thousand_pupils(release):
    answer = answers.omvang(release, HERE)
    assert (answer.totaal, answer.hidden) == (400, None)
    assert answer.rows == (Omvang(400, 400, 10.0),)


def test_pupils_are_known_by_onderwijssoort_and_by_no_other_filter(release):
    by_school = answers.omvang(release, Question(AMSTERDAM, YEAR, (("onderwijssoort", "po"),)))
    assert by_school.rows == (Omvang(100, 100, 10.0),)
    by_sex = answers.omvang(release, Question(AMSTERDAM, YEAR, (("geslacht", "m"),)))
    assert by_sex.rows == (Omvang(200, 200, None),)


def test_routes_stand_in_the_order_of_the_list_with_hidden_ones_in_their_place(release):
    answer = answers.routeverdeling(release, HERE)
    rows = {row.code: row for row in answer.rows}
    assert list(rows)[:5] == ["nog_geen_keuze", "geen_route", "R1", "R2", "R3"]
    assert rows["R1"].zaken == 200
    assert rows["R1"].aandeel == 200 / 340
    low, high = rows["R1"].laag, rows["R1"].hoog
    assert low is not None
    assert high is not None
    assert low < 200 / 340 < high
    assert (rows["nog_geen_keuze"].zaken, rows["nog_geen_keuze"].aandeel) == (60, None)
    assert (rows["R4"].zaken, rows["R4"].aandeel, rows["R4"].laag) == (None, None, None)


def test_leg_uit_has_five_verdicts_and_a_headline_over_with_and_without(release):
    answer = answers.leg_uit(release, HERE)
    assert answer.totaal == 340
    assert [row.zaken for row in answer.rows] == [40, 200, 100, None, None]
    headline = answers.headline(answer)
    assert (headline.zaken, headline.aandeel) == (200, 200 / 300)


def test_the_headline_of_a_hidden_answer_is_empty(release):
    answer = answers.leg_uit(release, Question(TINY, YEAR))
    assert answers.headline(answer).aandeel is None


def test_terugkeer_has_a_curve_per_group_and_one_for_all(release):
    answer = answers.terugkeer(release, HERE)
    # luxe: 40 zaken, all of them still open, are one-sided and fewer than fifty
    assert [curve.code for curve in answer.rows] == ["thuiszitters", "schoolverzuim", ""]
    school = answer.rows[1]
    assert (school.totaal, school.open_nu) == (300, 100)
    assert school.share_at(30) == 200 / 300
    assert school.share_at(21) is None
    # nothing ended otherwise that is shown
    assert (school.anders[3], school.open[3]) == (None, None)


def test_doorlooptijd_has_a_curve_per_box_and_one_for_the_zaak(release):
    answer = answers.doorlooptijd(release, HERE)
    assert [(curve.code, curve.totaal) for curve in answer.rows] == [
        ("A4", 200),
        ("A7", 60),
        ("zaak", 400),
    ]
    assert answer.rows[2].share_at(30) == 0.5
    # the half of it came on day 30 or before: no day before that is shown
    assert answer.rows[2].mediaan_dagen is None


def test_handovers_stand_against_their_norm(release):
    halt, raad = answers.ketenoverdracht(release, HERE).rows
    assert (halt.code, halt.totaal, halt.norm_dagen, halt.binnen_norm) == (
        "halt_start",
        200,
        30,
        0.5,
    )
    assert halt.source == OVERGANG["halt_start"].source
    # all 180 handovers are counted; the norm goes by the 80 of criminal law, 40 of them in time
    assert (raad.totaal, raad.norm_dagen, raad.binnen_norm) == (180, 42, 0.5)
    assert raad.norm_totaal == 80


def test_omvang_divides_over_a_filter_or_another_column(release):
    by_type = answers.omvang_per(release, HERE, "verzuimtype")
    assert {row.code: row.zaken for row in by_type.rows} == {
        "16_uur": 300,
        "lrv": 60,
        "luxe": 40,
        "absoluut": None,
        "overig": None,
    }
    assert by_type.rows[0].aandeel == 0.75
    by_source = answers.omvang_per(release, HERE, "bron")
    assert by_source.totaal == 300
    assert [(row.code, row.zaken) for row in by_source.rows] == [
        ("geregistreerd", None),
        ("afgeleid", 200),
        ("beide", 100),
    ]
    by_end = answers.omvang_per(release, HERE, "uitkomst")
    assert {row.code: row.aandeel for row in by_end.rows}["terug_naar_school"] == 0.5


def test_omvang_by_the_column_that_is_filtered_on_has_that_code_alone(release):
    asked = Question(AMSTERDAM, YEAR, (("verzuimtype", "lrv"),))
    rows = {row.code: row.zaken for row in answers.omvang_per(release, asked, "verzuimtype").rows}
    assert rows["lrv"] == 60
    assert rows["16_uur"] is None


def test_the_report_puts_school_years_side_by_side(release):
    rows = {row.code: row for row in answers.rapport(release, AMSTERDAM, ("2023-2024", YEAR))}
    before, now = rows["luxe"].years
    assert (before.schooljaar, before.zaken) == ("2023-2024", None)
    assert (now.zaken, now.leerlingen, now.per_1000) == (40, 40, 1.0)
    assert rows["pv_absoluut"].years[1].zaken is None


@pytest.mark.parametrize(
    ("question", "hidden"),
    [
        (Question(NOBODY, YEAR), Hidden.GEEN_LEVERING),
        (Question(TINY, YEAR), Hidden.UITSPLITSING),
        (Question("MC21", YEAR), Hidden.GEEN_TOTAAL),
        (Question("MC01", YEAR), Hidden.GEEN_LEVERING),
        (Question(SMALL, YEAR, (("onderwijssoort", "vo"),)), Hidden.LADDER),
        (Question(AMSTERDAM, YEAR, (("geslacht", "m"), ("onderwijssoort", "vo"))), Hidden.LADDER),
        (Question(AMSTERDAM, YEAR, (("onderwijssoort", "mbo"),)), Hidden.FILTER_VERBORGEN),
    ],
)
def test_a_hidden_answer_says_why_and_what_to_try(release, question, hidden):
    answer = answers.routeverdeling(release, question)
    assert (answer.totaal, answer.hidden, answer.rows) == (None, hidden, ())
    assert hidden.sentence.endswith(".")
    assert hidden.advice.endswith(".")


@pytest.mark.parametrize(
    ("gebied", "metric", "allowed"),
    [
        (AMSTERDAM, "omvang", 2),
        (AMSTERDAM, "routeverdeling", 1),
        (SMALL, "omvang", 1),
        (SMALL, "routeverdeling", 0),
        (TINY, "omvang", 0),
        (AMSTERDAM, "ketenoverdracht", 0),  # 200 handovers of a kind, though 400 zaken
    ],
)
def test_the_ladder_says_how_many_filters_an_area_allows(release, gebied, metric, allowed):
    assert filters_allowed(release, gebied=gebied, schooljaar=YEAR, metric=metric) == allowed


def test_the_filters_of_a_question_have_one_order():
    one = Question("NL", YEAR, (("spoor", "A"), ("geslacht", "m")))
    assert one == Question("NL", YEAR, (("geslacht", "m"), ("spoor", "A")))


def test_the_country_and_its_regions_answer_when_they_have_totals(tmp_path):
    marts = Marts()
    for regio in ("MC18", "MC19", "MC21", "MC22"):
        for code in of_regio(regio)[:4]:
            marts.zaken(20, code, route="R1", oordeel="conform")
    release = published(marts, tmp_path)
    assert answers.routeverdeling(release, Question("NL", YEAR)).totaal == 320
    assert answers.routeverdeling(release, Question("MC21", YEAR)).totaal == 80
