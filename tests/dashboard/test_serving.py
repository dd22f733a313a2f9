"""Starting the dashboard: where it reads, and what it says when it cannot."""

import socket
from pathlib import Path

import pytest

from dashboard import plotly_bundle, server
from dashboard.__main__ import main
from dashboard.compression import Compressor, digest_of
from dashboard.page_cache import PageCache
from etl.errors import Exit, UsageError


def test_without_a_release_it_stops_with_a_dutch_message(tmp_path: Path, capsys):
    assert main(["--warehouse", str(tmp_path)]) == Exit.NO_RELEASE
    assert "Er is nog geen vrijgave" in capsys.readouterr().err


def test_a_port_in_use_is_said_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port + 1}"):
            server.check_port("127.0.0.1", port)


def test_real_deliveries_go_before_the_sample(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert server.default_warehouse() == server.SAMPLE
    release = server.release_folder(server.REAL)
    release.mkdir(parents=True)
    (release / "current").write_text("vrijgave_x.duckdb\n")
    assert server.default_warehouse() == server.REAL


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
    cache = PageCache(most=2)
    first, second, third = (("release", name, "br") for name in (b"1", b"2", b"3"))
    cache.put(first, b"one", encoding=None)
    cache.put(second, b"two", encoding=None)
    cache.get(first)
    cache.put(third, b"three", encoding=None)
    assert cache.get(second) is None
    assert cache.get(first) == (b"one", None)
