"""What can be set, from the environment, read once at the edge.

Everything has a default that is safe and good: nothing needs to be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from etl import memory
from etl.domain.school_calendar import Klok
from etl.errors import UsageError

INBOX = Path("data/inbox")


@dataclass(frozen=True)
class Settings:
    """How a run behaves."""

    max_apart: Fraction = Fraction(5, 100)
    """A delivery is refused when more than this share of a table's rows is set aside."""

    memory_limit: str | None = None
    """How much memory DuckDB may take; where nothing is set, `etl.memory` decides."""

    threads: int = 2

    schooljaren: int = 10
    """School years for which ended zaken are kept: the running one and nine before it."""

    receipt_days: int = 400
    """Days for which a receipt keeps its line numbers: a year, and time to deliver again."""

    keeps_inbox: bool = False
    """Whether exports stay in the inbox after they were loaded."""

    attacks: bool = True
    """Whether a release is attacked before it is written, and what fails left out."""

    klokken: Mapping[int, Klok] = field(default_factory=dict)
    """How the days of a step are counted, by step; calendar days where it is not named."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read what is set; the README lists the names."""
        default = cls()
        return cls(
            max_apart=_share(environ.get("MAS_MAX_APART"), default.max_apart),
            memory_limit=_memory(environ.get("MAS_GEHEUGEN")),
            threads=_number(environ, "MAS_THREADS", default.threads),
            schooljaren=_number(environ, "MAS_BEWAAR_SCHOOLJAREN", default.schooljaren),
            receipt_days=_number(environ, "MAS_BEWAAR_BEWIJS_DAGEN", default.receipt_days),
            keeps_inbox=_yes(environ, "MAS_BEWAAR_INBOX", default.keeps_inbox),
            attacks=_yes(environ, "MAS_TOETS", default.attacks),
            klokken=_clocks(environ.get("MAS_KLOK", "")),
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


def _memory(text: str | None) -> str | None:
    return memory.checked(text) if text else None


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name)
    if text is None:
        return default
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise UsageError(f"{name} is geen getal van 1 tot en met 10000.")
    return int(text)


def _yes(environ: Mapping[str, str], name: str, default: bool) -> bool:
    text = environ.get(name)
    if text is None:
        return default
    if text not in ("ja", "nee"):
        raise UsageError(f"{name} is ja of nee.")
    return text == "ja"


def _clocks(text: str) -> dict[int, Klok]:
    """Read clocks such as `2=schooldagen,9=werkdagen`."""
    clocks: dict[int, Klok] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        stap, is_sign, klok = (one.strip() for one in part.partition("="))
        is_step = stap.isdecimal() and 1 <= int(stap) <= 10
        if not is_sign or not is_step or klok not in tuple(Klok):
            raise UsageError(
                "MAS_KLOK geeft per stap (1 t/m 10) aan hoe dagen tellen, zoals "
                f"2=schooldagen,9=werkdagen. Het kan: {', '.join(Klok)}."
            )
        if int(stap) in clocks:
            raise UsageError(f"MAS_KLOK noemt stap {int(stap)} twee keer: geef één klok per stap.")
        clocks[int(stap)] = Klok(klok)
    return clocks
