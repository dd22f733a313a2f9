"""The addresses of the meetings, and how another module adds its own.

A view is named, not imported: the first request for it loads the module, and with it the database
library. A dashboard that nobody uses for meetings never pays for them.
"""

import importlib
from collections.abc import Callable
from typing import Any

import flask

Route = tuple[str, str, str]
"""Address, methods, and the view as `package.module:function`."""

ROUTES: tuple[Route, ...] = (
    ("/v/<secret>", "GET", "dashboard.meeting.access:enter"),
    ("/vergaderingen", "GET", "dashboard.meeting.planning:overview"),
    ("/vergaderingen/nieuw", "GET POST", "dashboard.meeting.planning:new"),
    ("/vastpinnen", "GET POST", "dashboard.meeting.pinning:pin"),
    ("/afspraken", "GET", "dashboard.meeting.agreements:listed"),
    ("/afspraken/<afspraak>", "POST", "dashboard.meeting.agreements:change"),
    ("/vergadering/<vergadering>", "GET", "dashboard.meeting.desk:table"),
    ("/vergadering/<vergadering>/scherm", "GET", "dashboard.meeting.desk:screen"),
    ("/vergadering/<vergadering>/nieuws", "GET", "dashboard.meeting.desk:news"),
    ("/vergadering/<vergadering>/handelingen", "POST", "dashboard.meeting.desk:acts"),
    ("/vergadering/<vergadering>/begin", "GET POST", "dashboard.meeting.sealing:begin"),
    ("/vergadering/<vergadering>/sluit", "POST", "dashboard.meeting.sealing:close"),
    ("/vergadering/<vergadering>/verslag", "GET", "dashboard.meeting.reporting:overview"),
    ("/vergadering/<vergadering>/verslag.<soort>", "GET", "dashboard.meeting.reporting:file"),
    ("/vergadering/<vergadering>/gegevens", "GET POST", "dashboard.meeting.planning:details"),
    ("/vergadering/<vergadering>/toegang", "GET POST", "dashboard.meeting.sharing:sharing"),
    ("/vergadering/<vergadering>/oefenzaken", "GET", "dashboard.practice.pages:overview"),
    ("/vergadering/<vergadering>/oefenzaak/<zaak>", "GET POST", "dashboard.practice.pages:one"),
    ("/vergadering/<vergadering>/oefenzaak/<zaak>/toon", "POST", "dashboard.practice.pages:show"),
    (
        "/vergadering/<vergadering>/oefenzaak/<zaak>/spreiding",
        "GET",
        "dashboard.practice.pages:part",
    ),
    ("/vergadering/<vergadering>/quickscan", "GET", "dashboard.quickscan.pages:overview"),
    (
        "/vergadering/<vergadering>/quickscan/invullen",
        "GET POST",
        "dashboard.quickscan.pages:fill_in",
    ),
    ("/vergadering/<vergadering>/quickscan/open", "POST", "dashboard.quickscan.pages:begin"),
    ("/vergadering/<vergadering>/quickscan/link", "POST", "dashboard.quickscan.pages:link"),
    ("/vergadering/<vergadering>/quickscan/aantal", "GET", "dashboard.quickscan.pages:part"),
    ("/vergadering/<vergadering>/quickscan/sluit", "POST", "dashboard.quickscan.pages:end"),
    ("/vergadering/<vergadering>/quickscan/wis", "POST", "dashboard.quickscan.pages:erase"),
)


LARGEST_REQUEST = 4_000_000
"""Bytes: more than everything that one device can have typed since it was last heard."""


def register(server: flask.Flask) -> None:
    """Give every view its address, and its templates and files a place."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    server.register_blueprint(
        flask.Blueprint(
            "vergadering",
            __name__,
            template_folder="templates",
            static_folder="static",
            static_url_path="/vergadering-bestanden",
        )
    )
    for rule, methods, view in ROUTES:
        server.add_url_rule(
            rule,
            endpoint=view,
            view_func=_lazy(view),
            methods=methods.split(),
            strict_slashes=False,
        )


def _lazy(view: str) -> Callable[..., Any]:
    module, name = view.split(":")

    def call(**arguments: Any) -> Any:
        return getattr(importlib.import_module(module), name)(**arguments)

    return call
