"""An app on a small release, and a client that asks for pages as a browser does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.server import router_request
from tests.dashboard.releases import Shelf, release

Ask = Callable[..., str]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(release())


@pytest.fixture
def client(shelf: Shelf, tmp_path: Path) -> FlaskClient:
    return create_app(shelf, cache=tmp_path).server.test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Ask for a page and return everything it says, as text."""

    def page(path: str, search: str = "") -> str:
        answer = client.post("/_dash-update-component", json=router_request(path, search))
        assert answer.status_code == 200
        # back through json: a dash travels as an escape
        return json.dumps(answer.get_json(), ensure_ascii=False, separators=(",", ":"))

    client.get("/_dash-layout")
    return page
