"""Serve the current release: `python -m dashboard [--warehouse DIR] [--host H] [--port N]`.

`backup`, `restore`, `link` and `forget` are about the meetings (see `dashboard.meeting.commands`).
"""

import argparse
import sys
from pathlib import Path

from dashboard.server import check_port, check_settings, default_warehouse, serve
from etl.arguments import path, speak_dutch
from etl.errors import MasError
from etl.released.places import release_folder
from etl.released.reader import ReleaseFolder

OF_MEETINGS = frozenset({"backup", "forget", "link", "restore"})


def main(arguments: list[str] | None = None) -> int:
    speak_dutch()
    arguments = sys.argv[1:] if arguments is None else arguments
    if set(arguments) & OF_MEETINGS:
        # loads the database library, which serving can do without
        from dashboard.meeting import commands

        return commands.main(arguments)
    asked = _parser().parse_args(arguments)
    warehouse: Path = asked.warehouse or default_warehouse()
    releases = ReleaseFolder(release_folder(warehouse))
    try:
        release = releases.current()
        check_port(asked.host, asked.port)
        check_settings(warehouse, host=asked.host)
    except MasError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stderr.write(
        f"MAS-monitor: http://{asked.host}:{asked.port}/   (stoppen met Ctrl+C)\n"
        f"Vrijgave {release.id} uit {warehouse}\n"
    )
    sys.stderr.flush()
    return serve(warehouse, host=asked.host, port=asked.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Toon de huidige vrijgave in de browser.",
        epilog="Vergaderingen: python -m dashboard backup BESTAND, restore BESTAND, link, forget.",
    )
    parser.add_argument(
        "--warehouse",
        type=path,
        metavar="MAP",
        help="map met de vrijgave (anders data/warehouse, en zonder vrijgave daar het voorbeeld)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="adres (standaard 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8050, help="poort (standaard 8050)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
