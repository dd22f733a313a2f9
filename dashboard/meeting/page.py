"""What every page of a meeting shares: its frame, the release, and the words of the two roles."""

from datetime import date
from typing import Any

import flask
from werkzeug.wrappers import Response

from dashboard import exports
from dashboard.app import ALL_PAGES, PLOTLY, RELEASES
from dashboard.meeting import forms, words
from dashboard.meeting.models import Vergadering
from dashboard.meeting.seal import Exhibits, exhibits_of
from dashboard.shell import EVALUATION, MEETINGS
from etl.domain.areas import name_of
from etl.errors import NoRelease
from etl.released import dutch
from etl.released.reader import Release, ReleaseFolder
from etl.released.recall import recalled_areas, recalls


def release() -> Release | None:
    """Return the current release; None before the first."""
    releases: ReleaseFolder = flask.current_app.config[RELEASES]
    try:
        return releases.current()
    except NoRelease:
        return None


def recalled(vrijgave: str) -> dict[str, date]:
    """Return the areas of a release that may not be shown any more, with the day of the recall."""
    releases: ReleaseFolder = flask.current_app.config[RELEASES]
    return recalled_areas(releases.folder, vrijgave)


def has_recalls() -> bool:
    """Say whether anything was ever taken back."""
    releases: ReleaseFolder = flask.current_app.config[RELEASES]
    return bool(recalls(releases.folder))


def exhibits() -> Exhibits:
    return exhibits_of(flask.current_app.config[ALL_PAGES])


def render(template: str, *, status: int = 200, **content: Any) -> Response:
    """Fill a template in; what people typed is escaped, and nothing is kept by the browser."""
    current = release()
    body = flask.render_template(
        template,
        pages=[each for each in flask.current_app.config[ALL_PAGES] if each.in_menu],
        vergaderlinks=MEETINGS,
        evaluatie=EVALUATION,
        plotly=flask.current_app.config[PLOTLY],
        warnings=exports.warnings(current) if current else (),
        formulier=forms.token(),
        namen=words.WARNING,
        dag=dutch.day,
        aantal=dutch.count,
        gebied_naam=name_of,
        **content,
    )
    response = flask.make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return forms.with_cookie(response)


def area_of(meeting: Vergadering) -> str:
    """Return the area of a meeting as a reader says it."""
    if meeting.gemeenten:
        return dutch.listed([name_of(code) for code in meeting.gemeenten.split()])
    return name_of(meeting.gebied)
