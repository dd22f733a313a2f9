"""An area beside itself, over the school years: before anybody looks at the neighbours.

Registration differs between areas, and much less within one.
"""

from functools import partial

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.breaks import notes, reading, ribbons
from dashboard.exhibits.compare import label_of, unit_of
from dashboard.exhibits.curves import WIDER, year_name
from dashboard.figures import years
from dashboard.state import State
from etl.domain.breaks import Break
from etl.released import dutch, withheld
from etl.released.breaks import breaks_of, broken_between
from etl.released.followed import followed_of, followed_of_both
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator, counted, whole_of
from etl.released.intervals import clipped_share
from etl.released.reader import Release
from etl.released.verdict import Verdict, verdict_of_change


def _make_years(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    shown = [_year(indicator, release, state, schooljaar=year) for year in release.schooljaren]
    known = [year for year in shown if year.share is not None]
    if not known:
        return Empty(
            f"Van {state.gebied_naam} is dit in geen enkel schooljaar te tonen. "
            f"{withheld.rule(is_followed=indicator.is_curve)}",
            "Kies een groter gebied, of een andere vraag.",
        )
    unit = unit_of(indicator)
    breaks = breaks_of(release, state.gebied, METRIC_OF[indicator.kubus], indicator.code)
    return Shown(
        sentence=_years_sentence(indicator, release, state, shown, breaks=breaks),
        table=Table(
            f"{label_of(indicator)} in {state.gebied_naam}, per schooljaar",
            (
                Column("Schooljaar"),
                Column(dutch.capitalised(unit), Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Minstens", Kind.SHARE),
                Column("Hoogstens", Kind.SHARE),
                Column("Verschil met het jaar ervoor"),
            ),
            tuple(
                (
                    year.label,
                    year.n,
                    year.share,
                    year.low,
                    year.high,
                    _beside_the_year_before(indicator, release, state, place, breaks=breaks),
                )
                for place, year in enumerate(shown)
            ),
        ),
        chart=years.over_years(
            shown,
            unit=unit,
            axis="Aandeel",
            ribbons=ribbons(breaks, release.schooljaren),
        ),
        notes=notes(breaks),
        reading=(
            "Het streepje bij een jaar is de ruimte voor toeval (95%).",
            *((WIDER,) if indicator.is_curve else ()),
            *reading(breaks),
        ),
    )


def _year(indicator: Indicator, release: Release, state: State, *, schooljaar: str) -> years.Year:
    found = counted(release, indicator, gebied=state.gebied, schooljaar=schooljaar)
    label = year_name(release, schooljaar, state.gebied)
    is_now = schooljaar == state.schooljaar
    if found is None:
        return years.Year(label, None, None, None, None, is_now=is_now)
    x, n = found
    followed = followed_of(release, indicator, gebied=state.gebied, schooljaar=schooljaar)
    interval = clipped_share(x, of=n, followed=followed)
    return years.Year(label, *interval, n, is_now=is_now, x=x)


def _beside_the_year_before(
    indicator: Indicator,
    release: Release,
    state: State,
    place: int,
    *,
    breaks: tuple[Break, ...],
) -> str | None:
    if place == 0:
        return None
    before, after = release.schooljaren[place - 1 : place + 1]
    now, then = (
        counted(release, indicator, gebied=state.gebied, schooljaar=year)
        for year in (after, before)
    )
    if now is None or then is None:
        return None
    if broken_between(breaks, before, after):
        return Verdict.ANDERS_GETELD.label
    followed = followed_of_both(
        release, indicator, gebied=state.gebied, schooljaren=(after, before)
    )
    return verdict_of_change(now, then, followed=followed).label


def _years_sentence(
    indicator: Indicator,
    release: Release,
    state: State,
    shown: list[years.Year],
    *,
    breaks: tuple[Break, ...],
) -> str:
    place = next(place for place, year in enumerate(shown) if year.is_now)
    now = shown[place]
    earlier = [other for other in range(place) if shown[other].share is not None]
    if now.share is None or now.x is None or now.n is None:
        whole = whole_of(release, indicator, gebied=state.gebied, schooljaar=state.schooljaar)
        if withheld.are_few(whole):
            return f"Over {state.schooljaar} zijn er te weinig zaken om dit te tonen."
        rule = withheld.rule(is_followed=indicator.is_curve)
        return f"Over {state.schooljaar} is dit niet te tonen. {rule}"
    text = (
        f"In {state.schooljaar} is het {dutch.about(now.share, of=now.n)}"
        f"{dutch.bracketed(dutch.between(now.low, now.high))}"
    )
    if not earlier:
        return f"{text}. Van een eerder schooljaar is er geen cijfer."
    before = shown[earlier[-1]]
    year_before = release.schooljaren[earlier[-1]]
    broken = broken_between(breaks, year_before, state.schooljaar)
    if broken:
        return f"{text}. Met {before.label} is het niet te vergelijken: {broken.uitleg}"
    text += f"; in {before.label} was het {dutch.about(before.share, of=before.n)}."
    if before.x is None or before.n is None:
        return text
    followed = followed_of_both(
        release, indicator, gebied=state.gebied, schooljaren=(state.schooljaar, year_before)
    )
    verdict = verdict_of_change((now.x, now.n), (before.x, before.n), followed=followed)
    return f"{text} {verdict.over_time}"


YEARS = {
    each.code: Exhibit(
        id=f"jaren-{each.code}",
        metric=METRIC_OF[each.kubus],
        question=f"{label_of(each)} – dit gebied naast zichzelf",
        make=partial(_make_years, each),
    )
    for each in INDICATORS
}
