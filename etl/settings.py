"""What can be set, from the environment, read once at the edge.

Everything has a default that is safe and good: nothing needs to be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from etl.errors import UsageError

REAL_WAREHOUSE = Path("data/warehouse")
SAMPLE_WAREHOUSE = Path("data/voorbeeld")
INBOX = Path("data/inbox")


@dataclass(frozen=True)
class Settings:
    """How a run behaves."""

    max_apart: Fraction = Fraction(5, 100)
    """A delivery is refused when more than this share of a table's rows is set aside."""

    memory_limit: str = "2GB"
    """How much memory DuckDB may take."""

    threads: int = 2

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read MAS_MAX_APART (percent), MAS_GEHEUGEN (like 4GB) and MAS_THREADS (a number)."""
        default = cls()
        return cls(
            max_apart=_share(environ.get("MAS_MAX_APART"), default.max_apart),
            memory_limit=environ.get("MAS_GEHEUGEN", default.memory_limit),
            threads=_threads(environ.get("MAS_THREADS"), default.threads),
        )


def _share(text: str | None, default: Fraction) -> Fraction:
    if text is None:
        return default
    try:
        share = Fraction(text.replace(",", ".")) / 100
    except ValueError:
        raise UsageError("MAS_MAX_APART is geen getal. Geef een percentage, zoals 5.") from None
    if not 0 <= share <= 1:
        raise UsageError("MAS_MAX_APART moet tussen 0 en 100 liggen.")
    return share


def _threads(text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise UsageError("MAS_THREADS is geen getal van 1 of hoger.")
    return int(text)
