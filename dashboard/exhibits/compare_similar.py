"""The regions most like the chosen one, with why: the fairest neighbours to look at."""

from functools import partial

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table, about
from dashboard.exhibits.compare import NUMBER_HIDDEN, label_of, marked, unit_of
from dashboard.state import State
from etl.domain.areas import Niveau, name_of
from etl.domain.registration import Reason
from etl.released import dutch, withheld
from etl.released.comparable import why_not
from etl.released.followed import followed_of
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator, counted, counted_of
from etl.released.intervals import clipped_share
from etl.released.reader import Release
from etl.released.similar import POINTS_OF_MIX, Similar, similar_regions
from etl.released.verdict import verdict_of_change

DISTANCE = (
    "Het meest vergelijkbaar zijn regio's met ongeveer evenveel leerlingen en dezelfde soorten "
    f"verzuim. Twee keer zo veel leerlingen telt even zwaar als {POINTS_OF_MIX} procentpunten "
    "andere soorten. Hoe stedelijk een regio is, weten we hier niet."
)
BY_ZAKEN = (
    "Niet van alle regio's zijn leerlingen geleverd. Waar ze ontbreken, telt het aantal zaken."
)


def _make(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    gebied = marked(state, niveau=Niveau.REGIO)
    if gebied is None:
        return Empty(
            "Vergelijkbare regio's zoeken we bij een regio.",
            "Kies hierboven een regio of gemeente.",
        )
    near = similar_regions(release, gebied, state.schooljaar)
    own = counted(release, indicator, gebied=gebied, schooljaar=state.schooljaar)
    if not near or own is None:
        return Empty(
            f"Dit is niet te tonen van {name_of(gebied)}, of van andere regio's. "
            f"{withheld.rule(is_followed=indicator.is_curve)}",
            "Kies een ander schooljaar of een andere vraag.",
        )
    unfair = why_not(release, gebied, state.schooljaar, METRIC_OF[indicator.kubus])
    rows = [
        _row(
            indicator,
            release,
            state,
            own=own,
            own_gebied=gebied,
            other=other,
            own_unfair=unfair,
        )
        for other in near
    ]
    share = dutch.about(clipped_share(own[0], of=own[1])[0], of=own[1])
    return Shown(
        sentence=(
            f"{name_of(gebied)}: {share} van de {unit_of(indicator)}. Het meest vergelijkbaar: "
            f"{dutch.listed([each.naam for each in near])}."
        ),
        table=Table(
            f"{label_of(indicator)} in de {len(near)} meest vergelijkbare regio's, {state.years}",
            (
                Column("Regio"),
                Column("Leerlingen", Kind.COUNT),
                Column("Hoeveel keer zo groot", Kind.NUMBER),
                Column("Andere soorten verzuim (procentpunt)", Kind.COUNT),
                Column("Aandeel", Kind.SHARE),
                Column("Minstens", Kind.SHARE),
                Column("Hoogstens", Kind.SHARE),
                Column("Verschil met de eigen regio"),
            ),
            tuple(rows),
            # each is set beside the region itself
            tuple((gebied, other.gebied) for other in near),
        ),
        notes=(
            *(() if all(each.leerlingen for each in near) else (BY_ZAKEN,)),
            *((unfair.sentence,) if unfair else ()),
        ),
        reading=(DISTANCE,),
    )


def _row(
    indicator: Indicator,
    release: Release,
    state: State,
    *,
    own: tuple[int, int],
    own_gebied: str,
    other: Similar,
    own_unfair: Reason | None,
) -> tuple[Cell, ...]:
    found = counted(release, indicator, gebied=other.gebied, schooljaar=state.schooljaar)
    like = (other.naam, other.leerlingen, round(other.keer, 1), round(other.punten))
    if found is None:
        n = counted_of(release, indicator, gebied=other.gebied, schooljaar=state.schooljaar)
        why = withheld.NOT_SHOWN_LABEL if n is None else NUMBER_HIDDEN
        return (*like, None, None, None, why)
    x, n = found
    unfair = own_unfair or why_not(
        release, other.gebied, state.schooljaar, METRIC_OF[indicator.kubus]
    )
    of_other, of_own = (
        followed_of(release, indicator, gebied=each, schooljaar=state.schooljaar)
        for each in (other.gebied, own_gebied)
    )
    says = (
        f"Niet te vergelijken: {unfair.label}"
        if unfair
        else verdict_of_change(found, own, followed=(of_other, of_own)).label
    )
    return (*like, *clipped_share(x, of=n, followed=of_other), says)


SIMILAR = {
    each.code: Exhibit(
        id=f"vergelijkbaar-{each.code}",
        metric=about.SIMILAR.name,
        question=f"{label_of(each)} – de meest vergelijkbare regio's",
        make=partial(_make, each),
        about=about.SIMILAR,
    )
    for each in INDICATORS
}
