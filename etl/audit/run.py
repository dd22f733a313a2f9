"""Audit one schooljaar: attack what changed in every family, and say how long it still takes."""

from __future__ import annotations

import time
from collections.abc import Mapping

from etl.audit.attacks import NOWHERE, Task
from etl.audit.extract import LEVELS, Year
from etl.audit.families import ACROSS, LAST, SIZES, families, line_of
from etl.audit.witness import Found
from etl.audit.workers import Workers
from etl.domain.schooljaren import headed
from etl.released import cubes
from etl.said import Say, nothing, time_left

Before = Mapping[str, Found]
"""What was found for the release before, by the digest of the block."""

_WEIGHS = {
    ACROSS: 40,
    cubes.UITKOMST: 30,
    line_of((cubes.TERUGKEER, cubes.ALL)): 30,
    cubes.ROUTE: 20,
    cubes.LEG_UIT: 20,
    cubes.OMVANG: 10,
    cubes.MOTIVERING: 8,
    cubes.BRON: 6,
    cubes.RICHTING: 4,
    cubes.VERWACHT: 4,
}
"""How long a family takes beside another, about."""

_REGIO = LEVELS.index("regio")
_REGIO_WEIGHS = 50
"""How much longer a block with gemeenten in it takes than another, about."""

_SHARES = 4
"""Into how many shares by process the areas of each of the last families are divided: whoever is
done first takes the next, so that no process waits long for the other."""

_EVERY = 2.0
"""Seconds between two words on how long it still takes."""


def audit(year: Year, before: Before, team: Workers, *, say: Say = nothing) -> list[Found]:
    """Attack everything that a schooljaar releases; the same zaken always come to the same.

    Raises AuditFailed when a block cannot be made safe, or its evidence is not right.
    """
    weight = [_WEIGHS.get(family.name, 1) for family in families()]
    last = [at for at, family in enumerate(families()) if family.name in LAST]
    # the longest first, so that no process waits for the other at the end
    order = sorted(
        set(range(len(weight))) - set(last), key=lambda family: (-weight[family], family)
    )
    areas = [_REGIO_WEIGHS if level == _REGIO else 1 for level in year.level.tolist()]
    whole = sum(weight) * sum(
        each for each, is_released in zip(areas, year.released, strict=True) if is_released
    )
    found: list[Found] = []
    began = said = time.monotonic()
    done = 0
    earlier = {
        each.gebied: each.evidence
        for each in before.values()
        if each.schooljaar == year.schooljaar and each.family == SIZES and each.evidence
    }
    team.take(year, {digest: each.withdrawn for digest, each in before.items()}, earlier)
    tasks = [Task(family) for family in order]
    what = headed(year.schooljaar)
    say(f"{what} toetsen", done, whole)
    for is_last in (False, True):
        if is_last:
            tasks = _last(last, found, _SHARES * team.processes)
        for family, area, each in team.attack(tasks):
            if each is not None:
                found.append(before[each] if isinstance(each, str) else each)
            done += 0 if area == NOWHERE else weight[family] * areas[area]
            if time.monotonic() - said > _EVERY:
                said = time.monotonic()
                left = time_left((said - began) / done * (whole - done))
                say(f"{what} toetsen ({left})", done, whole)
    # whatever came first on this machine
    return sorted(found, key=lambda each: each.name)


def _last(last: list[int], found: list[Found], turns: int) -> list[Task]:
    """Return what is left for families that come when it is known what the others withdrew."""
    withdrawn = frozenset(view for each in found for view in each.withdrawn)
    return [Task(family, withdrawn, turn, turns) for family in last for turn in range(turns)]
