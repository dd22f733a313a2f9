"""What this browser may do with a meeting: the link it came in by, kept in a cookie.

One cookie a meeting, that scripts cannot read and other sites cannot send along.
"""

from datetime import timedelta

import flask
from werkzeug.wrappers import Response

from dashboard.meeting import links, page
from dashboard.meeting.database import current_database, now
from dashboard.meeting.links import Held
from dashboard.meeting.models import Rol

COOKIE = "mas_v_"
"""Followed by the id of the meeting."""

_ORDER = tuple(Rol)


def enter(secret: str) -> Response:
    """Open a link: keep it in a cookie and go to the meeting, without the secret in the address."""
    with current_database().reading() as session:
        found = links.held(session, secret)
    if found is None:
        return page.render("verlopen.html", status=410)
    response = flask.redirect(f"/vergadering/{found.vergadering_id}")
    before = held(found.vergadering_id)
    if before is None or _ORDER.index(found.rol) <= _ORDER.index(before.rol):
        keep(response, found.vergadering_id, secret, lasting=found.until - now())
    return response


def keep(
    response: Response,
    vergadering_id: str,
    secret: str,
    *,
    lasting: timedelta = timedelta(days=links.DAYS[Rol.LEIDER]),
) -> None:
    """Let the browser remember a link for as long as it works: devices are shared."""
    response.set_cookie(
        COOKIE + vergadering_id,
        secret,
        max_age=lasting,
        httponly=True,
        samesite="Lax",
        secure=flask.request.is_secure,
    )


def held(vergadering_id: str) -> Held | None:
    """Return what this browser may do with a meeting now; None for nothing."""
    secret = flask.request.cookies.get(COOKIE + vergadering_id)
    if not secret:
        return None
    with current_database().reading() as session:
        found = links.held(session, secret)
    return found if found and found.vergadering_id == vergadering_id else None


def required(vergadering_id: str, *roles: Rol) -> Held:
    """Return what this browser may do; 404 when that is none of the roles.

    The answer is the same for a meeting that doesn't exist: an address tells nothing.
    """
    found = held(vergadering_id)
    if found is None or not found.may(*roles):
        flask.abort(404)
    return found


def all_held() -> tuple[Held, ...]:
    """Return everything that this browser holds a link to."""
    ids = [name[len(COOKIE) :] for name in flask.request.cookies if name.startswith(COOKIE)]
    return tuple(found for each in ids if (found := held(each)))
