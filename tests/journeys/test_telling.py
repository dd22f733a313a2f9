"""What a run tells afterwards: what was taken in, also when the build or the release fails."""

import pytest

from etl.errors import Exit
from tests.etl.validate.deliveries import write, zaak
from tests.journeys.test_taking_in import loaded, manifest


@pytest.fixture
def paths(tmp_path):
    """A delivery of which one zaak is too old to keep, and one that is refused."""
    old = zaak(1, melddatum="2015-09-01", uitkomst="werk", uitkomstdatum="2016-07-31")
    good = write(tmp_path / "good", manifest("gemeente-goed"), zaken=[old, zaak(2)])
    refused = write(tmp_path / "fout", manifest("gemeente-fout"), zaken="zaak_id,naam\n1,2\n")
    return good, refused


def test_a_failed_release_hides_nothing_of_what_was_taken_in(etl, paths):
    # in the way of what names the current release
    (etl.warehouse / "release" / "current").mkdir(parents=True)

    assert etl("run", *paths) == Exit.BUILD_FAILED

    before_the_error = etl.err.partition("mas-monitor:")[0]
    assert all(
        each in before_the_error for each in ("gemeente-goed", "gemeente-fout", "niet langer")
    )
    assert "Er zijn nu geen cijfers" in before_the_error
    assert loaded(etl) == [("gemeente-goed", "2026-08-01")]


def test_a_file_where_the_release_belongs_is_said_before_anything_is_taken_in(etl, paths):
    etl.warehouse.mkdir()
    (etl.warehouse / "release").write_text("in de weg")

    assert etl("run", *paths) == Exit.BUILD_FAILED

    assert f"{etl.warehouse / 'release'} is een bestand, en daar hoort een map te staan" in etl.err
    assert loaded(etl) == []


def test_what_was_accepted_does_not_count_when_the_tables_cannot_be_built(etl, paths):
    etl.warehouse.mkdir()
    (etl.warehouse / "normen.toml").write_text("halt_start = 35")

    assert etl("run", *paths) == Exit.USAGE

    assert "good: goedgekeurd, maar niet geladen" in etl.err
    assert "gemeente-fout" in etl.err
    assert "niet langer" not in etl.err
    assert loaded(etl) == []


def test_a_run_says_what_became_of_the_figures(etl, tmp_path):
    refused = write(tmp_path / "fout", manifest("gemeente-fout"), zaken="zaak_id,naam\n1,2\n")

    assert etl("run", refused) == Exit.REFUSED
    assert "Er zijn nu geen cijfers" in etl.err

    # one is refused; the other makes new figures all the same
    assert etl("run", refused, write(tmp_path / "goed")) == Exit.REFUSED
    release = etl.release.strip().removesuffix(".duckdb")
    assert f"Er zijn nieuwe cijfers: {release}." in etl.err

    assert etl("run", refused) == Exit.REFUSED
    assert f"De cijfers zijn gebleven zoals ze waren: {release}." in etl.err


def test_a_run_with_nothing_to_take_in_leaves_the_real_figures_of_a_warehouse(
    etl, tmp_path, monkeypatch
):
    assert etl("run", write(tmp_path / "export", manifest("gemeente-goed"))) == Exit.DONE
    release = etl.release.strip().removesuffix(".duckdb")
    monkeypatch.chdir(tmp_path)  # there is no inbox here

    assert etl("run") == Exit.DONE

    assert f"De cijfers zijn gebleven zoals ze waren: {release}." in etl.err
    assert loaded(etl) == [("gemeente-goed", "2026-08-01")]
    assert not (etl.warehouse / "leveringen").exists()
