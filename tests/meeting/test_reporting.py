"""What the files of a meeting say that its sealed figures cannot: how agreements stand today."""

from flask.testing import FlaskClient
from sqlalchemy import select

from dashboard.meeting.database import new_id, open_database
from dashboard.meeting.models import Punt
from tests.dashboard.releases import Shelf, release
from tests.meeting.walking import act, begin, make_meeting

LATER = "vrijgave_2027-11-01_aaaaaaaaaaaa"


def agree(client: FlaskClient, url: str, name: str) -> None:
    """Make an agreement about Halt at the first point of a meeting."""
    with open_database(url).reading() as session:
        punt = session.scalars(select(Punt.id)).first()
    part = new_id()
    begun = {"id": new_id(), "soort": "onderdeel", "object": part, "punt": punt}
    typed = {"wat": "Eerder naar Halt", "cijfer": "indicator:route_R2"}
    act(
        client,
        name,
        begun | {"onderdeel": "afspraak"},
        *(
            {
                "id": new_id(),
                "soort": "veld",
                "object": part,
                "naam": naam,
                "tekst": tekst,
                "versie": 0,
            }
            for naam, tekst in typed.items()
        ),
    )


def test_what_todays_figures_say_of_an_agreement_carries_todays_warnings(
    client: FlaskClient, shelf: Shelf, app_url: str
):
    shelf.held = release(is_sample=False, is_audited=True)
    name = make_meeting(client, datum="2024-07-01")
    begin(client, name)
    address = f"/vergadering/{name}/verslag.csv"
    agree(client, app_url, name)
    assert "Eerder naar Halt" in client.get(address).text
    assert "Niet getoetst" not in client.get(address).text
    shelf.held = release(LATER, is_sample=False, is_audited=False)
    assert client.get(address).text.endswith('\r\n"Let op";"Niet getoetst – niet delen"\r\n')
