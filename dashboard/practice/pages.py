"""The pages of the practice cases: the list, and one case with its form and its spread.

The spread stays hidden until the facilitator shows it, so that nobody chooses what another did.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard.meeting import access, forms, page, words
from dashboard.meeting.database import current_database
from dashboard.meeting.desk import EDITORS, READERS, meeting_of
from dashboard.meeting.models import Rol, Status, Vergadering
from dashboard.practice import keep
from dashboard.practice.cases import INVENTED, Case, case, cases
from dashboard.practice.spread import Choice, Unfit, chosen, reasons, sentence, spread
from dashboard.verslag.picture import picture_of

CLOSED = "Deze vergadering is gesloten. De keuzes veranderen niet meer."
NO_ORGANISATION = "Kies voor welke organisatie u invult."


@dataclass(frozen=True)
class Asked:
    """What stands in the form; `fault` says what must be mended."""

    organisatie: str = ""
    routes: tuple[str, ...] = ()
    waarom: str = ""
    versie: int = 0
    fault: str = ""
    now: Choice | None = None
    """What somebody else wrote down in the meantime."""


def overview(vergadering: str) -> Response:
    """List the practice cases."""
    access.required(vergadering, *READERS)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "oefenzaken.html",
            vergadering=meeting,
            gebied=page.area_of(meeting),
            zaken=cases(),
            aantal_keuzes={
                each.code: len(keep.choices(session, meeting, each)) for each in cases()
            },
            verzonnen=INVENTED,
        )


def one(vergadering: str, zaak: str) -> Response:
    """Show a case, or write a choice down."""
    held = access.required(vergadering, *READERS)
    known = _known(zaak)
    asked = None
    if flask.request.method == "POST":
        if not held.may(*EDITORS):
            flask.abort(404)
        forms.check_csrf()
        asked = _written(vergadering, known)
        if not asked.fault and not asked.now:
            query = urlencode({"organisatie": asked.organisatie, "bewaard": "ja"})
            address = f"/vergadering/{vergadering}/oefenzaak/{known.code}?{query}#keuze"
            return flask.redirect(address, code=303)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        asked = asked or _opened(session, meeting, known)
        return page.render(
            "oefenzaak.html",
            status=422 if asked.fault or asked.now else 200,
            vergadering=meeting,
            gebied=page.area_of(meeting),
            zaak=known,
            verzonnen=INVENTED,
            is_leider=held.may(Rol.LEIDER),
            mag_kiezen=held.may(*EDITORS) and meeting.status != Status.GESLOTEN,
            organisaties=[each.organisatie for each in meeting.deelnemers],
            gevraagd=asked,
            volgende=_next(known),
            bewaard=flask.request.args.get("bewaard") == "ja",
            **_standing(session, meeting, known),
        )


def show(vergadering: str, zaak: str) -> Response:
    """Show the spread to everyone, or hide it."""
    access.required(vergadering, Rol.LEIDER)
    forms.check_csrf()
    known = _known(zaak)
    with current_database().writing() as session:
        meeting = meeting_of(session, vergadering)
        keep.show(session, meeting, known, shown=flask.request.form.get("toon") == "ja")
    return flask.redirect(f"/vergadering/{vergadering}/oefenzaak/{known.code}#spreiding", code=303)


def part(vergadering: str, zaak: str) -> Response:
    """Return the part of the page that changes while others choose."""
    held = access.required(vergadering, *READERS)
    known = _known(zaak)
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        return page.render(
            "oefenzaak_spreiding.html",
            vergadering=meeting,
            zaak=known,
            is_leider=held.may(Rol.LEIDER),
            **_standing(session, meeting, known),
        )


def _standing(session: Session, meeting: Vergadering, zaak: Case) -> dict[str, Any]:
    made = keep.choices(session, meeting, zaak)
    shown = keep.is_shown(session, meeting, zaak)
    summary = sentence(made)
    table = spread(zaak, made)
    return {
        "gekozen": len(made),
        "aan_tafel": len(meeting.deelnemers),
        "getoond": shown,
        "zin": summary,
        "spreiding": table if shown else None,
        "tekening": picture_of(table, sentence=summary) if shown else None,
        "redenen": reasons(zaak, made) if shown else None,
    }


def _opened(session: Session, meeting: Vergadering, zaak: Case) -> Asked:
    """Return the form as it stands for the organisation that the address names."""
    organisation = flask.request.args.get("organisatie", "")
    if organisation not in [each.organisatie for each in meeting.deelnemers]:
        return Asked()
    made = {each.organisatie: each for each in keep.choices(session, meeting, zaak)}
    now = made.get(organisation, Choice(organisation, ()))
    version = keep.versions(session, meeting, zaak).get(organisation, 0)
    return Asked(organisation, now.routes, now.waarom, version)


def _next(zaak: Case) -> Case | None:
    place = cases().index(zaak)
    return cases()[place + 1] if place + 1 < len(cases()) else None


def _written(vergadering: str, zaak: Case) -> Asked:
    """Write the form down; what comes back with a fault or another's choice was not written."""
    form = flask.request.form
    asked = Asked(
        organisatie=form.get("organisatie", ""),
        routes=tuple(form.getlist("route")),
        waarom=form.get("waarom", "").strip(),
        versie=forms.number(form.get("versie", "")) or 0,
    )

    def refused(fault: str = "", now: Choice | None = None, versie: int = asked.versie) -> Asked:
        return Asked(asked.organisatie, asked.routes, asked.waarom, versie, fault, now)

    with current_database().writing() as session:
        meeting = meeting_of(session, vergadering)
        if meeting.status == Status.GESLOTEN:
            return refused(CLOSED)
        if asked.organisatie not in [each.organisatie for each in meeting.deelnemers]:
            return refused(NO_ORGANISATION)
        try:
            choice = Choice(
                asked.organisatie, chosen(zaak, asked.routes), words.check(asked.waarom)
            )
            keep.keep(session, meeting, zaak, choice, version=asked.versie)
        except (Unfit, words.NotAllowed) as error:
            return refused(str(error))
        except keep.Overtaken as overtaken:
            held = keep.versions(session, meeting, zaak)[asked.organisatie]
            return refused(now=overtaken.now, versie=held)
    return asked


def _known(code: str) -> Case:
    found = case(code)
    if found is None:
        flask.abort(404)
    return found
