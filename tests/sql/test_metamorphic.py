"""Laws that every exact metric keeps, whatever the data: what must stay the same stays the same."""

from datetime import date, timedelta

import duckdb
import pytest

from bench import invent
from etl import exact
from etl.domain.herindelingen import herindelingen
from etl.domain.metrics import METRICS
from tests.etl.released.marts import of_regio

FIRST, DAYS, PEILDATUM = date(2017, 8, 3), 728, date(2020, 5, 31)
"""Two school years without their first and last days, followed almost a third year."""

ONE, TWO, EMPTY = "MC21", "MC20", "MC12"
GREW = {each.nieuw for each in herindelingen()}
"""Their pupils of before are known from several gemeenten together."""

PLACES = tuple(
    code
    for regio in (ONE, TWO)
    for code in [code for code in of_regio(regio) if code not in GREW][:6]
)

ADDED = {"zaken", "uitvoeringen", "open", "n", "teruggekeerd", "gevolgd", "duurzaam", "zonder_stap"}
"""Columns that count: of two parts they add up to the whole."""

KEYS = ("dagen", "norm_dagen")
"""Numbers that name a row."""


def answers(con, *, niveau="regio"):
    """Return every metric: the row's names and codes, and under them its other columns."""
    invent.marts(con)
    found = {}
    for metric in METRICS:
        for row in exact.rows(con, metric.name, niveau=niveau):
            names = {k: v for k, v in row.items() if isinstance(v, str) or k in KEYS}
            key = (metric.name, *names.items())
            assert key not in found
            found[key] = {k: v for k, v in row.items() if k not in names}
    return found


def store(*changes, zaken=1600, dagen=DAYS):
    con = duckdb.connect()
    invent.loaded(
        con, zaken=zaken, eerste_dag=FIRST, dagen=dagen, peildatum=PEILDATUM, gemeenten=PLACES
    )
    # the days at which a shift of 364 days would change the schooljaar
    con.execute(
        "delete from loaded.zaken where (month(melddatum), day(melddatum)) in ((8, 1), (8, 2), (7, 31))"
    )
    for table in ("stappen", "keten"):
        con.execute(
            f"delete from loaded.{table} where zaak_nr not in (select zaak_nr from loaded.zaken)"
        )
    for change in changes:
        con.execute(change)
    return con


@pytest.fixture(scope="module")
def before():
    return answers(store())


def same(found, expected):
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert found[key] == {
            name: pytest.approx(value, abs=1e-12) if isinstance(value, float) else value
            for name, value in row.items()
        }, key


def renamed(found, names):
    """Return the answers with values in the row's names replaced."""
    return {
        (metric, *((k, names.get(v, v)) for k, v in rest)): row
        for (metric, *rest), row in found.items()
    }


def test_the_data_say_something(before):
    assert len({key[0] for key in before}) == len(METRICS)
    assert {dict(key[1:])["schooljaar"] for key in before} == {"2017-2018", "2018-2019"}


def test_the_order_of_rows_does_not_matter(before):
    shuffled = [
        f"create or replace table loaded.{table} as from loaded.{table} order by hash(zaak_nr, 99)"
        for table in ("zaken", "stappen", "keten")
    ]
    same(answers(store(*shuffled)), before)


def test_regions_that_trade_places_trade_their_figures(before):
    pairs = dict(zip(PLACES, PLACES[6:] + PLACES[:6], strict=True))
    cases = " ".join(f"when '{old}' then '{new}'" for old, new in pairs.items())
    trade = [
        f"update loaded.{table} set gemeentecode = case gemeentecode {cases} end"
        for table in ("zaken", "noemers")
    ]
    same(renamed(answers(store(*trade)), {ONE: TWO, TWO: ONE}), before)


def test_fifty_two_weeks_later_is_the_same_a_schooljaar_later(before):
    days = {
        "zaken": ("melddatum", "uitkomstdatum"),
        "stappen": ("startdatum", "einddatum"),
        "keten": ("verwijsdatum", "startdatum", "einddatum"),
        "leveringen": ("peildatum",),
    }
    later = [
        f"update loaded.{table} set {', '.join(f'{day} = {day} + 364' for day in columns)}"
        for table, columns in days.items()
    ]
    later.append(
        "update loaded.noemers set schooljaar = (left(schooljaar, 4)::integer + 1) || '-' || "
        "(right(schooljaar, 4)::integer + 1)"
    )
    years = {"2018-2019": "2017-2018", "2019-2020": "2018-2019"}
    same(
        without_holidays(renamed(answers(store(*later)), years)),
        without_holidays(before),
    )


def without_holidays(found):
    """Leave out what goes by the school calendar: holidays do not move along with the zaken."""
    return {key: row for key, row in found.items() if key[0] != "in_vakantie"}


def test_a_region_in_two_parts_adds_up_and_put_together_again_is_the_same(before):
    half = dict(zip(of_regio(ONE)[:3], of_regio(EMPTY)[:3], strict=True))
    there, back = (
        f"update loaded.zaken set gemeentecode = case gemeentecode {cases} else gemeentecode end"
        for cases in (
            " ".join(f"when '{old}' then '{new}'" for old, new in half.items()),
            " ".join(f"when '{new}' then '{old}'" for old, new in half.items()),
        )
    )
    split = answers(store(there))
    whole = 0
    for key, row in before.items():
        if dict(key[1:])["gebied"] != ONE:
            continue
        other = tuple(("gebied", EMPTY) if pair == ("gebied", ONE) else pair for pair in key)
        parts = [split.get(each, {}) for each in (key, other)]
        for name in ADDED & row.keys():
            whole += row[name]
            assert row[name] == sum(part.get(name, 0) for part in parts), key
    assert whole > 1000
    same(answers(store(there, back)), before)


def test_another_year_changes_nothing_of_the_years_before(before):
    con = store()
    for table in invent.TABLES:
        con.execute(f"create table earlier_{table} as from loaded.{table}")
    last = FIRST + timedelta(days=DAYS)
    invent.loaded(con, zaken=400, eerste_dag=last, dagen=200, peildatum=PEILDATUM, gemeenten=PLACES)
    # numbers and pupils of its own: nobody comes back from the years before
    con.execute("update loaded.zaken set leerling_sleutel = (10000 + zaak_nr)::uhugeint::uuid")
    for table in ("zaken", "stappen", "keten"):
        con.execute(f"update loaded.{table} set zaak_nr = 10000 + zaak_nr")
    for table in invent.TABLES:
        con.execute(f"insert into loaded.{table} from earlier_{table}")

    found = answers(con)

    assert any(dict(key[1:])["schooljaar"] == "2019-2020" for key in found)
    same({k: v for k, v in found.items() if dict(k[1:])["schooljaar"] != "2019-2020"}, before)
