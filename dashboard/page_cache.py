"""Keep the answers that pages gave: a page is a pure function of a release and a URL.

The key is the release and all that the request asks, so that nothing else can be mixed up; a new
release has other keys, and the old ones are pushed out. A page that was asked before costs less
than an empty Dash callback, and one that many ask at the same time is made once.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable

import flask
from werkzeug.wrappers import Response

from dashboard.compression import ENCODINGS
from etl.errors import NoRelease

ROUTER = "/_dash-update-component"
OUTPUT = ".._pages_content.children..._pages_store.data.."
"""What the router fills; a page has no other callback on the server."""

MOST = 1024
LARGEST_REQUEST = 4096
"""Bytes; a page's request is a few hundred."""

LONGEST_WAIT = 5.0
"""Seconds that a request waits for another that makes the same page; then it makes its own."""

Key = tuple[str, str, str]
"""Edition of the release, what is asked, and how the answer is compressed."""

Held = tuple[bytes, str | None]

_KEY = "page_cache_key"
_ASKED = ("output", "outputs", "inputs", "state")
"""What an answer hangs on; a browser also says what changed last, and that makes no difference."""


class PageCache:
    """The last answers, the one that was asked longest ago going first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._making: dict[Key, threading.Event] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Held | None:
        with self._lock:
            return self._get(key)

    def get_or_claim(self, key: Key) -> Held | None:
        """Return an answer, waiting for one that is being made; None when the caller is to make it.

        Who gets None calls `release` afterwards, also when it failed.
        """
        with self._lock:
            held = self._get(key)
            making = self._making.get(key)
            if held is None and making is None:
                self._making[key] = threading.Event()
        if held is not None or making is None:
            return held
        making.wait(LONGEST_WAIT)
        return self.get(key)

    def put(self, key: Key, body: bytes, *, encoding: str | None) -> None:
        with self._lock:
            self._held[key] = (body, encoding)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def release(self, key: Key) -> None:
        """Let those go on who wait for this answer."""
        with self._lock:
            making = self._making.pop(key, None)
        if making is not None:
            making.set()

    def _get(self, key: Key) -> Held | None:
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)


def is_of_a_page(body: bytes) -> bool:
    """Say whether a page sends a request like this: two texts, address and query."""
    try:
        request = json.loads(body)
        given = {each["property"]: each["value"] for each in request["inputs"]}
        named = request["output"]
    except (ValueError, TypeError, KeyError):
        return False
    return (
        named == OUTPUT
        and set(given) == {"pathname", "search"}
        and all(isinstance(value, str) for value in given.values())
    )


def asked(body: bytes) -> str | None:
    """Return what a request asks of the router; None when it is no such request."""
    try:
        request = json.loads(body)
    except ValueError:
        return None
    if not isinstance(request, dict):
        return None
    return json.dumps([request.get(part) for part in _ASKED], sort_keys=True)


def register(server: flask.Flask, *, release_id: Callable[[], str]) -> None:
    """Answer from the cache where it can. To be registered before what compresses answers."""
    cache = PageCache()

    def before() -> Response | None:
        request = flask.request
        if request.path != ROUTER or (request.content_length or 0) > LARGEST_REQUEST:
            return None
        question = asked(request.get_data())
        if question is None:
            return None
        try:
            name = release_id()
        except NoRelease:
            return None
        key = (name, question, request.accept_encodings.best_match(ENCODINGS) or "")
        held = cache.get_or_claim(key)
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
        key: Key | None = flask.g.get(_KEY)
        if key is not None and response.status_code == 200:
            encoding = response.headers.get("Content-Encoding")
            cache.put(key, response.get_data(), encoding=encoding)
        return response

    def at_the_end(_error: BaseException | None) -> None:
        key: Key | None = flask.g.pop(_KEY, None)
        if key is not None:
            cache.release(key)

    server.before_request(before)
    server.after_request(after)
    server.teardown_request(at_the_end)
