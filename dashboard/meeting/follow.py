"""An agreement followed: the years of its figure, the day it was made, and what may be said.

There is a verdict only when there is enough to stand on. Where the release has quarters with
limits: four of them after the decision, and then what the rules of the control chart say. Else
whole school years: one that began after the decision and is over, beside the last that ended
before it, counted the same way. Until then it is too early to say anything, and the page says just
that. The words are those of every comparison of an area with its own past; whether it moved the way
that was agreed is added only when it moved, and never that the agreement is why.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from dashboard.exhibits import Column, Kind, Table
from dashboard.exhibits.compare import label_of
from dashboard.exhibits.curves import RUNNING
from dashboard.figures import followed
from dashboard.meeting import seal
from dashboard.meeting.live import INDICATOR_PREFIX
from dashboard.meeting.models import Pin
from dashboard.meeting.store import Agreement
from dashboard.state import AREA
from dashboard.theme import Chart
from etl.domain.areas import name_of
from etl.domain.codes import FILTERS
from etl.released import dutch
from etl.released.breaks import breaks_of, broken_between
from etl.released.cubes import KWARTALEN
from etl.released.followed import followed_of
from etl.released.indicators import INDICATOR, METRIC_OF, Indicator, counted
from etl.released.intervals import clipped_share
from etl.released.quarters import NO_SIGNAL, Quarter, Series, over_quarters, strongest, words_of
from etl.released.reader import Release
from etl.released.verdict import Verdict, verdict_of_change
from etl.released.withheld import not_shown

TOO_EARLY = "Nog te vroeg om iets te zeggen."
NO_FIGURE = "Bij deze afspraak is geen cijfer gekozen om te volgen."
LOOK_YOURSELF = "Bekijk de figuur opnieuw als u samen terugkijkt."
MANY_FIGURES = f"De monitor volgt deze figuur niet: zij heeft meer dan één cijfer. {LOOK_YOURSELF}"
FILTERED = (
    "De monitor volgt deze figuur niet: zij heeft een filter, en een cijfer volgen kan alleen over "
    f"alle zaken. {LOOK_YOURSELF}"
)
NO_RELEASE = "Er zijn nu geen cijfers om dit in op te zoeken."

QUARTERS_AFTER = 4
"""A school year: with fewer, a season would look like a change."""

_SINGLE = {
    "leg-uit-met-uitleg": "leg_uit",
    "doorlooptijd-zaak": "zaak_90",
}
"""Figures of other pages whose headline is an indicator."""


@dataclass(frozen=True)
class Year:
    schooljaar: str
    counts: tuple[int, int] | None
    is_running: bool
    followed: float = 1.0
    """The share of the zaken that was surely followed as long as the figure looks."""

    @property
    def begin(self) -> date:
        return date(int(self.schooljaar[:4]), 8, 1)

    @property
    def share(self) -> float | None:
        return _clipped(self.counts)[0]

    @property
    def interval(self) -> tuple[float | None, float | None]:
        return _clipped(self.counts, followed=self.followed)[1:]


@dataclass(frozen=True)
class Followed:
    """What the page shows under an agreement."""

    title: str
    """What should move; empty when nothing was chosen."""

    sentence: str
    chart: Chart | None = None
    table: Table | None = None
    is_followed: bool = True
    """What was chosen is one number, which the monitor can look up again."""


def _clipped(
    counts: tuple[int, int] | None, *, followed: float = 1.0
) -> tuple[float | None, float | None, float | None]:
    """Return a share with its interval, as every page shows it of so many zaken."""
    if counts is None:
        return None, None, None
    return clipped_share(counts[0], of=counts[1], followed=followed)


def follow(agreement: Agreement, release: Release | None, *, gebied: str) -> Followed:
    """Follow an agreement in a release.

    Args:
        agreement: as it stands now.
        release: the current one; None when there is none.
        gebied: of the meeting; a pinned figure has its own.
    """
    code, area = _what(agreement, gebied)
    if not code:
        return Followed(_named(agreement.pin), _why_not(agreement), is_followed=False)
    indicator = INDICATOR[code]
    title = f"{label_of(indicator)} in {name_of(area)}"
    if release is None:
        return Followed(title, NO_RELEASE)
    years = _years(release, indicator, gebied=area)
    if all(year.counts is None for year in years):
        return Followed(title, not_shown(is_followed=indicator.is_curve))
    series = over_quarters(release, indicator, area)
    if series.has_limits:
        return _by_quarter(agreement, indicator, series, title=title)
    points = [
        followed.Point(year.schooljaar, year.begin, 1, year.share, *year.interval, year.is_running)
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
                    f"{year.schooljaar}{RUNNING}" if year.is_running else year.schooljaar,
                    year.counts[1] if year.counts else None,
                    year.share,
                    *year.interval,
                )
                for year in years
            ),
        ),
    )


def can_follow(figuur: str, vraag: str) -> bool:
    """Say whether a figure, as it was asked, is one number of all zaken."""
    return bool(_single(figuur, vraag))


def _what(agreement: Agreement, gebied: str) -> tuple[str, str]:
    """Return the indicator that an agreement is about, and for which area; "" for none."""
    if agreement.cijfer.startswith(INDICATOR_PREFIX):
        code = agreement.cijfer.removeprefix(INDICATOR_PREFIX)
        return (code if code in INDICATOR else ""), gebied
    if agreement.pin is None:
        return "", gebied
    figuur, vraag = agreement.pin.figuur, agreement.pin.vraag
    return _single(figuur, vraag), parse_qs(vraag).get(AREA, [gebied])[0]


def _single(figuur: str, vraag: str) -> str:
    """Return the indicator that a figure is about; "" when it has more numbers or a filter."""
    code = _SINGLE.get(figuur) or figuur.partition("-")[2]
    return code if code in INDICATOR and not _is_filtered(vraag) else ""


def _is_filtered(vraag: str) -> bool:
    """Say whether a figure is about a part of the zaken; its numbers over the years are of all."""
    return not FILTERS.keys().isdisjoint(parse_qs(vraag))


def _named(pin: Pin | None) -> str:
    """Name a figure that is not followed as the agenda does, with its area."""
    if pin is None:
        return ""
    seen = seal.opened(pin.gezien)
    selection = f", {seen.selectie}" if seen.filters else ""
    return f"‘{seen.title}’ in {seen.gebied_naam}{selection}"


def _why_not(agreement: Agreement) -> str:
    if agreement.pin is None:
        return NO_FIGURE
    return FILTERED if _is_filtered(agreement.pin.vraag) else MANY_FIGURES


def _years(release: Release, indicator: Indicator, *, gebied: str) -> list[Year]:
    return [
        Year(
            schooljaar,
            counted(release, indicator, gebied=gebied, schooljaar=schooljaar),
            release.is_running(gebied, schooljaar),
            followed_of(release, indicator, gebied=gebied, schooljaar=schooljaar),
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
    verdict = verdict_of_change(counts, counts_then, followed=(now.followed, then.followed))
    if verdict is Verdict.TE_WEINIG:
        return verdict.sentence
    told = (
        f"In {now.schooljaar} {dutch.about(now.share, of=counts[1])}, in {then.schooljaar} "
        f"(voor de afspraak) {dutch.about(then.share, of=counts_then[1])}. {verdict.over_time}"
    )
    if verdict is Verdict.TOEVAL:
        return told
    return told + _way(agreement, rose=(now.share or 0) > (then.share or 0))


def _way(agreement: Agreement, *, rose: bool) -> str:
    """Say whether a figure that moved went where it was to go."""
    if agreement.richting not in ("omhoog", "omlaag"):
        return ""
    agreed = rose == (agreement.richting == "omhoog")
    way = "de kant op die is afgesproken" if agreed else "niet de kant op die is afgesproken"
    return f" Het ging {way}; of dat door de afspraak komt, zegt het cijfer niet."


def _by_quarter(
    agreement: Agreement, indicator: Indicator, series: Series, *, title: str
) -> Followed:
    charted = dict(zip(series.charted, series.chart.limits, strict=True))
    points = [
        followed.Point(
            quarter.label,
            _begin(quarter),
            1 / len(KWARTALEN),
            _clipped(quarter.counts)[0],
            usual=(charted[place].low, charted[place].high) if place in charted else None,
            has_label=quarter.kwartaal == KWARTALEN[0],
        )
        for place, quarter in enumerate(series.quarters)
    ]
    return Followed(
        title,
        _of_quarters(agreement, series),
        followed.since_decision(points, decided=agreement.decided),
        Table(
            f"{title}, per kwartaal",
            (
                Column("Kwartaal"),
                Column(dutch.capitalised(indicator.eenheid), Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Gewoonlijk minstens", Kind.SHARE),
                Column("Gewoonlijk hoogstens", Kind.SHARE),
            ),
            tuple(
                (
                    point.label,
                    quarter.counts[1] if quarter.counts else None,
                    point.share,
                    *(point.usual or (None, None)),
                )
                for point, quarter in zip(points, series.quarters, strict=True)
            ),
        ),
    )


def _of_quarters(agreement: Agreement, series: Series) -> str:
    """Say what the rules see after the decision, from four quarters on."""
    after = {
        place
        for place, quarter in enumerate(series.quarters)
        if _begin(quarter) >= agreement.decided and place in series.charted
    }
    if len(after) < QUARTERS_AFTER:
        return TOO_EARLY
    fired = tuple(one for one in series.chart.fired if series.charted[one.last] in after)
    if not fired:
        return NO_SIGNAL
    shown = strongest(fired)
    return words_of(shown, series) + _way(agreement, rose=shown.upwards)


def _begin(quarter: Quarter) -> date:
    """Return the first day of a quarter: August, November, February or May."""
    month = 8 + 3 * KWARTALEN.index(quarter.kwartaal)
    year = int(quarter.schooljaar[:4])
    return date(year, month, 1) if month <= 12 else date(year + 1, month - 12, 1)
