"""The one place that says whether an area differs, and in which words.

Neutral words and no colours for good or bad: traffic lights turn noise into blame. Only outside
99.8% does a verdict say that something differs, since with forty areas one of them nearly always
lies outside 95% by chance alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from etl.domain.disclosure import LARGEST_HIDDEN
from etl.released.intervals import SLACK


class Verdict(StrEnum):
    """How a share compares with what is usual; a question, never a judgement."""

    TOEVAL = "toeval"
    OPVALLEND = "opvallend"
    WIJKT_AF = "wijkt_af"
    TE_WEINIG = "te_weinig"

    @property
    def label(self) -> str:
        """A few words for a table or a legend."""
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        """The sentence that a reader sees."""
        return _WORDS[self][1]


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
}


@dataclass(frozen=True)
class Limits:
    """Between which shares an area of n zaken usually lies: 95% and 99.8%."""

    n: int
    laag_95: float
    hoog_95: float
    laag_998: float
    hoog_998: float


def verdict(x: int, *, n: int, p0: float, limits: Limits) -> Verdict:
    """Return the verdict on x out of n (released counts) against the pooled share p0.

    A point lies outside only when it does so whatever the rounding hid.
    """
    expected_least = LARGEST_HIDDEN + 1
    if n * p0 < expected_least or n * (1 - p0) < expected_least:
        return Verdict.TE_WEINIG
    lowest, highest = max(x - SLACK, 0) / (n + SLACK), min((x + SLACK) / (n - SLACK), 1.0)
    if lowest > limits.hoog_998 or highest < limits.laag_998:
        return Verdict.WIJKT_AF
    if lowest > limits.hoog_95 or highest < limits.laag_95:
        return Verdict.OPVALLEND
    return Verdict.TOEVAL
