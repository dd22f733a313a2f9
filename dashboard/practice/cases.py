"""The practice cases themselves, read from their files.

A case says what is known, asks per step of the MAS, and gives the table something to discuss. It
names no right answer: which route fits is what the conversation is about.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.domain.codes import ONDERWIJSSOORT, ROUTECODE, ROUTES_OF_SPOOR, SPOOR, VERZUIMTYPE, Code
from etl.domain.steps import BOX

FOLDER = Path(__file__).parent / "zaken"
INVENTED = "Oefenzaak: verzonnen voor dit gesprek. Elke gelijkenis met een kind of gezin is toeval."


@dataclass(frozen=True)
class StepQuestion:
    """A question at one step of the MAS."""

    stap: str
    """Code of the box, such as `A7`."""

    tekst: str

    @property
    def step_name(self) -> str:
        box = BOX[self.stap]
        return f"Stap {box.stap}: {box.title}"


@dataclass(frozen=True)
class Case:
    """One practice case."""

    code: str
    """Number and file name; stays the same for ever."""

    titel: str
    spoor: str
    verzuimtype: str
    onderwijssoort: str
    leeftijd: int
    kern: str
    feiten: tuple[str, ...]
    vragen: tuple[StepQuestion, ...]
    bespreking: tuple[str, ...]

    @property
    def number(self) -> int:
        return int(self.code.split("_")[0])

    @property
    def name(self) -> str:
        return f"Oefenzaak {self.number}. {self.titel}"

    @property
    def facts_in_short(self) -> str:
        """Age, school and kind of absence, as a reader says them."""
        school = ONDERWIJSSOORT.label(self.onderwijssoort).lower()
        kind = VERZUIMTYPE.label(self.verzuimtype).lower()
        return f"{self.leeftijd} jaar · {school} · {kind} · spoor {SPOOR.label(self.spoor)}"

    @property
    def routes(self) -> tuple[Code, ...]:
        """What can be chosen, in the order of the code list."""
        return tuple(code for code in ROUTECODE.codes if code.code in ROUTES_OF_SPOOR[self.spoor])


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Return every practice case, in the order of their numbers."""
    read = [_read(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in _files()]
    return tuple(sorted(read, key=lambda case: case.number))


def case(code: str) -> Case | None:
    """Return the case of a code; None where there is none."""
    return next((each for each in cases() if each.code == code), None)


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def _read(code: str, held: dict[str, Any]) -> Case:
    return Case(
        code=code,
        titel=held["titel"],
        spoor=held["spoor"],
        verzuimtype=held["verzuimtype"],
        onderwijssoort=held["onderwijssoort"],
        leeftijd=held["leeftijd"],
        kern=held["kern"],
        feiten=tuple(held["feiten"]),
        vragen=tuple(StepQuestion(**each) for each in held["vragen"]),
        bespreking=tuple(held["bespreking"]),
    )
