"""The pages of the quick scan: filling it in, and for the facilitator opening and closing it.

A device remembers only that it sent a form, in a cookie without a number in it: that is enough to
answer once, and tells nobody who did.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

import flask
import segno
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard import theme
from dashboard.meeting import access, forms, links, page, words
from dashboard.meeting.database import current_database
from dashboard.meeting.desk import READERS, meeting_of
from dashboard.meeting.models import Rol, Status, Vergadering
from dashboard.quickscan import keep, totals
from dashboard.quickscan.models import Quickscan
from dashboard.quickscan.questions import OPEN_QUESTIONS, OWN_WORDS, QUESTIONS
from dashboard.verslag.picture import picture_of

COOKIE = "mas_quickscan_"
"""Followed by the id of the meeting; its value is always the same."""

_SENT = "ja"
_DAYS = 60
_HERE_ONLY = frozenset({"127.0.0.1", "localhost", "::1"})


def overview(vergadering: str) -> Response:
    """Show what this browser may see: the form, the state of things, or the totals."""
    held = access.required(vergadering, *Rol)
    if held.may(Rol.QUICKSCAN):
        return fill_in(vergadering)
    return _overview(vergadering, rol=held.rol)


def fill_in(vergadering: str) -> Response:
    """Show the form, or count it."""
    access.required(vergadering, *Rol)
    request = flask.request
    asked = keep.Form(answers={}, texts={}, slip=secrets.token_hex(16))
    fault = ""
    if request.method == "POST":
        forms.check_csrf()
        asked = _filled_in()
        if _has_sent(vergadering):
            return _thanks(vergadering)
        try:
            with current_database().writing() as session:
                keep.take_in(session, meeting_of(session, vergadering), asked)
            return _thanks(vergadering)
        except (keep.Unusable, keep.Closed, words.NotAllowed) as error:
            fault = str(error)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "quickscan_invullen.html",
            status=422 if fault else 200,
            vergadering=meeting,
            scan=session.get(Quickscan, meeting.id),
            verstuurd=_has_sent(vergadering),
            vragen=QUESTIONS,
            open_vragen=OPEN_QUESTIONS,
            langste=OWN_WORDS,
            minstens=keep.MIN_ANSWERS,
            gevraagd=asked,
            fout=fault,
        )


def begin(vergadering: str) -> Response:
    """Open the quick scan."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    with current_database().writing() as session:
        meeting = meeting_of(session, vergadering)
        if meeting.status != Status.GESLOTEN:
            keep.open_scan(session, meeting)
    return _back(vergadering)


def link(vergadering: str) -> Response:
    """Make a link and show it, with its QR code; it cannot be asked for again."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    with current_database().writing() as session:
        meeting_of(session, vergadering)
        secret = links.create(session, vergadering, Rol.QUICKSCAN)
    return _overview(vergadering, rol=Rol.LEIDER, made=f"{flask.request.host_url}v/{secret}")


def end(vergadering: str) -> Response:
    """Close the quick scan, and show its totals."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    with current_database().writing() as session:
        keep.close(session, meeting_of(session, vergadering))
    current_database().wipe()
    return _back(vergadering)


def erase(vergadering: str) -> Response:
    """Take a text away that points at somebody after all."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    with current_database().writing() as session:
        meeting = meeting_of(session, vergadering)
        if totals.is_closed(session, meeting):
            keep.erase_texts(session, meeting, [flask.request.form.get("tekst", "")])
    current_database().wipe()
    return _back(vergadering)


def part(vergadering: str) -> Response:
    """Return how many forms came in: the part of the page that changes."""
    access.required(vergadering, *READERS)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render("quickscan_aantal.html", scan=session.get(Quickscan, meeting.id))


def _overview(vergadering: str, *, rol: Rol, made: str = "") -> Response:
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "quickscan.html",
            vergadering=meeting,
            gebied=page.area_of(meeting),
            scan=session.get(Quickscan, meeting.id),
            is_leider=rol is Rol.LEIDER,
            mag_invullen=rol in (Rol.LEIDER, Rol.DEELNEMER),
            is_open=meeting.status != Status.GESLOTEN,
            minstens=keep.MIN_ANSWERS,
            weinig=totals.FEW,
            vergeleken=totals.COMPARED,
            link=made,
            qr=_qr(made) if made else "",
            alleen_hier=urlsplit(flask.request.host_url).hostname in _HERE_ONLY,
            **_results(session, meeting),
        )


def _results(session: Session, meeting: Vergadering) -> dict[str, Any]:
    every = totals.totals(session, meeting)
    written = totals.own_words(session, meeting)
    return {
        "totalen": [
            (each, picture_of(each.table, sentence=each.sentence) if each.table else None)
            for each in every
        ],
        "teksten": written,
        "verzwegen": [
            *(each.question.tekst for each in every if not each.table),
            *(each.tekst for each in written if not each.texts),
        ],
    }


def _qr(address: str) -> str:
    code = segno.make(address, error="m")
    drawn: str = code.svg_inline(border=2, dark=theme.INK, omitsize=True)
    return drawn


def _filled_in() -> keep.Form:
    form = flask.request.form
    return keep.Form(
        answers={question.code: tuple(form.getlist(question.code)) for question in QUESTIONS},
        texts={question.code: form.get(question.code, "") for question in OPEN_QUESTIONS},
        slip=form.get("briefje", ""),
    )


def _has_sent(vergadering: str) -> bool:
    return flask.request.cookies.get(COOKIE + vergadering) == _SENT


def _thanks(vergadering: str) -> Response:
    response = _redirect(f"/vergadering/{vergadering}/quickscan/invullen")
    response.set_cookie(
        COOKIE + vergadering,
        _SENT,
        max_age=_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=flask.request.is_secure,
    )
    return response


def _back(vergadering: str) -> Response:
    return _redirect(f"/vergadering/{vergadering}/quickscan")


def _redirect(address: str) -> Response:
    return flask.redirect(address, code=303)
