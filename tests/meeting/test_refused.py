"""Requests that no page of a meeting sends are refused, and what can be read of them counts."""

import json
import re

import pytest
from flask.testing import FlaskClient

from dashboard.meeting.database import new_id
from dashboard.meeting.routes import ROUTES
from tests.meeting.walking import act, begin, hidden_fields, make_meeting


def test_a_form_of_another_site_is_refused(client: FlaskClient):
    form = hidden_fields(client.get("/vergaderingen/nieuw").text) | {"titel": "Vreemd"}
    other = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/vergaderingen/nieuw", data=form, headers=other).status_code == 403
    assert client.post("/vergaderingen/nieuw", data={"titel": "Vreemd"}).status_code == 403


def test_no_form_is_taken_without_the_value_that_only_our_pages_know(client: FlaskClient):
    name = make_meeting(client, soort="intern")
    begin(client, name)
    parts = {"<vergadering>": name, "<zaak>": "1_laat_en_stil", "<afspraak>": new_id()}
    writes = [address for address, methods, _ in ROUTES if "POST" in methods]
    assert len(writes) > 10
    for address in writes:
        path = re.sub("<[a-z]+>", lambda part: parts[part.group()], address)
        answer = client.post(path, data={"titel": "Vreemd", "figuur": "routes"})
        assert answer.status_code == 403, path


def test_a_form_with_other_letters_in_its_value_is_refused(client: FlaskClient):
    make_meeting(client)
    assert client.post("/vergaderingen/nieuw", data={"formulier": "é"}).status_code == 403


@pytest.mark.parametrize("place", ["1e400", "1" + "0" * 300, "NaN", '"x"', "[[]]"])
def test_a_change_that_cannot_be_read_is_declined_and_the_others_count(
    client: FlaskClient, place: str
):
    name = make_meeting(client)
    first = client.get(f"/vergadering/{name}/nieuws").get_json()["punten"][0]["id"]
    drop = {"id": new_id(), "soort": "punt_weg", "object": first, "weg": True}
    move = {"id": new_id(), "soort": "verplaats", "object": first, "naar": json.loads(place)}
    nameless = drop | {"id": json.loads("[" * 400 + "]" * 400)}
    answers = act(client, name, move, nameless, drop)
    assert [each["uitkomst"] for each in answers] == ["geweigerd", "geweigerd", "ok"]


@pytest.mark.parametrize("sent", ["[" * 100_000, "{", "[]", '{"handelingen": {}}'])
def test_what_are_no_changes_is_refused(client: FlaskClient, sent: str):
    name = make_meeting(client)
    token = hidden_fields(client.get("/vergaderingen/nieuw").text)["formulier"]
    answer = client.post(
        f"/vergadering/{name}/handelingen",
        data=sent,
        content_type="application/json",
        headers={"X-MAS-Formulier": token},
    )
    assert answer.status_code == 400
    assert "Dit kan niet" in answer.text


@pytest.mark.parametrize("since", ["9" * 30, "9" * 5000, "x", "-1"])
def test_news_since_a_number_that_is_none_is_everything(client: FlaskClient, since: str):
    name = make_meeting(client)
    everything = client.get(f"/vergadering/{name}/nieuws").get_json()
    assert client.get(f"/vergadering/{name}/nieuws?revisie={since}").get_json() == everything


@pytest.mark.parametrize("days", ["9" * 5000, "veel", ""])
def test_a_link_for_no_number_of_days_is_not_made(client: FlaskClient, days: str):
    name = make_meeting(client)
    form = hidden_fields(client.get(f"/vergadering/{name}/toegang").text)
    form |= {"rol": "lezer", "dagen": days}
    answer = client.post(f"/vergadering/{name}/toegang", data=form)
    assert answer.status_code == 422
    assert "Kies een soort link en een aantal dagen." in answer.text
