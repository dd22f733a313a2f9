"""Walk through the pages of a meeting as a browser without scripts does."""

import html
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HIDDEN = re.compile(r'name="(formulier|vrijgave|vraag|figuur|revisie|versie_\w+)" value="([^"]*)"')


def hidden_fields(page: str) -> dict[str, str]:
    """Return what the forms of a page send along by themselves."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def make_meeting(client: FlaskClient, titel: str = "Evaluatie najaar", **given: object) -> str:
    """Fill the form of a new meeting in, and return its id."""
    form = hidden_fields(client.get("/vergaderingen/nieuw").text)
    form |= {"titel": titel, "soort": "regionaal", "gebied": "MC21", "datum": "2026-11-25"}
    answer = client.post("/vergaderingen/nieuw", data=form | {"schooljaar": "2024-2025"} | given)
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def begin(client: FlaskClient, name: str) -> TestResponse:
    """Look at what will be sealed, and begin."""
    page = client.get(f"/vergadering/{name}/begin")
    return client.post(f"/vergadering/{name}/begin", data=hidden_fields(page.text))


def act(client: FlaskClient, name: str, *acts: dict[str, object]) -> list[dict[str, object]]:
    """Send changes as the table does."""
    token = hidden_fields(client.get("/vergaderingen/nieuw").text)["formulier"]
    answer = client.post(
        f"/vergadering/{name}/handelingen",
        json={"handelingen": list(acts)},
        headers={"X-MAS-Formulier": token},
    )
    assert answer.status_code == 200
    found: list[dict[str, object]] = answer.get_json()["antwoorden"]
    return found
