"""What is lost with a view that is withdrawn, beside how much it shows.

What nearly everybody looks at goes last: a total rather than the same by a filter, and of a curve
the days that sentences and norms are about rather than those between them.
"""

from __future__ import annotations

from functools import cache

from etl.audit.block import WithdrawnView
from etl.audit.families import WITH_CURVES, curve_of
from etl.domain.metrics import LANDMARK_DAYS, TELL_BY
from etl.domain.steps import OVERGANG
from etl.released import cubes, mas_cubes

WHOLE = 10
"""As many views by a filter are lost before one without."""

TOTAL = 5
"""As many other cells are lost before a total, which the others are shares of."""

_TOTALS = {
    cubes.MET_KEUZE,
    cubes.MET_OF_ZONDER,
    cubes.AFWIJKING,
    cubes.ALL,
    mas_cubes.TOTAAL,
    mas_cubes.TERUGGEKEERD,
}

SIZE = 25
"""As many other views are lost before how many zaken there are: a page begins with that."""

LANDMARK = 3
"""As many other points of a curve are lost before one on a day that is told."""


CURVE = 25
"""As many other views are lost before one with the clocks of curves: their points go with it."""


def weight(view: WithdrawnView) -> int:
    """Return how much a view weighs.

    >>> weight(("MC25", "route=R2", "geslacht=v")), weight(("MC25", "route=R2", ""))
    (1, 10)
    >>> weight(("MC25", "route=met_keuze", "geslacht=v"))
    5
    >>> weight(("MC25", "terugkeer=luxe", "geslacht=v")), weight(("MC25", "omvang", "geslacht=v"))
    (25, 25)
    >>> weight(("MC25", "terugkeer_lijn:alle:af:60", "geslacht=v"))
    3
    >>> weight(("MC25", "terugkeer_lijn:alle:af:90", ""))
    90
    """
    _, cube, filters = view
    whole, _, code = cube.partition("=")
    of_curve = CURVE if whole in WITH_CURVES else _of_point(cube)
    of_total = SIZE if whole == cubes.OMVANG else TOTAL if code in _TOTALS else 1
    return (1 if filters else WHOLE) * of_curve * of_total


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
