"""The one place that says whether something differs, and in which words: an area, or a year.

Page, table, export, report and signals all ask here. Neutral words and no colours for good or bad:
traffic lights turn noise into blame. Only outside 99.8% does a verdict say that something differs,
since with forty areas one of them nearly always lies outside 95% by chance alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from etl.domain.disclosure import LARGEST_HIDDEN
from etl.released.chance import Counts, p_of_change
from etl.released.intervals import SLACK

P_REMARKABLE = 0.05
P_DIFFERENT = 0.002
"""Outside 95% and outside 99.8%, both sides counted."""


class Verdict(StrEnum):
    """How a share compares with what is usual; a question, never a judgement."""

    TOEVAL = "toeval"
    OPVALLEND = "opvallend"
    WIJKT_AF = "wijkt_af"
    TE_WEINIG = "te_weinig"
    ANDERS_GETELD = "anders_geteld"
    GEEN_GEHEEL = "geen_geheel"

    @property
    def label(self) -> str:
        """A few words for a table or a legend."""
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        """The sentence that a reader sees beside areas."""
        return _WORDS[self][1]

    @property
    def over_time(self) -> str:
        """The sentence that a reader sees beside an area's own past."""
        return _OVER_TIME if self is Verdict.WIJKT_AF else self.sentence


_WORDS = {
    Verdict.TOEVAL: ("Kan toeval zijn", "Dit verschil kan toeval zijn."),
    Verdict.OPVALLEND: (
        "Opvallend",
        "Opvallend, maar kan nog toeval zijn. Kijk of het volgend jaar terugkomt.",
    ),
    Verdict.WIJKT_AF: (
        "Wijkt duidelijk af",
        "Wijkt duidelijk af van vergelijkbare gebieden. Dit is een vraag, geen oordeel: "
        "wat zit erachter?",
    ),
    Verdict.TE_WEINIG: ("Te weinig zaken", "Te weinig zaken om te vergelijken."),
    Verdict.ANDERS_GETELD: (
        "Niet te vergelijken",
        "Niet te vergelijken: er is niet hetzelfde geteld.",
    ),
    Verdict.GEEN_GEHEEL: (
        "Niet te zeggen",
        "Niet te zeggen of dit afwijkt: van een deel van de gebieden is het aantal verborgen.",
    ),
}

_OVER_TIME = (
    "Dat is meer verschil dan toeval meestal geeft. Dit is een vraag, geen oordeel: "
    "wat is er veranderd?"
)


@dataclass(frozen=True)
class Limits:
    """Between which shares an area of n zaken usually lies: 95% and 99.8%."""

    n: int
    laag_95: float
    hoog_95: float
    laag_998: float
    hoog_998: float


def verdict_of_ratio(within_95: tuple[float, float], within_998: tuple[float, float]) -> Verdict:
    """Return the verdict on counted over expected, by its intervals: 1 is as expected."""
    (low, high), (lowest, highest) = within_95, within_998
    if lowest > 1 or highest < 1:
        return Verdict.WIJKT_AF
    return Verdict.OPVALLEND if low > 1 or high < 1 else Verdict.TOEVAL


def verdict(x: int, *, n: int, p0: float, limits: Limits) -> Verdict:
    """Return the verdict on x out of n (released counts) against the share p0 of the whole.

    A point lies outside only when it does so whatever the rounding hid.
    """
    if expects_too_few(n, p0=p0):
        return Verdict.TE_WEINIG
    lowest, highest = max(x - SLACK, 0) / (n + SLACK), min((x + SLACK) / (n - SLACK), 1.0)
    if lowest > limits.hoog_998 or highest < limits.laag_998:
        return Verdict.WIJKT_AF
    if lowest > limits.hoog_95 or highest < limits.laag_95:
        return Verdict.OPVALLEND
    return Verdict.TOEVAL


def verdict_of_change(
    now: Counts, before: Counts, *, followed: tuple[float, float] = (1.0, 1.0)
) -> Verdict:
    """Return the verdict on a share against the same area's share of an earlier period.

    `followed` is the share of each n that was surely followed.
    """
    (x, n), (x0, n0) = now, before
    pooled = (x + x0) / (n + n0)
    if expects_too_few(n, p0=pooled) or expects_too_few(n0, p0=pooled):
        return Verdict.TE_WEINIG
    return verdict_of_chance(p_of_change(now, before, followed=followed))


def verdict_of_chance(p: float) -> Verdict:
    """Return the verdict that goes with how likely chance alone gives this much."""
    if p < P_DIFFERENT:
        return Verdict.WIJKT_AF
    return Verdict.OPVALLEND if p < P_REMARKABLE else Verdict.TOEVAL


def expects_too_few(n: int, *, p0: float) -> bool:
    """Return whether fewer than eight are expected on either side: then there is no verdict."""
    expected_least = LARGEST_HIDDEN + 1
    return n * p0 < expected_least or n * (1 - p0) < expected_least
