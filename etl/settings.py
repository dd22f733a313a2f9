"""What can be set, from the environment, read once at the edge.

Everything has a default that is safe and good: nothing needs to be set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path

from etl import memory
from etl.domain.school_calendar import Klok
from etl.errors import UsageError

INBOX = Path("data/inbox")

MOST_THREADS = 256
"""More find no work here, and some systems do not give them."""

_NAMES = (
    "MAS_ADRESSEN",
    "MAS_BEWAAR_BEWIJS_DAGEN",
    "MAS_BEWAAR_INBOX",
    "MAS_BEWAAR_SCHOOLJAREN",
    "MAS_GEHEUGEN",
    "MAS_KLOK",
    "MAS_MAX_APART",
    "MAS_THREADS",
    "MAS_TOETS",
    "MAS_VERGADERINGEN",
)
"""Whatever can be set here and in the dashboard."""

_ALIKE = 0.8
"""How much of a name must be right for it to be a slip of the pen; others are somebody else's."""

_PERCENTAGE = re.compile(r"[0-9]{1,3}([.,][0-9]{1,6})?")
_WHOLE = re.compile("[0-9]{1,6}")
_STEP = re.compile("[0-9]{1,2}")


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
        """Read what is set; the README lists the names. What is set to nothing is not set.

        Raises UsageError for what cannot be set so, and for a name that is nearly one of ours:
        figures would be kept longer, or shared untested, than somebody thinks.
        """
        default = cls()
        given = {name: text.strip() for name, text in environ.items() if text.strip()}
        _refuse_misspelled(given)
        return cls(
            max_apart=_share(given, "MAS_MAX_APART", default.max_apart),
            memory_limit=_memory(given.get("MAS_GEHEUGEN")),
            threads=_number(given, "MAS_THREADS", default.threads, most=MOST_THREADS),
            schooljaren=_number(given, "MAS_BEWAAR_SCHOOLJAREN", default.schooljaren),
            receipt_days=_number(given, "MAS_BEWAAR_BEWIJS_DAGEN", default.receipt_days),
            keeps_inbox=_yes(given, "MAS_BEWAAR_INBOX", default.keeps_inbox),
            attacks=_yes(given, "MAS_TOETS", default.attacks),
            klokken=_clocks(given.get("MAS_KLOK", "")),
        )


def _refuse_misspelled(given: Mapping[str, str]) -> None:
    for name in sorted(set(given) - {*_NAMES}):
        near = get_close_matches(name.upper(), _NAMES, n=1, cutoff=_ALIKE)
        if name.upper().startswith("MAS") and near:
            raise UsageError(f"De instelling {name} kennen wij niet. Bedoelt u {near[0]}?")


def _share(given: Mapping[str, str], name: str, default: Fraction) -> Fraction:
    text = given.get(name)
    if text is None:
        return default
    # no other way to write a number: Fraction would work for ever on 1e999999999
    share = Fraction(text.replace(",", ".")) / 100 if _PERCENTAGE.fullmatch(text) else None
    if share is None or share > 1:
        raise UsageError(
            f"{name} is een percentage van 0 tot en met 100, zonder procentteken, zoals 5 of 2,5."
        )
    return share


def _memory(text: str | None) -> str | None:
    return None if text is None else memory.checked(text)


def _number(given: Mapping[str, str], name: str, default: int, *, most: int = 10_000) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= most:
        raise UsageError(f"{name} is een heel getal van 1 tot en met {most}, zoals {default}.")
    return int(text)


def _yes(given: Mapping[str, str], name: str, default: bool) -> bool:
    text = given.get(name)
    if text is None:
        return default
    if text not in ("ja", "nee"):
        raise UsageError(f"{name} is ja of nee, in kleine letters, zoals {name}=nee.")
    return text == "ja"


def _clocks(text: str) -> dict[int, Klok]:
    """Read clocks such as `2=schooldagen,9=werkdagen`."""
    clocks: dict[int, Klok] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        stap, is_sign, klok = (one.strip() for one in part.partition("="))
        is_step = _STEP.fullmatch(stap) and 1 <= int(stap) <= 10
        if not is_sign or not is_step or klok not in tuple(Klok):
            raise UsageError(
                "MAS_KLOK geeft per stap (1 t/m 10) aan hoe dagen tellen, zoals "
                f"2=schooldagen,9=werkdagen. Het kan: {', '.join(Klok)}."
            )
        if int(stap) in clocks:
            raise UsageError(f"MAS_KLOK noemt stap {int(stap)} twee keer: geef één klok per stap.")
        clocks[int(stap)] = Klok(klok)
    return clocks
