"""What an answer is made of: frozen rows, the same for a chart, a table, an export and a test.

A number that is not shown is None, whatever the reason: zero, a few, or withdrawn look alike.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from etl.domain.disclosure import MIN_AREAS
from etl.domain.school_calendar import Klok
from etl.released import withheld

Filters = tuple[tuple[str, str], ...]
"""Column and code of every filter, sorted: `(("onderwijssoort", "vo"),)`."""


@dataclass(frozen=True)
class Question:
    """What is asked: one area, one school year, and at most two filters."""

    gebied: str
    schooljaar: str
    filters: Filters = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "filters", tuple(sorted(self.filters)))


class Hidden(StrEnum):
    """Why there is no answer, in the words that a reader gets."""

    GEEN_LEVERING = "geen_levering"
    GEEN_TOTAAL = "geen_totaal"
    TE_WEINIG = "te_weinig"
    LADDER = "ladder"
    FILTER_TE_WEINIG = "filter_te_weinig"
    FILTER_VERBORGEN = "filter_verborgen"
    ZONDER_FILTER = "zonder_filter"
    UITSPLITSING = "uitsplitsing"
    HERROEPEN = "herroepen"

    @property
    def sentence(self) -> str:
        """What a reader sees in place of the figure."""
        return _SENTENCES[self][0]

    @property
    def advice(self) -> str:
        """What a reader can try next."""
        return _SENTENCES[self][1]


NO_TOTAL = (
    f"Een totaal is er pas als minstens {MIN_AREAS} gemeenten genoeg zaken hebben, en dan nog "
    "alleen als daarmee geen ander aantal te vinden is."
)
"""Why a region can be without: all need the first, and some that have it lack the second."""

_SENTENCES = {
    # no delivery and a handful of zaken read the same: the difference would be a count below 8
    Hidden.GEEN_LEVERING: (
        "Voor dit gebied en schooljaar is niets geleverd, of is er niets te tonen.",
        "Kies een ander schooljaar of de regio.",
    ),
    Hidden.GEEN_TOTAAL: (
        f"Dit gebied heeft hier geen totaal. {NO_TOTAL}",
        "Kies een gemeente in dit gebied, of heel Nederland.",
    ),
    Hidden.TE_WEINIG: (
        "Er zijn te weinig zaken: afgerond minder dan 20. Zo is niemand herkenbaar.",
        "Kies de regio, of een ander schooljaar.",
    ),
    Hidden.LADDER: (
        "Zo gefilterd worden de groepen te klein om te tonen.",
        "Haal een filter weg, of kies een groter gebied.",
    ),
    Hidden.ZONDER_FILTER: (
        "Dit cijfer is er alleen voor alle zaken samen, zonder filter. Zo is niemand herkenbaar.",
        "Haal het filter weg.",
    ),
    # too small, one-sided and withdrawn read the same: which of them it is would tell something
    Hidden.UITSPLITSING: (
        withheld.not_shown(),
        "Kies een groter gebied of een ander schooljaar.",
    ),
    Hidden.HERROEPEN: (
        "De leverancier heeft deze gegevens teruggetrokken. Daarom staan ze hier niet meer.",
        "Kies een ander gebied, of kijk later nog eens.",
    ),
    Hidden.FILTER_TE_WEINIG: (
        "Met dit filter blijven er te weinig zaken over. Zo is niemand herkenbaar.",
        "Haal een filter weg, of kies een groter gebied.",
    ),
    Hidden.FILTER_VERBORGEN: (
        f"Met dit filter is dit niet te tonen. {withheld.RULE}",
        "Haal een filter weg, of kies een groter gebied.",
    ),
}


class Bound(float):
    """A share that is only known to lie beyond this value, away from a half.

    It counts and draws as the number that it is; who writes it says `meer dan` or `minder dan`.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bound) and float(self) == float(other)

    def __hash__(self) -> int:
        return hash((Bound, float(self)))


@dataclass(frozen=True)
class Omvang:
    """Size: released zaken and leerlingen, and zaken per 1,000 pupils where those are known."""

    zaken: int | None
    leerlingen: int | None
    per_1000: float | None


@dataclass(frozen=True)
class Share:
    """One category: its released zaken, and its share (0 to 1) with a 95% interval.

    Of fewer than a hundred zaken a share is clipped (`Bound`).
    """

    code: str
    label: str
    zaken: int | None
    aandeel: float | None
    laag: float | None
    hoog: float | None
    van: int | None = None
    """The released total that the share is of."""


@dataclass(frozen=True)
class Curve:
    """How a group goes on: the share that has come to each end, by day of the grid.

    `af` is the event itself (back at school, step finished), `anders` another end, `open` neither.
    A point that is not shown is None. `laag` and `hoog` are the 95% interval of `af`.

    `open` is not released. It is what `af` and `anders` leave of the total, where both are shown
    and leave ten or more; so the three are 1 together. Three ends that add up, each rounded by
    itself, would let six times as many small counts be worked out (docs/privacy.md, R6).
    """

    code: str
    label: str
    totaal: int
    dagen: tuple[int, ...]
    af: tuple[float | None, ...]
    anders: tuple[float | None, ...]
    open: tuple[float | None, ...]
    laag: tuple[float | None, ...]
    hoog: tuple[float | None, ...]
    mediaan_dagen: int | None
    """Interpolated, in whole weeks; None below 30 or when half is not reached."""

    p90_dagen: int | None
    """Interpolated, in whole weeks; None below 100 or when 90% is not reached."""

    open_nu: int | None
    """Released number still open at the peildatum."""

    klok: str = Klok.KALENDERDAGEN
    """How its days are counted; a week is five working or school days."""

    def share_at(self, day: int) -> float | None:
        """Return the share that had the event by a day of the grid; None when not shown."""
        return self.af[self.dagen.index(day)]


@dataclass(frozen=True)
class Handover:
    """One handover in the chain, against its norm where there is one."""

    code: str
    label: str
    totaal: int
    open: int | None
    mediaan_dagen: int | None
    norm_dagen: int | None
    binnen_norm: float | None
    laag: float | None
    hoog: float | None
    source: str
    norm_totaal: int | None = None
    """The handovers that the norm is about: for the Raad a part of all, else all of them."""

    norm_open: int | None = None
    """How many of those are still open."""


@dataclass(frozen=True)
class Part:
    """A part of a total that it carries with it: released counts, share and 95% interval."""

    code: str
    label: str
    zaken: int | None
    totaal: int | None
    aandeel: float | None
    laag: float | None
    hoog: float | None


Row = Omvang | Share | Curve | Handover | Part
R = TypeVar("R", bound=Row, covariant=True)


@dataclass(frozen=True)
class Answer(Generic[R]):
    """The answer to a question; `rows` is empty when `hidden` says why."""

    metric: str
    question: Question
    totaal: int | None
    """Released zaken that the rows are about: for leg_uit those with a choice, for terugkeer its
    denominator. Boxes and handovers carry their own total in their rows."""

    hidden: Hidden | None
    rows: tuple[R, ...]
    hoofdcijfer: Share | None = None
    """The headline of leg_uit: deviations explained, out of those known to be or not to be."""


@dataclass(frozen=True)
class ReportYear:
    """One school year of an indicator of the yearly report."""

    schooljaar: str
    zaken: int | None
    leerlingen: int | None
    per_1000: float | None
    """Zaken per 1,000 pupils."""


@dataclass(frozen=True)
class ReportRow:
    """One indicator of the yearly report, school years side by side."""

    code: str
    label: str
    years: tuple[ReportYear, ...]
