"""Pin a figure of any page to a point of a meeting, with its filters."""

import flask
from werkzeug.wrappers import Response

from dashboard.meeting import access, forms, live, page, seal, sealing, store
from dashboard.meeting.database import current_database
from dashboard.meeting.models import Bron, Rol, Status, Vergadering
from dashboard.meeting.seal import Sealed
from dashboard.meeting.store import Draft, DraftPin

NEW = "nieuw:"
"""Begins the value of a choice that makes a new point; the id of the meeting follows."""


def pin() -> Response:
    """Ask to which point, or pin."""
    release = page.release()
    if release is None:
        return page.render("geen_cijfers.html", status=503)
    values = flask.request.values
    vraag = values.get("vraag") or flask.request.query_string.decode()
    figure = seal.read(release, page.exhibits(), figuur=values.get("figuur", ""), vraag=vraag)
    if figure is None:
        flask.abort(404)
    if flask.request.method == "GET":
        return _ask(figure)
    forms.check_csrf()
    return _pinned(figure, flask.request.form.get("punt", ""))


def _ask(figure: Sealed, *, fault: str = "") -> Response:
    with current_database().reading() as session:
        choices = []
        for held in access.all_held():
            meeting = session.get(Vergadering, held.vergadering_id)
            if meeting is None or not held.may(Rol.LEIDER) or meeting.status == Status.GESLOTEN:
                continue
            typed = store.texts_of(session, meeting)
            points = [
                (punt.id, typed.get(punt.id, {}).get("titel") or "Punt zonder titel")
                for punt in store.points(meeting)
            ]
            choices.append((meeting, page.area_of(meeting), points))
    choices.sort(key=lambda each: each[0].datum, reverse=True)
    return page.render(
        "vastpinnen.html",
        status=422 if fault else 200,
        figuur=figure,
        keuzes=choices,
        nieuw=NEW,
        fout=fault,
    )


def _pinned(figure: Sealed, asked: str) -> Response:
    draft = DraftPin(figure.figuur, figure.pad, figure.vraag, seal.written(figure))
    with current_database().writing() as session:
        revisie = live.next_revision(session)
        for held in access.all_held():
            meeting = session.get(Vergadering, held.vergadering_id)
            if meeting is None or not held.may(Rol.LEIDER) or meeting.status == Status.GESLOTEN:
                continue
            if asked == NEW + meeting.id:
                store.add_points(
                    session, meeting, [Draft(Bron.EIGEN, figure.title)], revisie=revisie
                )
                asked = store.points(meeting)[-1].id
            punt = next((each for each in store.points(meeting) if each.id == asked), None)
            if punt is None:
                continue
            made = store.add_pin(session, punt, draft, revisie=revisie)
            if meeting.status == Status.BEZIG:
                sealing.seal_pin(made, figure, revisie=revisie)
            return flask.redirect(f"/vergadering/{meeting.id}#punt-{punt.id}", code=303)
    return _ask(figure, fault="Kies bij welk punt deze figuur hoort.")
