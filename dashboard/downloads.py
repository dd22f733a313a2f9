"""The addresses of the files: `/export/<figure>.csv` and `.xlsx`, with the query of the page."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import flask
from werkzeug.wrappers import Response

from dashboard import exports
from dashboard.exhibits import Empty
from dashboard.pages import Page
from etl.errors import NoRelease
from etl.released.reader import Release

_WRITERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "csv": (exports.csv_bytes, "text/csv; charset=utf-8"),
    "xlsx": (
        exports.xlsx_bytes,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def register(server: flask.Flask, *, pages: Iterable[Page], current: Callable[[], Release]) -> None:
    """Give every exhibit of every page its two addresses."""
    known = {exhibit.id: (page, exhibit) for page in pages for exhibit in page.exhibits}

    def export(name: str, extension: str) -> Response:
        if name not in known or extension not in _WRITERS:
            flask.abort(404)
        try:
            release = current()
        except NoRelease as error:
            return _words(str(error), status=503)
        page, exhibit = known[name]
        query = {key: values[0] for key, values in flask.request.args.lists()}
        asked = page.state_of(query, release)
        if "filters" not in page.base:
            # the file would name a filter that the page doesn't use
            asked = replace(asked, filters=())
        shown = exhibit.make(release, asked)
        if isinstance(shown, Empty):
            return _words(f"{shown.sentence} {shown.advice}", status=404)
        write, mimetype = _WRITERS[extension]
        about = exports.notes(exhibit, shown=shown, release=release, state=asked)
        file = f"{name}_{_plain(asked.gebied)}_{asked.schooljaar}.{extension}"
        return flask.Response(
            write(shown.table, about=about),
            content_type=mimetype,
            headers={
                "Content-Disposition": f'attachment; filename="{file}"',
                "Cache-Control": "no-store",
            },
        )

    server.add_url_rule("/export/<name>.<extension>", "export", export)


def _plain(code: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in code)


def _words(text: str, *, status: int) -> Response:
    return flask.Response(text, status=status, content_type="text/plain; charset=utf-8")
