"""The quick scan in the database and on its pages: counted, never kept, shown once."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.meeting import links, words
from dashboard.meeting.database import Base, Database, open_database
from dashboard.meeting.models import Rol, Vergadering
from dashboard.quickscan import keep, totals
from dashboard.quickscan.keep import Form
from dashboard.quickscan.models import Briefje, Quickscan, Tekst, Telling
from tests.meeting.conftest import meeting
from tests.meeting.walking import hidden_fields, make_meeting

Visit = Callable[[], FlaskClient]


def form(slip: str, *, texts: dict[str, str] | None = None, **answers: str | tuple[str, ...]):
    given = {
        question: (answer,) if isinstance(answer, str) else answer
        for question, answer in answers.items()
    }
    return Form(given, texts or {}, slip)


def scanned(session: Session, *forms: Form, **given: object) -> Vergadering:
    made = meeting(session, **given)
    keep.open_scan(session, made)
    for each in forms:
        keep.take_in(session, made, each)
    return made


def test_a_form_becomes_counts_and_nothing_else(database: Database):
    with database.writing() as session:
        made = scanned(session, form("a", kent="goed", vast=("melding", "overdracht")))
        counts = {
            (row.vraag, row.antwoord): row.aantal
            for row in session.scalars(select(Telling).where(Telling.aantal > 0))
        }
        assert counts == {
            ("kent", ""): 1,
            ("kent", "goed"): 1,
            ("vast", ""): 1,
            ("vast", "melding"): 1,
            ("vast", "overdracht"): 1,
        }
        assert session.get(Quickscan, made.id).ingevuld == 1


def test_nothing_in_the_tables_could_tell_who_or_when():
    columns = {
        name: set(table.columns.keys())
        for name, table in Base.metadata.tables.items()
        if name.startswith("quickscan")
    }
    assert columns == {
        "quickscan": {"vergadering_id", "is_gesloten", "ingevuld"},
        "quickscan_telling": {"vergadering_id", "vraag", "antwoord", "aantal"},
        "quickscan_tekst": {"id", "vergadering_id", "vraag", "tekst"},
        "quickscan_briefje": {"hash", "vergadering_id"},
    }


def test_texts_stand_in_no_order_of_coming_in(database: Database):
    with database.writing() as session:
        made = scanned(
            session,
            *(form(str(n), texts={"vast_tekst": text}) for n, text in enumerate("edcba")),
        )
        assert [row.tekst for row in keep.texts_of(session, made, "vast_tekst")] == list("abcde")
        if database.is_sqlite:
            with pytest.raises(Exception, match="no such column"):
                session.connection().exec_driver_sql("select rowid from quickscan_tekst")


def test_a_form_that_is_sent_twice_counts_once(database: Database):
    with database.writing() as session:
        made = scanned(session, form("a", kent="goed"), form("a", kent="goed"))
        assert session.get(Quickscan, made.id).ingevuld == 1


def test_nothing_is_told_before_closing(database: Database):
    with database.writing() as session:
        made = scanned(session, *(form(str(n), kent="goed") for n in range(6)))
        assert totals.totals(session, made) == []
        assert totals.own_words(session, made) == []
        assert totals.figures(session, made) == []


def test_closing_shows_what_has_five_answers_and_erases_the_rest(database: Database):
    with database.writing() as session:
        forms = [form(str(n), kent="goed", texts={"goed_tekst": f"Kort {n}"}) for n in range(4)]
        forms.append(form("vijf", kent="nee", format="nvt", texts={"vast_tekst": "Wachten"}))
        made = scanned(session, *forms)
        keep.close(session, made)
        shown = [each for each in totals.totals(session, made) if each.table]
        assert [each.sentence for each in shown] == ["Het meest gekozen: ‘Ja, goed’ (4 van de 5)."]
        assert {row.vraag for row in session.scalars(select(Telling))} == {"kent"}
        assert list(session.scalars(select(Tekst))) == []
        assert list(session.scalars(select(Briefje))) == []
        assert [figure.title for figure in totals.figures(session, made)] == [
            "Quickscan: Kent u de MAS?"
        ]


def test_after_closing_nobody_answers_any_more(database: Database):
    with database.writing() as session:
        made = scanned(session, form("a", kent="goed"))
        keep.close(session, made)
        with pytest.raises(keep.Closed):
            keep.take_in(session, made, form("b", kent="nee"))


def test_the_next_meeting_is_compared_with_the_last_one_that_was_closed(database: Database):
    with database.writing() as session:
        first = scanned(session, *(form(str(n), kent="nee") for n in range(5)))
        keep.close(session, first)
        between = meeting(session, "Zonder quickscan", vorige_id=first.id)
        now = scanned(
            session, *(form(f"n{n}", kent="goed") for n in range(5)), vorige_id=between.id
        )
        keep.close(session, now)
        [total] = [each for each in totals.totals(session, now) if each.table]
        assert total.table.rows[0] == ("Ja, goed", 5, 1.0, 0.0)
        assert total.table.rows[3] == ("Nee", 0, 0.0, 1.0)


@pytest.mark.parametrize(
    "bad",
    [
        form("x"),
        form("x", kent="misschien"),
        form("x", kent=("goed", "nee")),
        form("x", texts={"vast_tekst": "a" * 301}),
    ],
    ids=["empty", "unknown", "two answers", "too long"],
)
def test_a_form_that_is_no_form_counts_for_nothing(database: Database, bad: Form):
    with database.writing() as session:
        made = scanned(session)
        with pytest.raises(keep.Unusable):
            keep.take_in(session, made, bad)
        assert session.get(Quickscan, made.id).ingevuld == 0


def test_a_text_that_points_at_a_person_is_refused(database: Database):
    with database.writing() as session:
        made = scanned(session)
        with pytest.raises(words.NotAllowed):
            keep.take_in(session, made, form("x", texts={"goed_tekst": "Mail jan@school.nl"}))
        assert list(session.scalars(select(Tekst))) == []


@pytest.fixture
def visit(client: FlaskClient) -> Visit:
    """Another device on the same app."""
    return client.application.test_client


def secret_of(url: str, name: str, rol: Rol) -> str:
    with open_database(url).writing() as session:
        return links.create(session, name, rol)


def test_a_phone_answers_once_and_sees_nothing_of_the_meeting(
    client: FlaskClient, visit: Visit, app_url: str
):
    name = make_meeting(client)
    scan = f"/vergadering/{name}/quickscan"
    client.post(f"{scan}/open", data=hidden_fields(client.get(scan).text))
    shown = client.post(f"{scan}/link", data=hidden_fields(client.get(scan).text)).text
    assert "<svg" in shown
    phone = visit()
    assert phone.get("/v/" + shown.split("/v/")[1].split('"')[0]).status_code == 302
    assert phone.get(f"/vergadering/{name}").location == scan
    for closed in ("/scherm", "/nieuws", "/oefenzaken", "/verslag", "/toegang"):
        assert phone.get(f"/vergadering/{name}{closed}").status_code == 404
    page = phone.get(scan).text
    slip = page.split('name="briefje" value="')[1].split('"')[0]
    answer = phone.post(
        f"{scan}/invullen", data=hidden_fields(page) | {"briefje": slip, "kent": "goed"}
    )
    assert "Max-Age" in answer.headers["Set-Cookie"]
    assert f"mas_quickscan_{name}=ja;" in answer.headers["Set-Cookie"]
    assert "Bedankt" in phone.get(scan).text
    phone.post(f"{scan}/invullen", data=hidden_fields(page) | {"briefje": "nieuw", "kent": "nee"})
    with open_database(app_url).reading() as session:
        assert session.get(Quickscan, name).ingevuld == 1


def test_only_the_facilitator_opens_and_closes_and_forms_must_be_our_own(
    client: FlaskClient, visit: Visit, app_url: str
):
    name = make_meeting(client)
    scan = f"/vergadering/{name}/quickscan"
    assert client.post(f"{scan}/open").status_code == 403
    participant = visit()
    participant.get(f"/v/{secret_of(app_url, name, Rol.DEELNEMER)}")
    token = hidden_fields(participant.get(scan).text) or hidden_fields(
        participant.get("/vergaderingen/nieuw").text
    )
    for action in ("open", "link", "sluit", "wis"):
        assert participant.post(f"{scan}/{action}", data=token).status_code == 404
    reader = visit()
    reader.get(f"/v/{secret_of(app_url, name, Rol.LEZER)}")
    assert "nog niet open" in reader.get(scan).text


def test_a_refused_form_keeps_what_was_filled_in(client: FlaskClient):
    name = make_meeting(client)
    scan = f"/vergadering/{name}/quickscan"
    client.post(f"{scan}/open", data=hidden_fields(client.get(scan).text))
    page = client.get(f"{scan}/invullen").text
    answer = client.post(
        f"{scan}/invullen",
        data=hidden_fields(page) | {"kent": "beetje", "vast_tekst": "Bel 06-12345678"},
    )
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer" in answer.text
    assert 'value="beetje" checked' in answer.text
    assert "Bel 06-12345678</textarea>" in answer.text


def test_the_totals_come_at_closing_and_a_text_can_still_be_erased(
    client: FlaskClient, app_url: str
):
    name = make_meeting(client)
    scan = f"/vergadering/{name}/quickscan"
    client.post(f"{scan}/open", data=hidden_fields(client.get(scan).text))
    assert "Nog geen formulier is binnen." in client.get(scan).text
    with open_database(app_url).writing() as session:
        made = session.get(Vergadering, name)
        for n in range(5):
            texts = {"vast_tekst": f"Knelpunt {n}"}
            keep.take_in(session, made, form(str(n), kent="goed", texts=texts))
    open_page = client.get(scan).text
    assert "5 formulieren zijn binnen" in open_page
    assert "Knelpunt" not in open_page
    client.post(f"{scan}/sluit", data=hidden_fields(open_page))
    page = client.get(scan).text
    assert "Het meest gekozen: ‘Ja, goed’ (5 van de 5)." in page
    key = page.split('name="tekst" value="')[1].split('"')[0]
    client.post(f"{scan}/wis", data=hidden_fields(page) | {"tekst": key})
    assert "Knelpunt 0" not in client.get(scan).text
    assert "Knelpunt 1" in client.get(scan).text
    file = open_database(app_url).file
    left = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert b"Knelpunt 1" in left
    assert b"Knelpunt 0" not in left
