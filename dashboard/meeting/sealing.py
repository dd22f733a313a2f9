"""Beginning and closing a meeting.

Beginning reads every pinned figure again, shows what changed since it was pinned, and seals what
it reads. The form says which release was looked at: when another came in between, it is shown
again, so that nobody seals what he didn't see.
"""

from dataclasses import dataclass

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard.meeting import access, forms, live, page, seal, store
from dashboard.meeting.database import current_database, now
from dashboard.meeting.desk import meeting_of
from dashboard.meeting.models import Pin, Rol, Status, Vergadering
from dashboard.meeting.seal import Change, Exhibits, Sealed
from etl.released.reader import Release


@dataclass(frozen=True)
class Reread:
    """A pinned figure, read again."""

    pin: Pin
    punt: str
    before: Sealed
    after: Sealed
    changes: tuple[Change, ...]
    is_gone: bool = False
    """The dashboard no longer has the figure: what was pinned is sealed."""


def begin(vergadering: str) -> Response:
    """Show what sealing will keep, or seal it and begin."""
    access.required(vergadering, Rol.LEIDER)
    release = page.release()
    if release is None:
        return page.render("geen_cijfers.html", status=503)
    database = current_database()
    if flask.request.method == "POST":
        forms.check_csrf()
        with database.writing() as session:
            revisie = live.next_revision(session)
            meeting = meeting_of(session, vergadering)
            if meeting.status != Status.VOORBEREIDING:
                return flask.redirect(f"/vergadering/{vergadering}", code=303)
            if flask.request.form.get("vrijgave") == _name(release):
                start(session, meeting, release, page.exhibits(), revisie=revisie)
                return flask.redirect(f"/vergadering/{vergadering}", code=303)
    with database.reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "begin.html",
            vergadering=meeting,
            gebied=page.area_of(meeting),
            vrijgave=release,
            vrijgave_naam=_name(release),
            is_opnieuw=flask.request.method == "POST",
            figuren=read_again(session, meeting, release, page.exhibits()),
        )


def read_again(
    session: Session, meeting: Vergadering, release: Release, exhibits: Exhibits
) -> list[Reread]:
    """Read every pinned figure of the agenda of a release."""
    typed = store.texts_of(session, meeting)
    found = []
    for punt in store.points(meeting):
        for pin in store.pins(punt):
            kept = seal.opened(pin.gezien)
            before = seal.blanked(kept, page.recalled(kept.vrijgave))
            after = seal.read(release, exhibits, figuur=pin.figuur, vraag=pin.vraag)
            title = typed.get(punt.id, {}).get("titel", "")
            if after is None:
                found.append(Reread(pin, title, before, before, (), is_gone=True))
            else:
                found.append(Reread(pin, title, before, after, seal.changes(before, after)))
    return found


def start(
    session: Session, meeting: Vergadering, release: Release, exhibits: Exhibits, *, revisie: int
) -> None:
    """Seal every figure and begin."""
    hashes = []
    for each in read_again(session, meeting, release, exhibits):
        hashes.append(seal_pin(each.pin, each.after, revisie=revisie))
    meeting.status, meeting.begonnen_op = Status.BEZIG, now()
    meeting.vrijgave, meeting.vrijgave_digest = release.id, release.digest
    meeting.zegel_hash = seal.hashed("\n".join(hashes))
    meeting.revisie = revisie


def seal_pin(pin: Pin, figure: Sealed, *, revisie: int) -> str:
    """Keep a figure as it is now, and return its hash."""
    pin.zegel = seal.written(figure)
    pin.zegel_hash = seal.hashed(pin.zegel)
    pin.revisie = revisie
    return pin.zegel_hash


def close(vergadering: str) -> Response:
    """Close a meeting: from now on only the agreements go on. Or open it again, seals and all."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    with current_database().writing() as session:
        revisie = live.next_revision(session)
        meeting = meeting_of(session, vergadering)
        if meeting.status == Status.BEZIG and "heropen" not in flask.request.form:
            meeting.status, meeting.gesloten_op = Status.GESLOTEN, now()
        elif meeting.status == Status.GESLOTEN and "heropen" in flask.request.form:
            meeting.status, meeting.gesloten_op = Status.BEZIG, None
        meeting.revisie = revisie
    return flask.redirect(f"/vergadering/{vergadering}", code=303)


def _name(release: Release) -> str:
    return f"{release.id} {release.digest}"
