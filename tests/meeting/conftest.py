"""A database of each kind, a meeting in it, and an app on top."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dashboard.app import create_app
from dashboard.meeting import live
from dashboard.meeting.database import Database, new_id, open_database
from dashboard.meeting.models import Bron, Vergadering
from dashboard.meeting.store import Draft, add_points
from tests.dashboard.releases import Shelf, release
from tests.meeting import postgres

KINDS = ["sqlite", *(["postgresql"] if postgres.programs() else [])]

MakeDatabase = Callable[[], Database]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    folder = postgres.programs()
    assert folder is not None
    with postgres.cluster(folder) as address:
        yield address


@pytest.fixture(params=KINDS)
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeDatabase]:
    """Make empty databases of one kind."""
    made: list[Database] = []

    def make() -> Database:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/{len(made)}/vergaderingen.sqlite"
        else:
            address: str = request.getfixturevalue("cluster")
            name = f"mas_{new_id()}"
            host = address.partition("host=")[2]
            with psycopg.connect(f"host={host} user=mas dbname=postgres", autocommit=True) as con:
                con.execute(f"create database {name}")
            url = address.format(name=name)
        made.append(Database(url))
        return made[-1]

    yield make
    for database in made:
        database.close()


@pytest.fixture
def database(make_database: MakeDatabase) -> Database:
    return make_database()


def meeting(session: Session, titel: str = "Evaluatie", **given: object) -> Vergadering:
    """Add a meeting with two points."""
    values = {
        "gebied": "MC21",
        "schooljaar": "2024-2025",
        "datum": date(2025, 10, 1),
        "titel": titel,
    }
    made = Vergadering(**(values | given))
    session.add(made)
    session.flush()
    revisie = live.next_revision(session)
    drafts = [Draft(Bron.EIGEN, "Eerste punt"), Draft(Bron.EIGEN, "Tweede punt")]
    add_points(session, made, drafts, revisie=revisie)
    return made


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(release())


@pytest.fixture
def app_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/app/vergaderingen.sqlite"


@pytest.fixture
def client(shelf: Shelf, app_url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser that was never here before."""
    yield create_app(shelf, cache=tmp_path, meetings=app_url).server.test_client()
    open_database(app_url).close()
    open_database.cache_clear()
