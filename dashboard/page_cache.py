"""Keep the answers that pages gave: a page is a pure function of a release and a URL.

The key is the release and the whole request, so that nothing else can be mixed up; a new release
has other keys, and the old ones are pushed out. A page that was asked before costs less than an
empty Dash callback.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

import flask
from werkzeug.wrappers import Response

from etl.errors import NoRelease

ROUTER = "/_dash-update-component"
MOST = 1024
LARGEST_REQUEST = 4096
"""Bytes; a page's request is a few hundred."""

Key = tuple[str, bytes, str]
_KEY = "page_cache_key"


class PageCache:
    """The last answers, the one that was asked longest ago going first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Key, tuple[bytes, str | None]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> tuple[bytes, str | None] | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Key, body: bytes, *, encoding: str | None) -> None:
        with self._lock:
            self._held[key] = (body, encoding)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def register(server: flask.Flask, *, release_id: Callable[[], str]) -> None:
    """Answer from the cache where it can. To be registered before what compresses answers."""
    cache = PageCache()

    def before() -> Response | None:
        request = flask.request
        if request.path != ROUTER or (request.content_length or 0) > LARGEST_REQUEST:
            return None
        try:
            name = release_id()
        except NoRelease:
            return None
        key = (name, request.get_data(), request.headers.get("Accept-Encoding", ""))
        held = cache.get(key)
        if held is None:
            setattr(flask.g, _KEY, key)
            return None
        body, encoding = held
        response = flask.Response(body, content_type="application/json")
        if encoding:
            response.headers["Content-Encoding"] = encoding
            response.headers["Vary"] = "Accept-Encoding"
        return response

    def after(response: Response) -> Response:
        key: Key | None = flask.g.pop(_KEY, None)
        if key is not None and response.status_code == 200:
            encoding = response.headers.get("Content-Encoding")
            cache.put(key, response.get_data(), encoding=encoding)
        return response

    server.before_request(before)
    server.after_request(after)
