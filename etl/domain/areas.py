"""Where: gemeenten, regio's (Doorstroompuntregio's), arrondissementen and the country.

Codes: `NL`, `MC21`, `GM0363`, or the arrondissement's name. Regions and gemeenten are those of 2025
(342 gemeenten, 40 regions); no region is split by a gemeente, but six regions lie in two
arrondissementen. What gemeenten were called before stands in `etl.domain.herindelingen`.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Niveau(StrEnum):
    """The level of an area, from large to small."""

    LAND = "land"
    REGIO = "regio"
    ARRONDISSEMENT = "arrondissement"
    GEMEENTE = "gemeente"


NEDERLAND = "NL"

RELEASED_TOGETHER = (("MC02", "MC03"), ("MC32", "MC33"))
"""Neighbouring regions with two or three gemeenten each: too few for a total of their own."""


@dataclass(frozen=True)
class Gemeente:
    code: str
    naam: str
    regio: str
    arrondissement: str


@dataclass(frozen=True)
class Regio:
    code: str
    naam: str
    nummer_ocw: int
    lengtegraad: float
    """Of the region's centre, in degrees east."""

    breedtegraad: float
    """Of the region's centre, in degrees north."""


@cache
def gemeenten() -> dict[str, Gemeente]:
    """Return every gemeente by its CBS code."""
    return {row["gemeentecode"]: Gemeente(*row.values()) for row in _rows("gemeenten.csv")}


@cache
def regios() -> dict[str, Regio]:
    """Return every region by its CBS code."""
    return {
        row["regio"]: Regio(
            row["regio"],
            row["regionaam"],
            int(row["nummer_ocw"]),
            float(row["lengtegraad"]),
            float(row["breedtegraad"]),
        )
        for row in _rows("regios.csv")
    }


@cache
def arrondissementen() -> tuple[str, ...]:
    """Return the names of the arrondissementen, in alphabetical order."""
    return tuple(sorted({gemeente.arrondissement for gemeente in gemeenten().values()}))


def codes_of(niveau: Niveau) -> tuple[str, ...]:
    """Return the code of every area of a level."""
    return {
        Niveau.LAND: (NEDERLAND,),
        Niveau.REGIO: tuple(regios()),
        Niveau.ARRONDISSEMENT: arrondissementen(),
        Niveau.GEMEENTE: tuple(gemeenten()),
    }[niveau]


def niveau_of(code: str) -> Niveau:
    """Return the level of an area code; raises KeyError for a code that is no area."""
    if "+" in code and tuple(code.split("+")) in RELEASED_TOGETHER:
        return Niveau.REGIO
    for niveau in Niveau:
        if code in codes_of(niveau):
            return niveau
    raise KeyError(code)


def name_of(code: str) -> str:
    """Return the name that people know an area by; raises KeyError for a code that is no area."""
    niveau = niveau_of(code)
    if niveau is Niveau.LAND:
        return "Nederland"
    if niveau is Niveau.REGIO:
        return " en ".join(regios()[part].naam for part in code.split("+"))
    if niveau is Niveau.GEMEENTE:
        return gemeenten()[code].naam
    return code


def regio_of(code: str) -> str | None:
    """Return the region that a gemeente lies in; None for an area of another level."""
    gemeente = gemeenten().get(code)
    return gemeente.regio if gemeente else None


def gemeenten_in(code: str) -> tuple[str, ...]:
    """Return the gemeenten of an area of any level, a gemeente itself included."""
    parts = code.split("+")
    return tuple(
        gemeente.code
        for gemeente in gemeenten().values()
        if code in (NEDERLAND, gemeente.code, gemeente.arrondissement) or gemeente.regio in parts
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
