"""Say in Dutch that something could not be written: a full disk, or no right to write."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from etl import machine
from etl.errors import BuildFailed

NO_ROOM = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    # how DuckDB says it when it was in the middle of something
    duckdb.TransactionException,
    duckdb.FatalException,
)


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn failures to write into BuildFailed; what stood there still does.

    Args:
        what: what did not happen, as the beginning of the message.
    """
    try:
        yield
    except OSError as error:
        raise BuildFailed(f"{what}. {machine.words(error)} Wat er stond, staat er nog.") from None
    except NO_ROOM as error:
        # the cause may quote a row
        raise BuildFailed(
            f"{what} ({type(error).__name__}). Is er genoeg schijfruimte en geheugen, en mag hier "
            "geschreven worden? Wat er stond, staat er nog."
        ) from None
