"""What could be expected of a region with these pupils, beside what was counted.

Indirect standardisation: every zaak counts for the share of the country's zaken alike in
onderwijssoort, verzuimtype and leeftijdsgroep. The ratio answers "our zaken are heavier". Two
ratios are each compared with the country, never with each other: their pupils differ.
"""

from dataclasses import dataclass

from etl.released import cubes, dutch
from etl.released.indicators import Indicator, counted
from etl.released.intervals import Z_95, Z_998, ratio_of_released
from etl.released.reader import Release
from etl.released.verdict import Verdict, verdict_of_ratio


@dataclass(frozen=True)
class Expected:
    """Released counted and expected zaken of a region, their ratio and its 95% interval."""

    indicator: Indicator
    geteld: int
    verwacht: int
    van: int
    """Zaken of which the counted ones are a part."""

    verhouding: float
    laag: float
    hoog: float
    verdict: Verdict

    @property
    def sentence(self) -> str:
        """What the two say, with the words of the verdict."""
        return (
            f"Verwacht bij deze leerlingen: ongeveer {dutch.count(self.verwacht)}. Geteld: "
            f"ongeveer {dutch.count(self.geteld)}. {self.verdict.sentence}"
        )


def expected(
    release: Release, indicator: Indicator, *, gebied: str, schooljaar: str
) -> Expected | None:
    """Return counted beside expected; None where one is not shown, as for gemeenten."""
    cells = release.cells(cubes.VERWACHT, gebied=gebied, schooljaar=schooljaar)
    found = counted(release, indicator, gebied=gebied, schooljaar=schooljaar)
    e = cells.get(indicator.code)
    if e is None or found is None:
        return None
    o, n = found
    low, high = ratio_of_released(o, expected=e, z=Z_95)
    says = verdict_of_ratio((low, high), ratio_of_released(o, expected=e, z=Z_998))
    return Expected(indicator, o, e, n, o / e, low, high, says)
