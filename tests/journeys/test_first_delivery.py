"""A first delivery with fewer zaken than may be shown: every page opens and says what to do."""

import json

from dashboard.app import PAGES
from dashboard.server import router_request, warmed_up
from dashboard.state import AREA
from etl.released.places import release_folder
from etl.released.reader import ReleaseFolder
from tests.etl.validate.deliveries import stap, write, zaak, zaak_id

FIRST = range(1, 13)
NOTHING_YET = "Er is nog niets te tonen"


def test_a_first_delivery_of_twelve_zaken_shows_no_number_and_says_why(etl, tmp_path):
    zaken = [zaak(number, leerling_id=zaak_id(100 + number)) for number in FIRST]
    folder = write(tmp_path / "a", zaken=zaken, stappen=[stap(number) for number in FIRST])
    assert etl("run", folder) == 0
    releases = ReleaseFolder(release_folder(etl.warehouse))
    assert releases.current().schooljaren == ()

    client = warmed_up(releases).test_client()

    for page in PAGES:
        for search in ("", "?gebied=GM0363&schooljaar=2025-2026&onderwijssoort=vo"):
            answer = client.post("/_dash-update-component", json=router_request(page.path, search))
            assert answer.status_code == 200, page.path
            text = json.dumps(answer.get_json(), ensure_ascii=False)
            assert page.title in text
            assert (NOTHING_YET in text) is (AREA in page.base), page.path
            assert "Het gevraagde" not in text, page.path
            if page.path == "/gegevens":
                # twelve rows in each of two files
                assert "1 leverancier leverde samen 2 bestanden." in text
                assert "In schooljaar 2025-2026 leverden gemeenten in 1 van de 40 regio's." in text
        for exhibit in page.exhibits:
            file = client.get(f"/export/{exhibit.id}.csv")
            assert file.status_code in ((404,) if AREA in page.base else (200, 404)), exhibit.id
