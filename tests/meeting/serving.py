"""A dashboard in a process of its own, to be killed: `python -m tests.meeting.serving URL PORT`."""

import sys
import tempfile
from pathlib import Path

from werkzeug.serving import make_server

from dashboard.app import create_app
from tests.dashboard.releases import Shelf, release

if __name__ == "__main__":
    app = create_app(Shelf(release()), cache=Path(tempfile.gettempdir()), meetings=sys.argv[1])
    make_server("127.0.0.1", int(sys.argv[2]), app.server, threaded=True).serve_forever()
