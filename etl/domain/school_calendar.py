"""The national timetable of school holidays, and which vakantieregio a gemeente follows.

Facts with their source stand in `schoolvakanties.csv`; a year without a second source says so by
an empty cell. Autumn and spring are advice, and a school may differ: what counts in school days is
'volgens landelijk rooster'. The regions are those of BWBR0037100 art. 3, with the mergers since
(art. 4); four gemeenten are split between two regions, and follow the one of most of their schools.
"""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Klok(StrEnum):
    """How the days of a step are counted."""

    KALENDERDAGEN = "kalenderdagen"
    WERKDAGEN = "werkdagen"
    SCHOOLDAGEN = "schooldagen"


VAKANTIEREGIOS = ("noord", "midden", "zuid")

FIRST_DAY = date(2019, 8, 1)
LAST_DAY = date(2030, 7, 31)
"""School days are known from the first to the last of these: what is later is not published."""


@dataclass(frozen=True)
class Vakantie:
    schooljaar: str
    naam: str
    vakantieregio: str
    eerste_dag: date
    laatste_dag: date
    bron: str
    tweede_bron: str


@cache
def vakanties() -> tuple[Vakantie, ...]:
    """Return every school holiday of the timetable, by school year."""
    return tuple(
        Vakantie(
            row["schooljaar"],
            row["vakantie"],
            row["vakantieregio"],
            date.fromisoformat(row["eerste_dag"]),
            date.fromisoformat(row["laatste_dag"]),
            row["bron"],
            row["tweede_bron"],
        )
        for row in _rows("schoolvakanties.csv")
    )


@cache
def vakantieregios() -> dict[str, str]:
    """Return the vakantieregio of every gemeente, by its code."""
    return {row["gemeentecode"]: row["vakantieregio"] for row in _rows("vakantieregios.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
