"""Where the meetings are kept: `MAS_VERGADERINGEN`, or a file beside the warehouse.

Never inside the release: a release can be thrown away and made again, and a meeting can't. The
sample has a file of its own, so that a try-out never ends up between real meetings.
"""

from collections.abc import Mapping
from pathlib import Path

SETTING = "MAS_VERGADERINGEN"
"""A file, or an address such as `postgresql+psycopg://gebruiker@host/naam`."""

CONFIG = "MEETINGS"
"""Under which key the app keeps the address; None for an app without meetings."""


def address(warehouse: Path, environ: Mapping[str, str]) -> str:
    """Return the address of the database: a URL.

    >>> address(Path("data/warehouse"), {})
    'sqlite:///data/vergaderingen/warehouse.sqlite'
    >>> address(Path("data/warehouse"), {"MAS_VERGADERINGEN": "elders/mas.sqlite"})
    'sqlite:///elders/mas.sqlite'
    """
    asked = environ.get(SETTING, "").strip()
    if "://" in asked:
        return asked
    file = Path(asked) if asked else warehouse.parent / "vergaderingen" / f"{warehouse.name}.sqlite"
    return f"sqlite:///{file.as_posix()}"
