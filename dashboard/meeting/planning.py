"""The list of meetings of this browser, and a new one."""

from dataclasses import dataclass, field
from datetime import date

import flask
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from dashboard.components.filterbar import LEVEL_NAMES, by_name
from dashboard.exhibits.curves import RUNNING
from dashboard.meeting import access, agenda, forms, links, live, page, period, store, words
from dashboard.meeting.database import current_database
from dashboard.meeting.models import Deelnemer, Rol, Soort, Status, Vergadering
from dashboard.state import default_area, default_year
from etl.domain import days
from etl.domain.areas import Niveau, gemeenten_in, name_of, regio_of
from etl.released import dutch
from etl.released.reader import Release

AREAS = (Niveau.REGIO, Niveau.ARRONDISSEMENT, Niveau.LAND)
"""What a meeting can be about, from small to large."""

ORGANISATIONS = (
    "Gemeente",
    "Leerplicht",
    "Scholen",
    "Samenwerkingsverband",
    "Halt",
    "Openbaar Ministerie",
    "Raad voor de Kinderbescherming",
    "Jeugdhulp",
    "Jeugdgezondheidszorg",
    "Politie",
)


@dataclass(frozen=True)
class Said:
    """What can be changed of a meeting; `faults` holds what must be mended, by field."""

    titel: str
    datum: date
    organisaties: tuple[str, ...]
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Asked(Said):
    """What the form of a new meeting says."""

    soort: Soort
    gebied: str
    gemeenten: tuple[str, ...]
    schooljaar: str
    vorige: str


def overview() -> Response:
    """List the meetings that this browser has a link to."""
    with current_database().reading() as session:
        held = {each.vergadering_id: each.rol for each in access.all_held()}
        meetings = [m for name in held if (m := session.get(Vergadering, name))]
        meetings.sort(key=lambda meeting: (meeting.datum, meeting.gemaakt_op), reverse=True)
        release = page.release()
        return page.render(
            "vergaderingen.html",
            vergaderingen=[
                (
                    meeting,
                    page.area_of(meeting),
                    period.year_name(meeting, release),
                    held[meeting.id],
                )
                for meeting in meetings
            ],
        )


def new() -> Response:
    """Show the form of a new meeting, or make it."""
    release = page.release()
    if release is None or not release.schooljaren:
        return page.render("geen_cijfers.html", status=503)
    mine = _led()
    if flask.request.method == "GET":
        return _form(_first(release, mine), release, mine)
    forms.check_csrf()
    asked = _asked(release, mine)
    if asked.faults:
        return _form(asked, release, mine, status=422)
    with current_database().writing() as session:
        meeting = create(session, release, asked)
        secret = links.create(session, meeting.id, Rol.LEIDER)
    response = flask.redirect(f"/vergadering/{meeting.id}", code=303)
    access.keep(response, meeting.id, secret)
    return response


def create(session: Session, release: Release, asked: Asked) -> Vergadering:
    """Make a meeting with the agenda that is proposed for it."""
    revisie = live.next_revision(session)
    meeting = Vergadering(
        titel=asked.titel,
        soort=asked.soort,
        gebied=asked.gebied,
        gemeenten=" ".join(asked.gemeenten),
        schooljaar=asked.schooljaar,
        datum=asked.datum,
        vorige_id=asked.vorige or None,
        revisie=revisie,
    )
    meeting.deelnemers = _at_the_table(asked.organisaties)
    session.add(meeting)
    session.flush()
    earlier = store.carried_over(session, meeting)
    drafts = agenda.drafts(
        release,
        page.exhibits(),
        soort=asked.soort,
        areas=agenda.released(asked.gemeenten or (asked.gebied,)),
        schooljaar=asked.schooljaar,
    )
    store.add_points(
        session, meeting, [*([agenda.AGREEMENTS] if earlier else []), *drafts], revisie=revisie
    )
    return meeting


def _led() -> list[Vergadering]:
    """Return the meetings that this browser leads, the last first."""
    with current_database().reading() as session:
        found = [
            meeting
            for each in access.all_held()
            if each.may(Rol.LEIDER) and (meeting := session.get(Vergadering, each.vergadering_id))
        ]
    return sorted(found, key=lambda meeting: meeting.datum, reverse=True)


def _first(release: Release, mine: list[Vergadering]) -> Asked:
    """Return what the form begins with: what the last meeting was about."""
    query = flask.request.args
    last = mine[0] if mine else None
    regions = release.areas.get(Niveau.REGIO, ())
    known = query.get("gebied", last.gebied if last else "")
    year = query.get("schooljaar", "")
    return Asked(
        titel="",
        soort=Soort.REGIONAAL,
        gebied=known if known in regions else (regions or (default_area(release),))[0],
        gemeenten=(),
        schooljaar=year if year in release.schooljaren else default_year(release),
        datum=date.today(),
        organisaties=(),
        vorige=last.id if last else "",
    )


def details(vergadering: str) -> Response:
    """Show or change what a meeting is called, when it is and who are at the table."""
    access.required(vergadering, Rol.LEIDER)
    said = _said() if flask.request.method == "POST" else None
    if said:
        forms.check_csrf()
    seen = flask.request.form.get("revisie", "")
    with current_database().writing() as session:
        # two leaders at once take turns, also where the database lets writers work side by side
        meeting = session.get_one(Vergadering, vergadering, with_for_update=True)
        if meeting.status == Status.GESLOTEN:
            flask.abort(404)
        if said is None:
            return _details_form(meeting, _held(meeting))
        if said.faults:
            return _details_form(meeting, said, seen=seen, status=422)
        if seen != str(meeting.revisie) and said != _held(meeting):
            return _details_form(meeting, said, now=_held(meeting), status=409)
        meeting.titel, meeting.datum = said.titel, said.datum
        meeting.revisie = live.next_revision(session)
        meeting.deelnemers = _at_the_table(said.organisaties)
    return flask.redirect(f"/vergadering/{vergadering}", code=303)


def _held(meeting: Vergadering) -> Said:
    held = tuple(each.organisatie for each in meeting.deelnemers)
    return Said(meeting.titel, meeting.datum, held)


def _details_form(
    meeting: Vergadering,
    shown: Said,
    *,
    seen: str = "",
    now: Said | None = None,
    status: int = 200,
) -> Response:
    """Fill the form in.

    Args:
        seen: the revision that it was opened over, when it comes back to be mended.
        now: what somebody else wrote down in the meantime.
    """
    return page.render(
        "gegevens.html",
        status=status,
        vergadering=meeting,
        revisie=seen or meeting.revisie,
        asked=shown,
        nu=now,
        organisaties=ORGANISATIONS,
        andere="\n".join(name for name in shown.organisaties if name not in ORGANISATIONS),
    )


def _at_the_table(organisaties: tuple[str, ...]) -> list[Deelnemer]:
    return [
        Deelnemer(plaats=place, organisatie=name)
        for place, name in enumerate(organisaties, start=1)
    ]


def _said() -> Said:
    """Read what both forms ask."""
    form = flask.request.form
    faults: dict[str, str] = {}
    titel = " ".join(form.get("titel", "").split())
    more = [" ".join(name.split()) for name in form.get("andere", "").splitlines()]
    organisaties = [name for name in form.getlist("organisatie") if name in ORGANISATIONS]
    organisaties += [name for name in more if name]
    datum = days.written(form.get("datum", ""))
    if not titel:
        faults["titel"] = "Geef de vergadering een naam, zoals ‘Evaluatie najaar’."
    if datum is None:
        faults["datum"] = "Kies de dag van de vergadering."
    for name, text in (("titel", titel), ("andere", "\n".join(more))):
        try:
            words.check(text)
        except words.NotAllowed as refused:
            faults[name] = str(refused)
    return Said(titel, datum or date.today(), tuple(organisaties), faults)


def _asked(release: Release, mine: list[Vergadering]) -> Asked:
    form = flask.request.form
    said = _said()
    known = {code for level in release.areas.values() for code in level}
    gebied = form.get("gebied", "")
    gemeenten = tuple(code for code in form.getlist("gemeente") if code in known)
    if gebied not in known:
        said.faults["gebied"] = "Kies een gebied uit de lijst."
    elif outside := [name_of(code) for code in gemeenten if code not in gemeenten_in(gebied)]:
        said.faults["gebied"] = (
            f"{dutch.listed(outside)} {'ligt' if len(outside) == 1 else 'liggen'} niet in "
            f"{name_of(gebied)}. Kies alleen gemeenten uit dit gebied, of kies "
            f"{_around(release, gemeenten)}."
        )
    return Asked(
        titel=said.titel,
        datum=said.datum,
        organisaties=said.organisaties,
        faults=said.faults,
        soort=Soort(form["soort"]) if form.get("soort") in set(Soort) else Soort.REGIONAAL,
        gebied=gebied,
        gemeenten=gemeenten,
        schooljaar=form["schooljaar"]
        if form.get("schooljaar") in release.schooljaren
        else default_year(release),
        vorige=form["vorige"] if form.get("vorige") in {each.id for each in mine} else "",
    )


def _around(release: Release, gemeenten: tuple[str, ...]) -> str:
    """Name the smallest area on offer that has all of these in it."""
    for niveau in AREAS:
        for gebied in release.areas.get(niveau, ()):
            if set(gemeenten) <= set(gemeenten_in(gebied)):
                return name_of(gebied)
    return "een ander gebied"


def _by_regio(release: Release) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the gemeenten that have figures, under the name of their regio."""
    of_regio: dict[str, list[tuple[str, str]]] = {}
    for code, name in by_name(release.areas.get(Niveau.GEMEENTE, ())):
        regio = regio_of(code)
        of_regio.setdefault(name_of(regio) if regio else "", []).append((code, name))
    return sorted(of_regio.items())


def _form(
    asked: Asked, release: Release, mine: list[Vergadering], *, status: int = 200
) -> Response:
    return page.render(
        "nieuw.html",
        status=status,
        asked=asked,
        soorten=agenda.TITLES,
        gebieden=[
            (LEVEL_NAMES[niveau], by_name(release.areas.get(niveau, ())))
            for niveau in AREAS
            if release.areas.get(niveau)
        ],
        gemeenten=_by_regio(release),
        schooljaren=[(year, _year_name(release, year)) for year in release.schooljaren],
        organisaties=ORGANISATIONS,
        mijne=mine,
        andere="\n".join(name for name in asked.organisaties if name not in ORGANISATIONS),
    )


def _year_name(release: Release, schooljaar: str) -> str:
    """Name a school year for an area that is yet to be chosen."""
    if schooljaar in release.running:
        return f"{schooljaar}{RUNNING}"
    somewhere = release.is_running_anywhere(schooljaar)
    return f"{schooljaar} (loopt in een deel van de gebieden nog)" if somewhere else schooljaar
