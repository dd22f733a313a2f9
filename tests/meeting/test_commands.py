"""What the manager of the server does at the command line."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dashboard.meeting import commands
from dashboard.meeting.database import Database, now, open_database
from dashboard.meeting.models import Toegang, Vergadering
from etl.errors import Exit
from tests.meeting.conftest import meeting

HERE = "http://127.0.0.1:8050/v/"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the commands open."""
    url = f"sqlite:///{tmp_path}/vergaderingen.sqlite"
    monkeypatch.setenv("MAS_VERGADERINGEN", url)
    yield open_database(url)
    open_database(url).close()
    open_database.cache_clear()


def link(held: Database, *options: str) -> int:
    with held.writing() as session:
        name = meeting(session).id
    return commands.main(["link", name, *options])


def test_a_link_begins_with_the_address_that_is_asked(held: Database, capsys):
    assert link(held) == Exit.DONE
    assert capsys.readouterr().out.startswith(HERE)
    assert link(held, "--adres", "https://mas.example.nl/") == Exit.DONE
    assert capsys.readouterr().out.startswith("https://mas.example.nl/v/")
    assert link(held, "--adres", "mas.example.nl") == Exit.USAGE
    assert "begint met http:// of https://" in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "days"), [("0", 1), ("14", 14), ("1000000000", 730)])
def test_a_link_holds_as_long_as_one_may(held: Database, capsys, asked: str, days: int):
    assert link(held, "--dagen", asked) == Exit.DONE
    said = capsys.readouterr().err
    assert said == (
        "" if asked == "14" else f"Een link werkt 1 tot en met 730 dagen: deze werkt er {days}.\n"
    )
    with held.reading() as session:
        made = session.scalars(select(Toegang)).one()
        assert timedelta(days=days - 1) < made.verloopt_op - now() <= timedelta(days=days)


def test_a_restore_names_the_meetings_that_need_a_new_link(held: Database, capsys, tmp_path: Path):
    file = str(tmp_path / "kopie.gz")
    with held.writing() as session:
        name = meeting(session).id
    assert commands.main(["backup", file]) == Exit.DONE
    assert commands.main(["restore", file, "--vervang"]) == Exit.DONE
    said = capsys.readouterr().out
    assert "python -m dashboard link NUMMER" in said
    assert said.endswith(f"{name}  1 oktober 2025  Evaluatie\n")
    assert commands.main(["restore", file, "--vervang", "--met-links"]) == Exit.DONE
    assert capsys.readouterr().out == f"1 vergadering teruggezet uit {file}.\n"


def test_a_forgotten_meeting_is_in_no_file_of_the_database(held: Database, capsys):
    with held.writing() as session:
        name = meeting(session, "Evaluatie van de Eendenkooi").id
    with held.reading() as session:
        assert session.get(Vergadering, name) is not None
    assert b"Eendenkooi" in everything(held)
    assert commands.main(["forget", name]) == Exit.DONE
    assert "Eendenkooi is verwijderd" in capsys.readouterr().out
    assert b"Eendenkooi" not in everything(held)


def everything(held: Database) -> bytes:
    """Return the bytes of all files of a database."""
    return b"".join(file.read_bytes() for file in held.file.parent.glob(f"{held.file.name}*"))


def test_a_database_that_does_not_open_is_said_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    file = tmp_path / "brief.sqlite"
    file.write_text("Beste collega, hierbij het verslag. " * 100)
    monkeypatch.setenv("MAS_VERGADERINGEN", str(file))
    assert commands.main(["backup", str(tmp_path / "kopie.gz")]) == Exit.UNREADABLE
    assert "zijn niet te openen" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        *("mysql://mas:geheim@host/x", "postgres://mas:geheim@host/x", "https://x", "sqlite://"),
        *("sqlite:///", "postgresql+psycopg://mas:geheim@host:poort/x"),
    ],
)
def test_an_address_that_can_hold_no_meetings_is_said_without_its_password(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    monkeypatch.setenv("MAS_VERGADERINGEN", text)
    assert commands.main(["backup", str(tmp_path / "kopie.gz")]) == Exit.USAGE
    said = capsys.readouterr().err
    assert said.startswith(
        "MAS_VERGADERINGEN is een bestand, zoals elders/mas.sqlite, of een adres"
    )
    assert "geheim" not in said
