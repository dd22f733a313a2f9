"""Links that end, backups that come back, and a database that opens as it should."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from dashboard.meeting import backup, links, live
from dashboard.meeting.database import Base, Database, new_id
from dashboard.meeting.forgetting import forget
from dashboard.meeting.models import Pin, Rol, Toegang, Vergadering
from dashboard.meeting.store import DraftPin, add_pin, texts_of
from etl.errors import Unreadable, UsageError
from tests.meeting.conftest import MakeDatabase, meeting


def test_a_link_works_until_it_expires_or_is_withdrawn(database: Database):
    with database.writing() as session:
        name = meeting(session).id
        good = links.create(session, name, Rol.DEELNEMER)
        old = links.create(session, name, Rol.LEIDER, days=0)
        found = links.held(session, good)
        assert found is not None
        assert (found.vergadering_id, found.rol) == (name, Rol.DEELNEMER)
        assert links.held(session, old) is None
        assert links.held(session, "geraden") is None
        links.withdraw(session, name, found.toegang_id)
        assert links.held(session, good) is None


def test_the_secret_of_a_link_is_nowhere_in_the_database(database: Database):
    with database.writing() as session:
        secret = links.create(session, meeting(session).id, Rol.LEIDER)
        [held] = session.scalars(select(Toegang)).all()
        assert held.hash == links.hashed(secret)
        assert secret not in str(vars(held))


def test_a_backup_brings_back_everything_also_in_another_database(
    make_database: MakeDatabase, tmp_path: Path
):
    first, second = make_database(), make_database()
    file = tmp_path / "kopie" / "vergaderingen.gz"
    with first.writing() as session:
        before = meeting(session, "Vorige").id
        after = meeting(session, "Volgende", vorige_id=before).id
    assert backup.backup(first, file) == 2
    assert backup.restore(second, file) == 2
    with second.reading() as session:
        held = session.get_one(Vergadering, after)
        assert held.vorige_id == before
        assert {each["titel"] for each in texts_of(session, held).values()} == {
            "Eerste punt",
            "Tweede punt",
        }
        original = first_made(first, after)
        assert held.gemaakt_op == original


def test_a_restore_ends_every_link_unless_links_are_asked_for(database: Database, tmp_path: Path):
    file = tmp_path / "vergaderingen.gz"
    with database.writing() as session:
        name = meeting(session).id
        secret = links.create(session, name, Rol.LEIDER)
    backup.backup(database, file)
    with database.writing() as session:
        found = links.held(session, secret)
        assert found is not None
        links.withdraw(session, name, found.toegang_id)
    backup.restore(database, file, replace=True)
    with database.reading() as session:
        assert links.held(session, secret) is None
    backup.restore(database, file, replace=True, with_links=True)
    with database.reading() as session:
        assert links.held(session, secret) is not None


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(
    database: Database, tmp_path: Path
):
    folder, taken = tmp_path / "usb", tmp_path / "bestand"
    folder.mkdir()
    taken.touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageError, match=r"is een map\. Noem een bestand"):
        backup.backup(database, folder)
    with pytest.raises(UsageError, match="niet te schrijven"):
        backup.backup(database, taken / "vergaderingen.gz")
    assert sorted(tmp_path.iterdir()) == before


def test_a_meeting_comes_back_that_was_made_before_the_one_it_follows_on(
    database: Database, tmp_path: Path
):
    file = tmp_path / "vergaderingen.gz"
    with database.writing() as session:
        before = meeting(session, "Vorige").id
        # the clock was set back
        early = datetime(2001, 1, 1, tzinfo=UTC)
        after = meeting(session, "Volgende", vorige_id=before, gemaakt_op=early).id
    backup.backup(database, file)
    assert backup.restore(database, file, replace=True) == 2
    with database.reading() as session:
        assert session.get_one(Vergadering, after).vorige_id == before


def first_made(database: Database, name: str) -> object:
    with database.reading() as session:
        return session.get_one(Vergadering, name).gemaakt_op


def test_a_restore_replaces_nothing_unless_asked_and_refuses_a_damaged_file(
    database: Database, tmp_path: Path
):
    file = tmp_path / "vergaderingen.gz"
    with database.writing() as session:
        meeting(session)
    backup.backup(database, file)
    with pytest.raises(UsageError, match="--vervang"):
        backup.restore(database, file)
    assert backup.restore(database, file, replace=True) == 1
    damaged = tmp_path / "kapot.gz"
    damaged.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(Unreadable, match="niet te lezen"):
        backup.restore(database, damaged, replace=True)
    with database.reading() as session:
        assert len(session.scalars(select(Vergadering)).all()) == 1


@pytest.mark.parametrize("missing", ["som", "stand", "tabellen"])
def test_a_restore_refuses_a_file_that_lacks_a_part(
    database: Database, tmp_path: Path, missing: str
):
    file = tmp_path / "vergaderingen.gz"
    backup.backup(database, file)
    content = json.loads(gzip.decompress(file.read_bytes()))
    del content[missing]
    file.write_bytes(gzip.compress(json.dumps(content).encode()))
    with pytest.raises(Unreadable, match="beschadigd"):
        backup.restore(database, file)


def test_a_forgotten_meeting_leaves_no_row_behind(database: Database):
    with database.writing() as session:
        gone = meeting(session, "Weg")
        stays = meeting(session, "Blijft", vorige_id=gone.id).id
        point, name = gone.punten[0].id, gone.id
        made = add_pin(session, gone.punten[0], DraftPin("routes", "/routes", "", "{}"), revisie=1)
        part = {"id": new_id(), "soort": "onderdeel", "object": new_id(), "punt": point}
        sent = live.read([part | {"onderdeel": "uitleg", "pin": made.id}])
        live.apply(session, gone, Rol.LEIDER, sent)
        links.create(session, name, Rol.LEIDER)
    with database.writing() as session:
        forget(session, name)
    with database.reading() as session:
        tables = Base.metadata.sorted_tables
        left = {
            table.name: session.scalars(select(table.c.vergadering_id)).all()
            for table in tables
            if "vergadering_id" in table.columns
        }
        assert {owner for owners in left.values() for owner in owners} == {stays}
        assert session.scalars(select(Pin)).all() == []
        assert session.get_one(Vergadering, stays).vorige_id is None
        assert session.get(Vergadering, name) is None


class Stop(Exception):
    """What goes wrong half-way."""


def half_way(database: Database) -> None:
    with database.writing() as session:
        meeting(session)
        raise Stop


def test_what_fails_half_way_leaves_nothing(database: Database):
    with pytest.raises(Stop):
        half_way(database)
    with database.reading() as session:
        assert session.scalars(select(Vergadering)).all() == []


def test_opening_again_changes_nothing_and_the_file_is_for_its_owner(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/eigen/vergaderingen.sqlite"
    first = Database(url)
    with first.writing() as session:
        name = meeting(session).id
    again = Database(url)
    with again.reading() as session:
        assert session.get_one(Vergadering, name).titel == "Evaluatie"
        connection = session.connection()
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
    assert first.file.stat().st_mode & 0o077 == 0
    first.close()
    again.close()


def test_a_file_that_others_could_read_is_for_its_owner_once_it_is_opened(tmp_path: Path):
    file = tmp_path / "vergaderingen.sqlite"
    file.touch()
    file.chmod(0o644)
    database = Database(f"sqlite:///{file}")
    modes = [each.stat().st_mode & 0o777 for each in tmp_path.glob(f"{file.name}*")]
    assert set(modes) == {0o600}
    database.close()


def test_a_file_that_is_no_database_is_said(tmp_path: Path):
    file = tmp_path / "vergaderingen.sqlite"
    file.write_text("Beste collega, hierbij het verslag. " * 100)
    with pytest.raises(Unreadable, match="niet te openen"):
        Database(f"sqlite:///{file}")


def test_a_database_of_a_newer_version_is_said(database: Database):
    with database.connection() as connection:
        connection.exec_driver_sql("insert into alembic_version values ('later')")
    with pytest.raises(Unreadable, match="nieuwere versie"):
        Database(database.url.render_as_string(hide_password=False))


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(database: Database):
    with database.connection() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
