"""Counted beside expected: the answer to "our zaken are heavier"."""

from functools import partial

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table, about
from dashboard.exhibits.compare import label_of, marked
from dashboard.state import State
from etl.domain.areas import Niveau, name_of
from etl.domain.disclosure import LADDER_OWN_DIMENSION
from etl.released import cubes
from etl.released.comparable import why_not
from etl.released.expected import expected
from etl.released.indicators import INDICATORS, METRIC_OF, Indicator
from etl.released.reader import Release

HOW = (
    "Verwacht is wat u zou tellen als het in deze regio ging zoals in heel Nederland bij zaken met "
    "dezelfde onderwijssoort, hetzelfde soort verzuim en dezelfde leeftijd. Route en doorlooptijd "
    "tellen daarin niet mee: dat zijn uitkomsten."
)
NOT_EACH_OTHER = (
    "Elke regio is zo vergeleken met Nederland. Vergelijk de verhoudingen van twee regio's niet "
    "met elkaar: hun leerlingen verschillen."
)
NO_REGION = Empty(
    "Verwachte aantallen zijn er alleen voor regio's.", "Kies hierboven een regio of gemeente."
)


def _make(indicator: Indicator, release: Release, state: State) -> Shown | Empty:
    gebied = marked(state, niveau=Niveau.REGIO)
    if gebied is None:
        return NO_REGION
    unfair = why_not(release, gebied, state.schooljaar, METRIC_OF[indicator.kubus])
    if unfair:
        return Empty(unfair.sentence, "Vergelijk de regio met zichzelf.")
    found = expected(release, indicator, gebied=gebied, schooljaar=state.schooljaar)
    if found is None:
        return Empty(
            f"Voor {name_of(gebied)} is er geen verwacht aantal. Dat is er als er minstens "
            f"{LADDER_OWN_DIMENSION} te verwachten zijn, als er genoeg regio's zijn om Nederland "
            "van te maken, en als het te tonen is.",
            "Kies een ander schooljaar of een andere vraag.",
        )
    return Shown(
        sentence=f"{name_of(gebied)}. {found.sentence}",
        table=Table(
            f"{label_of(indicator)} in {name_of(gebied)}, {state.years}",
            (
                Column("Regio"),
                Column("Geteld", Kind.COUNT),
                Column("Verwacht", Kind.COUNT),
                Column("Geteld gedeeld door verwacht", Kind.RATIO),
                Column("Minstens", Kind.RATIO),
                Column("Hoogstens", Kind.RATIO),
                Column("Verschil met Nederland"),
            ),
            (
                (
                    name_of(gebied),
                    found.geteld,
                    found.verwacht,
                    round(found.verhouding, 2),
                    round(found.laag, 2),
                    round(found.hoog, 2),
                    found.verdict.label,
                ),
            ),
            ((gebied,),),
        ),
        notes=(NOT_EACH_OTHER,),
        reading=(HOW,),
    )


EXPECTED = {
    each.code: Exhibit(
        id=f"verwacht-{each.code}",
        metric=about.EXPECTED.name,
        question=f"{label_of(each)} – wat was bij deze leerlingen te verwachten?",
        make=partial(_make, each),
        about=about.EXPECTED,
    )
    for each in INDICATORS
    if each.code in cubes.EXPECTED.codes
}
"""Without leg_uit: whether a deviation is explained does not hang on who the pupil is."""
