"""An area beside itself, over the school years: before anybody looks at the neighbours.

Registration differs between areas, and much less within one.
"""

from functools import partial

from dashboard import dutch
from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.compare import label_of, unit_of
from dashboard.exhibits.curves import year_name
from dashboard.figures import years
from dashboard.state import State
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator, counted
from etl.released.intervals import wilson_of_released
from etl.released.reader import Release
from etl.released.verdict import Verdict


def _make_years(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    shown = [_year(indicator, release, state, schooljaar=year) for year in release.schooljaren]
    known = [year for year in shown if year.share is not None]
    if not known:
        return Empty(
            f"{state.gebied_naam} heeft in geen enkel schooljaar genoeg zaken om dit te tonen.",
            "Kies een groter gebied, of een andere vraag.",
        )
    unit = unit_of(indicator)
    return Shown(
        sentence=_years_sentence(shown, state=state),
        table=Table(
            f"{label_of(indicator)} in {state.gebied_naam}, per schooljaar",
            (
                Column("Schooljaar"),
                Column(dutch.capitalised(unit), Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Minstens", Kind.SHARE),
                Column("Hoogstens", Kind.SHARE),
            ),
            tuple((year.label, year.n, year.share, year.low, year.high) for year in shown),
        ),
        chart=years.over_years(shown, unit=unit, axis="Aandeel"),
        reading=("Het streepje bij een jaar is de ruimte voor toeval (95%).",),
    )


def _year(indicator: Indicator, release: Release, state: State, *, schooljaar: str) -> years.Year:
    found = counted(release, indicator, gebied=state.gebied, schooljaar=schooljaar)
    label = year_name(release, schooljaar)
    is_now = schooljaar == state.schooljaar
    if found is None:
        return years.Year(label, None, None, None, None, is_now=is_now)
    x, n = found
    return years.Year(label, x / n, *wilson_of_released(x, n=n), n, is_now=is_now)


def _years_sentence(shown: list[years.Year], *, state: State) -> str:
    place = next(place for place, year in enumerate(shown) if year.is_now)
    now = shown[place]
    before = next((year for year in reversed(shown[:place]) if year.share is not None), None)
    if now.share is None:
        return f"Over {state.schooljaar} zijn er te weinig zaken om dit te tonen."
    text = (
        f"In {state.schooljaar} is het {dutch.about(now.share, of=now.n)} "
        f"({dutch.between(now.low, now.high)})"
    )
    if before is None:
        return f"{text}. Van een eerder schooljaar is er geen cijfer."
    text += f"; in {before.label} was het {dutch.about(before.share, of=before.n)}."
    if (now.low or 0) <= (before.high or 0) and (before.low or 0) <= (now.high or 0):
        return f"{text} {Verdict.TOEVAL.sentence}"
    return f"{text} Dat is meer verschil dan toeval meestal geeft: wat is er veranderd?"


YEARS = {
    each.code: Exhibit(
        id=f"jaren-{each.code}",
        metric=METRIC_OF[each.kubus],
        question=f"{label_of(each)}: dit gebied naast zichzelf",
        make=partial(_make_years, each),
    )
    for each in INDICATORS
}
