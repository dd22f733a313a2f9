"""Zaken that ended on a day, what is shown of their curve, and the blocks that are attacked."""

import duckdb

from etl import publish
from etl.audit.attacks import Task, maker_of
from etl.audit.extract import read
from etl.audit.families import families
from tests.etl.audit.attacker import YEAR

AMSTERDAM = "GM0363"

BACK = {"uitkomst": "terug_naar_school"}
WORK = {"uitkomst": "werk", "terugkeer_uitkomst": 2}


def back(day):
    return {"zaak_dagen": day, "terugkeer_uitkomst": 1, "uitkomst": "terug_naar_school"}


def points(release, code="alle"):
    """What is shown of those that came back, by filters and day."""
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select filters, unnest(dagen), unnest(v) from curven where gebied = $gebied "
            "and kubus = 'terugkeer' and code = $code and uitkomst = 'af'",
            {"gebied": AMSTERDAM, "code": code},
        ).fetchall()
    return {(filters, day): v for filters, day, v in rows}


def blocks(marts, name, area=AMSTERDAM):
    with marts.connect() as con, con.cursor() as work:
        publish.counted(work)
        year = read(work, YEAR)
    task = Task([each.name for each in families()].index(name))
    return maker_of(year, task), year.areas.index(area)
