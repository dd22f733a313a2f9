"""The product's SQL: a folder is a schema, a file a table. `marts/zaken.sql` is `marts.zaken`."""

from functools import cache
from importlib.resources import files

ROOT = files(__name__)


@cache
def folder(name: str) -> dict[str, str]:
    """Return the SQL text of every file in a folder, by file name without its suffix."""
    return {
        path.name.removesuffix(".sql"): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / name).iterdir(), key=lambda path: path.name)
        if path.name.endswith(".sql")
    }
