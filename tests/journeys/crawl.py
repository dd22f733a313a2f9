"""Ask a dashboard for everything it has, a sealed meeting included, and write down what it said.

Run in a process of its own: `python -m tests.journeys.crawl RELEASES OUT SECRET`.
"""

import sys
from pathlib import Path

from flask.testing import FlaskClient

GEBIED = "GM0363"


def crawl(releases: Path, out: Path, secret: str) -> None:
    from dashboard.app import PAGES, create_app
    from dashboard.server import router_request
    from etl.released.reader import ReleaseFolder

    folder = ReleaseFolder(releases)
    meetings = f"sqlite:///{out}/vergaderingen/m.sqlite"
    client = create_app(folder, cache=out / "cache", meetings=meetings).server.test_client()
    release = folder.current()
    searches = ["", "?gebied=NL", "?gebied=GM9999&schooljaar=1900-1901", f"?gebied={secret}"]
    for areas in release.areas.values():
        searches += [f"?gebied={area}&schooljaar={release.schooljaren[-1]}" for area in areas[:1]]
    searches.append(f"?gebied={GEBIED}&schooljaar={release.schooljaren[-1]}&onderwijssoort=vo")
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
    for name, data in meeting(client, schooljaar=release.schooljaren[-1]):
        (out / f"vergadering-{name}").write_bytes(data)


def meeting(client: FlaskClient, *, schooljaar: str) -> list[tuple[str, bytes]]:
    """Hold a meeting on every page's first figures, and return what it says and hands out."""
    from tests.meeting.walking import begin, hidden_fields, make_meeting

    name = make_meeting(client, gebied="MC21", schooljaar=schooljaar)
    for figure in ("omvang", "routes", "leg-uit", "terugkeer", "gegevens-leveranciers"):
        query = f"figuur={figure}&gebied={GEBIED}&schooljaar={schooljaar}"
        form = hidden_fields(client.get(f"/vastpinnen?{query}").text)
        client.post("/vastpinnen", data=form | {"punt": f"nieuw:{name}"})
    begin(client, name)
    paths = ("", "/begin", "/scherm", "/nieuws", "/verslag", "/toegang", "/quickscan")
    kinds = ("html", "docx", "pdf", "xlsx", "ods", "csv", "ics")
    of_meeting = [*paths, *(f"/verslag.{kind}" for kind in kinds)]
    asked = [f"/vergadering/{name}{path}" for path in of_meeting] + ["/vergaderingen", "/afspraken"]
    return [(f"{number:02d}", client.get(path).get_data()) for number, path in enumerate(asked)]


if __name__ == "__main__":
    crawl(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
