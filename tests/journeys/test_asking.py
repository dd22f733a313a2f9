"""Asking for figures on the command line: formats, levels, filters, and clear refusals."""

import csv
import io
import json

import duckdb
import pytest

from etl.__main__ import main
from etl.errors import Exit
from tests.etl.validate.deliveries import stap, write, zaak
from tests.journeys.conftest import Cli
from tests.journeys.test_taking_in import manifest


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A warehouse that is asked for figures, and stays what it is."""
    folder = tmp_path_factory.mktemp("gevraagd")
    zaken = [
        zaak(1, gekozen_route="R1", onderwijssoort="vo"),
        zaak(2, gekozen_route="R1+R2", onderwijssoort="mbo", gemeentecode="GM0034"),
    ]
    stappen = [stap(1, einddatum="2025-09-25"), stap(2)]
    delivery = write(folder / "a", zaken=zaken, stappen=stappen)
    assert main(["run", str(delivery), "--warehouse", str(folder / "warehouse")]) == 0
    return folder / "warehouse"


@pytest.fixture
def asked(loaded, capsys):
    return Cli(loaded, capsys)


def test_json_is_one_array_of_objects_with_the_fields_of_the_contract(asked):
    rows = asked.json("metric", "doorlooptijd", "--exact", "--gebied", "GM0363")

    assert rows[0] == {
        "gebied": "GM0363",
        "schooljaar": "2025-2026",
        "stap": "1",
        "uitvoeringen": 1,
        "open": 0,
        "mediaan_dagen": 10,
        "p90_dagen": 10,
    }


def test_csv_has_a_header_and_empty_cells_for_what_is_unknown(asked):
    assert asked("metric", "omvang", "--exact", "--niveau", "gemeente", "--format", "csv") == 0
    assert list(csv.reader(io.StringIO(asked.out))) == [
        ["gebied", "schooljaar", "zaken", "leerlingen", "per_1000"],
        ["GM0034", "2025-2026", "1", "1", ""],
        ["GM0363", "2025-2026", "1", "1", ""],
    ]


def test_a_table_is_for_people(asked):
    assert asked("metric", "omvang", "--exact") == 0
    assert asked.out.splitlines()[-1].split() == ["NL", "2025-2026", "2", "1", "–"]


def test_filters_go_together(asked):
    rows = asked.json(
        "metric", "omvang", "--exact", "--filter", "onderwijssoort=vo", "--filter", "spoor=A"
    )
    assert [row["zaken"] for row in rows] == [1]


def test_the_level_follows_from_the_area(asked):
    [row] = asked.json("metric", "omvang", "--exact", "--gebied", "Amsterdam")
    assert (row["gebied"], row["zaken"]) == ("Amsterdam", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--gebied", "GM9999"),
        ("--niveau", "regio", "--gebied", "GM0363"),
        ("--schooljaar", "2025"),
        ("--schooljaar", "2025-2027"),
        ("--schooljaar", "24-25"),
        ("--schooljaar", "12025-12026"),
        ("--filter", "schoolnaam=x"),
        ("--filter", "onderwijssoort=havo"),
        ("--filter", "onderwijssoort=vo", "--filter", "onderwijssoort=mbo"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_usage_error(asked, arguments):
    assert asked("metric", "omvang", "--exact", *arguments) == Exit.USAGE
    assert asked.out == ""
    assert asked.err.startswith("mas-monitor: ")


def test_nothing_loaded_says_what_to_do(etl):
    assert etl("metric", "omvang", "--exact") == Exit.NO_RELEASE
    assert "python -m etl run" in etl.err
    assert etl("metric", "omvang") == Exit.NO_RELEASE


def test_without_exact_a_few_zaken_show_nothing(asked):
    rows = asked.json("metric", "omvang", "--gebied", "GM0363", "--schooljaar", "2025-2026")
    assert [row["zaken"] for row in rows] == [None]
    assert "niet delen" in asked.err


def test_exact_figures_of_invented_data_say_so(etl, tmp_path):
    etl("run", write(tmp_path / "a", manifest(extra="voorbeeld = true")))
    assert etl("metric", "omvang", "--exact") == 0
    assert "Voorbeeldgegevens" in etl.err


def test_figures_of_real_data_are_not_called_invented(asked):
    assert asked("metric", "omvang", "--exact") == 0
    assert asked.err == ""


def test_an_audit_of_a_file_that_is_no_release_says_so(etl, tmp_path):
    (tmp_path / "geen.duckdb").write_text("geen vrijgave")
    with duckdb.connect(tmp_path / "ander.duckdb"):
        pass
    for name in ("geen.duckdb", "ander.duckdb"):
        assert etl("audit", tmp_path / name) == Exit.UNREADABLE
        assert f"{name} is geen vrijgave" in etl.err


def test_a_profile_is_proposed_whatever_the_warehouse(etl, tmp_path):
    folder = write(tmp_path / "a")
    assert etl("profiles", "new", folder / "zaken.csv") == 0
    assert "[zaken" in etl.out


@pytest.mark.parametrize("command", ["deliveries", "metrics", "rules", "profiles"])
def test_lists_are_there_for_people_and_machines(asked, command):
    rows = asked.json(command)
    assert rows
    assert asked(command) == 0
    assert str(next(iter(rows[0].values()))) in asked.out


def test_the_list_of_rules_says_which_codes_there_are_and_what_to_do(asked):
    [rule] = [one for one in asked.json("rules") if one["code"] == "S205"]
    assert rule["uitleg"] == "resultaat kan zijn: brief, waarschuwing, niet."
    assert rule["advies"] == "Zet de waarde van het bronsysteem om naar een code uit de lijst."
    assert asked("rules") == 0
    # in a table for people no sentence is cut short
    assert "…" not in asked.out


def test_a_warehouse_in_which_nothing_is_loaded_is_said_beside_the_empty_list(etl):
    assert etl("deliveries", "--format", "json") == 0
    assert json.loads(etl.out) == []
    assert etl.err == f"In {etl.warehouse} is niets geladen.\n"
    assert not etl.warehouse.exists()


def test_codes_may_be_written_in_capitals_or_without(asked):
    plain = asked.json("metric", "omvang", "--exact", "--gebied", "MC21", "--filter", "spoor=A")
    odd = asked.json("metric", "OMVANG", "--exact", "--gebied", "mc21", "--filter", "Spoor=a")
    assert plain == odd
    assert asked("metric", "omvang", "--exact", "--niveau", "Gemeente", "--gebied", "gm0363") == 0
    assert "GM0363" in asked.out
    assert asked("metric", "omvang", "--exact", "--gebied", "zeeland-west-brabant") == 0


@pytest.mark.parametrize("command", ["check", "run", "generate"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_path_is_not_the_folder_that_one_stands_in(etl, capsys, command, empty):
    with pytest.raises(SystemExit) as stop:
        etl(command, empty)
    assert stop.value.code == Exit.USAGE
    assert "het pad is leeg" in capsys.readouterr().err
