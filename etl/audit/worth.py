"""What is lost with a view that is withdrawn, beside how much it shows.

What nearly everybody looks at goes last: a total rather than the same by a filter, and of a curve
the days that sentences and norms are about rather than those between them.
"""

from __future__ import annotations

from functools import cache

from etl.audit.block import WithdrawnView
from etl.audit.families import curve_of
from etl.domain.metrics import LANDMARK_DAYS, TELL_BY
from etl.domain.steps import OVERGANG
from etl.released import cubes

WHOLE = 10
"""As many views by a filter are lost before one without."""

LANDMARK = 3
"""As many other points of a curve are lost before one on a day that is told."""


CURVE = 10
"""As many other views are lost before one with the clocks of curves: their points go with it."""

_NAMES = {cube.name for cube in cubes.CUBES}
_WITH_CURVES = {name for name in _NAMES if name + cubes.OPEN in _NAMES}


def weight(view: WithdrawnView) -> int:
    """Return how much a view weighs.

    >>> weight(("MC25", "route", "geslacht=v"))
    1
    >>> weight(("MC25", "route", ""))
    10
    >>> weight(("MC25", "terugkeer", "geslacht=v"))
    10
    >>> weight(("MC25", "terugkeer_lijn:alle:af:60", "geslacht=v"))
    3
    >>> weight(("MC25", "terugkeer_lijn:alle:af:90", ""))
    90
    >>> weight(("GM0014", "terugkeer=alle", ""))
    100
    """
    _, cube, filters = view
    of_curve = CURVE if cube.partition("=")[0] in _WITH_CURVES else _of_point(cube)
    return (1 if filters else WHOLE) * of_curve


@cache
def _of_point(cube: str) -> int:
    """Return how much a point of a curve weighs; 1 for what is none, and for who ended otherwise.

    >>> _of_point("keten_lijn:halt_start:af:30"), _of_point("keten_lijn:halt_start:af:42")
    (3, 1)
    """
    line, _, point = cube.partition(f":{cubes.AF}:")
    if not point:
        return 1
    of, code = curve_of(line)
    day = int(point)
    if of == cubes.TERUGKEER:
        return (LANDMARK if day in LANDMARK_DAYS else 1) * (LANDMARK if day == TELL_BY else 1)
    is_norm = of == cubes.KETEN and code in OVERGANG and OVERGANG[code].norm_dagen == day
    return LANDMARK if is_norm else 1
