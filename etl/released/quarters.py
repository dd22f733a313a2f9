"""An indicator over the quarters of an area: the series, its control chart, and what it says.

Quarters are those of the schooljaar, the first August to October. The chart is of the quarters
after the last break: across a break nothing is compared.
"""

from dataclasses import dataclass

from etl.domain.breaks import Break
from etl.domain.disclosure import LADDER_OWN_DIMENSION
from etl.released import cubes, spc
from etl.released.breaks import breaks_of
from etl.released.indicators import METRIC_OF, Indicator
from etl.released.reader import Release
from etl.released.spc import FEWEST_POINTS, Fired, Rule

MONTHS = {"1": ("aug", "okt"), "2": ("nov", "jan"), "3": ("feb", "apr"), "4": ("mei", "jul")}


@dataclass(frozen=True)
class Quarter:
    """One quarter of an area: released x out of n; None where either is not shown."""

    schooljaar: str
    kwartaal: str
    counts: tuple[int, int] | None

    is_hidden: bool = False
    """The zaken are shown, but not how many of them are counted."""

    @property
    def number(self) -> int:
        """Count quarters through the years: that of the next quarter is one more."""
        return 4 * int(self.schooljaar[:4]) + int(self.kwartaal)

    @property
    def label(self) -> str:
        """Such as `aug–okt 2024`; of the quarter with a new year in it `nov 2024–jan 2025`."""
        first, last = MONTHS[self.kwartaal]
        begun, ended = self.schooljaar[:4], self.schooljaar[5:]
        if self.kwartaal == "2":
            return f"{first} {begun}–{last} {ended}"
        return f"{first}–{last} {begun if self.kwartaal == '1' else ended}"


@dataclass(frozen=True)
class Series:
    """All quarters of the release, and the chart of those that are shown since the last break."""

    quarters: tuple[Quarter, ...]
    charted: tuple[int, ...]
    """Places of the quarters in the chart."""

    chart: spc.Chart
    breaks: tuple[Break, ...]

    @property
    def has_limits(self) -> bool:
        return bool(self.chart.limits)

    def fired_in(self, schooljaar: str) -> tuple[Fired, ...]:
        """Return the rules that fired with their last point in a schooljaar."""
        return tuple(
            one
            for one in self.chart.fired
            if self.quarters[self.charted[one.last]].schooljaar == schooljaar
        )


def over_quarters(release: Release, indicator: Indicator, gebied: str) -> Series:
    """Return the series of an indicator; without quarters for areas that have none."""
    quarters = tuple(
        _quarter(release, indicator, gebied, year, quarter)
        for year in release.schooljaren
        for quarter in cubes.KWARTALEN
    )
    breaks = breaks_of(release, gebied, METRIC_OF[indicator.kubus], indicator.code)
    since = max((one.schooljaar for one in breaks if not one.is_crossable), default="")
    charted = tuple(
        place
        for place, quarter in enumerate(quarters)
        if quarter.counts is not None and quarter.schooljaar >= since
    )
    # a small count is hidden and a large one is not: a chart of the rest would lie too high
    if any(quarter.is_hidden for quarter in quarters if quarter.schooljaar >= since):
        charted = ()
    counts = [counts for place in charted if (counts := quarters[place].counts) is not None]
    # one that is not shown is a gap: the quarters around it are no neighbours
    numbers = [quarters[place].number for place in charted]
    return Series(quarters, charted, spc.chart_of_shares(counts, numbers), breaks)


def words_of(fired: Fired, series: Series) -> str:
    """Say what a rule saw: a question, as neutral as the verdicts.

    The sentence for a run names its length: seven or more.
    """
    last = series.quarters[series.charted[fired.last]]
    side = "boven" if fired.upwards else "onder"
    has_season = series.chart.has_season
    usual = "wat in die tijd van het jaar gewoon is" if has_season else "het gemiddelde"
    match fired.rule:
        case Rule.BEYOND:
            return (
                f"In {last.label} ligt het ver {side} "
                f"{usual if has_season else 'wat gebruikelijk is'}: wat was er toen anders?"
            )
        case Rule.TWO_OF_THREE:
            return (
                f"Twee van de drie kwartalen tot en met {last.label} liggen ver {side} {usual}: "
                "er lijkt iets veranderd."
            )
        case Rule.SIDE:
            return (
                f"{_number(fired.length)} kwartalen achter elkaar {side} {usual}: er lijkt iets "
                "veranderd."
            )
        case Rule.TREND:
            way = "hoger" if fired.upwards else "lager"
            season = ", als je de tijd van het jaar meerekent" if has_season else ""
            return (
                f"{_number(fired.length)} kwartalen op rij steeds {way}{season}: er lijkt iets te "
                "veranderen."
            )


NO_SIGNAL = "Het cijfer schommelt zoals gebruikelijk."
TOO_SHORT = (
    f"Grenzen staan er vanaf {FEWEST_POINTS} kwartalen; met minder weten we niet wat gebruikelijk "
    "is."
)
NOT_ALL_SHOWN = (
    "In een deel van de kwartalen is het aantal niet te tonen; dan weten we niet wat gebruikelijk "
    "is."
)
RULES = {
    Rule.BEYOND: "Een kwartaal buiten drie standaardafwijkingen",
    Rule.TWO_OF_THREE: "Twee van drie kwartalen buiten twee standaardafwijkingen, aan één kant",
    Rule.SIDE: f"{spc.RUN} kwartalen of meer aan één kant van het gemiddelde",
    Rule.TREND: f"{spc.RUN} kwartalen of meer steeds hoger, of steeds lager",
}
"""The rules of NHS guidance in words."""


def sentence_of(series: Series, schooljaar: str | None = None) -> str:
    """Say what the chart shows, of one schooljaar or of all quarters."""
    if any(quarter.is_hidden for quarter in series.quarters) and not series.has_limits:
        return NOT_ALL_SHOWN
    if not series.has_limits:
        return TOO_SHORT
    fired = series.chart.fired if schooljaar is None else series.fired_in(schooljaar)
    return words_of(strongest(fired), series) if fired else NO_SIGNAL


def strongest(fired: tuple[Fired, ...]) -> Fired:
    """Return the rule that chance explains least; of equals the latest."""
    return min(fired, key=lambda one: (one.p, -one.last))


_NUMBERS = ("Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf")


def _number(length: int) -> str:
    place = length - spc.RUN
    return _NUMBERS[place] if place < len(_NUMBERS) else str(length)


def _quarter(
    release: Release, indicator: Indicator, gebied: str, schooljaar: str, kwartaal: str
) -> Quarter:
    cells = release.cells(cubes.KWARTAAL, gebied=gebied, schooljaar=schooljaar)
    what, of = (
        (indicator.code, indicator.code + cubes.VAN)
        if indicator.is_curve
        else (indicator.numerator, indicator.denominator)
    )
    x = cells.get(cubes.kwartaal_code(kwartaal, what))
    n = cells.get(cubes.kwartaal_code(kwartaal, of))
    if n is None or n < LADDER_OWN_DIMENSION:
        return Quarter(schooljaar, kwartaal, None)
    if x is None:
        return Quarter(schooljaar, kwartaal, None, is_hidden=True)
    return Quarter(schooljaar, kwartaal, (x, n))
