"""Starting the dashboard: where it reads, and what it says when it cannot."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import flask
import pytest

from dashboard import page_cache, plotly_bundle, server
from dashboard.__main__ import main
from dashboard.app import PAGES
from dashboard.compression import Compressor, digest_of
from dashboard.page_cache import PageCache, asked
from etl.errors import Exit, UsageError
from etl.released.places import REAL_WAREHOUSE, SAMPLE_WAREHOUSE, release_folder
from tests.dashboard.releases import Shelf, release


def test_without_a_release_it_stops_with_a_dutch_message(tmp_path: Path, capsys):
    assert main(["--warehouse", str(tmp_path)]) == Exit.NO_RELEASE
    assert "Er is nog geen vrijgave" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["--help"], ["backup", "--help"], ["link", "--help"]])
def test_the_help_is_dutch(asked: list[str]):
    # a process of its own: how argparse speaks holds for all of it
    shown = subprocess.run(
        [sys.executable, "-m", "dashboard", *asked], capture_output=True, text=True, check=True
    ).stdout
    assert shown.startswith("gebruik: python -m dashboard")
    assert "toon deze uitleg" in shown
    assert [
        word for word in ("usage:", "options:", "positional", "show this") if word in shown
    ] == []


@pytest.mark.parametrize("port", [-1, 0, 65_536, 70_000])
def test_a_port_that_does_not_exist_is_said_with_those_that_do(port: int):
    with pytest.raises(UsageError, match="van 1 tot en met 65535"):
        server.check_port("127.0.0.1", port)


def test_a_port_in_use_is_said_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port + 1}"):
            server.check_port("127.0.0.1", port)


def test_real_deliveries_go_before_the_sample(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert server.default_warehouse() == SAMPLE_WAREHOUSE
    release = release_folder(REAL_WAREHOUSE)
    release.mkdir(parents=True)
    (release / "current").write_text("vrijgave_x.duckdb\n")
    assert server.default_warehouse() == REAL_WAREHOUSE


def test_a_file_is_compressed_once_and_found_again(tmp_path: Path):
    body = b"plotly " * 1000
    assert Compressor(tmp_path).keep(body)
    assert not Compressor(tmp_path).keep(body)
    digest = digest_of(body)
    packed = Compressor(tmp_path).static(body, digest=digest, encoding="br")
    assert packed == (tmp_path / f"{digest}.br").read_bytes()


def test_the_partial_bundle_is_of_plotlys_own_version(tmp_path: Path):
    assert plotly_bundle.bundle_in(tmp_path) is None
    plotly_bundle.path_in(tmp_path).write_text("window.Plotly={}")
    bundle = plotly_bundle.bundle_in(tmp_path)
    assert bundle is not None
    assert plotly_bundle.wanted_version() in bundle.path.name


def test_without_npm_the_whole_bundle_stays(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "volledige plotly-bundel" in plotly_bundle.fetch(tmp_path)
    assert plotly_bundle.bundle_in(tmp_path) is None


def test_the_page_asked_longest_ago_is_forgotten_first():
    cache = PageCache(most=len(b"onethree"))
    first, second, third = (("release", name, "br") for name in ("1", "2", "3"))
    cache.put(first, b"one", encoding=None)
    cache.put(second, b"two", encoding=None)
    cache.get(first)
    cache.put(third, b"three", encoding=None)
    assert cache.get(second) is None
    assert cache.get(first) == (b"one", None)


def test_a_page_that_many_ask_at_once_is_made_once():
    cache = PageCache()
    key = ("release", "1", "br")
    assert cache.get_or_claim(key) is None
    answers: list[tuple[bytes, str | None] | None] = []
    waiting = [
        threading.Thread(target=lambda: answers.append(cache.get_or_claim(key))) for _ in range(8)
    ]
    for each in waiting:
        each.start()
    cache.put(key, b"one", encoding="br")
    cache.release(key)
    for each in waiting:
        each.join()
    assert answers == [(b"one", "br")] * 8


def test_what_is_kept_takes_no_more_room_than_it_may():
    cache = PageCache(most=100)
    for name in map(str, range(50)):
        cache.put(("release", name, ""), b"x" * 40, encoding=None)
    assert [name for name in map(str, range(50)) if cache.get(("release", name, ""))] == [
        "48",
        "49",
    ]


def test_an_address_with_something_added_is_the_same_page():
    made: list[str] = []
    app = flask.Flask(__name__)

    def answer() -> dict[str, int]:
        made.append(flask.request.get_json()["inputs"][1]["value"])
        return {"gemaakt": len(made)}

    app.add_url_rule(page_cache.ROUTER, view_func=answer, methods=["POST"])
    page_cache.register(app, pages=PAGES, current=Shelf(release()).current)
    same = ["?gebied=MC21", "?gebied=MC21&x=1", "?x=2&gebied=MC21", "?gebied=MC21&gebied=NL"]
    for search in (*same, "?gebied=NL", "", "?gebied=elders"):
        app.test_client().post(page_cache.ROUTER, json=server.router_request("/routes", search))
    # without an area it is the default one, and an unknown one comes with a notice
    assert made == ["?gebied=MC21", "?gebied=NL", "?gebied=elders"]


def test_who_waits_for_a_page_that_fails_makes_his_own():
    cache = PageCache()
    key = ("release", "1", "br")
    assert cache.get_or_claim(key) is None
    cache.release(key)
    assert cache.get_or_claim(key) is None


def test_what_changed_last_makes_no_difference_to_the_answer():
    request = server.router_request("/routes", "?gebied=NL")
    other = request | {"changedPropIds": [], "parsedChangedPropsIds": []}
    assert asked(json.dumps(request).encode()) == asked(json.dumps(other).encode())
    elsewhere = server.router_request("/routes", "?gebied=MC21")
    assert asked(json.dumps(request).encode()) != asked(json.dumps(elsewhere).encode())


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff"])
def test_what_is_no_request_of_a_browser_is_not_kept(body: bytes):
    assert asked(body) is None
