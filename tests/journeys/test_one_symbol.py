"""What is hidden looks the same whatever hid it, and what can be chosen follows from lists alone."""

import io
import json
import re

import openpyxl
import pytest

from dashboard.app import PAGES, create_app
from dashboard.server import router_request
from etl import publish
from etl.domain.areas import Niveau
from etl.output import text_of
from etl.publish import counted
from etl.released import metrics
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts

QUERY = "?gebied=GM0363&schooljaar=2024-2025"


def marts_with(**routes):
    marts = Marts()
    for route, count in routes.items():
        marts.zaken(count, "GM0363", route=route, oordeel="conform", gekozen_route=route)
    marts.zaken(60 - sum(routes.values()), "GM0363")
    return marts


@pytest.fixture
def client_of(tmp_path):
    def client_of(name, marts, *, withdrawn=""):
        folder = tmp_path / name
        with marts.connect() as con, con.cursor() as work:
            publish.build(con, folder, is_sample=False)
            if withdrawn:
                # as the audit does: rows of a view go between counting and writing
                counted(work)
                work.execute(f"delete from temp.cellen where {withdrawn}")
                with publish.attached(work, folder) as draft:
                    about = publish.written(work, is_sample=False)
                publish.move_pointer(publish.put_in_place(draft, folder / f"{about['id']}.duckdb"))
        return create_app(ReleaseFolder(folder), cache=tmp_path).server.test_client()

    return client_of


def table_rows(node):
    """Walk an answer of Dash for the rows of its tables."""
    if isinstance(node, list):
        for each in node:
            yield from table_rows(each)
    elif isinstance(node, dict):
        if node.get("type") == "Tr":
            yield node
        for each in node.values():
            yield from table_rows(each)


def row_of(client, label):
    """Return the row of a category as the page, the CSV and the workbook hold it."""
    page = client.post("/_dash-update-component", json=router_request("/routes", QUERY)).get_json()
    [row] = [
        json.dumps(row)
        for row in table_rows(page)
        if row["props"]["children"][0]["props"]["children"] == label
    ]
    text = client.get(f"/export/routes.csv{QUERY}").get_data(as_text=True)
    [line] = [line for line in text.splitlines() if line.startswith(f'"{label}"')]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/routes.xlsx{QUERY}").get_data()))
    [cells] = [cells for cells in book["Gegevens"].values if cells[0] == label]
    return row, line, cells


def asked(folder):
    """Return the row of a category as the command line gives it."""
    release = ReleaseFolder(folder).current()
    given = {"niveau": Niveau.GEMEENTE, "gebied": "GM0363", "schooljaar": "2024-2025"}
    [row] = [
        row for row in metrics.rows(release, "routeverdeling", **given) if row["route"] == "R3"
    ]
    return text_of([row], columns=list(row), form="json")


def test_zero_three_withdrawn_and_absent_are_the_same_in_page_file_and_command(client_of, tmp_path):
    clients = [
        client_of("nul", marts_with(R1=30)),
        client_of("drie", marts_with(R1=30, R3=3)),
        client_of("zeven", marts_with(R1=30, R3=7)),
        client_of("teruggehouden", marts_with(R1=30, R3=12), withdrawn="code = 'R3'"),
    ]
    rows = [row_of(client, "Verplicht kader") for client in clients]
    assert rows[0][1] == '"Verplicht kader";"–";"–";"–";"–"'
    assert all(row == rows[0] for row in rows)
    said = {asked(tmp_path / name) for name in ("nul", "drie", "zeven", "teruggehouden")}
    assert len(said) == 1
    assert row_of(client_of("twaalf", marts_with(R1=30, R3=12)), "Verplicht kader") != rows[0]
    assert asked(tmp_path / "twaalf") not in said


def choices(client):
    """Return everything that can be chosen on any page."""
    found = []
    for page in PAGES:
        text = client.post(
            "/_dash-update-component", json=router_request(page.path, QUERY)
        ).get_data(as_text=True)
        found.append(re.findall(r'"children":"[^"]*","value":"[^"]*"[^{]*?"type":"Option"', text))
        found.append(re.findall(r'"value":"([^"]*)"\},"type":"Option"', text))
    return found


def test_what_can_be_chosen_is_the_same_with_and_without_a_category(client_of):
    mbo = Marts()
    mbo.zaken(400, "GM0363", onderwijssoort="mbo", geslacht="m")
    mbo.zaken(100, "GM0363", onderwijssoort="vo", geslacht="v")
    without = Marts()
    without.zaken(500, "GM0363", onderwijssoort="vo", geslacht="v")
    first = choices(client_of("met", mbo))
    assert sum(map(len, first)) > 20
    assert first == choices(client_of("zonder", without))
