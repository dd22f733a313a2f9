"""The command line. stdout is data; words, progress and errors go to stderr.

Arguments are read here and nothing is decided here: each command is one function that calls the
module that does the work.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

from etl import commands, machine
from etl.arguments import code, path, speak_dutch
from etl.domain import days
from etl.domain.areas import Niveau
from etl.domain.metrics import METRICS
from etl.errors import MasError
from etl.output import FORMATS
from etl.settings import Settings
from etl.streams import make_sturdy


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    speak_dutch()
    try:
        return _run(arguments)
    except MasError as error:
        print(f"mas-monitor: {error}", file=sys.stderr)
        return int(error.exit_code)
    except OSError as error:
        told = machine.told(error)
        print(f"mas-monitor: {told}", file=sys.stderr)
        return int(told.exit_code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        args = _parser().parse_args(arguments)
        return int(args.command(args, Settings.from_environment(os.environ)))
    finally:
        # while it can still be said that this fails
        sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="Zaken innemen, controleren, tellen en vrijgeven voor de MAS-monitor.",
        epilog="Uitgang: 0 klaar · 1 onze fout · 2 verkeerd gebruik · 10 niet leesbaar · "
        "11 geweigerd · 12 bouwen mislukt · 13 geen vrijgave · 14 toets niet gehaald.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--warehouse",
        type=path,
        metavar="MAP",
        help="de map met de zakenopslag en de vrijgave (standaard data/warehouse, of "
        "data/voorbeeld zolang data/inbox leeg is)",
    )
    delivery = argparse.ArgumentParser(add_help=False)
    delivery.add_argument("--leverancier", help="naam, voor bestanden zonder levering.toml")
    delivery.add_argument(
        "--peildatum", type=_date, metavar="JJJJ-MM-DD", help="idem, de dag van de export"
    )
    delivery.add_argument(
        "--vervang",
        action="store_true",
        help="neem ook een levering aan die ouder is dan wat er geladen is",
    )
    add = parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT").add_parser

    run = add("run", parents=[common, delivery], help="leveringen innemen, bouwen en vrijgeven")
    run.add_argument("paths", nargs="*", type=path, metavar="PAD", help="map, zip of bestand")
    run.set_defaults(command=commands.run)

    check = add("check", parents=[common, delivery], help="alleen het ontvangstbewijs; laadt niets")
    check.add_argument("path", type=path, metavar="PAD", help="map, zip of bestand")
    check.add_argument("--format", type=code, choices=("table", "json", "html"), default="table")
    check.set_defaults(command=commands.check)

    metric = add("metric", parents=[common], help="een cijfer opvragen")
    names = [one.name for one in METRICS]
    metric.add_argument("name", type=code, choices=names, metavar="NAAM", help=", ".join(names))
    metric.add_argument(
        "--niveau",
        type=code,
        choices=[str(niveau) for niveau in Niveau],
        metavar="NIVEAU",
        help="land (standaard), regio, arrondissement of gemeente; elk gebied is een regel",
    )
    metric.add_argument("--gebied", metavar="CODE", help="NL, MC21, GM0363 of een arrondissement")
    metric.add_argument(
        "--schooljaar",
        metavar="2024-2025",
        help="zonder: alle; van een kleine gemeente kan ook 2024-2026, twee schooljaren samen",
    )
    metric.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="KOLOM=CODE",
        help="bijvoorbeeld onderwijssoort=vo; mag vaker",
    )
    metric.add_argument("--format", type=code, choices=FORMATS, default="table")
    metric.add_argument(
        "--exact", action="store_true", help="uit de zakenopslag zelf, niet uit de vrijgave"
    )
    metric.set_defaults(command=commands.metric)

    generate = add(
        "generate", parents=[common], help="verzonnen leveringen maken, om mee te oefenen"
    )
    generate.add_argument("folder", type=path, metavar="MAP")
    generate.add_argument("--regios", type=_regios, default=7, metavar="N|all")
    generate.add_argument("--schooljaren", type=_positive, default=3, metavar="N")
    generate.add_argument("--zaken", type=_positive, default=25_000, metavar="N")
    generate.add_argument("--seed", type=int, default=1, metavar="N")
    generate.add_argument("--peildatum", type=_date, metavar="JJJJ-MM-DD")
    generate.set_defaults(command=commands.generate)

    audit = add("audit", parents=[common], help="wat de toets van een vrijgave probeerde en introk")
    audit.add_argument("release", type=path, nargs="?", metavar="VRIJGAVE")
    audit.add_argument("--json", action="store_true")
    audit.set_defaults(command=commands.audit)

    dpia = add("dpia", parents=[common], help="hulp bij de DPIA: welke gegevens, waarom, hoe lang")
    dpia.add_argument("--format", type=code, choices=("markdown", "html"), default="markdown")
    dpia.set_defaults(command=commands.dpia)

    for name, command, text in (
        ("deliveries", commands.deliveries, "wat er geladen is"),
        ("utility", commands.utility, "welk deel van de cellen en zaken wordt getoond"),
        ("metrics", commands.metrics, "alle cijfers met hun betekenis"),
        ("rules", commands.rules, "alle regels voor een levering"),
        ("profiles", commands.profiles, "de bekende profielen"),
    ):
        listing = add(name, parents=[common], help=text)
        listing.add_argument("--format", type=code, choices=FORMATS, default="table")
        listing.set_defaults(command=command)
        if command is commands.profiles:
            listing.set_defaults(action=None)
            making = listing.add_subparsers(metavar="new PAD", dest="action").add_parser
            new = making("new", help="stel een profiel voor bij een bestand uit een export")
            new.add_argument("path", type=path, metavar="PAD", help="één bestand uit de export")
            _add_warehouse(new)
            new.set_defaults(command=commands.new_profile)
        if command is commands.deliveries:
            _add_remove(listing)
    return parser


def _add_remove(deliveries: argparse.ArgumentParser) -> None:
    actions = deliveries.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    remove = actions.add_parser("remove", help="alles van een leverancier vergeten")
    remove.add_argument("leverancier", metavar="LEVERANCIER")
    _add_warehouse(remove)
    remove.set_defaults(command=commands.remove)


def _add_warehouse(action: argparse.ArgumentParser) -> None:
    # not to undo what stands before the action
    action.add_argument(
        "--warehouse", type=path, metavar="MAP", default=argparse.SUPPRESS, help="als hierboven"
    )


def _date(text: str) -> date:
    day = days.written(text)
    if day is None:
        raise argparse.ArgumentTypeError("geef een datum als JJJJ-MM-DD, zoals 2026-08-01")
    return day


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("geef een getal van 1 of hoger")
    return int(text)


def _regios(text: str) -> int | None:
    return None if code(text) == "all" else _positive(text)


if __name__ == "__main__":
    make_sturdy()
    sys.exit(main())
