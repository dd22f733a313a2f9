"""Headers that keep the browser to this site, and errors that give nothing away.

Not on the page, and not in the log either: an address can hold the secret of a link, and the words
of an exception can hold what somebody typed. The log gets the rule of the address, the kind of the
exception, and where in the code it was.
"""

import traceback
from collections.abc import Iterable

import flask
from dash import Dash
from dash.exceptions import DependencyException
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from dashboard import hosts, page_cache
from dashboard.compression import STATIC

_ERROR_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>{title} – MAS-monitor</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/10-tokens.css">
<link rel="stylesheet" href="/assets/20-base.css">
<link rel="stylesheet" href="/assets/30-shell.css">
<link rel="stylesheet" href="/assets/40-cards.css"></head>
<body><main class="inhoud"><div class="kaart"><h1>{title}</h1><p>{text}</p>
<p><a class="knop" href="/">Naar het overzicht</a></p></div></main></body></html>"""

_WORDS = {
    404: (
        "Deze pagina is er niet",
        "Kijk het adres na, of ga terug naar het overzicht. Hoort het adres bij een vergadering? "
        "Dan kan uw link verlopen of ingetrokken zijn: vraag de gespreksleider om een nieuwe.",
    ),
    500: (
        "Er ging iets mis",
        "Dat ligt aan ons, niet aan u. Probeer het nog eens. Blijft het misgaan? "
        "Meld het bij de beheerder, met de tijd erbij.",
    ),
}
_PARTS = ("/_dash", *STATIC)
"""What a page loads: a policy counts on a page, and is a kilobyte with every file."""

_UNKNOWN_HOST = (
    "Dit adres is niet van de MAS-monitor",
    f"Vraag de beheerder om de naam uit de adresbalk in {hosts.SETTING} te zetten.",
)
_OTHER = ("Dit kan niet", "De MAS-monitor kan dit verzoek niet uitvoeren.")


def register(app: Dash, *, known_paths: Iterable[str], names: frozenset[str]) -> None:
    """Add the headers and the error pages to an app that is otherwise complete.

    Args:
        app: to which they are added.
        known_paths: of its pages.
        names: under which it is reached.
    """
    server = app.server
    known = frozenset(known_paths)
    policy: list[str] = []

    def refuse_other_names() -> Response | None:
        ours = hosts.is_ours(flask.request.host, names)
        return None if ours else error_page(400, _UNKNOWN_HOST)

    def refuse_unknown_pages() -> Response | None:
        # Dash answers every path with its index and status 200
        path = (flask.request.view_args or {}).get("path")
        if flask.request.url_rule and flask.request.url_rule.rule == "/<path:path>":
            return None if f"/{path}" in known else error_page(404)
        return None

    def refuse_what_no_page_asks() -> Response | None:
        request = flask.request
        if request.path != page_cache.ROUTER or request.method != "POST":
            return None
        return None if page_cache.asked(request.get_data()) else error_page(400)

    def add_headers(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if flask.request.path.startswith(_PARTS) and response.mimetype != "text/html":
            return response
        if not policy:
            # the router's inline script is known once Dash has set itself up
            policy.append(_policy(app.csp_hashes()))
        response.headers["Content-Security-Policy"] = policy[0]
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response

    def http_error(error: HTTPException) -> Response:
        return error_page(error.code or 500)

    def unknown_part(_error: DependencyException) -> Response:
        return error_page(404)

    def our_mistake(error: Exception) -> Response:
        server.logger.error("%s", told(error))
        return error_page(500)

    server.before_request(refuse_other_names)
    server.before_request(refuse_unknown_pages)
    server.before_request(refuse_what_no_page_asks)
    server.after_request(add_headers)
    server.register_error_handler(HTTPException, http_error)
    server.register_error_handler(DependencyException, unknown_part)
    server.register_error_handler(Exception, our_mistake)


def told(error: BaseException) -> str:
    """Return what the log may hold of a mistake in a request: where it was, not what was asked."""
    rule = flask.request.url_rule
    lines = [f"Fout bij {flask.request.method} {rule.rule if rule else '?'}\n"]
    held: BaseException | None = error
    while held is not None:
        lines += [f"{type(held).__module__}.{type(held).__qualname__}\n"]
        lines += traceback.format_tb(held.__traceback__)
        held = held.__cause__ or held.__context__
    return "".join(lines).rstrip()


def error_page(status: int, words: tuple[str, str] | None = None) -> Response:
    """Return an error page in Dutch, without details."""
    title, text = words or _WORDS.get(status, _WORDS[500] if status >= 500 else _OTHER)
    page = _ERROR_PAGE.format(title=title, text=text)
    return flask.Response(page, status=status, content_type="text/html; charset=utf-8")


def _policy(hashes: Iterable[str]) -> str:
    scripts = " ".join(["'self'", *hashes])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            # plotly and Dash add style elements of their own
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        )
    )
