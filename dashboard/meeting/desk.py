"""The table of a meeting: its agenda with everything that is typed, and the screen for the room.

One page serves preparing, holding and looking back, for every role: what a role may do decides
which controls are there, and `dashboard.meeting.live` decides again at every change.
"""

from dataclasses import dataclass

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard.exhibits.compare import label_of
from dashboard.meeting import access, forms, live, page, period, recalled, seal, store, words
from dashboard.meeting.database import current_database
from dashboard.meeting.follow import Followed, can_follow, follow
from dashboard.meeting.models import Bron, Pin, Punt, Rol, Status, Vergadering
from dashboard.meeting.news import whats_new
from dashboard.meeting.seal import Sealed
from dashboard.meeting.standing import Standing, standing
from etl.released.indicators import INDICATORS

EDITORS = (Rol.LEIDER, Rol.DEELNEMER)
READERS = (*EDITORS, Rol.LEZER)


@dataclass(frozen=True)
class ShownPin:
    """A pinned figure as the page shows it."""

    id: str
    figure: Sealed
    is_sealed: bool
    hash: str
    standing: Standing
    can_follow: bool
    """An agreement can be about it, and the monitor then looks how it goes."""

    is_broken: str = ""


@dataclass(frozen=True)
class ShownPoint:
    """A point of the agenda; what is typed in it comes from the live part."""

    id: str
    number: int
    titel: str
    toelichting: str
    bron: Bron
    regel: str
    vraag: str
    pins: tuple[ShownPin, ...]
    is_weg: bool


def meeting_of(session: Session, vergadering: str) -> Vergadering:
    """Return a meeting; 404 when there is none."""
    found = session.get(Vergadering, vergadering)
    if found is None:
        flask.abort(404)
    return found


def shown_points(session: Session, meeting: Vergadering) -> list[ShownPoint]:
    """Return the agenda, with every figure as it is kept and how it stands today."""
    typed = store.texts_of(session, meeting)
    gone = recalled.introductions(session, meeting)
    number = 0
    found = []
    for punt in meeting.punten:
        number += 0 if punt.is_weg else 1
        held = typed.get(punt.id, {})
        found.append(
            ShownPoint(
                id=punt.id,
                number=number,
                titel=held.get("titel", ""),
                toelichting=recalled.TAKEN_BACK
                if punt.id in gone
                else held.get(recalled.INTRODUCTION, ""),
                bron=Bron(punt.bron),
                regel=punt.regel,
                vraag=punt.vraag,
                pins=tuple(shown_pin(pin) for pin in _pins(punt)),
                is_weg=punt.is_weg,
            )
        )
    return found


def shown_pin(pin: Pin) -> ShownPin:
    """Open a kept figure and look how it stands against the current release."""
    text = pin.zegel or pin.gezien
    broken = ""
    try:
        figure = seal.opened(text, digest=pin.zegel_hash)
    except seal.Broken as error:
        broken = str(error)
        figure = seal.opened(pin.gezien)
    how = standing(figure, page.release(), page.exhibits(), recalled=page.recalled(figure.vrijgave))
    return ShownPin(
        id=pin.id,
        figure=how.figure,
        is_sealed=pin.zegel is not None,
        hash=pin.zegel_hash or "",
        standing=how,
        can_follow=can_follow(pin.figuur, pin.vraag),
        is_broken=broken,
    )


def table(vergadering: str) -> Response:
    """Show the table of a meeting."""
    held = access.required(vergadering, *Rol)
    if held.may(Rol.QUICKSCAN):
        return flask.redirect(f"/vergadering/{vergadering}/quickscan")
    if held.may(Rol.LEZER):
        return screen(vergadering)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "tafel.html",
            vergadering=meeting,
            gebied=page.area_of(meeting),
            schooljaar=period.year_name(meeting, page.release()),
            rol=held.rol,
            is_leider=held.may(Rol.LEIDER),
            is_open=meeting.status != Status.GESLOTEN,
            punten=shown_points(session, meeting),
            eerder=_earlier(session, meeting),
            cijfers=_followable(),
            volgende=_next_step(meeting, held.rol),
            langste=words.LONGEST,
            toon_nieuw=flask.request.args.get("nieuw", ""),
            nieuws=_news(session, meeting, held.rol),
        )


def screen(vergadering: str) -> Response:
    """Show the screen for the room: one point at a time, nothing that is confidential."""
    held = access.required(vergadering, *READERS)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        shown = [point for point in shown_points(session, meeting) if not point.is_weg]
        return page.render(
            "scherm.html",
            met_tafel=held.may(*EDITORS),
            vergadering=meeting,
            gebied=page.area_of(meeting),
            schooljaar=period.year_name(meeting, page.release()),
            punten=shown,
            cijfers=dict(_followable())
            | {pin.id: pin.figure.title for point in shown for pin in point.pins},
            eerder=[
                (agreement, followed)
                for agreement, followed in _earlier(session, meeting)
                if not agreement.is_confidential
            ],
            nieuws=_news(session, meeting, Rol.LEZER),
        )


def news(vergadering: str) -> Response:
    """Answer what is new since a number; the screen gets what readers get."""
    held = access.required(vergadering, *READERS)
    since = forms.number(flask.request.args.get("revisie", "")) or 0
    rol = Rol.LEZER if "scherm" in flask.request.args else held.rol
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        found = _news(session, meeting, rol, since=since)
    return _json(found)


def acts(vergadering: str) -> Response:
    """Carry out what a device sends."""
    held = access.required(vergadering, *EDITORS)
    forms.check_csrf()
    body = forms.sent()
    asked = body.get("handelingen") if isinstance(body, dict) else None
    if not isinstance(asked, list) or not all(isinstance(each, dict) for each in asked):
        flask.abort(400)
    sent = live.read(asked)
    with current_database().writing() as session:
        meeting = meeting_of(session, vergadering)
        return _json({"antwoorden": live.apply(session, meeting, held.rol, sent)})


def _news(session: Session, meeting: Vergadering, rol: Rol, *, since: int = 0) -> live.Json:
    """Return what is new, without what the product said of figures that were recalled."""
    found = whats_new(session, meeting, rol, since=since)
    return recalled.without(found, recalled.introductions(session, meeting))


def _earlier(session: Session, meeting: Vergadering) -> list[tuple[store.Agreement, Followed]]:
    """Return the agreements that were open when a meeting was made, and what is seen of them."""
    before = {each.id: each for each in store.predecessors(session, meeting)}
    found = store.as_agreements(session, store.carried_over(session, meeting), before)
    return [
        (each, follow(each, page.release(), gebied=before[each.vergadering_id].gebied))
        for each in found
    ]


def _followable() -> list[tuple[str, str]]:
    """Return what an agreement can be about beside the pinned figures: its code and its name."""
    return [(live.INDICATOR_PREFIX + each.code, label_of(each)) for each in INDICATORS]


def _next_step(meeting: Vergadering, rol: Rol) -> str:
    """Say what is next, for who leads and for who joins."""
    return (_LEADS if rol is Rol.LEIDER else _JOINS)[Status(meeting.status)]


_LEADS = {
    Status.VOORBEREIDING: "Maak nu de agenda af. Laat weg wat niet nodig is, zet de punten in uw "
    "volgorde, en pin figuren vast. Zit u samen aan tafel? Begin dan: de cijfers worden verzegeld.",
    Status.BEZIG: "Loop de punten langs. Schrijf bij elk punt de uitkomst op, en maak afspraken. "
    "Alles wordt bewaard terwijl u typt. Bent u klaar? Sluit dan de vergadering.",
    Status.GESLOTEN: "Haal het verslag op en stuur het rond. Volg daarna de afspraken.",
}
_JOINS = {
    Status.VOORBEREIDING: "De vergadering is nog niet begonnen. U ziet hier alvast de agenda.",
    Status.BEZIG: "Bij elk punt kunt u een opmerking schrijven, en uitleg bij een figuur. De "
    "gespreksleider schrijft de uitkomst en de afspraken op.",
    Status.GESLOTEN: "De vergadering is gesloten. U kunt het verslag ophalen.",
}


def _pins(punt: Punt) -> list[Pin]:
    return store.pins(punt)


def _json(content: live.Json) -> Response:
    response = flask.jsonify(content)
    response.headers["Cache-Control"] = "no-store"
    return response
