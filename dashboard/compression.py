"""Compress what goes over the line: static files once and for good, pages as they are made.

Brotli at its best takes seconds for the plotly bundle, so `python -m dashboard.assets_cache` does
that during set-up and leaves the result under the hash of the content; a later start finds it
there. Without it the same files go out gzipped.
"""

import gzip
import hashlib
import os
import threading
from pathlib import Path

import brotli
import flask
from werkzeug.wrappers import Response

CACHE = Path("data/cache")
"""Compressed files and the partial plotly bundle: made once, never committed."""

STATIC = ("/_dash-component-suites/", "/assets/", "/plotly-basic")
KINDS = (
    "text/css",
    "text/html",
    "text/javascript",
    "text/plain",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/csv",
)
ENCODINGS = ("br", "gzip")
"""The best first."""

SMALLEST = 512
"""Smaller answers gain nothing."""

BEST, QUICK = 11, 5
A_WEEK, A_YEAR = 7 * 24 * 3600, 365 * 24 * 3600


class Compressor:
    """Compressed copies of static files, in memory and in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()

    def static(self, body: bytes, *, digest: str, encoding: str) -> bytes:
        """Return a static body compressed, from memory, from the folder, or made now."""
        key = (digest, encoding)
        held = self._held.get(key)
        if held is None:
            file = self._file(digest)
            if encoding == "br" and file.is_file():
                held = file.read_bytes()
            else:
                held = quick(body, encoding=encoding)
            with self._lock:
                self._held[key] = held
        return held

    def keep(self, body: bytes) -> bool:
        """Compress a body at its best into the folder; False when it was there already."""
        file = self._file(digest_of(body))
        if file.is_file():
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_bytes(brotli.compress(body, quality=BEST))
        half.replace(file)
        return True

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.br"


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def quick(body: bytes, *, encoding: str) -> bytes:
    """Compress a body as fast as a page needs."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=QUICK)
        return packed
    return gzip.compress(body, compresslevel=6, mtime=0)


def compress(server: flask.Flask, *, cache: Path) -> None:
    """Compress and label every answer of a server."""
    compressor = Compressor(cache / "compressed")

    def after(response: Response) -> Response:
        if flask.request.path.startswith(STATIC) and response.status_code == 200:
            _label(response)
        encoding = flask.request.accept_encodings.best_match(ENCODINGS)
        if (
            encoding is None
            or response.status_code != 200
            or response.mimetype not in KINDS
            or "Content-Encoding" in response.headers
        ):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < SMALLEST:
            return response
        if flask.request.path.startswith(STATIC):
            packed = compressor.static(body, digest=digest_of(body), encoding=encoding)
        else:
            packed = quick(body, encoding=encoding)
        response.set_data(packed)
        response.headers["Content-Encoding"] = encoding
        response.headers["Vary"] = "Accept-Encoding"
        return response

    server.after_request(after)


def _label(response: Response) -> None:
    """Let a browser keep what cannot change under its address; ask again for the rest."""
    request = flask.request
    if "m" in request.args or ".v" in request.path or request.path.startswith("/plotly-basic"):
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = f"public, max-age={A_WEEK}"
