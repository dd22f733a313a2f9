"""A page's callback, against an empty Dash callback on a server of the same make.

A page is measured twice: as one that somebody asked for before, and as one that nobody did, which
has to be computed. The second is asked of a server that keeps no pages, so that it computes every
answer; in all else it is the same.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.error import URLError
from urllib.request import urlopen

from bench import child, empty
from bench.measure import Compared, Fact, Section, compared, take_turns
from dashboard.app import PAGES
from dashboard.server import gunicorn_command, router_request

PAGE = "/routes"
GOAL = 1.5
BASELINE = "empty Dash callback"
USERS = (1, 32)
SHORT = 5
"""A page that was asked before takes no time: so many times the rounds."""

START_WITHIN = 60
"""Seconds."""

SEEN, FRESH = "asked before", "computed anew"


@dataclass(frozen=True)
class Latency:
    """How long the answers of one round took, in milliseconds."""

    p50: float
    p95: float


def measure(warehouse: Path, *, rounds: int, requests: int) -> Section:
    """Let baseline and product take turns, `requests` per round, at every number of users."""
    with (
        _served("bench.empty:application()") as (bare, _),
        _served(f"dashboard.server:application({str(warehouse)!r})") as (ours, seconds),
        _served(f"dashboard.server:application({str(warehouse)!r}, keeps_pages=False)") as (
            forgetful,
            _,
        ),
    ):
        for _ in range(2):
            _ask(bare, [json.dumps(empty.REQUEST)] * 100, users=max(USERS))
            for product in (ours, forgetful):
                _ask(product, [_page(PAGE)] * 100, users=max(USERS))
        lines = [
            line
            for users in USERS
            for kind, product, turns in (
                # many short rounds: keep-alive divides the users over the workers by chance
                (SEEN, ours, SHORT * rounds),
                (FRESH, forgetful, rounds),
            )
            for line in _compared(
                bare, product, kind=kind, users=users, rounds=turns, requests=requests
            )
        ]
        anew = [
            Fact(f"{page.path} computed anew", _alone(forgetful, page.path), "ms") for page in PAGES
        ]
    start = Fact("the server starts until its first answer", seconds, "s")
    return Section(f"A page's callback ({PAGE})", tuple(lines), (start, *anew))


def _compared(
    bare: int, ours: int, *, kind: str, users: int, rounds: int, requests: int
) -> Iterator[Compared]:
    def nothing() -> Latency:
        return _ask(bare, [json.dumps(empty.REQUEST)] * requests, users=users)

    def page() -> Latency:
        return _ask(ours, [_page(PAGE)] * requests, users=users)

    pairs = take_turns(nothing, page, rounds=rounds)
    for name in ("p50", "p95"):
        yield compared(
            f"{kind}, {users} {'user' if users == 1 else 'users'}, {name}",
            [(getattr(base, name), getattr(one, name)) for base, one in pairs],
            baseline=BASELINE,
            unit="ms",
            goal=GOAL if name == "p95" else None,
        )


def _alone(port: int, path: str) -> float:
    return _ask(port, [_page(path)] * 10, users=1).p50


def _ask(port: int, bodies: list[str], *, users: int) -> Latency:
    """Divide requests over users with connections of their own, new ones every round."""
    given = {"port": port, "bodies": [bodies[user::users] for user in range(users)]}
    taken = child.run("bench.client", given=json.dumps(given))
    return Latency(median(taken), quantiles(taken, n=20)[-1])


def _page(path: str) -> str:
    return json.dumps(router_request(path))


@contextmanager
def _served(application: str) -> Iterator[tuple[int, float]]:
    """Serve an application as `dashboard.server` does: its port, and seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begun = time.perf_counter()
    server = subprocess.Popen(gunicorn_command(application, host="127.0.0.1", port=port))
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield port, time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("the server did not start")
