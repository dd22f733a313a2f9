"""The steps of the migrations end where the models begin."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dashboard.meeting.database import Base, Database


def test_an_empty_database_becomes_what_the_models_describe(database: Database):
    with database.connection() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
