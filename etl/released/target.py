"""What areas are compared with: the area around them as a whole, or all of them together.

The area around them comes first. An area that hides how many are counted hides few or nearly all,
so the share of those that show it lies too high, or too low. An area is part of what it is compared
with, in the whole as in a pool.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.domain.areas import NEDERLAND, Niveau, niveau_of
from etl.domain.registration import Reason
from etl.released.chance import Counts
from etl.released.comparable import why_not
from etl.released.indicators import METRIC_OF, Indicator, counted
from etl.released.intervals import clipped_share
from etl.released.reader import Release
from etl.released.rows import Bound

MEERVOUD = {
    Niveau.REGIO: "regio's",
    Niveau.ARRONDISSEMENT: "arrondissementen",
    Niveau.GEMEENTE: "gemeenten",
}


@dataclass(frozen=True)
class Target:
    """What areas are compared with: released x out of n."""

    x: int
    n: int
    woorden: str
    """What it is a share of, after `in`: 'de regio als geheel'."""

    gebied: str | None = None
    """Code of the area around; None of areas taken together."""

    is_clipped: bool = False
    """No area says more of its own share than a `Bound`: then this one says no more either."""

    @property
    def p0(self) -> float:
        """The share as it is, to compute with; what is shown is `aandeel`."""
        return min(self.x / self.n, 1.0)

    @property
    def aandeel(self) -> float:
        """The share as it may be shown: a `Bound` where it is clipped."""
        return self.shown[0]

    @property
    def shown(self) -> tuple[float, float, float]:
        """The share with its 95% interval, as they may be shown."""
        return clipped_share(self.x, of=self.n, always=self.is_clipped)


def target_of(
    release: Release,
    indicator: Indicator,
    *,
    niveau: Niveau,
    schooljaar: str,
    binnen: str | None,
    counts: Mapping[str, Counts],
    reasons: Mapping[str, Reason | None],
) -> Target | None:
    """Return what the areas of a level are compared with; None when nothing is fair to them all.

    Args:
        binnen: the area around them; None for the country.
        counts: released x and n of the areas that show both.
        reasons: of every area with enough zaken why it may not be compared, or None. An area that
            is not among the counts hides its x.
    """
    alike = [area for area, reason in reasons.items() if reason is None]
    shown = [counts[area] for area in alike if area in counts]
    if not shown:
        return None
    is_clipped = all(isinstance(clipped_share(x, of=n)[0], Bound) for x, n in shown)
    around = binnen or NEDERLAND
    if len(alike) == len(reasons) and not why_not(
        release, around, schooljaar, METRIC_OF[indicator.kubus]
    ):
        whole = counted(release, indicator, gebied=around, schooljaar=schooljaar)
        if whole:
            return Target(*whole, _as_a_whole(around), around, is_clipped=is_clipped)
    if len(shown) < len(alike):
        return None
    woorden = f"de {len(shown)} {MEERVOUD[niveau]} samen"
    return Target(*_together(shown), woorden, is_clipped=is_clipped)


def _together(counts: Iterable[Counts]) -> Counts:
    xs, ns = zip(*counts, strict=True)
    return sum(xs), sum(ns)


def _as_a_whole(gebied: str) -> str:
    """Return the words for an area as a whole.

    >>> _as_a_whole("NL"), _as_a_whole("MC21"), _as_a_whole("MC02+MC03")
    ('heel Nederland', 'de regio als geheel', "de twee regio's als geheel")
    """
    match niveau_of(gebied):
        case Niveau.LAND:
            return "heel Nederland"
        case Niveau.ARRONDISSEMENT:
            return "het arrondissement als geheel"
        case _:
            return "de twee regio's als geheel" if "+" in gebied else "de regio als geheel"
