"""The MAS itself from a release: rounded counts, their shares, and what stays hidden."""

import pytest

from etl.domain.metrics import METRIC
from etl.released import mas_answers, mas_cubes, metrics
from etl.released.rows import Hidden, Question
from tests.etl.released.marts import Marts, published

HERE = Question("GM0363", "2024-2025")
ENDED = {"uitkomst": "terug_naar_school", "zaak_dagen": 40, "zaak_uitkomst": 1}
BACK = ENDED | {"zaak_dagen": 40, "terugkeer_uitkomst": 1}


def shares(answer):
    return {row.code: (row.zaken, row.totaal) for row in answer.rows}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    marts = Marts()
    conform = {"oordeel": "conform", "route": "R1", "advies": "R1"} | BACK | {"fasen": 31}
    lasting = {"duurzaam_gevolgd": True, "opnieuw_gevolgd": True}
    fed = marts.zaken(
        200,
        **conform,
        **lasting,
        duurzaam=True,
        opnieuw_gemeld=False,
        signaleringsinstrument="ja",
    )
    marts.zaken(
        33, **conform, **lasting, duurzaam=False, opnieuw_gemeld=True, signaleringsinstrument="nee"
    )
    deviating = {"bron": "afgeleid", "is_anders_dan_advies": True, "advies": "R1"}
    heavy = marts.zaken(
        41,
        **BACK | {"zaak_dagen": 100, "fasen": 7, "route": "R3"},
        **deviating,
        oordeel="afwijking_met_uitleg",
        richting="zwaarder",
        is_zwaar=True,
        is_vroeg=True,
    )
    marts.zaken(62, verzuimtype="lrv", zaak_dagen=90)
    marts.zaken(14, verzuimtype="lrv", zaak_dagen=20, melddatum="2026-07-12")
    marts.zaken(3, verzuimtype="lrv", zaak_dagen=200)
    marts.terugkoppeling(fed, "zaak", dagen=31, uitkomst=1, gevolgd=True)
    marts.terugkoppeling(heavy, "zaak", dagen=30, uitkomst=1, gevolgd=True)
    marts.terugkoppeling(fed[:50], "halt", dagen=5, uitkomst=1, gevolgd=True)
    marts.terugkoppeling(fed[50:60], "halt", dagen=5, uitkomst=1, gevolgd=False)
    marts.keten(fed[:60], "halt_einde", dagen=20)
    return published(marts, tmp_path_factory.mktemp("release"))


def test_lasting_returns_and_new_reports_are_shares_of_those_followed(release):
    answer = mas_answers.duurzaam(release, HERE)
    assert answer.totaal == 235
    assert shares(answer) == {"duurzaam": (200, 235), "opnieuw": (35, 235)}


def test_open_zaken_stand_by_age_and_a_handful_is_hidden(release):
    assert shares(mas_answers.voorraad(release, HERE)) == {
        "0_30": (15, 80),
        "31_90": (60, 80),
        "91_180": (None, 80),
        "181_plus": (None, 80),
    }


def test_thuiszitters_past_a_line_are_out_of_those_followed_so_long(release):
    answer = mas_answers.thuiszitters(release, HERE)
    assert answer.totaal == 80
    assert shares(answer) == {"4_weken": (65, 65), "3_maanden": (65, 65)}
    assert mas_answers.thuiszitters_open(release, HERE, "3_maanden") == 65


def test_phases_without_a_step_also_of_early_and_heavy_zaken(release):
    alle = shares(mas_answers.fasen(release, HERE))
    assert alle["handelen"] == alle["een_of_meer"] == (40, 275)
    assert alle["plannen"] == (None, 275)
    early = shares(mas_answers.fasen(release, HERE, ingreep="vroeg_en_zwaar"))
    assert early["een_of_meer"] == (40, 40)
    assert early["handelen"] == (None, 40)  # not in the cube: one number for heavy ones


def test_feedback_counts_zaken_and_handovers_apart(release):
    assert shares(mas_answers.terugkoppeling(release, HERE))["zaak"] == (240, 240)
    soon = shares(mas_answers.terugkoppeling(release, HERE, what=mas_cubes.BINNEN))
    assert soon["zaak"] == (40, 240)
    assert soon["halt"] == (50, 50)
    assert soon["om"] == (None, None)


def test_use_of_the_instrument_and_the_matrix_are_over_zaken_with_a_choice(release):
    assert shares(mas_answers.instrument(release, HERE)) == {
        "ja": (200, 275),
        "nee": (35, 275),
        "onbekend": (40, 275),
    }
    cells = shares(mas_answers.advies_keuze(release, HERE))
    assert len(cells) == 49
    assert cells["R1:R1"] == (235, 275)
    assert cells["R1:R3"] == (40, 275)
    assert cells["R3:R3"] == (None, None)


def test_conform_stands_beside_deviating(release):
    back = shares(mas_answers.naast_elkaar(release, HERE))
    assert back["conform"] == (235, 235)
    assert back["afwijking"] == back["zwaarder"] == (None, 40)  # back on day 100: nobody by 90
    assert shares(mas_answers.per_stap(release, HERE))["advies"] == (40, 40)


def test_a_matrix_of_two_dimensions_needs_300_zaken(tmp_path):
    marts = Marts()
    marts.zaken(200, route="R1", advies="R1", oordeel="conform", signaleringsinstrument="ja")
    release = published(marts, tmp_path)
    cells = shares(mas_answers.advies_keuze(release, HERE))
    assert set(cells.values()) == {(None, None)}
    assert shares(mas_answers.instrument(release, HERE))["ja"] == (200, 200)


def test_under_a_filter_there_is_no_figure_and_the_reason_says_so(release):
    asked = Question("GM0363", "2024-2025", (("onderwijssoort", "vo"),))
    answer = mas_answers.duurzaam(release, asked)
    assert (answer.hidden, answer.rows) == (Hidden.ZONDER_FILTER, ())


@pytest.mark.parametrize("name", sorted(metrics._ROWS_OF))
def test_the_command_line_gives_the_columns_of_the_catalogue(release, name):
    rows = metrics.rows(release, name, niveau="gemeente", gebied="GM0363")
    assert {tuple(row) for row in rows} == {tuple(column.name for column in METRIC[name].columns)}
