"""What the files of a meeting say that its sealed figures cannot: how agreements stand today."""

import re
import zipfile
from io import BytesIO

import pypdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dashboard.meeting.database import new_id, open_database
from dashboard.meeting.models import Pin, Punt
from etl.domain.areas import name_of
from tests.dashboard.releases import Shelf, release
from tests.meeting.test_pages import pin
from tests.meeting.walking import act, begin, hidden_fields, make_meeting

LATER = "vrijgave_2027-11-01_aaaaaaaaaaaa"


def agree(client: FlaskClient, url: str, name: str, *, cijfer: str = "indicator:route_R2") -> None:
    """Make an agreement about Halt at the first point of a meeting."""
    with open_database(url).reading() as session:
        punt = session.scalars(select(Punt.id)).first()
    part = new_id()
    begun = {"id": new_id(), "soort": "onderdeel", "object": part, "punt": punt}
    typed = {"wat": "Eerder naar Halt", "cijfer": cijfer, "richting": "omhoog"}
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


QUERY = "figuur=ketenoverdracht-norm&gebied=MC21&schooljaar=2024-2025"
SEEN_IN = f"‘Hoeveel overdrachten blijven binnen de norm?’ in {name_of('MC21')} (omhoog)"


@pytest.mark.parametrize("extension", ["docx", "pdf", "html", "xlsx", "ods", "csv", "ics"])
def test_every_file_has_the_chosen_figure_and_the_way_it_should_go(
    client: FlaskClient, app_url: str, extension: str
):
    name = make_meeting(client)
    pin(client, name, QUERY)
    begin(client, name)
    with open_database(app_url).reading() as session:
        chosen = session.scalars(
            select(Pin.id).where(Pin.figuur == "ketenoverdracht-norm").order_by(Pin.plaats)
        ).first()
    assert chosen is not None
    agree(client, app_url, name, cijfer=chosen)
    form = hidden_fields(client.get(f"/vergadering/{name}").text)
    client.post(f"/vergadering/{name}/sluit", data=form)
    content = client.get(f"/vergadering/{name}/verslag.{extension}").data
    assert SEEN_IN in plain(content)


def plain(content: bytes) -> str:
    """Return what a file says, without its markup or the lines it was folded in."""
    if content.startswith(b"%PDF"):
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
        text = text.replace("-\n", "")
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            text = "".join(
                archive.read(name).decode() for name in archive.namelist() if name.endswith("xml")
            )
    else:
        text = content.decode().replace("\r\n ", "")
    return " ".join(re.sub(r"</?[a-z:]+[^>]*>", " ", text).split())


def test_the_table_marks_a_figure_that_is_not_followed(client: FlaskClient):
    name = make_meeting(client)
    pin(client, name, QUERY)
    pin(client, name, "figuur=jaren-route_R2&gebied=MC21&schooljaar=2024-2025")
    begin(client, name)
    page = client.get(f"/vergadering/{name}").text
    [menu] = re.findall(r'<select id="__ID__-cijfer".*?</select>', page, re.DOTALL)
    options = re.findall(r"<option[^>]*>([^<]*)</option>", menu)
    assert "Hoeveel overdrachten blijven binnen de norm? (zelf volgen)" in options
    # pinned last, and one number over the years
    assert "zelf volgen" not in options[-1]


def test_the_same_figure_of_two_years_can_be_told_apart(client: FlaskClient):
    name = make_meeting(client)
    pin(client, name, "figuur=routes&gebied=MC21&schooljaar=2024-2025")
    pin(client, name, "figuur=routes&gebied=MC21&schooljaar=2023-2024")
    pin(client, name, QUERY)
    page = client.get(f"/vergadering/{name}").text
    [menu] = re.findall(r'<select id="__ID__-cijfer".*?</select>', page, re.DOTALL)
    *_, first, second, other = re.findall(r"<option[^>]*>([^<]*)</option>", menu)
    where = "Welke route nemen zaken? · Agglomeratie Amsterdam · schooljaar"
    assert (first, second) == (
        f"{where} 2024-2025 · alle zaken (zelf volgen)",
        f"{where} 2023-2024 · alle zaken (zelf volgen)",
    )
    assert other == "Hoeveel overdrachten blijven binnen de norm? (zelf volgen)"
