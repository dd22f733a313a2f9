"""The verslag of a meeting: a page that says what can be taken along, and the files."""

from dataclasses import replace

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import exports
from dashboard.meeting import access, desk, page, store
from dashboard.meeting.database import current_database
from dashboard.meeting.evaluation import evaluation
from dashboard.meeting.follow import follow
from dashboard.meeting.models import Vergadering
from dashboard.verslag import files
from dashboard.verslag.model import Evaluation


def overview(vergadering: str) -> Response:
    """Say which files there are."""
    access.required(vergadering, *desk.READERS)
    with current_database().reading() as session:
        meeting = desk.meeting_of(session, vergadering)
        return page.render(
            "verslag.html",
            vergadering=meeting,
            gebied=page.area_of(meeting),
            soorten=files.FORMATS,
        )


def file(vergadering: str, soort: str) -> Response:
    """Hand out one file."""
    access.required(vergadering, *desk.READERS)
    if soort not in files.FORMAT:
        flask.abort(404)
    with current_database().reading() as session:
        found = of_meeting(session, desk.meeting_of(session, vergadering))
    if found is None:
        flask.abort(404)
    made = files.make(found, soort)
    return flask.Response(
        made.content,
        content_type=made.mimetype,
        headers={
            "Content-Disposition": f'attachment; filename="{made.name}"',
            "Cache-Control": "no-store",
        },
    )


def of_meeting(session: Session, meeting: Vergadering) -> Evaluation | None:
    """Return a meeting for its documents; None when it has not begun."""
    release = page.release()

    def told(agreement: store.Agreement) -> tuple[str, str]:
        followed = follow(agreement, release, gebied=meeting.gebied)
        return followed.title, followed.sentence if followed.is_followed else ""

    made = evaluation(session, meeting, area=page.area_of(meeting), told=told)
    if made is None or release is None:
        return made
    if not any(each.verdict for each in (*made.agreements, *made.earlier)):
        return made
    # what is said of an agreement is of today's figures, not of those that were sealed
    warnings = dict.fromkeys((*made.warnings, *exports.warnings(release)))
    return replace(made, warnings=tuple(warnings))
