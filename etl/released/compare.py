"""Compare areas on one indicator: the funnel, its limits, and a verdict for each area.

The target is the share of the area around them, or of all together (`etl.released.target`). From
ten areas on the limits allow for what areas usually differ (overdispersion); with fewer they are
plain binomial, and the figure says so. No ranks: the points stand in the order of their codes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from etl.domain.areas import (
    RELEASED_TOGETHER,
    Niveau,
    codes_of,
    gemeenten,
    name_of,
    niveau_of,
)
from etl.domain.registration import Reason
from etl.released import withheld
from etl.released.chance import Counts
from etl.released.comparable import why_not
from etl.released.followed import followed_of
from etl.released.indicators import (
    INDICATOR,
    METRIC_OF,
    Indicator,
    counted,
    counted_of,
    whole_of,
)
from etl.released.intervals import (
    Z_95,
    Z_998,
    between_areas_variance,
    binomial_limit,
    clipped_share,
    overdispersed_limit,
    shrunken,
)
from etl.released.reader import Release
from etl.released.rows import Bound
from etl.released.target import Target, target_of
from etl.released.verdict import Limits, Verdict, verdict

AREAS_FOR_OVERDISPERSION = 10


@dataclass(frozen=True)
class Point:
    """One area: released x out of released n, its share and interval, and the verdict."""

    gebied: str
    naam: str
    x: int
    n: int
    aandeel: float
    laag: float
    hoog: float
    verdict: Verdict
    reden: Reason | None = None
    """Why the area may not be compared with others; then it is in no pool, and has no verdict."""

    geschoven: float | None = None
    """The share drawn to the target, for the shade on a map; None with fewer than ten areas."""


@dataclass(frozen=True)
class Comparison:
    """All areas of a level on one indicator, in the order of their codes."""

    indicator: Indicator
    points: tuple[Point, ...]
    target: Target | None
    """What the areas are compared with; None when nothing is fair to them all."""

    limits: tuple[Limits, ...]
    """Along n, to draw the funnel: from the smallest to the largest point. None without a target,
    nor around one that is clipped: they would tell what it is."""

    is_overdispersed: bool
    """The limits allow for what areas usually differ."""

    left_out: tuple[str, ...]
    """Codes of areas that delivered, of which neither x nor n can be shown."""

    few: frozenset[str] = frozenset()
    """Those left out of which the release shows what there is, and that is too little."""

    hidden: Mapping[str, int] = field(default_factory=dict)
    """Released n of the areas that have enough zaken, and of which x alone is hidden."""

    tau_squared: float = 0.0
    """What areas usually differ, on the arcsine scale; 0 with fewer than ten."""

    followed: float = 1.0
    """The share of the zaken that was surely followed, of the area where that is least."""

    @property
    def p0(self) -> float | None:
        """The share to compare with, to compute with; what is shown is `target.aandeel`."""
        return None if self.target is None else self.target.p0

    @property
    def comparable(self) -> tuple[Point, ...]:
        """The points of areas that may be compared."""
        return tuple(point for point in self.points if point.reden is None)


def areas_compared(
    release: Release,
    *,
    indicator: str,
    niveau: Niveau,
    schooljaar: str,
    binnen: str | None = None,
) -> Comparison:
    """Return every area of a level (within one area, if given) on one indicator."""
    asked = INDICATOR[indicator]
    candidates = _candidates(niveau, binnen=binnen)
    sizes = {
        gebied: n
        for gebied in candidates
        if (n := counted_of(release, asked, gebied=gebied, schooljaar=schooljaar))
    }
    counts = {
        gebied: found
        for gebied in sizes
        if (found := counted(release, asked, gebied=gebied, schooljaar=schooljaar))
    }
    reasons = {
        gebied: why_not(release, gebied, schooljaar, METRIC_OF[asked.kubus]) for gebied in sizes
    }
    target = target_of(
        release,
        asked,
        niveau=niveau,
        schooljaar=schooljaar,
        binnen=binnen,
        counts=counts,
        reasons=reasons,
    )
    followed = min(
        (followed_of(release, asked, gebied=each, schooljaar=schooljaar) for each in counts),
        default=1.0,
    )
    alike = [
        (followed * x, followed * n) for gebied, (x, n) in counts.items() if reasons[gebied] is None
    ]
    enough = target is not None and len(alike) >= AREAS_FOR_OVERDISPERSION
    tau_squared = between_areas_variance(alike, p=target.p0) if target and enough else 0.0
    limits = _limits(counts.values(), target=target, tau_squared=tau_squared, followed=followed)
    points = tuple(
        Point(
            gebied,
            name_of(gebied),
            x,
            n,
            *clipped_share(x, of=n, followed=followed),
            _verdict((x, n), reason=reasons[gebied], target=target, limits=limits.get(n)),
            reden=reasons[gebied],
            geschoven=_drawn_in(x, n=n, target=target, tau_squared=tau_squared, followed=followed)
            if target and enough
            else None,
        )
        for gebied, (x, n) in counts.items()
    )
    left_out = tuple(
        gebied
        for gebied in candidates
        if gebied not in sizes and release.coverage(gebied, schooljaar).delivered
    )
    return Comparison(
        asked,
        points,
        target,
        () if target is None or isinstance(target.aandeel, Bound) else tuple(limits.values()),
        is_overdispersed=enough,
        left_out=left_out,
        few=frozenset(
            gebied
            for gebied in left_out
            if withheld.are_few(whole_of(release, asked, gebied=gebied, schooljaar=schooljaar))
        ),
        hidden={gebied: n for gebied, n in sizes.items() if gebied not in counts},
        tau_squared=tau_squared,
        followed=followed,
    )


def _verdict(
    counts: Counts, *, reason: Reason | None, target: Target | None, limits: Limits | None
) -> Verdict:
    if reason:
        return Verdict.ANDERS_GETELD
    if target is None or limits is None:
        return Verdict.GEEN_GEHEEL
    x, n = counts
    return verdict(x, n=n, p0=target.p0, limits=limits)


def _limits(
    counts: Collection[Counts], *, target: Target | None, tau_squared: float, followed: float
) -> dict[int, Limits]:
    """Return the limits by n, at every point and in between; none without a target."""
    if target is None:
        return {}
    return {
        n: limits_at(n, p0=target.p0, tau_squared=tau_squared, followed=followed)
        for n in _along([n for _, n in counts])
    }


def _drawn_in(x: int, *, n: int, target: Target, tau_squared: float, followed: float) -> float:
    """Return the share drawn to the target as shown; one that is clipped stays as it is shown."""
    share, _, _ = clipped_share(x, of=n)
    if isinstance(share, Bound):
        return share
    return shrunken(followed * x, n=followed * n, p=float(target.aandeel), tau_squared=tau_squared)


def limits_at(n: int, *, p0: float, tau_squared: float = 0.0, followed: float = 1.0) -> Limits:
    """Return the 95% and 99.8% limits for an area of n zaken, of which a share was followed."""
    if tau_squared > 0:
        low, high, lowest, highest = (
            overdispersed_limit(p0, n=followed * n, tau_squared=tau_squared, z=z)
            for z in (-Z_95, Z_95, -Z_998, Z_998)
        )
    else:
        low, high, lowest, highest = (
            binomial_limit(p0, n=max(int(followed * n), 1), quantile=quantile)
            for quantile in (0.025, 0.975, 0.001, 0.999)
        )
    return Limits(n, low, high, lowest, highest)


def _candidates(niveau: Niveau, *, binnen: str | None) -> tuple[str, ...]:
    if niveau is Niveau.REGIO:
        paired = {part for pair in RELEASED_TOGETHER for part in pair}
        alone = {code for code in codes_of(niveau) if code not in paired}
        return tuple(sorted(alone | {"+".join(pair) for pair in RELEASED_TOGETHER}))
    if niveau is Niveau.GEMEENTE and binnen is not None and niveau_of(binnen) is not Niveau.LAND:
        parts = binnen.split("+")
        return tuple(
            code
            for code, gemeente in gemeenten().items()
            if gemeente.regio in parts or gemeente.arrondissement == binnen
        )
    return codes_of(niveau)


def _along(sizes: list[int]) -> list[int]:
    """Return every size of a point and enough in between for a smooth funnel."""
    smallest, largest = min(sizes), max(sizes)
    steps = 40
    between = {round(smallest * (largest / smallest) ** (step / steps)) for step in range(steps)}
    return sorted({*sizes, *between})
