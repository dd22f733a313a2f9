"""An area over the quarters: does it move more than it usually does?"""

from functools import partial

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table, about
from dashboard.exhibits.breaks import notes, reading, ribbons
from dashboard.exhibits.compare import label_of, marked, unit_of
from dashboard.figures import quarters as figure
from dashboard.state import State
from etl.domain.areas import Niveau, name_of
from etl.released import dutch, withheld
from etl.released.indicators import INDICATORS, Indicator
from etl.released.intervals import clipped_share
from etl.released.quarters import (
    NO_SIGNAL,
    RULES,
    Quarter,
    Series,
    over_quarters,
    sentence_of,
    strongest,
    words_of,
)
from etl.released.reader import Release
from etl.released.spc import FEWEST_POINTS

HOW = (
    "De lijnen zijn de grenzen waartussen dit gebied zelf gewoonlijk schommelt (drie "
    "standaardafwijkingen). Ze staan er vanaf "
    f"{FEWEST_POINTS} kwartalen. Kwartalen verschillen ook door het schooljaar: kijk naast het "
    "kwartaal ervoor naar hetzelfde kwartaal een jaar eerder."
)
XMR = (
    "Dit gebied schommelt meer dan toeval geeft. De grenzen zijn daarom gemaakt van hoeveel "
    "kwartalen hier gewoonlijk van elkaar verschillen."
)
SEASON = (
    "In dit gebied maakt de tijd van het jaar veel uit. Elk kwartaal is daarom vergeleken met "
    "hetzelfde kwartaal in de andere jaren."
)
WHICH_RULES = "Een teken van verandering is: " + "; ".join(
    rule[:1].lower() + rule[1:] for rule in RULES.values()
)


NOT_PER_GEMEENTE = "Per gemeente zijn er geen kwartalen."


def _shown_area(state: State) -> str | None:
    """Return the area that has quarters: of a gemeente its region; None of an arrondissement."""
    return state.gebied if state.niveau is Niveau.LAND else marked(state, niveau=Niveau.REGIO)


def _heading(indicator: Indicator, state: State) -> str:
    gebied = _shown_area(state)
    name = name_of(gebied) if gebied else "dit gebied"
    return f"{label_of(indicator)} – {name} over de kwartalen"


def _make(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    gebied = _shown_area(state)
    if gebied is None:
        return Empty(
            "Kwartalen zijn er voor regio's en voor Nederland: kleiner zijn de groepen te klein.",
            "Kies hierboven een regio of Nederland.",
        )
    series = over_quarters(release, indicator, gebied)
    shown = [quarter for quarter in series.quarters if quarter.counts]
    if not shown:
        return Empty(
            f"Van {name_of(gebied)} is dit in geen enkel kwartaal te tonen. "
            f"{withheld.rule(is_followed=indicator.is_curve)}",
            "Kies Nederland, of een andere vraag.",
        )
    return Shown(
        sentence=" ".join(
            (
                f"{name_of(gebied)}, per kwartaal.",
                *((NOT_PER_GEMEENTE,) if state.niveau is Niveau.GEMEENTE else ()),
                _sentence(series, state.schooljaar),
            )
        ),
        table=_table(series, indicator=indicator, gebied=gebied),
        chart=_chart(series, unit=unit_of(indicator)),
        notes=(
            *notes(series.breaks),
            *((SEASON,) if series.chart.has_season else ()),
            *((XMR,) if series.chart.is_xmr else ()),
        ),
        reading=(HOW, f"{WHICH_RULES}.", *reading(series.breaks)),
    )


def _sentence(series: Series, schooljaar: str) -> str:
    """Say what the year of the page shows, and what stood out in another one."""
    text = sentence_of(series, schooljaar)
    if text != NO_SIGNAL or not series.chart.fired:
        return text
    elsewhere = words_of(strongest(series.chart.fired), series)
    return f"{text} In een ander schooljaar viel dit op: {elsewhere}"


def _table(series: Series, *, indicator: Indicator, gebied: str) -> Table:
    limits = dict(zip(series.charted, series.chart.limits, strict=False))
    return Table(
        f"{label_of(indicator)} in {name_of(gebied)}, per kwartaal",
        (
            Column("Kwartaal"),
            Column(dutch.capitalised(unit_of(indicator)), Kind.COUNT),
            Column("Aandeel", Kind.SHARE),
            Column("Gewoonlijk minstens", Kind.SHARE),
            Column("Gewoonlijk hoogstens", Kind.SHARE),
        ),
        tuple(
            (
                quarter.label,
                quarter.counts[1] if quarter.counts else None,
                _share(quarter),
                limits[place].low if place in limits else None,
                limits[place].high if place in limits else None,
            )
            for place, quarter in enumerate(series.quarters)
        ),
        # of a gemeente the page shows the region
        ((gebied,),) * len(series.quarters),
    )


def _share(quarter: Quarter) -> float | None:
    return clipped_share(quarter.counts[0], of=quarter.counts[1])[0] if quarter.counts else None


def _chart(series: Series, *, unit: str) -> dict[str, object]:
    limits = dict(zip(series.charted, series.chart.limits, strict=False))
    centres = dict(zip(series.charted, series.chart.centres, strict=False))
    fired = {
        series.charted[place]
        for one in series.chart.fired
        for place in range(one.first, one.last + 1)
    }
    years = [quarter.schooljaar for quarter in series.quarters]
    return figure.over_quarters(
        [
            figure.Point(
                quarter.label,
                quarter.schooljaar,
                _share(quarter),
                quarter.counts[1] if quarter.counts else None,
                limits[place].low if place in limits else None,
                limits[place].high if place in limits else None,
                centres[place] if place in limits else None,
                stands_out=place in fired,
            )
            for place, quarter in enumerate(series.quarters)
        ],
        centre="Gemiddelde van dat kwartaal" if series.chart.has_season else "Gemiddelde",
        unit=unit,
        ribbons=ribbons(series.breaks, years),
    )


QUARTERS = {
    each.code: Exhibit(
        id=f"kwartalen-{each.code}",
        metric=about.QUARTERS.name,
        question=f"{label_of(each)} – dit gebied over de kwartalen",
        make=partial(_make, each),
        about=about.QUARTERS,
        heading=partial(_heading, each),
    )
    for each in INDICATORS
}
