"""What to invent: which regions and gemeenten, delivered by whom, how many zaken, up to when.

A plan is a value: the same plan gives the same bytes. A region's large cities deliver for
themselves, the other gemeenten through one regional bureau, as the field does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.domain import areas
from etl.domain.schooljaren import begun_in
from etl.errors import UsageError
from etl.generate import habits, sizes
from etl.generate.habits import Habits

SAMPLE_SEED = 20170316
SAMPLE_ZAKEN = 21_000
SAMPLE_SCHOOLJAREN = 3
SAMPLE_REGIOS = ("MC01", "MC06", "MC07", "MC22", "MC23", "MC24", "MC25")
_SAMPLE_ABSENT = ("Texel",)
"""Delivers nothing in the sample: so one region has three gemeenten, too few for a total."""

_BEGUN = timedelta(days=14)
"""A set of fewer days than this would have hardly a workday to put its zaken on."""

_EARLIEST = date(2010, 8, 1)
"""Twenty schooljaren before it, dates would be so old that a delivery with them is refused."""

_ABSENT_EVERY = 5
"""In a plan of any size, every so-manieth region misses its smallest gemeente."""


@dataclass(frozen=True)
class Supplier:
    """Who delivers: a gemeente, or a bureau for several."""

    leverancier: str
    gemeenten: tuple[str, ...]
    peildatum: date
    habits: Habits


@dataclass(frozen=True)
class Plan:
    regios: tuple[str, ...]
    schooljaren: int
    """How many, the one of the peildatum included: that one may still be running."""

    zaken: int
    """Over all years and regions together."""

    seed: int
    peildatum: date
    suppliers: tuple[Supplier, ...]

    @property
    def first_year(self) -> int:
        """The calendar year in which the first schooljaar starts."""
        return _first_day(self.schooljaren, peildatum=self.peildatum).year

    @property
    def labels(self) -> tuple[str, ...]:
        """The schooljaren as they are written, such as 2024-2025."""
        years = range(self.first_year, self.first_year + self.schooljaren)
        return tuple(f"{year}-{year + 1}" for year in years)


def plan(*, regios: int | None, schooljaren: int, zaken: int, seed: int, peildatum: date) -> Plan:
    """Plan a set: the `regios` regions with most gemeenten (None for all), largest first chosen."""
    every = areas.regios()
    _refuse_outside("regio's", regios if regios is not None else len(every), 1, len(every))
    _refuse_outside("schooljaren", schooljaren, 1, 20)
    _refuse_outside("zaken", zaken, 1, 50_000_000)
    _refuse_outside("seed", seed, 0, 2**63 - 1)
    if peildatum < _EARLIEST:
        raise UsageError(f"Kies voor peildatum een dag vanaf {_EARLIEST}.")
    if peildatum < _first_day(schooljaren, peildatum=peildatum) + _BEGUN:
        raise UsageError(
            "Op de peildatum is het schooljaar nog maar net begonnen. "
            "Kies een latere peildatum of meer schooljaren."
        )
    by_count = sorted(every, key=lambda regio: (-len(_gemeenten_of(regio)), regio))
    chosen = tuple(sorted(by_count[:regios]))
    absent = {
        min(_gemeenten_of(regio), key=sizes.leerlingen)
        for regio in chosen[_ABSENT_EVERY - 1 :: _ABSENT_EVERY]
        if len(_gemeenten_of(regio)) > 5
    }
    suppliers = _suppliers(chosen, absent, schooljaren=schooljaren, peildatum=peildatum)
    return Plan(chosen, schooljaren, zaken, seed, peildatum, suppliers)


def sample_plan(*, peildatum: date) -> Plan:
    """Plan the sample: seven regions, three schooljaren, a dozen suppliers at most."""
    absent = {code for code, gem in areas.gemeenten().items() if gem.naam in _SAMPLE_ABSENT}
    suppliers = _suppliers(
        SAMPLE_REGIOS, absent, schooljaren=SAMPLE_SCHOOLJAREN, peildatum=peildatum
    )
    return Plan(SAMPLE_REGIOS, SAMPLE_SCHOOLJAREN, SAMPLE_ZAKEN, SAMPLE_SEED, peildatum, suppliers)


def _suppliers(
    regios: Sequence[str], absent: set[str], *, schooljaren: int, peildatum: date
) -> tuple[Supplier, ...]:
    delivering: list[tuple[str, tuple[str, ...]]] = []
    for regio in regios:
        codes = tuple(code for code in _gemeenten_of(regio) if code not in absent)
        alone = tuple(code for code in codes if sizes.is_large(code)) if len(codes) > 5 else ()
        bureau = tuple(code for code in codes if code not in alone)
        if bureau:
            delivering.append((f"voorbeeld-regio-{regio.lower()}", bureau))
        delivering += [(f"voorbeeld-gemeente-{code.lower()}", (code,)) for code in alone]
    earliest = min(peildatum, _first_day(schooljaren, peildatum=peildatum) + _BEGUN)
    return tuple(
        Supplier(
            leverancier,
            codes,
            max(peildatum - timedelta(weeks=habit.weeks_before), earliest),
            habit,
        )
        for number, (leverancier, codes) in enumerate(delivering)
        for habit in (habits.ROUND[number % len(habits.ROUND)],)
    )


def _first_day(schooljaren: int, *, peildatum: date) -> date:
    """Return the first day of the first schooljaar."""
    return date(begun_in(peildatum) - schooljaren + 1, 8, 1)


def _gemeenten_of(regio: str) -> tuple[str, ...]:
    return tuple(code for code, gem in areas.gemeenten().items() if gem.regio == regio)


def _refuse_outside(word: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise UsageError(f"Kies voor {word} een getal van {least} tot en met {most}.")
