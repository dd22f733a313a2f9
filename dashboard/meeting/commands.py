"""What the manager of the server does with meetings: backup, restore, a new link, forgetting."""

import argparse
import os
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.meeting import backup, links
from dashboard.meeting.database import Database, open_database
from dashboard.meeting.forgetting import forget
from dashboard.meeting.models import Rol, Vergadering
from dashboard.meeting.settings import address
from dashboard.server import default_warehouse
from etl.arguments import path
from etl.errors import MasError, UsageError
from etl.released import dutch

ADDRESS = "http://127.0.0.1:8050"
"""Where the dashboard is served when nothing else is asked."""


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        database = open_database(address(asked.warehouse or default_warehouse(), os.environ))
        sys.stdout.write(asked.do(database, asked) + "\n")
    except MasError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def _backup(database: Database, asked: argparse.Namespace) -> str:
    count = backup.backup(database, asked.bestand)
    return f"{_meetings(count)} bewaard in {asked.bestand}."


def _restore(database: Database, asked: argparse.Namespace) -> str:
    count = backup.restore(
        database, asked.bestand, replace=asked.vervang, with_links=asked.met_links
    )
    database.wipe()
    said = f"{_meetings(count)} teruggezet uit {asked.bestand}."
    if asked.met_links or not count:
        return said
    with database.reading() as session:
        return "\n".join(
            [
                said,
                "De links van toen werken niet meer. Maak voor elke vergadering een nieuwe met "
                "'python -m dashboard link NUMMER':",
                *_listed(session),
            ]
        )


def _link(database: Database, asked: argparse.Namespace) -> str:
    address: str = asked.adres.rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise UsageError(f"Een adres begint met http:// of https://, zoals {ADDRESS}.")
    days = links.bounded(asked.dagen)
    with database.writing() as session:
        if asked.vergadering is None:
            return "\n".join(_listed(session)) or "Er zijn nog geen vergaderingen."
        meeting = _known(session, asked.vergadering)
        secret = links.create(session, meeting.id, Rol(asked.rol), days=days)
    if days != asked.dagen:
        sys.stderr.write(
            f"Een link werkt 1 tot en met {links.LONGEST} dagen: deze werkt er {days}.\n"
        )
    return f"{address}/v/{secret}"


def _forget(database: Database, asked: argparse.Namespace) -> str:
    with database.writing() as session:
        meeting = _known(session, asked.vergadering)
        title = meeting.titel
        forget(session, meeting.id)
    database.wipe()
    return f"{title} is verwijderd. In reservekopieën van eerder staat zij nog."


def _listed(session: Session) -> list[str]:
    rows = session.scalars(select(Vergadering).order_by(Vergadering.datum))
    return [f"{row.id}  {dutch.day(row.datum)}  {row.titel}" for row in rows]


def _known(session: Session, vergadering: str) -> Vergadering:
    found = session.get(Vergadering, vergadering)
    if found is None:
        raise UsageError(
            "Deze vergadering is er niet. 'python -m dashboard link' toont welke er zijn."
        )
    return found


def _meetings(count: int) -> str:
    return "1 vergadering" if count == 1 else f"{dutch.count(count)} vergaderingen"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Vergaderingen beheren."
    )
    parser.add_argument("--warehouse", type=path, metavar="MAP", help="map met de vrijgave")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")

    kept = commands.add_parser("backup", help="bewaar alle vergaderingen in één bestand")
    kept.add_argument("bestand", type=path)
    kept.set_defaults(do=_backup)

    back = commands.add_parser("restore", help="zet vergaderingen terug uit een bestand")
    back.add_argument("bestand", type=path)
    back.add_argument("--vervang", action="store_true", help="vervang de vergaderingen die er zijn")
    back.add_argument(
        "--met-links",
        action="store_true",
        help="laat ook de links van toen weer werken, ook die u later introk",
    )
    back.set_defaults(do=_restore)

    link = commands.add_parser("link", help="maak een nieuwe link, of toon de vergaderingen")
    link.add_argument("vergadering", nargs="?", help="nummer van de vergadering")
    link.add_argument("--rol", choices=[rol.value for rol in Rol], default=Rol.LEIDER.value)
    link.add_argument(
        "--dagen", type=int, default=14, help="hoeveel dagen de link werkt (standaard 14)"
    )
    link.add_argument(
        "--adres",
        default=ADDRESS,
        help=f"adres waar het dashboard staat (standaard {ADDRESS})",
    )
    link.set_defaults(do=_link)

    gone = commands.add_parser("forget", help="verwijder een vergadering, met alles erin")
    gone.add_argument("vergadering", help="nummer van de vergadering")
    gone.set_defaults(do=_forget)
    return parser
