"""Get the dashboard's static files ready: `python -m dashboard.assets_cache`.

Fetches the partial plotly bundle where npm can, and compresses every file at its best. Part of
setting up; run again, it does only what is new.
"""

import re
import sys
from pathlib import Path

import flask.testing

from dashboard import plotly_bundle
from dashboard.app import create_app
from dashboard.compression import CACHE, Compressor
from etl.released.reader import ReleaseFolder

_LATER = (
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
)
"""Parts that the page asks for by itself once it needs them."""


def fill(cache: Path) -> int:
    """Compress what a visit loads; return how many files were new."""
    app = create_app(ReleaseFolder(Path("geen")), cache=cache)
    client = app.server.test_client()
    compressor = Compressor(cache / "compressed")
    index = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', index)
    addresses += _LATER
    return sum(compressor.keep(_body(client, address)) for address in addresses)


def _body(client: flask.testing.FlaskClient, address: str) -> bytes:
    with client.get(address) as answer:
        return answer.get_data()


def main() -> int:
    sys.stderr.write(plotly_bundle.fetch(CACHE) + "\n")
    made = fill(CACHE)
    sys.stderr.write(f"Bestanden van het dashboard gecomprimeerd: {made} nieuw.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
