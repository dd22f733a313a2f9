"""The database of the meetings: SQLite in a file of its own, or PostgreSQL by a setting.

    database = Database("sqlite:///data/vergaderingen/warehouse.sqlite")
    with database.writing() as session:
        session.add(...)          # committed at the end, or all of it rolled back
    with database.reading() as session:
        ...

In a request `current_database()` gives the one of the app, opened (and brought up to date) at its
first use in each process.

How another module joins in:

* Tables: derive from `Base`, in a module listed in `TABLES` below, and write a migration in
  `migrations/versions` (several heads are fine: `down_revision` is the revision that holds the
  tables you refer to). Times are `Utc`, texts `Text`, ids `new_id()`.
* Routes: add a line to `ROUTES` in `dashboard.meeting.routes`, naming the view as
  `package.module:function`; it is imported at its first request.
* Who may: `dashboard.meeting.access` (`held(meeting_id)` says what the browser may do,
  `forms.check_csrf()` belongs in every POST), and `dashboard.meeting.words.check(text)` refuses
  what could be about a person.

Writers of SQLite take their turn at `begin` (`begin immediate`), so that a transaction never fails
half-way because another wrote first.
"""

import importlib
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import flask
from sqlalchemy import DateTime, Dialect, create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from dashboard.meeting.settings import CONFIG, SETTING
from etl.errors import Unreadable

TABLES = ("dashboard.meeting.models", "dashboard.practice.models", "dashboard.quickscan.models")
"""Modules that define tables."""

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 10_000
"""How long a writer of SQLite waits for its turn."""

_LOCK = 4_727_001
"""Keeps two processes from migrating a PostgreSQL database at once."""


class Base(DeclarativeBase):
    """What every table derives from."""


class Utc(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, and the same in both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """Return an id that nobody guesses: 96 bits, fit for an address and for html."""
    return secrets.token_hex(12)


class Database:
    """An engine that is brought up to date before anyone uses it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = (
            _sqlite(self.url) if self.is_sqlite else create_engine(self.url, hide_parameters=True)
        )
        self._writer = self._engine.execution_options(writes=True)
        try:
            self._try()
            self._migrate()
        except Unreadable:
            self.close()
            raise

    @property
    def file(self) -> Path:
        """The file of SQLite."""
        return Path(self.url.database or "")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back by an exception."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give a connection in a transaction that writes: for backup, restore and migrations."""
        with self._writer.begin() as connection:
            yield connection

    def wipe(self) -> None:
        """Take what was deleted out of SQLite's log too; to be called after it was committed.

        It waits for who reads; those who write wait for it, so it gives up long before they do.
        """
        if self.is_sqlite:
            with closing(self._engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute(f"pragma busy_timeout={BUSY_MS // 5}")
                cursor.execute("pragma wal_checkpoint(truncate)")
                cursor.execute(f"pragma busy_timeout={BUSY_MS}")

    def close(self) -> None:
        self._engine.dispose()

    def _try(self) -> None:
        try:
            with self._engine.connect():
                pass
        except DBAPIError as error:
            raise Unreadable(
                f"De vergaderingen in {self.url} zijn niet te openen "
                f"({type(error.orig).__name__}). Is dit de database van de MAS-monitor, en mag zij "
                f"hier gelezen worden? {SETTING} zegt waar zij staat."
            ) from None

    def _migrate(self) -> None:
        # loaded here only: it takes a tenth of a second, once a process
        from alembic import command
        from alembic.config import Config
        from alembic.util.exc import CommandError

        load_tables()
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.connection() as connection:
            if not self.is_sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "heads")
            except CommandError:
                raise Unreadable(
                    f"De vergaderingen in {self.url} zijn van een nieuwere versie van de "
                    "MAS-monitor. Werk de MAS-monitor bij."
                ) from None


def load_tables() -> None:
    """Import every module that defines tables."""
    for module in TABLES:
        importlib.import_module(module)


@lru_cache(maxsize=8)
def open_database(url: str) -> Database:
    """Return the database of an address: one per process."""
    return Database(url)


def current_database() -> Database:
    """Return the database of the app that answers this request; 404 where it keeps none."""
    url = flask.current_app.config.get(CONFIG)
    if not url:
        flask.abort(404)
    return open_database(url)


def _for_its_owner(file: Path) -> None:
    """Make the file where there is none, and let nobody else read it, whoever made it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600, exist_ok=True)
    for end in ("", "-wal", "-shm"):
        each = file.with_name(file.name + end)
        # another process may close the log at this moment
        with suppress(FileNotFoundError):
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _sqlite(url: Any) -> Engine:
    file = Path(url.database)
    try:
        _for_its_owner(file)
    except OSError as error:
        raise Unreadable(
            f"De vergaderingen in {file} zijn niet te openen ({type(error).__name__}). Het bestand "
            f"moet van wie dit start zijn, en alleen voor hem. {SETTING} zegt waar het staat."
        ) from None
    # an exception must not repeat what somebody typed
    engine = create_engine(url, hide_parameters=True)

    def connected(raw: Any, _record: Any) -> None:
        # sqlite3 would begin by itself, and late; `begun` does it
        raw.isolation_level = None
        for pragma in (
            "journal_mode=wal",
            "synchronous=full",
            "foreign_keys=on",
            # what is deleted is overwritten; `wipe` does the same for the log
            "secure_delete=on",
            f"busy_timeout={BUSY_MS}",
        ):
            raw.execute(f"pragma {pragma}")

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine
