"""What gunicorn cannot read: neither its log nor its answer repeats it."""

import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import flask
import pytest

from dashboard.server import gunicorn_command

SECRET = "SECRETSECRET"


def app() -> flask.Flask:
    return flask.Flask(__name__)


def asked(port: int, request: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    return answer.decode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A server as it is started: its port, and what it logs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("log") / "log"
    command = gunicorn_command(f"{__name__}:app()", host="127.0.0.1", port=port)
    with log.open("wb") as written:
        server = subprocess.Popen(command, stderr=written, cwd=Path(__file__).parents[2])
    waiting = threading.Event()
    for _ in range(600):
        try:
            asked(port, b"GET / HTTP/1.0\r\n\r\n")
            break
        except ConnectionError:
            waiting.wait(0.1)
    yield port, log
    server.terminate()
    server.wait()


@pytest.mark.parametrize(
    "request_line",
    [
        f"get /v/{SECRET} HTTP/1.1\r\nHost: localhost\r\n",
        f"GET /v/{SECRET}\r\n",
        f"GET /v/{SECRET} HTTP/{SECRET}\r\nHost: localhost\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie {SECRET}: x\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {SECRET}\x01\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {SECRET}\r\n",
        f"GET /{SECRET * 1000} HTTP/1.1\r\nHost: localhost\r\n",
    ],
)
def test_what_gunicorn_cannot_read_is_nowhere_repeated(served: tuple[int, Path], request_line: str):
    port, log = served
    answer = asked(port, f"{request_line}\r\n".encode())
    assert answer.startswith("HTTP/1.1 400 ")
    assert SECRET not in answer
    told = log.read_text()
    assert "Onleesbaar verzoek: gunicorn.http.errors." in told
    assert SECRET not in told
