"""A zaak on its first row only, as a pivot table has it: completed, and never with another's rows."""

from datetime import date

import pytest

from etl.errors import Unreadable
from etl.ingest.profile_file import parse
from etl.validate.receipt import Besluit
from tests.etl.ingest.test_repeated import HEADER, ZAAK, counted, found, row, taken_in
from tests.etl.ingest.test_repeated import PROFILE as REPEATED

PROFILE = REPEATED.replace("herhaald = true", "herhaald = true\nvul_aan = true")
BLANK = ";;;;;;"


def below(step: str, said: str = ";;", zaak: str = BLANK) -> str:
    """Return a line on which the zaak is left blank."""
    return f"{zaak};{step};{said}"


def test_a_blank_zaak_is_that_of_the_row_above(tmp_path):
    rows = [
        row("Z1"),
        below("3;06-09-2025;"),
        below("4;07-09-2025;", said="J;J;"),
        row("Z2"),
        below("5;06-09-2025;"),
    ]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE, with_quality=True) as inspection:
        assert counted(inspection) == [("export.csv", 2, 2, 0), ("export.csv (stappen)", 5, 5, 0)]
        assert found(inspection) == []
        assert inspection.con.execute(
            "from validated.stappen select zaak_nr, stap, startdatum order by all"
        ).fetchall() == [
            (1, 2, date(2025, 9, 2)),
            (1, 3, date(2025, 9, 6)),
            (1, 4, date(2025, 9, 7)),
            (2, 2, date(2025, 9, 2)),
            (2, 5, date(2025, 9, 6)),
        ]
        # only Z1 has a step that deviates
        assert inspection.con.execute(
            "from validated.zaken select zaak_nr, afwijking order by zaak_nr"
        ).fetchall() == [(1, "ja"), (2, "onbekend")]
        told = inspection.receipt.as_json()["informatie"]["regels"]
    assert (told["regels"], told["zaken"], told["aangevuld"]) == (5, 2, 3)


def test_without_vul_aan_blank_rows_are_set_aside(tmp_path):
    rows = [row("Z1"), below("3;03-09-2025;")]
    with taken_in(tmp_path / "d", *rows) as inspection:
        assert counted(inspection) == [("export.csv", 2, 1, 1), ("export.csv (stappen)", 2, 1, 1)]


def test_rows_above_the_first_zaak_are_of_nobody(tmp_path):
    rows = [below("2;02-09-2025;"), below("3;03-09-2025;"), row("Z1"), below("4;04-09-2025;")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        # two rows of zaken without an id, and their two steps
        assert counted(inspection) == [("export.csv", 3, 1, 2), ("export.csv (stappen)", 4, 2, 2)]
        where = {(code, lines) for code, _, _, lines in found(inspection)}
    assert ("Z101", (2, 3)) in where
    assert ("S101", (2, 3)) in where


def test_an_id_on_every_row_with_the_rest_on_the_first_is_completed_too(tmp_path):
    rows = [row("Z1"), below("3;06-09-2025;", zaak="z1;;;;;;"), row("Z2")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert counted(inspection) == [("export.csv", 2, 2, 0), ("export.csv (stappen)", 3, 3, 0)]
        assert found(inspection) == []


def test_a_row_that_says_something_else_of_the_zaak_is_not_of_the_zaak_above(tmp_path):
    other = ";L-9;GM0363;04-09-2025;16_uur;vo;15"
    rows = [row("Z1"), below("3;03-09-2025;", zaak=other), below("4;04-09-2025;"), row("Z2")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        # neither the row nor the one below it: both may be of a zaak of which the id is missing
        assert counted(inspection) == [("export.csv", 4, 2, 2), ("export.csv (stappen)", 4, 2, 2)]
        assert ("Z101", (3, 4)) in {(code, lines) for code, _, _, lines in found(inspection)}


def test_rows_below_a_line_that_could_not_be_read_are_not_of_the_zaak_above_it(tmp_path):
    rows = [
        row("Z1"),
        f"{ZAAK.format('Z2')};2",
        below("3;03-09-2025;"),
        row("Z3"),
        below("3;03-09-2025;"),
        row("Z4") + ";te veel",
        below("5;03-09-2025;"),
    ]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        where = {(code, lines) for code, _, _, lines in found(inspection)}
        assert ("R101", (3, 7)) in where
        # below Z2 and Z4, of which the line is broken
        assert ("S101", (4, 8)) in where
        assert inspection.con.execute(
            "from validated.stappen select zaak_nr, stap order by all"
        ).fetchall() == [(1, 2), (3, 2), (3, 3)]


def test_rows_below_a_total_are_not_of_the_zaak_above_it(tmp_path):
    profile = PROFILE.replace("[lezen]", '[lezen]\ntotaalregels = ["Totaal"]')
    total = "Totaal;;;;;;;;;;;;"
    rows = [row("Z1"), below("3;03-09-2025;"), total, below("4;04-09-2025;"), row("Z2"), total]
    with taken_in(tmp_path / "d", *rows, profile=profile) as inspection:
        assert counted(inspection) == [("export.csv", 3, 2, 1), ("export.csv (stappen)", 4, 3, 1)]
        assert ("S101", (5,)) in {(code, lines) for code, _, _, lines in found(inspection)}


def test_a_word_for_empty_is_empty_and_not_that_of_the_row_above(tmp_path):
    profile = PROFILE.replace("[lezen]", '[lezen]\nleeg = ["(leeg)"]')
    profile = profile.replace("[zaken.kolommen]", '[zaken.kolommen]\nuitkomst = "Uitkomst"')
    header = f"{HEADER};Uitkomst"
    rows = [f"{row('Z1')};werk", f"{below('3;03-09-2025;')};(leeg)"]
    with taken_in(tmp_path / "d", *rows, profile=profile, header=header) as inspection:
        # which the zaak above is not: whose row it is, cannot be said
        assert ("Z101", "zaaknr", 1, (3,)) in found(inspection)


def test_a_zaak_that_returns_further_on_shows_that_the_file_was_sorted(tmp_path):
    rows = [row("Z1"), below("3;03-09-2025;"), row("Z2"), row("Z1", step="5;06-09-2025;")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert inspection.receipt.besluit is Besluit.GEWEIGERD
        assert ("R103", "zaaknr", 1, (5,)) in found(inspection)


def test_a_zaak_that_returns_is_no_sign_where_nothing_was_left_blank(tmp_path):
    rows = [row("Z1"), row("Z2"), row("Z1", step="5;06-09-2025;")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN


@pytest.mark.parametrize(("blank", "besluit"), [(9, Besluit.AANGENOMEN), (10, Besluit.GEWEIGERD)])
def test_blank_rows_that_all_stand_below_the_last_of_ten_zaken_were_sorted_there(
    tmp_path, blank, besluit
):
    rows = [row(f"Z{n}", step=f"2;{n % 3 + 2:02}-09-2025;") for n in range(10)]
    rows += [below(f"3;{n % 4 + 3:02}-10-2025;") for n in range(blank)]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert inspection.receipt.besluit is besluit


@pytest.mark.parametrize(("blank", "besluit"), [(50, Besluit.AANGENOMEN), (51, Besluit.GEWEIGERD)])
def test_no_zaak_has_more_than_fifty_rows_below_it(tmp_path, blank, besluit):
    rows = [row("Z1"), *(below(f"3;{n % 28 + 1:02}-10-2025;") for n in range(blank)), row("Z2")]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert inspection.receipt.besluit is besluit


@pytest.mark.parametrize("step", ["{stap};01-10-2025;", "2;{stap:02}-10-2025;"])
def test_steps_of_all_zaken_in_one_order_were_sorted(tmp_path, step):
    # twelve rows below five zaken, of which the number or the day of the step never goes back
    rows = []
    for n in range(5):
        rows.append(row(f"Z{n}", step=step.format(stap=2 * n + 1)))
        rows += [below(step.format(stap=min(2 * n + 2, 10))) for _ in range(2 + n % 2)]
    with taken_in(tmp_path / "d", *rows, profile=PROFILE) as inspection:
        assert [code for code, *_ in found(inspection)].count("R103") == 1
        assert inspection.receipt.besluit is Besluit.GEWEIGERD


def test_a_file_of_steps_with_the_id_on_the_first_of_each_zaak_is_completed(tmp_path):
    profile = REPEATED[: REPEATED.index("[stappen.codes")].replace("herhaald = true\n", "")
    profile = profile.replace('per_stap = ["afwijking", "gemotiveerd", "motivering_categorie"]', "")
    profile = profile.replace(
        "[zaken.kolommen]", 'weglaten = ["Stap", "Begin", "Eind"]\n[zaken.kolommen]'
    )
    profile += '[stappen]\nvul_aan = true\n[stappen.kolommen]\nzaak_id = "Zaak"\n'
    profile += 'stap = "Stap"\nstartdatum = "Begin"\neinddatum = "Eind"\n'
    folder = tmp_path / "d"
    folder.mkdir()
    steps = ["Zaak;Stap;Begin;Eind", ";1;01-09-2025;", "Z1;2;02-09-2025;", ";3;03-09-2025;", ""]
    (folder / "stappen.csv").write_text("\n".join(steps), encoding="utf-8")
    with taken_in(folder, row("Z1", step=";;"), profile=profile) as inspection:
        assert counted(inspection) == [("export.csv", 1, 1, 0), ("stappen.csv", 3, 2, 1)]
        assert ("S101", "zaak", 1, (2,)) in found(inspection)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("vul_aan = true", 'vul_aan = "ja"', "`vul_aan` is true of false"),
        ("herhaald = true\nvul_aan", "vul_aan", "[zaken] kan geen `vul_aan` hebben"),
        ("[[stappen", "[stappen]\nvul_aan = true\n[[stappen", "[stappen] kan geen `vul_aan`"),
        ("[[stappen", "[keten]\nvul_aan = true\n[[stappen", "[keten] heeft `vul_aan`, maar geen"),
    ],
)
def test_a_profile_that_completes_what_cannot_be_is_refused(old, new, told):
    profile = PROFILE.replace('per_stap = ["afwijking", "gemotiveerd", "motivering_categorie"]', "")
    profile = profile.replace('[stappen.codes.stap]\n"Geen stap" = ""\n', "")
    with pytest.raises(Unreadable) as error:
        parse(profile.replace(old, new, 1).encode(), where="profiel.toml")
    assert told in str(error.value)
