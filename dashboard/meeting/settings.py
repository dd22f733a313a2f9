"""Where the meetings are kept: `MAS_VERGADERINGEN`, or a file beside the warehouse.

Never inside the release: a release can be thrown away and made again, and a meeting can't. The
sample has a file of its own, so that a try-out never ends up between real meetings.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from etl.errors import UsageError

SETTING = "MAS_VERGADERINGEN"
"""A file, or an address such as `postgresql+psycopg://gebruiker@host/naam`."""

CONFIG = "MEETINGS"
"""Under which key the app keeps the address; None for an app without meetings."""


_SQLITE, _POSTGRESQL = "sqlite:///", "postgresql+psycopg://"


def address(warehouse: Path, environ: Mapping[str, str]) -> str:
    """Return the address of the database: a URL. Raises UsageError for one that cannot be.

    >>> address(Path("data/warehouse"), {})
    'sqlite:///data/vergaderingen/warehouse.sqlite'
    >>> address(Path("data/warehouse"), {"MAS_VERGADERINGEN": "elders/mas.sqlite"})
    'sqlite:///elders/mas.sqlite'
    """
    asked = environ.get(SETTING, "").strip()
    if "://" in asked:
        if not _is_an_address(asked):
            # not what was set: it may hold a password
            raise UsageError(
                f"{SETTING} is een bestand, zoals elders/mas.sqlite, of een adres, zoals "
                f"{_POSTGRESQL}gebruiker@host/naam."
            )
        return asked
    file = Path(asked) if asked else warehouse.parent / "vergaderingen" / f"{warehouse.name}.sqlite"
    return f"sqlite:///{file.as_posix()}"


def _is_an_address(text: str) -> bool:
    if text.startswith(_SQLITE):
        return len(text) > len(_SQLITE)
    try:
        # asking for the port reads it
        return text.startswith(_POSTGRESQL) and urlsplit(text).port != 0
    except ValueError:
        return False
