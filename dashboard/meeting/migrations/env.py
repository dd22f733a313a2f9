"""What Alembic runs: the steps, on the connection and in the transaction of who asks for them."""

from alembic import context

from dashboard.meeting.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite can't alter a column in place
    render_as_batch=True,
)
context.run_migrations()
