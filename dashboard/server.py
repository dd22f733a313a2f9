"""Serve the dashboard with gunicorn: two processes, four threads each.

Every process answers its own first requests before it takes any from outside: Dash sets itself up
at the first request, and parallel ones would fall through that.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import flask

from dashboard import hosts
from dashboard.app import PAGES, create_app
from dashboard.meeting import settings as meeting_settings
from dashboard.page_cache import INPUTS, OUTPUT, OUTPUTS, ROUTER
from dashboard.state import parse
from etl.errors import NoRelease, UsageError
from etl.released.places import REAL_WAREHOUSE, SAMPLE_WAREHOUSE, release_folder
from etl.released.pointer import POINTER
from etl.released.reader import ReleaseFolder

LOCALHOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
LAST_PORT = 65_535


def default_warehouse() -> Path:
    """Return the warehouse with real deliveries if it has a release, else the sample's."""
    is_real = (release_folder(REAL_WAREHOUSE) / POINTER).is_file()
    return REAL_WAREHOUSE if is_real else SAMPLE_WAREHOUSE


def warmed_up(
    releases: ReleaseFolder,
    *,
    meetings: str | None = None,
    names: frozenset[str] = hosts.LOCAL,
    keeps_pages: bool = True,
) -> flask.Flask:
    """Build the app and let it answer once."""
    app = create_app(releases, meetings=meetings, names=names, keeps_pages=keeps_pages)
    client = app.server.test_client()
    for address in ("/_dash-layout", "/_dash-dependencies", "/"):
        with client.get(address):
            pass
    for search in ("", _default_search(releases)):
        for page in PAGES:
            # what a page imports late it imports now, and its answer is kept for who comes first;
            # one that fails does not keep the others away
            question = router_request(page.path, search)
            with client.post(ROUTER, json=question, headers={"Accept-Encoding": "br, gzip"}):
                pass
    server: flask.Flask = app.server
    return server


def _default_search(releases: ReleaseFolder) -> str:
    """Return the query that the menu has before anything is chosen."""
    try:
        return f"?{parse({}, release=releases.current()).query()}"
    except NoRelease:
        return ""


def router_request(path: str, search: str = "") -> dict[str, Any]:
    """Return what a browser sends when the address changes."""
    return {
        "output": OUTPUT,
        "outputs": [{"id": name, "property": part} for name, part in OUTPUTS],
        "inputs": [
            {"id": name, "property": part, "value": value}
            for (name, part), value in zip(INPUTS, (path, search), strict=True)
        ],
        "changedPropIds": ["_pages_location.search"],
    }


def check_port(host: str, port: int) -> None:
    """Raise UsageError when the port cannot be taken."""
    if not 1 <= port <= LAST_PORT:
        raise UsageError(
            f"Poort {port} bestaat niet. Kies er een van 1 tot en met {LAST_PORT}, zoals "
            "--port 8050."
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise UsageError(
                f"Poort {port} op {host} is bezet of niet te gebruiken. "
                f"Kies een andere: --port {port + 1 if port < LAST_PORT else port - 1}"
            ) from None


def check_settings(warehouse: Path, *, host: str) -> None:
    """Raise UsageError when a worker could not begin with what is set."""
    meeting_settings.address(warehouse, os.environ)
    hosts.names(host, os.environ)


def application(warehouse: str, *, host: str = LOCALHOST, keeps_pages: bool = True) -> flask.Flask:
    """Build the application of one worker; gunicorn calls it by name."""
    releases = ReleaseFolder(release_folder(Path(warehouse)))
    meetings = meeting_settings.address(Path(warehouse), os.environ)
    names = hosts.names(host, os.environ)
    return warmed_up(releases, meetings=meetings, names=names, keeps_pages=keeps_pages)


def serve(warehouse: Path, *, host: str, port: int) -> NoReturn:
    """Become gunicorn."""
    served = f"{__name__}:{application.__name__}({str(warehouse)!r}, host={host!r})"
    os.execv(sys.executable, gunicorn_command(served, host=host, port=port))


def gunicorn_command(served: str, *, host: str, port: int) -> list[str]:
    """Return the command that serves an application, named as `module:callable(arguments)`."""
    options = {
        "--bind": f"{host}:{port}",
        "--workers": WORKERS,
        "--threads": THREADS,
        "--worker-class": "dashboard.worker.Worker",
        "--keep-alive": 30,
        "--log-level": "warning",
        # a worker that hangs is replaced; no page takes this long
        "--timeout": 60,
    }
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket"]
    for name, value in options.items():
        command += [name, str(value)]
    return [*command, served]
