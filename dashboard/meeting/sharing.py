"""The links of a meeting: who has one, until when, and taking it back."""

import flask
from sqlalchemy import select
from werkzeug.wrappers import Response

from dashboard.meeting import access, forms, links, page
from dashboard.meeting.database import current_database, now
from dashboard.meeting.desk import meeting_of
from dashboard.meeting.models import Rol, Toegang

NAMES = {
    Rol.LEIDER: "Gespreksleider",
    Rol.DEELNEMER: "Deelnemer",
    Rol.LEZER: "Alleen lezen",
    Rol.QUICKSCAN: "Quickscan",
}
ALLOWS = {
    Rol.LEIDER: "mag alles: agenda, afspraken, beginnen en sluiten",
    Rol.DEELNEMER: "ziet de vergadering en schrijft opmerkingen en uitleg",
    Rol.LEZER: "ziet het scherm, zonder wat vertrouwelijk is",
    Rol.QUICKSCAN: "vult de vragenlijst in en ziet verder niets",
}


def sharing(vergadering: str) -> Response:
    """Show the links, make one, or withdraw one."""
    held = access.required(vergadering, Rol.LEIDER)
    made, fault = "", ""
    if flask.request.method == "POST":
        forms.check_csrf()
        form = flask.request.form
        with current_database().writing() as session:
            meeting_of(session, vergadering)
            if form.get("intrekken") == held.toegang_id:
                fault = "Dit is de link waarmee u nu werkt. Trek hem in met een andere link."
            elif "intrekken" in form:
                links.withdraw(session, vergadering, form["intrekken"])
            elif (
                form.get("rol") in set(Rol)
                and (asked := forms.number(form.get("dagen", ""))) is not None
            ):
                days = links.bounded(asked)
                secret = links.create(session, vergadering, Rol(form["rol"]), days=days)
                made = f"{flask.request.host_url}v/{secret}"
            else:
                fault = "Kies een soort link en een aantal dagen."
    with current_database().reading() as session:
        meeting = meeting_of(session, vergadering)
        rows = session.scalars(
            select(Toegang)
            .where(Toegang.vergadering_id == vergadering)
            .order_by(Toegang.gemaakt_op)
        ).all()
        return page.render(
            "toegang.html",
            status=422 if fault else 200,
            vergadering=meeting,
            gebied=page.area_of(meeting),
            links=rows,
            eigen=held.toegang_id,
            nu=now(),
            namen_van=NAMES,
            mag=ALLOWS,
            dagen=links.DAYS,
            gemaakt=made,
            fout=fault,
        )
