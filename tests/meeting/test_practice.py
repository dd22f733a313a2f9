"""Choosing in a practice case: kept per organisation, hidden until shown, never overwritten."""

import pytest
from flask.testing import FlaskClient

from dashboard.meeting import links, together
from dashboard.meeting.database import Database, open_database
from dashboard.meeting.models import Rol
from dashboard.practice import keep
from dashboard.practice.cases import case
from dashboard.practice.spread import Choice
from tests.meeting.conftest import meeting
from tests.meeting.walking import begin, hidden_fields, make_meeting

ZAAK = case("8_niets_hielp")
HELP = Choice("Halt", ("R1",), "Nog één keer proberen.")
FORCE = Choice("Halt", ("R3", "R4"), "Nu moet het.")


def test_a_choice_can_be_changed_by_who_saw_it(database: Database):
    with database.writing() as session:
        made = meeting(session)
        keep.keep(session, made, ZAAK, HELP, version=0)
        keep.keep(session, made, ZAAK, FORCE, version=1)
        assert keep.choices(session, made, ZAAK) == [FORCE]
        assert keep.versions(session, made, ZAAK) == {"Halt": 2}


def test_a_choice_is_not_overwritten_by_who_did_not_see_it(database: Database):
    with database.writing() as session:
        made = meeting(session)
        keep.keep(session, made, ZAAK, HELP, version=0)
        with pytest.raises(keep.Overtaken) as overtaken:
            keep.keep(session, made, ZAAK, FORCE, version=0)
        assert overtaken.value.now == HELP
        # the same form, sent again after a lost connection, is no quarrel
        keep.keep(session, made, ZAAK, HELP, version=0)
        assert keep.choices(session, made, ZAAK) == [HELP]


def test_the_verslag_gets_the_spread_and_the_reasons(database: Database):
    with database.writing() as session:
        made = meeting(session)
        assert together.points(session, made) == ()
        keep.keep(session, made, ZAAK, FORCE, version=0)
        keep.show(session, made, ZAAK, shown=True)
        [point] = together.points(session, made)
        assert point.title == "Oefenzaken"
        assert [figure.title for figure in point.figures] == [
            "Oefenzaak 8. Niets hielp tot nu toe",
            "Oefenzaak 8. Niets hielp tot nu toe: waarom?",
        ]
        assert ("Halt", "Verplicht kader + Strafrecht", "Nu moet het.") in (
            point.figures[1].table.rows
        )


def test_the_spread_stays_hidden_until_the_facilitator_shows_it(client: FlaskClient):
    name = make_meeting(client, organisatie=["Halt", "Leerplicht"])
    begin(client, name)
    page = f"/vergadering/{name}/oefenzaak/{ZAAK.code}"
    form = hidden_fields(client.get(page).text)
    answer = client.post(
        page,
        data=form | {"organisatie": "Halt", "versie": "0", "route": ["R3"], "waarom": "Omdat."},
    )
    assert answer.status_code == 303
    part = client.get(f"{page}/spreiding").text
    assert "1 van de 2 organisaties heeft gekozen" in part
    assert "Omdat." not in part
    assert "Omdat." not in client.get(f"/vergadering/{name}/verslag.html").text
    client.post(f"{page}/toon", data=form | {"toon": "ja"})
    part = client.get(f"{page}/spreiding").text
    assert "Omdat." in part
    assert "<svg" in part
    assert "Omdat." in client.get(f"/vergadering/{name}/verslag.html").text
    client.post(f"{page}/toon", data=form | {"toon": "nee"})
    assert "Omdat." not in client.get(f"{page}/spreiding").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"organisatie": "Politie"}, "Kies voor welke organisatie"),
        ({"route": []}, "Kies minstens één route"),
        ({"waarom": "Mail jan@school.nl"}, "Dit lijkt op een mailadres"),
    ],
)
def test_a_choice_that_cannot_be_kept_is_refused_and_stays_in_the_form(
    client: FlaskClient, given, words
):
    name = make_meeting(client, organisatie=["Halt"])
    page = f"/vergadering/{name}/oefenzaak/{ZAAK.code}"
    form = hidden_fields(client.get(page).text)
    typed = {"organisatie": "Halt", "versie": "0", "route": ["R3"], "waarom": "Tekst."} | given
    answer = client.post(page, data=form | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert f"{typed['waarom']}</textarea>" in answer.text


def test_somebody_elses_choice_is_shown_before_it_is_replaced(client: FlaskClient):
    name = make_meeting(client, organisatie=["Halt"])
    page = f"/vergadering/{name}/oefenzaak/{ZAAK.code}"
    form = hidden_fields(client.get(page).text) | {"organisatie": "Halt", "versie": "0"}
    client.post(page, data=form | {"route": ["R1"], "waarom": "Eerst dit."})
    answer = client.post(page, data=form | {"route": ["R3"], "waarom": "Dan dat."})
    assert answer.status_code == 422
    assert "Eerst dit." in answer.text
    assert "Dan dat.</textarea>" in answer.text
    again = form | {"versie": "1", "route": ["R3"], "waarom": "Dan dat."}
    assert client.post(page, data=again).status_code == 303


def test_who_reads_along_cannot_choose_and_nobody_without_a_link_sees_a_case(
    client: FlaskClient, app_url: str
):
    name = make_meeting(client, organisatie=["Halt"])
    page = f"/vergadering/{name}/oefenzaak/{ZAAK.code}"
    stranger = client.application.test_client()
    assert stranger.get(page).status_code == 404
    with open_database(app_url).writing() as session:
        secret = links.create(session, name, Rol.LEZER)
    stranger.get(f"/v/{secret}")
    assert "Wat we weten" in stranger.get(page).text
    assert stranger.post(page, data={"organisatie": "Halt"}).status_code == 404
    assert client.get(f"/vergadering/{name}/oefenzaak/geen").status_code == 404


def test_without_organisations_a_case_says_where_to_name_them_and_has_no_spread_to_show(
    client: FlaskClient,
):
    name = make_meeting(client)
    text = client.get(f"/vergadering/{name}/oefenzaak/1_laat_en_stil").text
    assert "Er staan nog geen organisaties" in text
    assert f'href="/vergadering/{name}/gegevens"' in text
    assert "Laat de spreiding zien" not in text


@pytest.mark.parametrize(
    ("at_the_table", "told"),
    [
        ([], "Er zijn nog geen organisaties die kiezen."),
        (["Halt"], "De enige organisatie heeft nog niet gekozen. De keuzes zijn"),
        (["Halt", "Leerplicht"], "0 van de 2 organisaties hebben gekozen. De keuzes zijn"),
    ],
)
def test_how_many_chose_reads_as_a_sentence_however_many_there_are(
    client: FlaskClient, at_the_table: list[str], told: str
):
    name = make_meeting(client, organisatie=at_the_table)
    assert f"<p>{told}" in client.get(f"/vergadering/{name}/oefenzaak/{ZAAK.code}/spreiding").text
