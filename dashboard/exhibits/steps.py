"""How long each box of the MAS takes, for the picture that the field knows."""

from dashboard.components.steps import BoxValue
from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table, curves
from dashboard.exhibits.throughput import steps_sentence
from dashboard.state import State
from etl.domain.disclosure import MEDIAN_FROM
from etl.domain.steps import BOX, BOXES
from etl.released import answers, dutch
from etl.released.curves import WEEKS
from etl.released.reader import Release
from etl.released.rows import Curve

CASE = "zaak"
NO_TERM = (
    f"Een streepje (–): minder dan {MEDIAN_FROM} uitvoeringen, de helft is nog niet klaar, of het "
    "is niet te tonen."
)
MEASURE = "na zoveel tijd is de helft van de uitvoeringen klaar (mediaan)."


def _make(release: Release, state: State) -> Shown | Empty:
    answer = answers.doorlooptijd(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    boxes = {row.code: row for row in answer.rows if row.code in BOX}
    known = [row for row in boxes.values() if row.mediaan_dagen is not None]
    return Shown(
        sentence=steps_sentence(known),
        table=Table(
            f"Doorlooptijd per stap in {state.gebied_naam}, {state.years}, {state.selection}",
            (
                Column("Stap"),
                Column("Fase"),
                Column("Uitvoeringen", Kind.COUNT),
                Column("Nog open", Kind.COUNT),
                Column("Helft klaar na (dagen)", Kind.DAYS),
                Column("90% klaar na (dagen)", Kind.DAYS),
            ),
            tuple(
                (
                    f"{box.code} {box.title}",
                    box.fase,
                    *(
                        (row.totaal, row.open_nu, row.mediaan_dagen, row.p90_dagen)
                        if (row := boxes.get(box.code))
                        else (None,) * 4
                    ),
                )
                for box in BOXES
            ),
        ),
        notes=(
            *curves.clock_notes(release),
            *((NO_TERM,) if len(known) < len(BOX) else ()),
        ),
        reading=(
            "Mediaan en 90% zijn berekend uit afgeronde aantallen, in hele weken. Het zijn "
            "kalenderdagen, tenzij er anders bij staat.",
        ),
    )


def _weeks(row: Curve) -> float:
    return (row.mediaan_dagen or 0) / WEEKS[row.klok]


def box_values(release: Release, state: State) -> dict[str, BoxValue]:
    """Return what stands on each box of the picture; a box without a median stays a dash."""
    rows = [row for row in answers.doorlooptijd(release, state.question).rows if row.code in BOX]
    longest = max((_weeks(row) for row in rows), default=0) or 1
    return {
        row.code: BoxValue(
            # days are read off in whole weeks, one at least: a week may be a day
            text="tot 1 week" if _weeks(row) == 1 else curves.in_words(row.mediaan_dagen, row.klok),
            detail=f"{dutch.count(row.totaal)} keer"
            + (f", {dutch.count(row.open_nu)} open" if row.open_nu else ""),
            weight=_weeks(row) / longest,
        )
        for row in rows
    }


STEPS = Exhibit(
    id="mas-stappen",
    metric="doorlooptijd",
    question="Hoe lang duren de stappen van de MAS?",
    make=_make,
)
