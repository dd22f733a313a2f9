"""Ask a dashboard for everything it has, and write down what it said and which files it opened.

Run in a process of its own: `python -m tests.journeys.crawl RELEASES OUT SECRET`. The hook that
sees every file being opened stands before anything of the product is imported.
"""

import json
import sys
from pathlib import Path

OPENED: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | bytes):
        path = arguments[0]
        OPENED.append(path.decode(errors="replace") if isinstance(path, bytes) else path)


def crawl(releases: Path, out: Path, secret: str) -> None:
    from dashboard.app import PAGES, create_app
    from dashboard.server import router_request
    from etl.released.reader import ReleaseFolder

    folder = ReleaseFolder(releases)
    client = create_app(folder, cache=out / "cache").server.test_client()
    release = folder.current()
    searches = ["", "?gebied=NL", "?gebied=GM9999&schooljaar=1900-1901", f"?gebied={secret}"]
    for areas in release.areas.values():
        searches += [f"?gebied={area}&schooljaar={release.schooljaren[-1]}" for area in areas[:1]]
    searches.append(f"?gebied=GM0363&schooljaar={release.schooljaren[-1]}&onderwijssoort=vo")
    asked = [("GET", path, None) for path in ("/", "/_dash-layout", "/vrijgave.json", "/weg")]
    asked += [
        ("POST", "/_dash-update-component", router_request(page.path, search))
        for page in PAGES
        for search in searches
    ]
    asked += [
        ("GET", f"/export/{exhibit.id}.{kind}{search}", None)
        for page in PAGES
        for exhibit in page.exhibits
        for kind in ("csv", "xlsx")
        for search in (searches[1], searches[-1])
    ]
    asked.append(("GET", f"/export/{secret}.csv", None))
    asked.append(("POST", "/_dash-update-component", {"kapot": secret}))
    for number, (method, path, body) in enumerate(asked):
        answer = client.open(path, method=method, json=body)
        (out / f"antwoord-{number:04d}").write_bytes(answer.get_data())
    (out / "aantal").write_text(str(len(asked)))


if __name__ == "__main__":
    sys.addaudithook(_watch)
    crawl(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    (Path(sys.argv[2]) / "geopend.json").write_text(json.dumps(OPENED))
