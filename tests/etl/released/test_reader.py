import subprocess
import sys
from datetime import date

import duckdb
import pytest

from etl.domain.areas import Niveau
from etl.errors import NoRelease
from etl.released.blocks import parse_filters
from etl.released.reader import ReleaseFolder
from tests.etl.released.marts import Marts, of_regio, published


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    marts = Marts(peildatum="2025-10-01")
    for code in of_regio("MC21")[:4]:
        for year in ("2024-2025", "2025-2026"):
            marts.zaken(20, code, schooljaar=year)
    place = tmp_path_factory.mktemp("release")
    published(marts, place)
    return place


def test_an_empty_folder_says_how_to_make_a_release(tmp_path):
    with pytest.raises(NoRelease, match="Maak er een met 'make run'"):
        ReleaseFolder(tmp_path).current()


def test_a_pointer_to_nothing_is_no_release(tmp_path):
    (tmp_path / "current").write_text("vrijgave_2026-08-01_0123456789ab.duckdb\n")
    with pytest.raises(NoRelease, match="is er niet meer"):
        ReleaseFolder(tmp_path).current()


def test_a_file_that_is_no_database_is_no_release(tmp_path):
    (tmp_path / "vrijgave_x.duckdb").write_text("geen database")
    (tmp_path / "current").write_text("vrijgave_x.duckdb\n")
    with pytest.raises(NoRelease, match="niet te lezen"):
        ReleaseFolder(tmp_path).current()


def test_a_release_of_another_version_is_not_read(tmp_path):
    with duckdb.connect(str(tmp_path / "vrijgave_oud.duckdb")) as con:
        con.execute("create table metadata as select 'formaat' as naam, '0' as waarde")
    (tmp_path / "current").write_text("vrijgave_oud.duckdb\n")
    with pytest.raises(NoRelease, match="andere versie"):
        ReleaseFolder(tmp_path).current()


def test_what_is_served_stays_when_the_next_release_cannot_be_read(folder, tmp_path):
    marts = Marts()
    marts.zaken(20)
    first = published(marts, tmp_path)
    served = ReleaseFolder(tmp_path)
    assert served.current().id == first.id
    (tmp_path / "current").write_text("vrijgave_weg.duckdb\n")
    assert served.current().id == first.id
    (tmp_path / "current").unlink()
    assert served.current().id == first.id


def test_areas_and_school_years_are_those_of_which_something_is_shown(folder):
    release = ReleaseFolder(folder).current()
    assert release.schooljaren == ("2024-2025", "2025-2026")
    assert release.areas[Niveau.REGIO] == ("MC21",)
    assert release.areas[Niveau.GEMEENTE] == tuple(sorted(of_regio("MC21")[:4]))
    assert release.areas[Niveau.LAND] == ()


def test_what_is_shown_can_be_chosen_where_its_number_of_zaken_is_withdrawn(tmp_path):
    marts = Marts(peildatum="2026-08-01")
    for year in ("2024-2025", "2025-2026"):
        marts.zaken(30, schooljaar=year, route="R1", gekozen_route="R1", oordeel="conform")
    release = published(marts, tmp_path)
    with duckdb.connect(str(tmp_path / f"{release.id}.duckdb")) as con:
        con.execute("delete from cellen where kubus = 'omvang'")
    held = ReleaseFolder(tmp_path).current()
    assert held.total(gebied="GM0363", schooljaar="2024-2026") is None
    assert held.together == {"GM0363": ("2024-2026",)}
    assert held.areas[Niveau.GEMEENTE] == ("GM0363",)
    assert held.schooljaren == ("2024-2025", "2025-2026")


def test_a_school_year_runs_until_it_is_over_at_the_peildatum(folder):
    release = ReleaseFolder(folder).current()
    assert release.peildatum == date(2025, 10, 1)
    assert release.running == {"2025-2026"}


def test_what_is_not_in_the_release_is_empty(folder):
    release = ReleaseFolder(folder).current()
    assert release.total(gebied="NL", schooljaar="2024-2025") is None
    assert dict(release.cells("omvang", gebied="GM9999", schooljaar="1999-2000")) == {}
    assert dict(release.curve("keten", gebied="NL", schooljaar="x", code="om_einde")) == {}


def test_filters_are_read_in_the_order_of_their_columns():
    assert parse_filters("") == ()
    assert parse_filters("onderwijssoort=vo,geslacht=m") == (
        ("geslacht", "m"),
        ("onderwijssoort", "vo"),
    )


def test_reading_a_release_imports_nothing_heavy():
    code = (
        "import sys, etl.released.answers, etl.released.compare, etl.released.metrics\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'duckdb', 'dash', 'plotly'} & set(sys.modules)\n"
        "sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
