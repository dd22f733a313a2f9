"""The agreements as a list: a CSV for a spreadsheet, and an iCalendar file for an agenda."""

from datetime import UTC, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Todo

from dashboard import exports
from dashboard.exhibits import Column, Table
from dashboard.verslag.content import seen_in, standing
from dashboard.verslag.model import Agreement, Report

_COLUMNS = (
    "Afspraak",
    "Wie",
    "Gemaakt op",
    "Klaar op",
    "Te zien aan",
    "Stand",
    "Evaluatie",
)


def csv_bytes(report: Report) -> bytes:
    """List the agreements of this meeting and of earlier ones, with days as year-month-day."""
    return exports.csv_bytes(
        Table(
            "Afspraken",
            tuple(map(Column, _COLUMNS)),
            tuple(
                (
                    each.what,
                    each.organisation,
                    each.made.isoformat(),
                    each.by.isoformat() if each.by else "",
                    seen_in(each),
                    standing(each),
                    report.title,
                )
                for each in (*report.agreements, *report.earlier)
            ),
        ),
        about=report.about,
    )


def ics_bytes(report: Report) -> bytes:
    """Put the agreements of this meeting in a calendar.

    With a day it is an event of that whole day, which every calendar shows; without one a task.
    Nobody is invited: the file holds no addresses.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//MAS-monitor//Afspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", report.title)
    for agreement in report.agreements:
        calendar.add_component(_entry(agreement, report=report))
    made: bytes = calendar.to_ical()
    return made


def _entry(agreement: Agreement, *, report: Report) -> Event | Todo:
    entry = Event() if agreement.by else Todo()
    entry.add("uid", str(uuid5(NAMESPACE_URL, f"mas-monitor:afspraak:{agreement.id}")))
    entry.add("dtstamp", report.sealed_at.astimezone(UTC))
    who = f" {agreement.organisation}" if agreement.organisation else ""
    entry.add("summary", f"Afspraak{who}: {agreement.what}")
    lines = (
        agreement.what,
        f"Wie:{who}" if who else "",
        f"Te zien aan: {seen_in(agreement)}" if agreement.figure else "",
        report.title,
        *report.warnings,
    )
    entry.add("description", "\n".join(filter(None, lines)))
    if agreement.by:
        entry.add("dtstart", agreement.by)
        entry.add("dtend", agreement.by + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    return entry
