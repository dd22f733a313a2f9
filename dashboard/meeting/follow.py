"""An agreement followed: the years of its figure, the day it was made, and what may be said.

There is a verdict only when a whole school year began after the decision and is over, stands beside
the last whole year before it, and was counted the same way. Until then it is too early to say
anything, and the page says just that. The words are those of every comparison of an area with its
own past; whether it moved the way that was agreed is added only when it moved.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from dashboard import dutch
from dashboard.exhibits import Column, Kind, Table
from dashboard.figures import followed
from dashboard.meeting.live import INDICATOR_PREFIX
from dashboard.meeting.store import Agreement
from dashboard.state import AREA
from dashboard.theme import Chart
from etl.domain.areas import name_of
from etl.released.breaks import breaks_of, broken_between
from etl.released.indicators import INDICATOR, METRIC_OF, Indicator, counted
from etl.released.intervals import wilson_of_released
from etl.released.reader import Release
from etl.released.verdict import Verdict, verdict_of_change

TOO_EARLY = "Nog te vroeg om iets te zeggen."
NO_FIGURE = "Bij deze afspraak is geen cijfer gekozen om te volgen."
MANY_FIGURES = (
    "Deze figuur heeft meer dan één cijfer. Kies bij de afspraak een cijfer uit de lijst "
    "‘Cijfers om te volgen’."
)
HIDDEN = "Er zijn te weinig zaken om dit cijfer over de jaren te tonen."

_SINGLE = {
    "terugkeer-jaren": "terug_90",
    "leg-uit-met-uitleg": "leg_uit",
    "doorlooptijd-zaak": "zaak_90",
}
"""Figures of other pages whose headline is an indicator."""


@dataclass(frozen=True)
class Year:
    schooljaar: str
    counts: tuple[int, int] | None
    is_running: bool

    @property
    def begin(self) -> date:
        return date(int(self.schooljaar[:4]), 8, 1)

    @property
    def share(self) -> float | None:
        return None if self.counts is None else self.counts[0] / self.counts[1]

    @property
    def interval(self) -> tuple[float | None, float | None]:
        if self.counts is None:
            return None, None
        return wilson_of_released(self.counts[0], n=self.counts[1])


@dataclass(frozen=True)
class Followed:
    """What the page shows under an agreement."""

    title: str
    sentence: str
    chart: Chart | None = None
    table: Table | None = None


def follow(agreement: Agreement, release: Release | None, *, gebied: str) -> Followed:
    """Follow an agreement in a release.

    Args:
        agreement: as it stands now.
        release: the current one; None when there is none.
        gebied: of the meeting; a pinned figure has its own.
    """
    code, area = _what(agreement, gebied)
    if not code:
        return Followed("", MANY_FIGURES if agreement.pin else NO_FIGURE)
    indicator = INDICATOR[code]
    title = f"{indicator.label} in {name_of(area)}"
    years = _years(release, indicator, gebied=area) if release else []
    if release is None or all(year.counts is None for year in years):
        return Followed(title, HIDDEN)
    points = [
        followed.Point(year.schooljaar, year.begin, year.share, *year.interval, year.is_running)
        for year in years
    ]
    return Followed(
        title,
        _verdict(agreement, release, indicator, years, gebied=area),
        followed.since_decision(points, decided=agreement.decided),
        Table(
            f"{title}, per schooljaar",
            (
                Column("Schooljaar"),
                Column(dutch.capitalised(indicator.eenheid), Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Minstens", Kind.SHARE),
                Column("Hoogstens", Kind.SHARE),
            ),
            tuple(
                (
                    f"{year.schooljaar} (loopt nog)" if year.is_running else year.schooljaar,
                    year.counts[1] if year.counts else None,
                    year.share,
                    *year.interval,
                )
                for year in years
            ),
        ),
    )


def _what(agreement: Agreement, gebied: str) -> tuple[str, str]:
    """Return the indicator that an agreement is about, and for which area; "" for none."""
    if agreement.cijfer.startswith(INDICATOR_PREFIX):
        code = agreement.cijfer.removeprefix(INDICATOR_PREFIX)
        return (code if code in INDICATOR else ""), gebied
    if agreement.pin is None:
        return "", gebied
    figuur = agreement.pin.figuur
    code = _SINGLE.get(figuur) or figuur.partition("-")[2]
    area = parse_qs(agreement.pin.vraag).get(AREA, [gebied])[0]
    return (code if code in INDICATOR else ""), area


def _years(release: Release, indicator: Indicator, *, gebied: str) -> list[Year]:
    return [
        Year(
            schooljaar,
            counted(release, indicator, gebied=gebied, schooljaar=schooljaar),
            schooljaar in release.running,
        )
        for schooljaar in release.schooljaren
    ]


def _verdict(
    agreement: Agreement,
    release: Release,
    indicator: Indicator,
    years: list[Year],
    *,
    gebied: str,
) -> str:
    over = [(year, year.counts) for year in years if not year.is_running and year.counts]
    after = [each for each in over if each[0].begin >= agreement.decided]
    # a year in which the decision fell is neither before nor after it
    before = [each for each in over if date(each[0].begin.year + 1, 8, 1) <= agreement.decided]
    if not after or not before:
        return TOO_EARLY
    (now, counts), (then, counts_then) = after[-1], before[-1]
    breaks = breaks_of(release, gebied, METRIC_OF[indicator.kubus], indicator.code)
    if broken_between(breaks, then.schooljaar, now.schooljaar):
        return Verdict.ANDERS_GETELD.sentence
    verdict = verdict_of_change(counts, counts_then)
    if verdict is Verdict.TE_WEINIG:
        return verdict.sentence
    told = (
        f"In {now.schooljaar} {dutch.about(now.share, of=counts[1])}, in {then.schooljaar} "
        f"(voor de afspraak) {dutch.about(then.share, of=counts_then[1])}. {verdict.over_time}"
    )
    if verdict is Verdict.TOEVAL or agreement.richting not in ("omhoog", "omlaag"):
        return told
    rose = (now.share or 0) > (then.share or 0)
    agreed = rose == (agreement.richting == "omhoog")
    way = "de kant op die is afgesproken" if agreed else "niet de kant op die is afgesproken"
    return f"{told} Het ging {way}; of dat door de afspraak komt, zegt het cijfer niet."
