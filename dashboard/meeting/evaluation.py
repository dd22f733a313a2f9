"""A meeting as its documents see it: from the tables to `dashboard.verslag.model.Evaluation`.

Everything goes along, also what is confidential: the documents' own gate takes that out, in one
place. Figures are those that were sealed, without what was recalled since; a meeting that has not
begun has nothing to report.
"""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from dashboard.exhibits import Table
from dashboard.exports import Notes
from dashboard.meeting import period, store, together
from dashboard.meeting.desk import ShownPin, ShownPoint, shown_points
from dashboard.meeting.models import Onderdeel, Onderdeelsoort, Punt, Vergadering
from dashboard.meeting.store import Texts
from dashboard.verslag.model import (
    Agreement,
    Direction,
    Entry,
    Evaluation,
    Figure,
    Point,
    Status,
)

_DIRECTION = {"omhoog": Direction.UP, "omlaag": Direction.DOWN, "gelijk": Direction.SAME}
_STATUS = {
    store.OPEN: Status.GOING_ON,
    store.DONE: Status.DONE,
    store.DROPPED: Status.DROPPED,
}

Told = Callable[[store.Agreement], tuple[str, str]]
"""The name of the figure of an agreement, and what may be said of it now."""


def evaluation(
    session: Session, meeting: Vergadering, *, area: str, told: Told
) -> Evaluation | None:
    """Return a meeting as values; None when it has not begun.

    Args:
        session: where it is read.
        meeting: which one.
        area: as a reader says it.
        told: what the figure of an agreement shows now.
    """
    if meeting.begonnen_op is None:
        return None
    typed = store.texts_of(session, meeting)
    shown = {point.id: point for point in shown_points(session, meeting)}
    before = {each.id: each for each in store.predecessors(session, meeting)}
    earlier = store.as_agreements(session, store.carried_over(session, meeting), before)
    own = {each.id: each for each in store.agreements(session, [meeting])}
    points = tuple(_point(punt, shown[punt.id], typed, own, told) for punt in store.points(meeting))
    warnings = {
        text: None for point in shown.values() for pin in point.pins for text in pin.figure.warnings
    }
    return Evaluation(
        id=meeting.id,
        title=meeting.titel,
        area=area,
        period=f"schooljaar {period.year_name(meeting, None)}",
        day=meeting.datum,
        sealed_at=meeting.begonnen_op,
        organisations=tuple(each.organisatie for each in meeting.deelnemers),
        points=(*points, *together.points(session, meeting)),
        earlier=tuple(_agreement(each, told) for each in earlier),
        warnings=tuple(warnings),
    )


def _point(
    punt: Punt,
    shown: ShownPoint,
    typed: Texts,
    agreements: Mapping[str, store.Agreement],
    told: Told,
) -> Point:
    parts = [part for part in punt.onderdelen if not part.is_weg]
    remarks = [part for part in parts if part.soort == Onderdeelsoort.OPMERKING]
    readings = [part for part in parts if part.soort == Onderdeelsoort.UITLEG]
    pins = {pin.id for pin in shown.pins}
    outcome = typed.get(punt.id, {}).get("uitkomst", "").strip()
    return Point(
        title=shown.titel or "Punt zonder titel",
        introduction=shown.toelichting,
        rule=shown.regel,
        question=shown.vraag,
        figures=tuple(
            _figure(pin, [part for part in readings if part.pin_id == pin.id], typed)
            for pin in shown.pins
        ),
        outcomes=(Entry(outcome),) if outcome else (),
        remarks=_entries(remarks, typed),
        # an explanation whose figure was taken off the agenda is still somebody's explanation
        disagreements=_entries([part for part in readings if part.pin_id not in pins], typed),
        agreements=tuple(
            _agreement(agreements[part.id], told) for part in parts if part.id in agreements
        ),
    )


def _figure(pin: ShownPin, readings: list[Onderdeel], typed: Texts) -> Figure:
    figure = pin.figure
    explanations = _entries(readings, typed)
    if pin.is_broken:
        # what was sealed is lost, and what was seen before that is not what was discussed
        return Figure(
            title=figure.title,
            sentence=pin.is_broken,
            table=Table(figure.title, (), ()),
            selection=figure.selection,
            explanations=explanations,
        )
    return Figure(
        title=figure.title,
        sentence=figure.sentence,
        table=figure.table,
        selection=figure.selection,
        about=Notes(figure.title, figure.about),
        release=figure.vrijgave,
        peildatum=figure.day,
        digest=pin.hash,
        explanations=explanations,
        notices=pin.standing.notices,
    )


def _entries(parts: list[Onderdeel], typed: Texts) -> tuple[Entry, ...]:
    held = [typed.get(part.id, {}) for part in parts]
    return tuple(
        Entry(
            each["tekst"],
            each.get("organisatie", ""),
            is_confidential=each.get("vertrouwelijk") == "ja",
        )
        for each in held
        if each.get("tekst", "").strip()
    )


def _agreement(held: store.Agreement, told: Told) -> Agreement:
    figure, verdict = told(held)
    return Agreement(
        id=held.id,
        what=held.wat,
        organisation=held.organisatie,
        made=held.decided,
        by=held.wanneer,
        figure=figure,
        direction=_DIRECTION.get(held.richting),
        status=_STATUS[held.status],
        reason=held.reden,
        verdict=verdict,
        is_confidential=held.is_confidential,
    )
