"""Gemeenten that are no more, and the gemeente of today in which their zaken count.

The table of facts is `herindelingen.csv`, a source in each line: municipal mergers of 2018 to 2023;
none after that up to 2026. A gemeente that was divided over several has no gemeente of today: its
old code is not accepted, since nobody can tell from the code where a pupil lives.
"""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from etl.domain.schooljaren import begun_in


class Soort(StrEnum):
    """What became of a gemeente."""

    NIEUW = "nieuw"
    """With others it became a gemeente that was not there before."""

    OPGEGAAN = "opgegaan"
    """It became part of a gemeente that was there already."""

    GESPLITST = "gesplitst"
    """It was divided over several; one line for each."""


@dataclass(frozen=True)
class Herindeling:
    oud: str
    naam: str
    nieuw: str
    """The gemeente of today."""

    datum: date
    soort: Soort
    bron: str

    @property
    def eerste_schooljaar(self) -> str:
        """The first schooljaar that lies wholly after it."""
        begun = begun_in(self.datum)
        return f"{begun + 1}-{begun + 2}"


@cache
def herindelingen() -> tuple[Herindeling, ...]:
    """Return every change, in the order of time."""
    text = files(__package__).joinpath("herindelingen.csv").read_text(encoding="utf-8")
    return tuple(
        Herindeling(
            row["oud"],
            row["naam"],
            row["nieuw"],
            date.fromisoformat(row["datum"]),
            Soort(row["soort"]),
            row["bron"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def gemeente_van_nu() -> dict[str, str]:
    """Return the gemeente of today of every old code that has one."""
    return {each.oud: each.nieuw for each in herindelingen() if each.soort is not Soort.GESPLITST}


@cache
def delen_van() -> dict[str, int]:
    """Return of how many old gemeenten, whole or in part, each new gemeente was made."""
    made = {each.nieuw for each in herindelingen() if each.soort is Soort.NIEUW}
    return {code: sum(each.nieuw == code for each in herindelingen()) for code in made}


@cache
def opgegaan_tot() -> dict[str, str]:
    """Return the first schooljaar without it of every code that went up in an older gemeente."""
    return {
        each.oud: each.eerste_schooljaar for each in herindelingen() if each.soort is Soort.OPGEGAAN
    }
