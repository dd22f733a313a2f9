"""A witness of the audit, made into zaken, and everything rebuilt: nothing that is seen differs.

A witness is other numbers of zaken that contradict nothing. If it holds, then no page, file or
document can tell it from the truth: not by an order, the end of an axis, a choice or a colour.
"""

from datetime import UTC, datetime

import pytest

from dashboard.app import PAGES, create_app
from dashboard.meeting.database import open_database
from dashboard.meeting.models import Vergadering
from dashboard.server import router_request
from dashboard.verslag import files
from etl import publish
from etl.publish.refresh import Memory
from etl.released.reader import ReleaseFolder
from tests.etl.audit.attacker import GEMEENTEN, REGIO, YEAR
from tests.etl.audit.test_audited_release import (
    SMALL,
    about,
    loses_nothing,
    marts,
    witness_worlds,
)
from tests.meeting.walking import begin, hidden_fields, make_meeting

AMSTERDAM = GEMEENTEN[0]
SEARCHES = [
    "",
    *(f"?gebied={gebied}&schooljaar={YEAR}" for gebied in (AMSTERDAM, REGIO, GEMEENTEN[1])),
    f"?gebied={AMSTERDAM}&schooljaar={YEAR}&onderwijssoort=vo",
]
SEALED_AT = datetime(2026, 11, 25, 10, tzinfo=UTC)
FIGURES = ("omvang", "routes", "leg-uit", "terugkeer")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The release of the zaken and that of a witness, each audited, each in a folder of its own."""
    # of R4 there are three in the first gemeente; the witness has none there, or more than four
    fitting = (world for world in witness_worlds(SMALL) if world[0][3] in (0, 5, 6, 7))
    # all show the same cells; audited itself, a world can lose some that the truth keeps (decision 18)
    other = next(world for world in fitting if loses_nothing(world))
    assert other[0] != SMALL[0]
    made = []
    for name, counts in (("waar", SMALL), ("getuige", other)):
        folder = tmp_path_factory.mktemp(name)
        memory = Memory(folder / "stand", b"geheim")
        with marts(counts).connect() as con:
            publish.build(con, folder / "release", is_sample=True, memory=memory, attacks=True)
        made.append(folder)
    return made


def both(rebuilt, ask):
    """Ask both dashboards the same; return what each said, by name."""
    found = []
    for folder in rebuilt:
        url = f"sqlite:///{folder}/vergaderingen.sqlite"
        app = create_app(ReleaseFolder(folder / "release"), cache=folder / "cache", meetings=url)
        found.append(dict(ask(app.server.test_client(), open_database(url))))
        open_database(url).close()
        open_database.cache_clear()
    return found


def test_zaken_made_from_a_witness_give_the_identical_release(rebuilt):
    truth, other = (ReleaseFolder(folder / "release").current() for folder in rebuilt)
    assert truth.is_audited
    assert (truth.id, truth.digest) == (other.id, other.digest)
    metadata = [about(folder / "release" / f"{truth.id}.duckdb") for folder in rebuilt]
    # the evidence is of other zaken; its digest is salted, so it tells nobody
    differing = {name for name in metadata[0] if metadata[0][name] != metadata[1][name]}
    assert differing == {"getuigen"}


def test_every_page_is_the_same_to_the_byte(rebuilt):
    def ask(client, database):
        client.get("/_dash-layout")
        for page in PAGES:
            for search in SEARCHES:
                answer = client.post(
                    "/_dash-update-component", json=router_request(page.path, search)
                )
                assert answer.status_code == 200
                yield f"{page.path}{search}", answer.get_data()
        for path in ("/_dash-layout", "/_dash-dependencies", "/vrijgave.json", "/weg"):
            yield path, client.get(path).get_data()

    truth, other = both(rebuilt, ask)
    assert len(truth) > 50
    assert truth == other


def test_every_file_is_the_same_to_the_byte(rebuilt):
    def ask(client, database):
        for page in PAGES:
            for exhibit in page.exhibits:
                for search in SEARCHES[1:3]:
                    for kind in ("csv", "xlsx"):
                        address = f"/export/{exhibit.id}.{kind}{search}"
                        answer = client.get(address)
                        yield address, (answer.status_code, answer.get_data())

    truth, other = both(rebuilt, ask)
    assert sum(status == 200 for status, _ in truth.values()) > 80
    assert truth == other


def test_every_document_of_a_meeting_is_the_same_to_the_byte(rebuilt):
    def ask(client, database):
        name = make_meeting(client, gebied=REGIO, schooljaar=YEAR)
        for figure in FIGURES:
            query = f"figuur={figure}&gebied={AMSTERDAM}&schooljaar={YEAR}"
            form = hidden_fields(client.get(f"/vastpinnen?{query}").text)
            client.post("/vastpinnen", data=form | {"punt": f"nieuw:{name}"})
        begin(client, name)
        with database.writing() as session:
            # the one clock in a document: when it was sealed
            session.get(Vergadering, name).begonnen_op = SEALED_AT
        for kind in files.FORMATS:
            answer = client.get(f"/vergadering/{name}/verslag.{kind.extension}")
            assert answer.status_code == 200
            yield kind.extension, answer.get_data()

    truth, other = both(rebuilt, ask)
    assert truth["docx"][:2] == b"PK"
    assert truth["pdf"][:4] == b"%PDF"
    # 56 zaken
    assert b">55<" in truth["html"]
    assert truth == other
