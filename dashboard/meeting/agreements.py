"""The agreements of a region, over all its meetings: what was agreed, how it goes, what to do."""

from dataclasses import dataclass

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard.meeting import access, desk, forms, live, page, store
from dashboard.meeting.database import current_database, new_id
from dashboard.meeting.follow import Followed, follow
from dashboard.meeting.models import Rol, Vergadering
from dashboard.meeting.store import Agreement

STATUSES = {store.OPEN: "Loopt nog", store.DONE: "Gedaan", store.DROPPED: "Vervallen"}


@dataclass(frozen=True)
class Listed:
    """An agreement on the page."""

    agreement: Agreement
    meeting: Vergadering
    gebied: str
    followed: Followed
    versions: dict[str, int]
    may_change: bool


@dataclass(frozen=True)
class Clash:
    """Somebody else changed an agreement in the meantime."""

    id: str
    status: str
    reden: str


def listed() -> Response:
    """Show the agreements of the meetings that this browser has a link to."""
    return _shown()


def change(afspraak: str) -> Response:
    """Change how an agreement stands."""
    forms.check_csrf()
    form = flask.request.form
    status, reden = form.get("status", ""), form.get("reden", "").strip()
    if status == store.DROPPED and not reden:
        return _shown(fault=(afspraak, "Schrijf op waarom deze afspraak vervalt."))
    typed = [("status", status), ("reden", reden)]
    if status == store.DROPPED:
        # its reason has to be there first
        typed.reverse()
    sent = live.read(
        [
            {
                "id": new_id(),
                "soort": "veld",
                "object": afspraak,
                "naam": naam,
                "tekst": tekst,
                "versie": form.get(f"versie_{naam}", "0"),
            }
            for naam, tekst in typed
        ]
    )
    with current_database().writing() as session:
        led = _seen(session)
        meeting = next(
            (
                meeting
                for meeting, held in led.values()
                for each in store.agreements(session, [meeting])
                if each.id == afspraak and held is Rol.LEIDER
            ),
            None,
        )
        if meeting is None:
            flask.abort(404)
        answers = live.apply(session, meeting, Rol.LEIDER, sent)
        if any(answer["uitkomst"] != "ok" for answer in answers):
            # all or nothing: a reason without its status would say something else
            session.rollback()
    refused = next((each["reden"] for each in answers if each["uitkomst"] == "geweigerd"), "")
    if refused:
        return _shown(fault=(afspraak, refused))
    if any(answer["uitkomst"] == "botsing" for answer in answers):
        return _shown(clash=Clash(afspraak, status, reden))
    return flask.redirect(f"/afspraken#{afspraak}", code=303)


def _seen(session: Session) -> dict[str, tuple[Vergadering, Rol]]:
    """Return the meetings of this browser and those they follow on, with what it may do."""
    seen: dict[str, tuple[Vergadering, Rol]] = {}
    for held in access.all_held():
        meeting = session.get(Vergadering, held.vergadering_id)
        if meeting is None or not held.may(*desk.READERS):
            continue
        seen[meeting.id] = (meeting, held.rol)
        if held.may(Rol.LEIDER):
            for before in store.predecessors(session, meeting):
                seen.setdefault(before.id, (before, Rol.LEIDER))
    return seen


def _shown(*, fault: tuple[str, str] = ("", ""), clash: Clash | None = None) -> Response:
    release = page.release()
    with current_database().reading() as session:
        seen = _seen(session)
        found = store.agreements(session, [meeting for meeting, _ in seen.values()])
        rows = []
        for agreement in found:
            meeting, rol = seen[agreement.vergadering_id]
            if agreement.is_confidential and rol is Rol.LEZER:
                continue
            rows.append(
                Listed(
                    agreement,
                    meeting,
                    page.area_of(meeting),
                    follow(agreement, release, gebied=meeting.gebied),
                    store.versions(session, agreement.id),
                    may_change=rol is Rol.LEIDER,
                )
            )
        groups: dict[str, list[Listed]] = {}
        for row in sorted(rows, key=lambda row: (not row.agreement.is_open, row.agreement.decided)):
            groups.setdefault(row.gebied, []).append(row)
        return page.render(
            "afspraken.html",
            status=422 if fault[0] else 409 if clash else 200,
            groepen=groups,
            standen=STATUSES,
            fout=fault,
            botsing=clash,
        )
