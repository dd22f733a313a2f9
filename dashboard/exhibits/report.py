"""The yearly report to the gemeenteraad: three school years side by side, and what it lacks."""

from collections.abc import Sequence

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table, largest
from dashboard.exhibits.about import REPORT as ABOUT
from dashboard.exhibits.curves import year_name
from dashboard.exhibits.size import over_pupils
from dashboard.state import State
from etl.domain.codes import ONDERWIJSSOORT
from etl.released import answers, dutch
from etl.released.mas_cubes import TOTAAL
from etl.released.reader import Release
from etl.released.rows import Filters, Omvang, Question
from etl.released.views import shows_any
from etl.released.withheld import why_not_shown

YEARS_SHOWN = 3

MISSING = (
    ("Vervangende leerplicht (artikel 3a en 3b)", "Die staat niet in de levering."),
    (
        "Vrijstellingen naar artikel (5 onder a, 5 onder b, 15)",
        "Alleen zaken die eindigen met een vrijstelling zijn geteld, zonder het artikel.",
    ),
    (
        "Absoluut verzuim: opgespoord en weer ingeschreven",
        "De monitor telt de zaken die zijn gemeld. Terugkeer staat hier voor alle zaken samen.",
    ),
    (
        "Langdurig relatief verzuim naar duur",
        "Begin, toename en langer dan drie maanden zijn niet apart te tellen.",
    ),
    ("Verlof en geoorloofd verzuim", "Alleen ongeoorloofd verzuim wordt geleverd."),
    ("Voortijdig schoolverlaten en 18 jaar en ouder", "Dat valt buiten de MAS."),
    (
        "Processen-verbaal en Halt bij de partner",
        "Geteld is de gekozen route, niet wat het OM of Halt ontving.",
    ),
)
"""What the report to the raad or the leerplichttelling asks, and the data do not hold."""

BROKEN_OFF = (
    "Schooljaar {} loopt nog. Het verslag aan de raad gaat over het laatste schooljaar dat voorbij "
    "is."
)
UNITS = (
    "Een leerling kan meer dan één zaak hebben: zaken en leerlingen zijn verschillende tellingen. "
    "Per 1.000 is het aantal zaken per 1.000 leerlingen van de gemeenten die leverden."
)
NO_TOTAL = "Hoeveel zaken er in {} zijn, is niet te tonen. Wat wel te tonen is, staat in de tabel."
NO_RATE = (
    "Per 1.000 staat er niet: van dit gebied is het aantal leerlingen niet bekend, of niet van "
    "alle gemeenten."
)
OVERLAP = "Een zaak kan bij meer dan één onderwerp horen; de onderwerpen tellen niet op."
ROUTES_TOO = (
    "Kreeg een zaak meer dan één route, dan telt zij hier bij elk daarvan. Strafrecht telt bij de "
    "processen-verbaal. Op de pagina Routes staan daarom andere aantallen."
)


def years_shown(release: Release, state: State) -> tuple[str, ...]:
    """Return the chosen school year and the two before it, from old to new."""
    return (*release.years_before(state.schooljaar), state.schooljaar)[-YEARS_SHOWN:]


def _make(release: Release, state: State) -> Shown | Empty:
    years = years_shown(release, state)
    rows = answers.rapport(release, state.gebied, years)
    if all(year.zaken is None for row in rows for year in row.years):
        return _nothing(release, state)
    sizes = [_size(release, state, schooljaar=year) for year in years]
    return Shown(
        sentence=_sentence(release, state, years),
        table=Table(
            _caption(state, "onderwerp"),
            (Column("Onderwerp"), *_columns(release, state, years)),
            tuple(
                _row(
                    row.label,
                    # the sentence tells the total, also where its year shows nothing else
                    sizes
                    if row.code == TOTAAL
                    else [Omvang(y.zaken, y.leerlingen, y.per_1000) for y in row.years],
                )
                for row in rows
            ),
        ),
        notes=(
            *_running(release, state),
            UNITS,
            *_no_rate(sizes),
            OVERLAP,
            ROUTES_TOO,
            *(f"Niet in dit rapport: {what}. {why}" for what, why in MISSING),
        ),
    )


def _make_schools(release: Release, state: State) -> Shown | Empty:
    years = years_shown(release, state)
    rows = tuple(
        _row(
            code.label,
            [_narrowed(release, state, schooljaar=year, code=code.code) for year in years],
        )
        for code in ONDERWIJSSOORT.codes
    )
    if all(cell is None for row in rows for cell in row[1:]):
        return _nothing(release, state)
    return Shown(
        sentence=_schools_sentence(release, state),
        table=Table(
            _caption(state, "onderwijssoort"),
            (Column("Onderwijssoort"), *_columns(release, state, years)),
            rows,
        ),
        notes=_running(release, state),
        reading=(UNITS,),
    )


def _nothing(release: Release, state: State) -> Empty:
    answer = answers.omvang(release, Question(state.gebied, state.schooljaar))
    if answer.hidden:
        return Empty.of(answer.hidden)
    few = "Er zijn te weinig zaken om dit te tonen."
    return Empty(why_not_shown(answer.totaal, few=few), "Kies een groter gebied.")


def _narrowed(release: Release, state: State, *, schooljaar: str, code: str) -> Omvang:
    return _size(release, state, schooljaar=schooljaar, filters=(("onderwijssoort", code),))


def _size(release: Release, state: State, *, schooljaar: str, filters: Filters = ()) -> Omvang:
    answer = answers.omvang(release, Question(state.gebied, schooljaar, filters))
    return answer.rows[0] if answer.rows else Omvang(None, None, None)


def _sentence(release: Release, state: State, years: Sequence[str]) -> str:
    sizes = {year: answers.omvang(release, Question(state.gebied, year)) for year in years}
    hidden = sizes[state.schooljaar].hidden
    if hidden and shows_any(release, state.question):
        return NO_TOTAL.format(state.schooljaar)
    if hidden:
        return hidden.sentence
    told = {year: size.rows[0] for year, size in sizes.items() if size.rows}
    now = told[state.schooljaar]
    text = (
        f"In {state.schooljaar} zijn in {state.gebied_naam} {dutch.count(now.zaken)} zaken "
        f"gemeld{over_pupils(now)}"
    )
    before = [
        f"{dutch.count(size.zaken)} in {year}"
        for year, size in told.items()
        if year != state.schooljaar
    ]
    return f"{text}. Het waren er {dutch.listed(before)}." if before else f"{text}."


def _schools_sentence(release: Release, state: State) -> str:
    question = Question(state.gebied, state.schooljaar)
    shares = answers.omvang_per(release, question, ONDERWIJSSOORT.name).rows
    shown = largest.by_size(shares)
    if not shown:
        total = release.total(gebied=state.gebied, schooljaar=state.schooljaar)
        few = f"Over {state.schooljaar} zijn er te weinig zaken om per onderwijssoort te tonen."
        return why_not_shown(total, few=few)
    equal = largest.tied(shares)
    most = equal[0]
    names = dutch.listed([row.label for row in equal])
    told = f"{names} ({'elk ' if len(equal) > 1 else ''}{dutch.count(most.zaken)} zaken)."
    if largest.is_certain(most, shares):
        return f"De meeste zaken in {state.schooljaar} komen uit: {told}"
    if len(shown) == 1:
        return f"Over {state.schooljaar} kunnen we alleen dit aantal tonen: {told}"
    return f"De meeste zaken die we over {state.schooljaar} kunnen tonen, komen uit: {told}"


def _columns(release: Release, state: State, years: Sequence[str]) -> tuple[Column, ...]:
    names = [year_name(release, year, state.gebied) for year in years]
    return tuple(
        Column(f"{unit} {name}", kind)
        for unit, kind in (
            ("Zaken", Kind.COUNT),
            ("Leerlingen", Kind.COUNT),
            ("Zaken per 1.000 leerlingen,", Kind.NUMBER),
        )
        for name in names
    )


def _row(label: str, years: Sequence[Omvang]) -> tuple[Cell, ...]:
    return (
        label,
        *(year.zaken for year in years),
        *(year.leerlingen for year in years),
        *(year.per_1000 for year in years),
    )


def _caption(state: State, by: str) -> str:
    return f"Zaken en leerlingen per {by} in {state.gebied_naam}, t/m schooljaar {state.schooljaar}"


def _no_rate(sizes: Sequence[Omvang]) -> tuple[str, ...]:
    """Say why no schooljaar has zaken per 1,000 pupils, where it has zaken."""
    counted = [size for size in sizes if size.zaken is not None]
    has_none = counted and all(size.per_1000 is None for size in counted)
    return (NO_RATE,) if has_none else ()


def _running(release: Release, state: State) -> tuple[str, ...]:
    running = release.is_running(state.gebied, state.schooljaar)
    return (BROKEN_OFF.format(state.schooljaar),) if running else ()


REPORT = Exhibit(
    id="rapport",
    metric="rapport",
    question="Wat meldt het college aan de raad?",
    make=_make,
    about=ABOUT,
)
SCHOOLS = Exhibit(
    id="rapport-onderwijssoort",
    metric="rapport",
    question="Uit welke onderwijssoort komen de zaken?",
    make=_make_schools,
    about=ABOUT,
)
