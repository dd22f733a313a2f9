"""The MAS itself and what deviations go with: phases, the instrument, advice, and return.

An explained deviation is good practice: no sentence here calls one a fault, and a difference in
return is never said to come from deviating.
"""

from collections.abc import Mapping
from functools import partial

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table, counted, wider
from dashboard.exhibits.parts import INTERVAL, Parts, exhibit, lowered, named, shown
from dashboard.figures import bars
from dashboard.state import State
from etl.domain import codes
from etl.domain.disclosure import LADDER_ONE_FILTER
from etl.released import dutch, mas_answers, mas_cubes
from etl.released.mas_cubes import SPOOR_A, pair
from etl.released.reader import Release
from etl.released.rows import Part
from etl.released.withheld import why_not_shown

PHASES_OWN = "Welke stap bij welke fase hoort, is een indeling van dit product."
NO_CAUSE = (
    "Een verschil komt niet vanzelf door het afwijken: er wordt juist afgeweken in zaken die "
    "anders zijn. Dit is een vraag om samen te bespreken, geen oordeel."
)
SHORT = {
    "advies": "Stap 7: anders dan het advies",
    "zonder_3_tot_6": "Geen stap 3 t/m 6, zware keuze",
    "zonder_7": "Geen stap 7, zware keuze",
    "alleen_vastgelegd": "Alleen vastgelegd",
}
"""Names that fit on a small screen; the table has them whole."""

WHERE_TOLD = {
    "advies": "blijkt {} bij stap 7, uit een andere keuze dan het advies",
    "zonder_3_tot_6": "blijkt {} bij stap 3 t/m 6, die niet in de gegevens staan bij een zware "
    "keuze",
    "zonder_7": "blijkt {} bij stap 7, die niet in de gegevens staat bij een zware keuze",
    "alleen_vastgelegd": "is {} alleen vastgelegd, en is de stap niet bekend",
}
"""Where a deviation shows, by code, with room for the share."""

PART_OF_MAS = "Een andere keuze dan het advies hoort bij de MAS, als die is uitgelegd."


def _phases(rows: tuple[Part, ...]) -> str:
    *phases, any_phase = rows
    told = []
    if any_phase.aandeel is not None:
        told.append(
            f"Van de {dutch.count(any_phase.totaal)} afgeronde zaken heeft "
            f"{dutch.about(any_phase.aandeel, of=any_phase.totaal)} in minstens één fase geen stap "
            "in de gegevens."
        )
    most = max(shown(tuple(phases)), key=lambda row: row.aandeel or 0, default=None)
    if most is not None:
        share = dutch.about(most.aandeel, of=most.totaal)
        lacks = f"een stap bij {most.label.lower()} ({share})."
        # a phase that is not shown lacks in no more zaken than all phases together
        is_whole = len(shown(tuple(phases))) == len(phases) or most.zaken == any_phase.zaken
        told.append(
            f"Het vaakst ontbreekt {lacks}"
            if is_whole
            else f"Van de fasen die we kunnen tonen, ontbreekt het vaakst {lacks}"
        )
    return " ".join(told)


def _heavy(rows: tuple[Part, ...]) -> str:
    return f"Alle vijf fasen hebben een stap in de gegevens: {named(rows)}."


def _used(rows: tuple[Part, ...]) -> str:
    used, _, unknown = rows
    first = (
        f"Van de {dutch.count(used.totaal)} zaken in spoor A met een keuze is bij "
        f"{dutch.about(used.aandeel, of=used.totaal)} het signaleringsinstrument gebruikt."
        if used.aandeel is not None
        else "Hoe vaak het signaleringsinstrument is gebruikt, is niet te tonen."
    )
    if unknown.aandeel is None:
        return first
    return f"{first} Bij {dutch.about(unknown.aandeel, of=unknown.totaal)} is dat niet bekend."


def _where(rows: tuple[Part, ...]) -> str:
    told = shown(rows)
    most = max(told, key=lambda row: row.aandeel or 0)
    shows = WHERE_TOLD[most.code].format(dutch.about(most.aandeel, of=most.totaal))
    return f"Van de {dutch.count(most.totaal)} afwijkingen {shows}."


def _beside(rows: tuple[Part, ...]) -> str:
    pair_of = shown(rows[:2])
    if not pair_of:
        return "Voor zaken volgens de MAS en afwijkingen samen is dit niet te tonen."
    told = [
        f"{row.label.lower().replace('mas', 'MAS')} {dutch.about(row.aandeel, of=row.totaal)}"
        f"{dutch.bracketed(dutch.between(row.laag, row.hoog))}"
        for row in pair_of
    ]
    return f"Binnen 90 dagen terug in het onderwijs: {dutch.listed(told)}."


def _matrix(release: Release, state: State) -> Shown | Empty:
    answer = mas_answers.advies_keuze(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    cells = {row.code: row for row in answer.rows}
    followed = [cells[pair(advies, advies)] for advies in SPOOR_A]
    only_counts = counted.has_counts(answer.rows)
    if not only_counts and all(row.aandeel is None for row in answer.rows):
        few = f"Er zijn te weinig zaken: de matrix is er vanaf {LADDER_ONE_FILTER} zaken."
        total = release.total(gebied=state.gebied, schooljaar=state.schooljaar)
        why = why_not_shown(total, few=few, least=LADDER_ONE_FILTER)
        return Empty(why, wider(state))
    return Shown(
        sentence=counted.told(answer.rows) if only_counts else _matrix_sentence(followed),
        table=_matrix_table(cells, state),
        chart=None
        if only_counts
        else bars.shares(
            [
                bars.Group(
                    state.schooljaar,
                    tuple(
                        bars.Bar(
                            codes.ROUTECATEGORIE.label(advies),
                            row.zaken,
                            row.aandeel,
                            row.laag,
                            row.hoog,
                        )
                        for advies, row in zip(SPOOR_A, followed, strict=True)
                    ),
                )
            ],
            axis="Aandeel gekozen zoals geadviseerd",
        ),
        notes=(PART_OF_MAS,),
        reading=(
            "In de tabel staat per advies welk deel welke route kreeg. Alleen spoor A: daar "
            "adviseert het signaleringsinstrument. De matrix is er vanaf 300 zaken.",
            *(() if only_counts else (INTERVAL,)),
        ),
    )


def _matrix_sentence(followed: list[Part]) -> str:
    told = [
        f"{lowered(codes.ROUTECATEGORIE.label(row.code.partition(':')[0]))} "
        f"{dutch.about(row.aandeel, of=row.totaal)}"
        for row in sorted(shown(tuple(followed)), key=lambda row: row.totaal or 0, reverse=True)
    ]
    if not told:
        return "Bij geen enkel advies is te tonen hoe vaak de keuze gelijk was."
    return f"Gekozen zoals geadviseerd, naar advies: {dutch.listed(told[:3])}."


def _matrix_table(cells: Mapping[str, Part], state: State) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            codes.ROUTECATEGORIE.label(advies),
            cells[pair(advies, advies)].totaal,
            *(cells[pair(advies, keuze)].aandeel for keuze in SPOOR_A),
            *(cells[pair(advies, keuze)].zaken for keuze in SPOOR_A),
        )
        for advies in SPOOR_A
    ]
    labels = [codes.ROUTECATEGORIE.label(keuze) for keuze in SPOOR_A]
    return Table(
        f"Advies (rijen) en keuze (kolommen) in {state.gebied_naam}, "
        f"{state.years}, {state.selection}",
        (
            Column("Advies"),
            Column("Zaken met dit advies", Kind.COUNT),
            *(Column(f"Koos {label}", Kind.SHARE) for label in labels),
            *(Column(f"Zaken {label}", Kind.COUNT) for label in labels),
        ),
        tuple(rows),
    )


PHASES = exhibit(
    Parts(
        id="fasen",
        metric="fasen",
        question="Welke fasen van de MAS hebben geen stap in de gegevens?",
        groups=(("", mas_answers.fasen),),
        first="Fase",
        part="Zonder stap",
        total="Afgeronde zaken",
        axis="Aandeel zonder stap in de fase",
        sentence=_phases,
        notes=(
            "Een fase zonder stap is geen fout: de stap kan wel zijn gezet maar niet vastgelegd. "
            f"{PHASES_OWN}",
        ),
        reading=("Was er geen route nodig, dan ontbreekt de fase handelen niet.",),
    )
)

HEAVY = exhibit(
    Parts(
        id="fasen-zwaar",
        metric="fasen",
        question="Zijn de vijf fasen ook doorlopen bij vroeg en zwaar ingrijpen?",
        groups=(("", mas_answers.vijf_fasen),),
        first="Welke zaken",
        part="Alle vijf fasen",
        total="Afgeronde zaken",
        axis="Aandeel met een stap in elke fase",
        sentence=_heavy,
        notes=(
            "Vroeg en zwaar ingrijpen kan nodig zijn. Ook dan doorloopt men volgens de MAS de "
            "vijf fasen.",
        ),
        reading=(
            "Zwaar: verplicht kader, strafrecht of proces-verbaal. Vroeg: stap 8 begon binnen 28 "
            f"dagen na de melding; die grens is van dit product. {PHASES_OWN}",
        ),
    )
)

INSTRUMENT = exhibit(
    Parts(
        id="signaleringsinstrument",
        metric="signaleringsinstrument",
        question="Is het signaleringsinstrument gebruikt bij de keuze?",
        groups=(("", mas_answers.instrument),),
        first="Gebruikt",
        part="Zaken",
        total="Met een keuze, spoor A",
        axis="Aandeel van de zaken met een keuze",
        sentence=_used,
        reading=("Alleen spoor A: bij luxeverzuim hoort het instrument niet bij de keuze.",),
    )
)

MATRIX = Exhibit(
    id="advies-keuze",
    metric="advies_keuze",
    question="Wat is geadviseerd, en wat is gekozen?",
    make=_matrix,
)

WHERE = exhibit(
    Parts(
        id="leg-uit-stap",
        metric="afwijking_per_stap",
        question="Bij welke stap blijkt een afwijking?",
        groups=(("", mas_answers.per_stap),),
        first="Waar het blijkt",
        part="Zaken",
        total="Alle afwijkingen",
        axis="Aandeel van de afwijkingen",
        sentence=_where,
        notes=(
            "Een zaak kan op meer plaatsen afwijken; de delen tellen niet op. Een stap die niet in "
            "de gegevens staat, kan wel zijn gezet.",
        ),
        short=SHORT,
    )
)

BESIDE = exhibit(
    Parts(
        id="leg-uit-terugkeer",
        metric="afwijking_en_terugkeer",
        question="Hoe gaat het met zaken die afwijken, naast zaken volgens de MAS?",
        groups=(
            ("Terug binnen 90 dagen", mas_answers.naast_elkaar),
            ("Klaar binnen 90 dagen", partial(mas_answers.naast_elkaar, what=mas_cubes.KLAAR)),
        ),
        first="Zaken",
        part="Binnen 90 dagen",
        total="Gevolgde zaken",
        axis="Aandeel van de gevolgde zaken",
        sentence=_beside,
        nothing=f"Er zijn te weinig zaken: dit cijfer is er vanaf {LADDER_ONE_FILTER}.",
        least=LADDER_ONE_FILTER,
        is_followed=True,
        notes=(NO_CAUSE,),
        reading=(
            "Het gaat om zaken die minstens 90 dagen voor de peildatum zijn gemeld, in gebieden "
            "met minstens 300 zaken.",
        ),
    )
)
