"""What devices send: nothing is overwritten in silence, and nothing counts twice."""

import threading
from typing import Any

import pytest

from dashboard.meeting import live
from dashboard.meeting.database import Database, new_id
from dashboard.meeting.models import Onderdeel, Rol, Status, Veld, Vergadering
from dashboard.meeting.news import whats_new
from tests.meeting.conftest import meeting


@pytest.fixture
def place(database: Database) -> tuple[str, str]:
    """The ids of a meeting and of its first point."""
    with database.writing() as session:
        made = meeting(session)
        return made.id, made.punten[0].id


def send(
    database: Database, name: str, *acts: dict[str, Any], rol: Rol = Rol.LEIDER
) -> list[dict[str, Any]]:
    sent = live.read([{"id": new_id(), **act} for act in acts])
    with database.writing() as session:
        return live.apply(session, session.get_one(Vergadering, name), rol, sent)


def news(database: Database, name: str, *, since: int = 0, rol: Rol = Rol.LEIDER) -> dict[str, Any]:
    with database.reading() as session:
        return whats_new(session, session.get_one(Vergadering, name), rol, since=since)


def field(point: str, tekst: str, versie: int, naam: str = "uitkomst") -> dict[str, Any]:
    return {"soort": "veld", "object": point, "naam": naam, "tekst": tekst, "versie": versie}


def test_a_text_typed_over_another_version_comes_back_with_both(database: Database, place):
    name, point = place
    assert send(database, name, field(point, "A schrijft", 0))[0]["versie"] == 1
    [answer] = send(database, name, field(point, "B schrijft", 0))
    assert (answer["uitkomst"], answer["tekst"], answer["versie"]) == ("botsing", "A schrijft", 1)
    # B saw it and chooses: typed over version 1 it counts
    [answer] = send(database, name, field(point, "A en B", 1))
    assert (answer["uitkomst"], answer["versie"]) == ("ok", 2)


def test_the_same_text_from_two_devices_is_no_clash(database: Database, place):
    name, point = place
    send(database, name, field(point, "Zelfde", 0))
    [answer] = send(database, name, field(point, "Zelfde", 0))
    assert (answer["uitkomst"], answer["versie"]) == ("ok", 1)


def test_an_act_that_is_sent_again_gets_the_same_answer_and_counts_once(database, place):
    name, point = place
    act = {"id": "f" * 24, **field(point, "Een keer", 0)}
    first = send(database, name, act)
    send(database, name, field(point, "Daarna", 1))
    assert send(database, name, act) == first
    [held] = [each for each in news(database, name)["velden"] if each["naam"] == "uitkomst"]
    assert (held["tekst"], held["versie"]) == ("Daarna", 2)


def test_of_many_writers_at_once_one_wins_and_every_other_hears_it(database: Database, place):
    name, point = place
    answers: list[dict[str, Any]] = []
    writers = [
        threading.Thread(
            target=lambda i=i: answers.extend(send(database, name, field(point, f"Tekst {i}", 0)))
        )
        for i in range(6)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(answer["uitkomst"] for answer in answers) == ["botsing"] * 5 + ["ok"]
    [held] = [each for each in news(database, name)["velden"] if each["naam"] == "uitkomst"]
    others = {answer["tekst"] for answer in answers if answer["uitkomst"] == "botsing"}
    assert others == {held["tekst"]}


def test_news_since_a_number_holds_what_came_after_it_and_nothing_else(database, place):
    name, point = place
    before = news(database, name)["revisie"]
    assert news(database, name, since=before)["velden"] == []
    send(database, name, field(point, "Nieuw", 0))
    found = news(database, name, since=before)
    assert [each["tekst"] for each in found["velden"]] == ["Nieuw"]
    assert found["punten"] == []
    assert found["revisie"] == before + 1


def test_a_point_moves_to_a_place_and_a_dropped_one_keeps_what_was_typed(database, place):
    name, point = place
    third = new_id()
    send(
        database,
        name,
        {"soort": "punt", "object": third},
        {"soort": "verplaats", "object": third, "naar": 0},
        field(point, "Blijft", 0),
        {"soort": "punt_weg", "object": point, "weg": True},
    )
    found = news(database, name)
    assert found["punten"][0]["id"] == third
    [dropped] = [each for each in found["punten"] if each["weg"]]
    assert dropped["id"] == point
    send(database, name, {"soort": "punt_weg", "object": point, "weg": False})
    assert "Blijft" in [each["tekst"] for each in news(database, name)["velden"]]


def test_a_participant_writes_remarks_and_leaves_the_rest(database: Database, place):
    name, point = place
    remark = new_id()
    made, written, outcome, agreement = send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Wij zien dit anders", 0, naam="tekst"),
        field(point, "Niet van mij", 0),
        {"soort": "onderdeel", "object": new_id(), "punt": point, "onderdeel": "afspraak"},
        rol=Rol.DEELNEMER,
    )
    assert (made["uitkomst"], written["uitkomst"]) == ("ok", "ok")
    assert outcome == {"id": outcome["id"], "uitkomst": "geweigerd", "reden": live.NOT_YOURS}
    assert agreement["uitkomst"] == "geweigerd"


def test_what_is_confidential_never_reaches_a_reader_and_leaves_his_screen(database, place):
    name, point = place
    remark = new_id()
    send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Onder ons", 0, naam="tekst"),
    )
    seen = news(database, name, rol=Rol.LEZER)
    assert "Onder ons" in str(seen)
    send(database, name, field(remark, "ja", 0, naam="vertrouwelijk"))
    for since in (0, seen["revisie"]):
        after = news(database, name, since=since, rol=Rol.LEZER)
        assert "Onder ons" not in str(after)
        assert [each["weg"] for each in after["onderdelen"] if each["id"] == remark] == [True]
    assert "Onder ons" in str(news(database, name, rol=Rol.DEELNEMER))


def test_what_is_confidential_no_longer_comes_back_on_a_screen_that_is_open(database, place):
    name, point = place
    agreement = new_id()
    part = {"soort": "onderdeel", "object": agreement, "punt": point, "onderdeel": "afspraak"}
    send(
        database,
        name,
        part,
        field(agreement, "ja", 0, naam="vertrouwelijk"),
        field(agreement, "Eerder bellen", 0, naam="wat"),
    )
    screen = news(database, name, rol=Rol.LEZER)
    assert "Eerder bellen" not in str(screen)
    send(database, name, field(agreement, "", 1, naam="vertrouwelijk"))
    after = news(database, name, since=screen["revisie"], rol=Rol.LEZER)
    assert [each["weg"] for each in after["onderdelen"]] == [False]
    assert "Eerder bellen" in [each["tekst"] for each in after["velden"]]


def test_a_remark_that_is_removed_is_erased_for_everyone(database: Database, place):
    name, point = place
    remark = new_id()
    removal = {"soort": "onderdeel_weg", "object": remark, "weg": True}
    send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Piet uit klas 3", 0, naam="tekst"),
    )
    before = news(database, name)["revisie"]
    assert send(database, name, removal)[0]["uitkomst"] == "ok"
    with database.reading() as session:
        assert session.query(Veld).filter_by(object_id=remark).all() == []
    for rol in (Rol.LEIDER, Rol.DEELNEMER, Rol.LEZER):
        found = news(database, name, since=before, rol=rol)
        assert [each["weg"] for each in found["onderdelen"]] == [True]
        assert "Piet" not in str(news(database, name, rol=rol))
    # nobody types on in what is not there, and it does not come back empty
    late, back, twice = send(
        database,
        name,
        field(remark, "Piet uit klas 3b", 1, naam="tekst"),
        removal | {"weg": False},
        removal,
    )
    assert (late["reden"], back["reden"], twice["uitkomst"]) == (live.REMOVED, live.REMOVED, "ok")


def test_what_was_removed_before_texts_were_erased_reaches_nobody(database: Database, place):
    name, point = place
    remark = new_id()
    send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Piet uit klas 3", 0, naam="tekst"),
    )
    with database.writing() as session:
        session.get_one(Onderdeel, remark).is_weg = True
    assert not any("Piet" in str(news(database, name, rol=rol)) for rol in (Rol.LEIDER, Rol.LEZER))


def test_an_erased_text_is_not_in_the_file_either(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/vergaderingen.sqlite")
    with database.writing() as session:
        made = meeting(session)
        name, point = made.id, made.punten[0].id
    remark = new_id()
    send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Piet uit klas 3", 0, naam="tekst"),
    )
    send(database, name, {"soort": "onderdeel_weg", "object": remark, "weg": True})
    database.close()
    assert not [each for each in tmp_path.iterdir() if b"Piet" in each.read_bytes()]


def test_a_point_that_was_dropped_reaches_no_reader_until_it_is_put_back(database, place):
    name, point = place
    remark = new_id()
    send(
        database,
        name,
        {"soort": "onderdeel", "object": remark, "punt": point, "onderdeel": "opmerking"},
        field(remark, "Hoort erbij", 0, naam="tekst"),
        field(point, "Uitkomst ervan", 0),
        {"soort": "punt_weg", "object": point, "weg": True},
    )
    seen = str(news(database, name, rol=Rol.LEZER))
    assert "Hoort erbij" not in seen
    assert "Uitkomst ervan" not in seen
    assert "Hoort erbij" in str(news(database, name))
    send(database, name, {"soort": "punt_weg", "object": point, "weg": False})
    seen = str(news(database, name, rol=Rol.LEZER))
    assert "Hoort erbij" in seen
    assert "Uitkomst ervan" in seen


def test_after_closing_only_how_an_agreement_stands_can_change(database: Database, place):
    name, point = place
    agreement = new_id()
    part = {"soort": "onderdeel", "object": agreement, "punt": point, "onderdeel": "afspraak"}
    send(database, name, part, field(agreement, "Eerder bellen", 0, naam="wat"))
    with database.writing() as session:
        session.get_one(Vergadering, name).status = Status.GESLOTEN
    what, status = send(
        database,
        name,
        field(agreement, "Iets anders", 1, naam="wat"),
        field(agreement, "gedaan", 0, naam="status"),
    )
    assert what["reden"] == live.CLOSED
    assert status["uitkomst"] == "ok"


def test_the_next_meeting_sees_open_agreements_change_and_only_their_standing(database, place):
    name, point = place
    agreement = new_id()
    part = {"soort": "onderdeel", "object": agreement, "punt": point, "onderdeel": "afspraak"}
    send(database, name, part, field(agreement, "Eerder bellen", 0, naam="wat"))
    with database.writing() as session:
        later = meeting(session, "Volgende", vorige_id=name).id
    assert "Eerder bellen" in str(news(database, later))
    before = news(database, later)["revisie"]
    status, what = send(
        database,
        later,
        field(agreement, "gedaan", 0, naam="status"),
        field(agreement, "Gewijzigd", 1, naam="wat"),
    )
    assert (status["uitkomst"], what["uitkomst"]) == ("ok", "geweigerd")
    assert [each["tekst"] for each in news(database, later, since=before)["velden"]] == ["gedaan"]
    # one that was done before a meeting was made, does not come back there
    with database.writing() as session:
        last = meeting(session, "Daarna", vorige_id=later).id
    assert "Eerder bellen" not in str(news(database, last))


@pytest.mark.parametrize(
    "act",
    [
        {"soort": "veld", "object": "0" * 24, "naam": "uitkomst", "tekst": "x", "versie": 0},
        {"soort": "onbekend"},
        {"soort": "punt", "object": "<script>"},
        {"soort": "verplaats"},
        {"soort": "punt_weg", "object": "a\0b", "weg": True},
        {"soort": "veld", "object": "x", "naam": "uitkomst", "tekst": "\ud83d", "versie": 0},
    ],
)
def test_what_makes_no_sense_is_refused_in_dutch_and_stops_nothing_else(database, place, act):
    name, point = place
    refused, done = send(database, name, act, field(point, "Gaat door", 0))
    assert refused["uitkomst"] == "geweigerd"
    assert refused["reden"] == live.UNKNOWN
    assert done["uitkomst"] == "ok"


def test_a_text_that_points_at_a_person_is_refused_and_the_rest_is_kept(database, place):
    name, point = place
    refused, kept = send(
        database, name, field(point, "bel 06-12345678", 0), field(point, "Bel de school", 0)
    )
    assert (refused["uitkomst"], kept["uitkomst"]) == ("geweigerd", "ok")
    assert "een telefoonnummer" in refused["reden"]
    assert "06-12345678" not in str(news(database, name))


def test_a_date_and_a_choice_are_checked(database: Database, place):
    name, point = place
    part = new_id()
    _, good, bad, choice = send(
        database,
        name,
        {"soort": "onderdeel", "object": part, "punt": point, "onderdeel": "afspraak"},
        field(part, "2026-03-01", 0, naam="wanneer"),
        field(part, "1 maart", 1, naam="wanneer"),
        field(part, "zijwaarts", 0, naam="richting"),
    )
    assert good["uitkomst"] == "ok"
    assert "geen datum" in bad["reden"]
    assert choice["uitkomst"] == "geweigerd"


def test_a_day_is_written_as_a_date_field_writes_it(database: Database, place):
    name, point = place
    part = new_id()
    send(
        database,
        name,
        {"soort": "onderdeel", "object": part, "punt": point, "onderdeel": "afspraak"},
    )
    for other in ("2026-W01-1", "20260301", "2026-02-30"):
        [answer] = send(database, name, field(part, other, 0, naam="wanneer"))
        assert "geen datum" in answer["reden"]


def test_an_agreement_is_dropped_with_a_reason_that_stays(database: Database, place):
    name, point = place
    part = new_id()
    _, without, reason, dropped, emptied = send(
        database,
        name,
        {"soort": "onderdeel", "object": part, "punt": point, "onderdeel": "afspraak"},
        field(part, "vervallen", 0, naam="status"),
        field(part, "Halt belt zelf al", 0, naam="reden"),
        field(part, "vervallen", 0, naam="status"),
        field(part, " ", 1, naam="reden"),
    )
    assert without["reden"] == emptied["reden"] == live.NO_REASON
    assert (reason["uitkomst"], dropped["uitkomst"]) == ("ok", "ok")
    again, emptied = send(
        database,
        name,
        field(part, "loopt", 1, naam="status"),
        field(part, "", 1, naam="reden"),
    )
    assert (again["uitkomst"], emptied["uitkomst"]) == ("ok", "ok")
