"""How many zaken and leerlingen there are, over the school years."""

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table, breaks, registered
from dashboard.exhibits.curves import year_name
from dashboard.state import State
from etl.domain.schooljaren import are_together
from etl.released import answers, dutch
from etl.released.reader import Release
from etl.released.rows import Omvang, Question


def size(release: Release, state: State, *, schooljaar: str | None = None) -> Omvang | None:
    """Return the size of what the state shows; None when it is hidden."""
    question = Question(state.gebied, schooljaar or state.schooljaar, state.filters)
    answer = answers.omvang(release, question)
    return answer.rows[0] if answer.rows else None


def over_pupils(size: Omvang) -> str:
    """Say over how many leerlingen zaken are, where that is shown."""
    if size.leerlingen is None:
        return ""
    return f", over {dutch.count(size.leerlingen)} leerlingen"


def _make(release: Release, state: State) -> Shown | Empty:
    answer = answers.omvang(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    [now] = answer.rows
    own = (state.schooljaar,) if are_together(state.schooljaar) else ()
    years = [(year, size(release, state, schooljaar=year)) for year in (*release.schooljaren, *own)]
    return Shown(
        sentence=f"In {state.years} zijn er {dutch.count(now.zaken)} zaken gemeld"
        f"{over_pupils(now)}.",
        table=Table(
            f"Zaken en leerlingen in {state.gebied_naam}, {state.selection}",
            (
                Column("Schooljaar"),
                Column("Zaken", Kind.COUNT),
                Column("Leerlingen", Kind.COUNT),
                Column("Zaken per 1.000 leerlingen", Kind.NUMBER),
            ),
            tuple(
                (
                    year_name(release, year, state.gebied),
                    each.zaken if each else None,
                    each.leerlingen if each else None,
                    each.per_1000 if each else None,
                )
                for year, each in years
            ),
        ),
        notes=(
            *registered.notes(release, state, "omvang"),
            *breaks.beside(release, state, "omvang", most=len(years)),
        ),
    )


SIZE = Exhibit(
    id="omvang", metric="omvang", question="Hoeveel zaken zijn er per schooljaar?", make=_make
)
