"""May a figure of an area be compared with that of others, and if not, why not?

The one place that says so. It goes by what the release itself holds: released counts, and the bands
of registration quality. An area with too few zaken to tell is not doubted here: other rules leave
it out. Nor is one whose counts are hidden: a hidden count says nothing about the registration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from etl.domain import codes
from etl.domain.disclosure import LADDER_OWN_DIMENSION, ROUNDING
from etl.domain.registration import (
    BANDS,
    EERSTE_DAG,
    EINDDATUM,
    ENDS_NEEDED,
    FIRST_DAYS_ALLOWED,
    KNOWN_NEEDED,
    MIN_COUNT,
    SETTLED_DAYS,
    STAP,
    STEP_RECORDED,
    STEPS_NEEDED,
    ZAKEN_PER_LEERLING,
    Reason,
)
from etl.domain.schooljaren import are_together, each_of, last_day
from etl.domain.steps import BOX, BOXES
from etl.released import cubes
from etl.released.intervals import SLACK
from etl.released.reader import Release

ONE_EACH_FROM = 300
"""Released zaken from which as many pupils as zaken is no chance: one in ten comes back.

Two released counts that are equal can lie four apart, so this says that nearly every zaak has a
pupil of its own, never that each has.
"""

STAPPEN = range(1, 11)

_MOST_HIDDEN = LADDER_OWN_DIMENSION - ROUNDING
"""Rounded, the most that a hidden count is where its cube is shown."""

_BEFORE_CHOICE, _CHOICE = range(3, 7), 7
_OF_TIME = ("doorlooptijd", "terugkeer", "ketenoverdracht")


def why_not(
    release: Release, gebied: str, schooljaar: str, metric: str, *, code: str = cubes.ZAAK
) -> Reason | None:
    """Return why a figure of an area may not be compared with that of others; None when it may.

    Args:
        metric: a name of `etl.domain.metrics`; of another one only the unit is looked at.
        code: of doorlooptijd, the box; by default the whole zaak.
    """
    reasons = reasons_of(release, gebied, schooljaar, metric, code=code)
    return reasons[0] if reasons else None


def reasons_of(
    release: Release, gebied: str, schooljaar: str, metric: str, *, code: str = cubes.ZAAK
) -> tuple[Reason, ...]:
    """Return every reason not to compare a figure, the heaviest first.

    Of two schooljaren together it is those of either: of both a count can be held back by itself,
    so that what is missing says nothing of how it was registered.
    """
    if are_together(schooljaar):
        years = each_of(schooljaar)
        found = [reasons_of(release, gebied, year, metric, code=code) for year in years]
        return tuple(dict.fromkeys(chain(*found)))
    total = release.total(gebied=gebied, schooljaar=schooljaar)
    if total is None or total < MIN_COUNT:
        return ()
    area = _Area(release, gebied, schooljaar, total)
    doubts = {
        Reason.EENHEID: area.counts_something_else,
        Reason.EEN_PER_LEERLING: metric == "omvang" and area.has_nearly_one_zaak_per_pupil,
        Reason.KEUZE: metric == "routeverdeling" and area.lacks_choices,
        Reason.STAPPEN: metric == "leg_uit" and area.lacks_steps_of_choice,
        Reason.UITLEG: metric == "leg_uit" and area.lacks_explanations,
        **(_doubts_of_time(area, metric, code=code) if metric in _OF_TIME else {}),
    }
    return tuple(reason for reason, holds in doubts.items() if holds)


def _doubts_of_time(area: "_Area", metric: str, *, code: str) -> dict[Reason, bool]:
    is_step = metric == "doorlooptijd" and code in BOX
    return {
        Reason.STAP: is_step and area.records(BOX[code].stap) is False,
        Reason.EINDDATUM: is_step and area.lacks_ends,
        Reason.UITKOMST: not is_step and metric != "ketenoverdracht" and area.lacks_outcomes,
        Reason.EERSTE_DAG: area.has_default_dates,
    }


def zaken_per_leerling(release: Release, gebied: str, schooljaar: str) -> float | None:
    """Return released zaken per released leerling; None when too few to tell."""
    cells = release.cells(cubes.OMVANG, gebied=gebied, schooljaar=schooljaar)
    zaken, leerlingen = cells.get(cubes.ZAKEN), cells.get(cubes.LEERLINGEN)
    return zaken / leerlingen if zaken and leerlingen and zaken >= MIN_COUNT else None


@dataclass(frozen=True)
class Recorded:
    """Which of the ten steps are recorded, and of which that cannot be told."""

    yes: tuple[int, ...]
    unknown: tuple[int, ...] = ()

    @property
    def no(self) -> tuple[int, ...]:
        return tuple(stap for stap in STAPPEN if stap not in self.yes + self.unknown)


def steps_recorded(release: Release, gebied: str, schooljaar: str) -> Recorded | None:
    """Return which of the ten steps an area records; None when that cannot be told of any."""
    total = release.total(gebied=gebied, schooljaar=schooljaar)
    if total is None or total < MIN_COUNT:
        return None
    area = _Area(release, gebied, schooljaar, total)
    found = {stap: area.records(stap) for stap in STAPPEN}
    unknown = tuple(stap for stap, is_one in found.items() if is_one is None)
    yes = tuple(stap for stap, is_one in found.items() if is_one)
    return Recorded(yes, unknown) if len(unknown) < len(STAPPEN) else None


class _Area:
    """What a release tells about the registration of one area and schooljaar."""

    def __init__(self, release: Release, gebied: str, schooljaar: str, total: int) -> None:
        self._release, self._gebied, self._schooljaar = release, gebied, schooljaar
        self._total = total
        self._bands = release.registration(gebied, schooljaar)

    def _cells(self, kubus: str) -> Mapping[str, int]:
        return self._release.cells(kubus, gebied=self._gebied, schooljaar=self._schooljaar)

    def records(self, stap: int) -> bool | None:
        """Whether enough zaken have a step; None when what is hidden may be enough."""
        cells = self._cells(cubes.DOORLOOPTIJD)
        boxes = [box.code for box in BOXES if box.stap == stap]
        found = sum(cells.get(box, 0) for box in boxes)
        hidden = sum(box not in cells for box in boxes)
        needed = STEP_RECORDED * self._total
        if found >= needed:
            return True
        return None if not cells or found + hidden * _MOST_HIDDEN >= needed else False

    @property
    def counts_something_else(self) -> bool:
        ratio = zaken_per_leerling(self._release, self._gebied, self._schooljaar)
        return ratio is not None and ratio > ZAKEN_PER_LEERLING[1]

    @property
    def has_nearly_one_zaak_per_pupil(self) -> bool:
        pupils = self._cells(cubes.OMVANG).get(cubes.LEERLINGEN, 0)
        return self._total >= ONE_EACH_FROM and self._total == pupils

    @property
    def lacks_choices(self) -> bool:
        cells = self._cells(cubes.ROUTE)
        # who is not with a choice is without; where neither is shown, nothing is said
        without = cells.get(codes.NO_CHOICE, 0)
        chosen = cells.get(cubes.MET_KEUZE, self._total - without)
        return self._is_settled and chosen < KNOWN_NEEDED * self._total

    @property
    def lacks_steps_of_choice(self) -> bool:
        before = [self.records(stap) for stap in _BEFORE_CHOICE]
        return self.records(_CHOICE) is False or all(each is False for each in before)

    @property
    def lacks_explanations(self) -> bool:
        cells = self._cells(cubes.LEG_UIT)
        unknown = cells.get("afwijking_uitleg_onbekend", 0)
        # all of them may be, where it is not shown how many deviated
        deviations = cells.get(cubes.AFWIJKING, self._total)
        return unknown - SLACK > (1 - KNOWN_NEEDED) * (deviations + SLACK)

    @property
    def lacks_outcomes(self) -> bool:
        still_open = self._cells(cubes.DOORLOOPTIJD + cubes.OPEN).get(cubes.ZAAK, 0)
        return self._is_settled and still_open > (1 - KNOWN_NEEDED) * self._total

    @property
    def lacks_ends(self) -> bool:
        return self._bands.get(EINDDATUM, BANDS) < ENDS_NEEDED * BANDS

    @property
    def has_default_dates(self) -> bool:
        return self._bands.get(EERSTE_DAG, 0) >= FIRST_DAYS_ALLOWED * BANDS

    @property
    def _is_settled(self) -> bool:
        counted = self._release.counted_at(self._gebied, self._schooljaar)
        return counted >= last_day(self._schooljaar) + timedelta(days=SETTLED_DAYS)


def doubts_of_supplier(release: Release, leverancier: str) -> tuple[str, ...] | None:
    """Return, in a few words each, what makes a supplier's registration hard to compare.

    None when the release says too little about it.
    """
    bands = release.registration_of(leverancier)
    if not bands:
        return None
    recorded = steps_of_supplier(release, leverancier) or Recorded(())
    codes = {one.code for one in release.findings if one.leverancier == leverancier}
    doubts = (
        (len(recorded.yes) < STEPS_NEEDED, Reason.STAPPEN),
        (bands.get(EINDDATUM, BANDS) < ENDS_NEEDED * BANDS, Reason.EINDDATUM),
        (bands.get(EERSTE_DAG, 0) >= FIRST_DAYS_ALLOWED * BANDS, Reason.EERSTE_DAG),
        ("P103" in codes, Reason.EENHEID),
        ("P101" in codes, Reason.EEN_PER_LEERLING),
    )
    return tuple(reason.label for holds, reason in doubts if holds)


def steps_of_supplier(release: Release, leverancier: str) -> Recorded | None:
    """Return which of the ten steps a supplier records; None when too few zaken to tell."""
    bands = release.registration_of(leverancier)
    if not bands:
        return None
    needed = STEP_RECORDED * BANDS
    return Recorded(tuple(stap for stap in STAPPEN if bands.get(STAP.format(stap), 0) >= needed))
