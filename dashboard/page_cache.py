"""Keep the answers that pages gave: a page is a pure function of a release and a URL.

The key is the release, the page and the state that its address asks for, so that nothing else can
be mixed up, and an address with something added to it is not another page. A new release has other
keys, and the old ones are pushed out. A page that was asked before costs less than an empty Dash
callback, and one that many ask at the same time is made once.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from urllib.parse import parse_qs

import flask
from werkzeug.wrappers import Response

from dashboard.compression import ENCODINGS
from dashboard.pages import Page
from etl.errors import NoRelease
from etl.released.reader import Release

ROUTER = "/_dash-update-component"
OUTPUT = ".._pages_content.children..._pages_store.data.."
"""What the router fills; a page has no other callback on the server."""

OUTPUTS = [("_pages_content", "children"), ("_pages_store", "data")]
INPUTS = [("_pages_location", "pathname"), ("_pages_location", "search")]

MOST = 32_000_000
"""Bytes of answers that a process keeps: a thousand pages as a browser asks for them."""

LARGEST_REQUEST = 4096
"""Bytes; a page's request is a few hundred."""

LONGEST_WAIT = 5.0
"""Seconds that a request waits for another that makes the same page; then it makes its own."""

Key = tuple[Hashable, ...]
"""Edition of the release, page, state, and how the answer is compressed."""

Held = tuple[bytes, str | None]

_KEY = "page_cache_key"


class PageCache:
    """The last answers, the one that was asked longest ago going first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._bytes = 0
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
            before, _ = self._held.pop(key, (b"", None))
            self._held[key] = (body, encoding)
            self._bytes += len(body) - len(before)
            while self._bytes > self._most:
                _, (gone, _) = self._held.popitem(last=False)
                self._bytes -= len(gone)

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


def asked(body: bytes) -> tuple[str, str] | None:
    """Return the address and query that a page asks for; None when no page sends this.

    A browser also says what changed last, and that makes no difference to the answer.
    """
    try:
        request = json.loads(body)
        given = [(each["id"], each["property"]) for each in request["inputs"]]
        filled = [(each["id"], each["property"]) for each in request["outputs"]]
        path, search = (each["value"] for each in request["inputs"])
        is_ours = request["output"] == OUTPUT and not request.get("state")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not is_ours or (given, filled) != (INPUTS, OUTPUTS):
        return None
    return (path, search) if isinstance(path, str) and isinstance(search, str) else None


def register(server: flask.Flask, *, pages: Iterable[Page], current: Callable[[], Release]) -> None:
    """Answer from the cache where it can. To be registered before what compresses answers."""
    of = {page.path: page for page in pages}
    cache = PageCache()

    def before() -> Response | None:
        request = flask.request
        if request.path != ROUTER or (request.content_length or 0) > LARGEST_REQUEST:
            return None
        path, search = asked(request.get_data()) or ("", "")
        if (page := of.get(path)) is None:
            return None
        try:
            release = current()
        except NoRelease:
            return None
        query = parse_qs(search[1:] if search.startswith("?") else "", keep_blank_values=True)
        shown = page.state_of(query, release)
        encoding = request.accept_encodings.best_match(ENCODINGS) or ""
        key = (release.edition, path, shown, encoding)
        held = cache.get_or_claim(key)
        if held is None:
            setattr(flask.g, _KEY, key)
            return None
        body, packed = held
        response = flask.Response(body, content_type="application/json")
        if packed:
            response.headers["Content-Encoding"] = packed
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
