"""The steps from one form of the database to the next; Alembic takes them at the first use."""
