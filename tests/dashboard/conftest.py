"""An app on a small release, and a client that asks for pages as a browser does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
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


def router_request(path: str, search: str = "") -> dict[str, Any]:
    """Return what the browser sends when the address changes."""
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.search"],
    }
