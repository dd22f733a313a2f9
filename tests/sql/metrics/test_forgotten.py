"""A schooljaar of which zaken were forgotten: what is left of it took long, and is no cohort."""

import pytest

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

DONE = [
    *[{"melding": "2015-09-01", "uitkomst": "terug_naar_school", "einde": "2015-10-01"}] * 60,
    *[{"melding": "2015-09-01", "uitkomst": "werk", "einde": "2016-09-01"}] * 40,
]
LONG = [zaak for zaak in DONE if zaak["einde"] >= "2016-08-01"]
OPEN = {"melding": "2015-09-01"}
NEWER = {"melding": "2016-08-01", "uitkomst": "terug_naar_school", "einde": "2016-08-11"}


def test_a_whole_cohort_is_counted_however_old(con):
    build_marts(con, zaken=zaken(*DONE))
    # 60 of 100 are back on day 30
    assert ("2015-2016", 90, 0.6) in asked(con, "terugkeer", ["schooljaar", "dagen", "terug"])


@pytest.mark.parametrize("name", ["omvang", "terugkeer", "doorlooptijd", "routeverdeling"])
def test_what_is_left_of_a_schooljaar_is_in_no_cohort(con, name):
    build_marts(con, zaken=zaken(*LONG, OPEN, NEWER), volledig_vanaf="2016-08-01")
    assert {row[0] for row in asked(con, name, ["schooljaar"])} == {"2016-2017"}


def test_what_is_still_open_of_it_is_still_there_to_do(con):
    build_marts(con, zaken=zaken(*LONG, OPEN, NEWER), volledig_vanaf="2016-08-01")
    rows = asked(con, "voorraad", ["schooljaar", "ouderdom", "zaken"])
    assert ("2015-2016", "181_plus", 1) in rows


def test_a_thuiszitter_of_it_is_open_still_and_no_share(con):
    own = [{"type": "lrv"} | zaak for zaak in (*LONG, OPEN)]
    build_marts(con, zaken=zaken(*own), volledig_vanaf="2016-08-01")
    columns = ["schooljaar", "gevolgd", "langer", "aandeel", "nog_open"]
    assert asked(con, "thuiszitters", columns) == [("2015-2016", 0, 0, None, 1)] * 2
