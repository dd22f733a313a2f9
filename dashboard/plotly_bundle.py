"""The partial plotly bundle: `python -m dashboard.plotly_bundle` fetches it with npm, if it can.

Bars and lines are all that the figures draw, and the bundle that knows only those is a quarter of
the whole one. It must be the very version that plotly.py carries. It is never committed, and never
needed: without it Dash serves its own copy.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import flask
from werkzeug.wrappers import Response

from dashboard.compression import CACHE, digest_of

PACKAGE = "plotly.js-basic-dist-min"
_MEMBER = "package/plotly-basic.min.js"
SECONDS = 120


@dataclass(frozen=True)
class Bundle:
    path: Path
    digest: str

    def response(self) -> Response:
        return flask.Response(self.path.read_bytes(), content_type="text/javascript")


def wanted_version() -> str:
    """Return the version of plotly.js inside plotly.py."""
    with files("plotly").joinpath("package_data/plotly.min.js").open(encoding="utf-8") as script:
        head = script.read(300)
    found = re.search(r"plotly\.js v([0-9.]+)", head)
    if found is None:
        raise ValueError("plotly.min.js does not say its version")
    return found.group(1)


def path_in(cache: Path) -> Path:
    return cache / f"plotly-basic-{wanted_version()}.min.js"


def bundle_in(cache: Path) -> Bundle | None:
    """Return the bundle of the right version, if set-up fetched it."""
    path = path_in(cache)
    return Bundle(path, digest_of(path.read_bytes())) if path.is_file() else None


def fetch(cache: Path) -> str:
    """Fetch the bundle into the cache; return what happened, in Dutch."""
    target = path_in(cache)
    if target.is_file():
        return f"De kleine plotly-bundel {wanted_version()} is er al."
    npm = shutil.which("npm")
    if npm is None:
        return "npm is er niet: het dashboard gebruikt de volledige plotly-bundel."
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        command = [npm, "pack", f"{PACKAGE}@{wanted_version()}", "--pack-destination", folder]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return "De kleine plotly-bundel is niet te halen: het dashboard gebruikt de volledige."
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile(_MEMBER)
            if member is None:
                return "De kleine plotly-bundel is anders van vorm: de volledige blijft in gebruik."
            half = Path(folder) / "half"
            half.write_bytes(member.read())
        half.replace(target)
    return f"De kleine plotly-bundel {wanted_version()} is gehaald."


if __name__ == "__main__":
    sys.stderr.write(fetch(CACHE) + "\n")
