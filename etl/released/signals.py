"""What stands out in an area and a schooljaar: the signals that chance alone does not explain.

Each indicator is held against the same area a year before and over the quarters, and after that
against the other areas. Of so many looks some stand out by chance: of each way of looking only what
survives Benjamini–Hochberg at 10% is a signal. A signal is a question for a meeting, no judgement.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from etl.domain.areas import Niveau, name_of, niveau_of, regio_of
from etl.domain.disclosure import MIN_AREAS
from etl.domain.schooljaren import are_together
from etl.released import cubes, dutch
from etl.released.breaks import breaks_of, broken_between
from etl.released.chance import p_of_area, p_of_change, survives
from etl.released.compare import areas_compared
from etl.released.followed import followed_of_both
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator, counted
from etl.released.intervals import clipped_share
from etl.released.quarters import NO_SIGNAL, RULES, over_quarters, strongest, words_of
from etl.released.reader import Release
from etl.released.verdict import Verdict, expects_too_few, verdict_of_change


class Soort(StrEnum):
    """What an indicator was held against; an area against itself comes first."""

    JAAR = "jaar"
    KWARTAAL = "kwartaal"
    GEBIEDEN = "gebieden"


LOOKED_AT = tuple(each for each in INDICATORS if each.numerator != cubes.ALL)
"""A signal heads a point of an agenda, and return of all zaken is never the headline: groups of
verzuim return in other ways, and an area may have more of one."""

LOOKS_A_YEAR = len(cubes.KWARTALEN)
"""A rule has as many chances to fire in a schooljaar as it has quarters."""

REGEL = {
    Soort.JAAR: "Het verschil met het schooljaar ervoor is groter dan toeval meestal geeft",
    Soort.KWARTAAL: "Over de kwartalen",
    Soort.GEBIEDEN: "Het verschil met andere gebieden is groter dan toeval meestal geeft",
}


@dataclass(frozen=True)
class Signal:
    """One thing that stands out. Its text can be put before a meeting as it is."""

    code: str
    """Stays the same for ever: indicator and way of looking, such as `terug_90:jaar`."""

    indicator: str
    """Code of the indicator, see `etl.released.indicators`."""

    metric: str
    """Name of the metric whose definition says what was counted."""

    soort: Soort
    gebied: str
    schooljaar: str
    zin: str
    """What the figures say, with the words of the verdict."""

    verdict: Verdict
    regel: str
    """Which rule fired, in words."""

    vraag: str
    """An open question for the meeting."""

    figuur: str
    """Id of the exhibit on the page Vergelijken that shows it."""

    p: float
    """How likely chance alone gives this much; for the order of tests, never on a screen."""


def signals(release: Release, gebied: str, schooljaar: str) -> tuple[Signal, ...]:
    """Return the signals of an area and schooljaar that survive, oneself first, then the others.

    Within a way of looking they stand in the order of the indicators, not of their size. Empty for
    an area or year without figures, and for two schooljaren together: nothing stands beside those.
    """
    if are_together(schooljaar):
        return ()
    looks = (
        [_against_year_before(release, each, gebied, schooljaar) for each in LOOKED_AT],
        [_over_quarters(release, each, gebied, schooljaar) for each in LOOKED_AT],
        [_against_areas(release, each, gebied, schooljaar) for each in LOOKED_AT],
    )
    found = []
    for look in looks:
        tested = [signal for signal in look if signal is not None]
        chosen = survives([signal.p for signal in tested])
        found += [
            signal
            for signal, is_chosen in zip(tested, chosen, strict=True)
            if is_chosen and signal.verdict is not Verdict.TOEVAL
        ]
    return tuple(found)


def _against_year_before(
    release: Release, indicator: Indicator, gebied: str, schooljaar: str
) -> Signal | None:
    before = _year_before(schooljaar)
    if before not in release.schooljaren or release.is_running(gebied, schooljaar):
        return None
    metric = METRIC_OF[indicator.kubus]
    breaks = breaks_of(release, gebied, metric, indicator.code)
    now = counted(release, indicator, gebied=gebied, schooljaar=schooljaar)
    then = counted(release, indicator, gebied=gebied, schooljaar=before)
    if now is None or then is None or broken_between(breaks, before, schooljaar):
        return None
    followed = followed_of_both(release, indicator, gebied=gebied, schooljaren=(schooljaar, before))
    verdict = verdict_of_change(now, then, followed=followed)
    if verdict is Verdict.TE_WEINIG:
        return None
    words = (
        f"{indicator.onderwerp}: in {schooljaar} {_share(now)} van de {indicator.eenheid} in "
        f"{name_of(gebied)}, in {before} {_share(then)}. {verdict.over_time}"
    )
    return _signal(
        indicator,
        Soort.JAAR,
        gebied,
        schooljaar,
        words,
        verdict,
        p_of_change(now, then, followed=followed),
    )


def _over_quarters(
    release: Release, indicator: Indicator, gebied: str, schooljaar: str
) -> Signal | None:
    series = over_quarters(release, indicator, gebied)
    if not series.has_limits:
        return None
    fired = series.fired_in(schooljaar)
    if not fired:
        return _signal(
            indicator, Soort.KWARTAAL, gebied, schooljaar, NO_SIGNAL, Verdict.TOEVAL, 1.0
        )
    shown = strongest(fired)
    words = f"{indicator.onderwerp}, per kwartaal in {name_of(gebied)}. {words_of(shown, series)}"
    signal = _signal(
        indicator,
        Soort.KWARTAAL,
        gebied,
        schooljaar,
        words,
        Verdict.OPVALLEND,
        min(1.0, LOOKS_A_YEAR * shown.p),
    )
    return replace(signal, regel=f"{REGEL[Soort.KWARTAAL]}: {RULES[shown.rule].lower()}")


def _against_areas(
    release: Release, indicator: Indicator, gebied: str, schooljaar: str
) -> Signal | None:
    niveau = niveau_of(gebied)
    if niveau is Niveau.LAND:
        return None
    found = areas_compared(
        release,
        indicator=indicator.code,
        niveau=niveau,
        schooljaar=schooljaar,
        binnen=regio_of(gebied),
    )
    point = next((each for each in found.points if each.gebied == gebied), None)
    target = found.target
    if point is None or target is None or len(found.comparable) < MIN_AREAS:
        return None
    if point.reden is not None or expects_too_few(point.n, p0=target.p0):
        return None
    words = (
        f"{indicator.onderwerp}: in {schooljaar} {_share((point.x, point.n))} van de "
        f"{indicator.eenheid} in {point.naam}, in {target.woorden} "
        f"{dutch.about(target.aandeel, of=target.n)}. {point.verdict.sentence}"
    )
    p = p_of_area(
        (point.x, point.n),
        p0=target.p0,
        tau_squared=found.tau_squared,
        followed=found.followed,
    )
    return _signal(indicator, Soort.GEBIEDEN, gebied, schooljaar, words, point.verdict, p)


_FIGUUR = {Soort.JAAR: "jaren", Soort.KWARTAAL: "kwartalen", Soort.GEBIEDEN: "vergelijken"}


def _signal(
    indicator: Indicator,
    soort: Soort,
    gebied: str,
    schooljaar: str,
    zin: str,
    verdict: Verdict,
    p: float,
) -> Signal:
    return Signal(
        code=f"{indicator.code}:{soort}",
        indicator=indicator.code,
        metric=METRIC_OF[indicator.kubus],
        soort=soort,
        gebied=gebied,
        schooljaar=schooljaar,
        zin=zin,
        verdict=verdict,
        regel=REGEL[soort],
        vraag=indicator.vraag,
        figuur=f"{_FIGUUR[soort]}-{indicator.code}",
        p=p,
    )


def _share(counts: tuple[int, int]) -> str:
    x, n = counts
    return dutch.about(clipped_share(x, of=n)[0], of=n)


def _year_before(schooljaar: str) -> str:
    first = int(schooljaar[:4])
    return f"{first - 1}-{first}"
