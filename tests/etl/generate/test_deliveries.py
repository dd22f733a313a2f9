"""The files: shape, codes, dates, and the same bytes for the same plan."""

import dataclasses
import tomllib
from datetime import date

import pytest

from etl import generate
from etl.domain import fields
from etl.domain.codes import KETENRESULTAAT_OF_PARTNER
from etl.domain.fields import Kind
from etl.errors import UsageError
from etl.generate import deliveries
from tests.etl.generate.conftest import COVID_YEARS, SAMPLE, number, rows

SMALL = generate.plan(regios=2, schooljaren=2, zaken=600, seed=1, peildatum=date(2025, 12, 31))


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    generate.generate(tmp_path / "a", SMALL)
    generate.generate(tmp_path / "b", SMALL)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_another_seed_gives_other_zaken(tmp_path):
    generate.generate(tmp_path / "a", SMALL)
    generate.generate(tmp_path / "b", dataclasses.replace(SMALL, seed=2))
    ids = [
        {
            line[:32]
            for path in (tmp_path / name).glob("*/zaken.csv")
            for line in path.read_text().splitlines()
        }
        for name in "ab"
    ]
    assert all(line.startswith("zaak_id") for line in ids[0] & ids[1])


def test_a_set_holds_the_zaken_that_were_asked_for(clean):
    assert number(clean, "select count(*) from zaken") == COVID_YEARS.zaken


def test_a_set_in_parts_holds_as_many_zaken_and_one_header_per_file(tmp_path, monkeypatch):
    monkeypatch.setattr(deliveries, "PART", 100)
    folders = generate.generate(tmp_path / "set", SMALL)
    lines = [(folder / "zaken.csv").read_text().splitlines() for folder in folders]
    assert sum(len(file) - 1 for file in lines) == 600
    assert sum(line.startswith("zaak_id") for file in lines for line in file) == len(folders)


def test_progress_ends_at_all_zaken(tmp_path):
    seen = []
    generate.generate(tmp_path / "set", SMALL, say=lambda *step: seen.append(step))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1][1:] == (600, 600)


def test_the_columns_are_those_of_a_delivery(sample_folder):
    ages = {"leeftijd", "leeftijdsgroep"}
    for path in sorted(sample_folder.glob("*/*.csv")):
        header = path.read_text().partition("\n")[0].replace(",", ";").split(";")
        expected = list(fields.TABLES[path.stem].columns)
        left_out = set(expected) - set(header)
        assert header == [name for name in expected if name not in left_out]
        assert left_out < ages if path.stem == "zaken" else not left_out


def test_a_delivery_holds_nothing_but_its_tables(sample_folder):
    names = {path.name for path in sample_folder.glob("*/*")}
    assert names == {"levering.toml", *(f"{table}.csv" for table in fields.TABLES)}


def test_levering_toml_says_that_all_is_invented(sample_folder):
    for supplier in SAMPLE.suppliers:
        text = (sample_folder / supplier.leverancier / "levering.toml").read_text()
        assert tomllib.loads(text) == {
            "leverancier": supplier.leverancier,
            "bronsysteem": "voorbeeld (verzonnen gegevens)",
            "peildatum": supplier.peildatum,
            "profiel": "mas",
            "voorbeeld": True,
        }
    assert "verzonnen" in (sample_folder / "LEESMIJ.txt").read_text()


@pytest.mark.parametrize("table", fields.TABLES.values(), ids=fields.TABLES.keys())
def test_every_code_is_in_its_list(clean, table):
    for field in table.fields:
        if field.codes:
            found = rows(
                clean,
                f"""
                select distinct unnest(string_split({field.name}, '+'))
                from {table.name} where {field.name} is not null
                """,
            )
            assert {code for (code,) in found} <= set(field.codes.values), field.name


def test_needed_cells_are_filled(clean):
    for table in fields.TABLES.values():
        for field in table.fields:
            if field.cell_needed:
                empty = f"select count(*) from {table.name} where {field.name} is null"
                assert number(clean, empty) == 0, field.name


def test_every_gemeente_is_one_that_delivers(clean):
    found = {code for (code,) in rows(clean, "select distinct gemeentecode from zaken")}
    assert found <= {code for one in COVID_YEARS.suppliers for code in one.gemeenten}


def test_pseudonyms_have_the_shape_of_the_contract_and_zaken_are_unique(clean):
    shape = r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    for name in ("zaak_id", "leerling_id"):
        query = f"select count(*) from zaken where not regexp_full_match({name}, '{shape}')"
        assert number(clean, query) == 0
    assert number(clean, "select count(*) - count(distinct zaak_id) from zaken") == 0


def test_dates_are_dates_and_none_lies_after_the_peildatum_of_its_supplier(clean):
    peildata = {one.leverancier: one.peildatum for one in COVID_YEARS.suppliers}
    for table in fields.TABLES.values():
        for field in table.fields:
            if field.kind is Kind.DATE:
                latest = rows(
                    clean,
                    f"select leverancier, max({field.name}::date) from {table.name} group by all",
                )
                assert all(day is None or day <= peildata[name] for name, day in latest)


def test_dates_are_in_order(clean):
    assert number(clean, "select count(*) from zaken where uitkomstdatum < melddatum") == 0
    assert number(clean, "select count(*) from stappen where einddatum < startdatum") == 0
    assert number(clean, "select count(*) from keten where startdatum < verwijsdatum") == 0
    assert number(clean, "select count(*) from keten where einddatum < startdatum") == 0
    early = """
        select count(*) / (select count(*) from stappen)
        from stappen join zaken using (zaak_id)
        where startdatum < melddatum
    """
    assert 0 < number(clean, early) < 0.001  # a warning of the intake, and rare


def test_outcome_and_its_date_come_together(clean):
    query = "select count(*) from zaken where (uitkomst is null) <> (uitkomstdatum is null)"
    assert number(clean, query) == 0


def test_every_step_and_handover_belongs_to_a_zaak_of_its_supplier(clean):
    for table in ("stappen", "keten"):
        query = f"""
            select count(*) from {table}
            anti join zaken using (leverancier, zaak_id)
        """
        assert number(clean, query) == 0


def test_results_belong_to_the_partner_or_the_step(clean):
    query = "select distinct partner, resultaat from keten where resultaat is not null"
    for partner, result in rows(clean, query):
        assert result in KETENRESULTAAT_OF_PARTNER[partner]
    assert rows(clean, "select distinct stap from stappen where resultaat is not null") == [("4",)]


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "eigen.txt").write_text("van een mens")
    with pytest.raises(UsageError, match="niet leeg"):
        generate.generate(tmp_path, SMALL)
    assert (tmp_path / "eigen.txt").exists()


def test_an_earlier_set_is_replaced_whole(tmp_path):
    generate.generate(tmp_path, SMALL)
    fewer = generate.plan(regios=1, schooljaren=1, zaken=50, seed=1, peildatum=date(2025, 12, 31))
    folders = generate.generate(tmp_path, fewer)
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "LEESMIJ.txt", *folders])


def test_a_set_that_was_broken_off_halfway_is_replaced(tmp_path):
    folders = generate.generate(tmp_path, SMALL)
    (folders[-1] / "levering.toml").unlink()
    (folders[-1] / "stappen.csv").unlink()
    assert generate.generate(tmp_path, SMALL) == folders
    assert (folders[-1] / "levering.toml").exists()


def test_an_earlier_set_with_a_real_delivery_beside_it_is_refused(tmp_path):
    generate.generate(tmp_path, SMALL)
    (tmp_path / "gemeente-x").mkdir()
    (tmp_path / "gemeente-x" / "levering.toml").write_text('leverancier = "gemeente-x"\n')
    with pytest.raises(UsageError, match="ook andere bestanden"):
        generate.generate(tmp_path, SMALL)
    assert (tmp_path / "gemeente-x" / "levering.toml").exists()


def test_some_suppliers_write_commas_and_some_semicolons(sample_folder):
    for supplier in SAMPLE.suppliers:
        header = (sample_folder / supplier.leverancier / "zaken.csv").read_text().partition("\n")[0]
        assert supplier.habits.delimiter in header
    assert {supplier.habits.delimiter for supplier in SAMPLE.suppliers} == {";", ","}


def test_noemers_count_pupils_per_gemeente_schooljaar_and_onderwijssoort(clean):
    found = rows(clean, "select min(leerlingen::int), max(leerlingen::int) from noemers")
    assert 0 < found[0][0] < found[0][1] < 100_000
    labels = {label for (label,) in rows(clean, "select distinct schooljaar from noemers")}
    assert labels == {"2018-2019", "2019-2020", "2020-2021", "2021-2022"}
