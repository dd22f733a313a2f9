"""Forms that only our own pages can send.

Two locks: the browser must not say that another site sent it (`Sec-Fetch-Site`; `Origin` is empty
under our referrer policy), and the form carries a value made from a cookie that no other site can
read.
"""

import hashlib
import hmac
import secrets
from typing import Any

import flask
from werkzeug.wrappers import Response

COOKIE = "mas_formulier"
FIELD = "formulier"
HEADER = "X-MAS-Formulier"
DIGITS = 9
"""Of a number: what a column of either database can hold."""

_NEW = "mas_formulier_nieuw"


def token() -> str:
    """Return the value for the hidden field; the answer gets the cookie with `with_cookie`."""
    cookie = flask.request.cookies.get(COOKIE) or flask.g.get(_NEW)
    if not cookie:
        cookie = secrets.token_urlsafe(32)
        setattr(flask.g, _NEW, cookie)
    return _made_from(cookie)


def with_cookie(response: Response) -> Response:
    """Add the cookie where this request made one."""
    if _NEW in flask.g:
        response.set_cookie(
            COOKIE,
            getattr(flask.g, _NEW),
            httponly=True,
            # not Strict: a link in a mail would come without it, get a new one, and end every
            # form that stands open in another tab
            samesite="Lax",
            secure=flask.request.is_secure,
        )
    return response


def check_csrf() -> None:
    """Refuse a request that did not come from our own page: 403."""
    request = flask.request
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    cookie = request.cookies.get(COOKIE)
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if site not in ("same-origin", "none") or not cookie:
        flask.abort(403)
    # bytes: of texts it takes no other letters than ASCII
    if not hmac.compare_digest(_made_from(cookie).encode(), given.encode()):
        flask.abort(403)


def number(text: str) -> int | None:
    """Return a number that was sent; None for what is none, or larger than any of ours."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def sent() -> Any:
    """Return the JSON that was sent; None for what is none, or nested deeper than can be read."""
    try:
        return flask.request.get_json(silent=True)
    except RecursionError:
        return None


def _made_from(cookie: str) -> str:
    return hashlib.sha256(f"formulier {cookie}".encode()).hexdigest()
