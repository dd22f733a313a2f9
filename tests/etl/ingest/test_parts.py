"""A table in several files: each line is told by the file it is in, and nothing counts twice."""

from contextlib import contextmanager
from fractions import Fraction

import pytest

from etl.errors import Refused, Unreadable
from etl.ingest.profile_file import parse
from etl.validate.receipt import Besluit
from tests.etl.validate.deliveries import MANIFEST, inspected

HEADER = "Zaaknr;Leerling;Gemeld;Soort"
PROFILE = """
naam = "per-maand"
titel = "Zaken per maand."
[lezen]
ids = "versleutelen"
[zaken]
bestanden = ["zaken *"]
[zaken.kolommen]
zaak_id = "Zaaknr"
leerling_id = "Leerling"
melddatum = "Gemeld"
verzuimtype = "Soort"
[zaken.vast]
gemeentecode = "GM0363"
onderwijssoort = "vo"
leeftijdsgroep = "12_15"
[stappen]
bestanden = ["stappen *"]
[stappen.kolommen]
zaak_id = "Zaaknr"
stap = "Stap"
startdatum = "Begin"
einddatum = "Eind"
"""
STEPS = "Zaaknr;Stap;Begin;Eind"


def zaak(number: int, *, kind: str = "lrv", day: str = "2026-01-15") -> str:
    return f"Z{number};L{number};{day};{kind}"


FILES = {
    "zaken jan.csv": [HEADER, zaak(1), zaak(2)],
    "zaken feb.csv": [HEADER, zaak(3), zaak(4)],
    "stappen jan.csv": [STEPS, "Z1;1;2026-01-16;", "Z3;1;2026-01-17;"],
    "stappen feb.csv": [STEPS, "Z1;2;2026-02-16;"],
}


def write(folder, files, *, profile: str = PROFILE):
    folder.mkdir()
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    (folder / "profiel.toml").write_text(profile, encoding="utf-8")
    for name, lines in files.items():
        (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


@contextmanager
def looked_at(folder, *, with_quality: bool = False):
    with inspected(folder, max_apart=Fraction(1), with_quality=with_quality) as inspection:
        yield inspection


def counted(inspection) -> list[tuple[str, int, int, int]]:
    files = inspection.receipt.bestanden
    return [(file.bestand, file.gelezen, file.geladen, file.apart) for file in files]


def found(inspection) -> list[tuple[str, str, int, tuple[int, ...]]]:
    return [
        (file.bestand, one.code, one.aantal, one.regels)
        for file in inspection.receipt.bestanden
        for one in file.bevindingen
        if one.code != "P101"
    ]


def test_files_of_one_table_load_as_one_and_each_has_its_own_count(tmp_path):
    with looked_at(write(tmp_path / "d", FILES), with_quality=True) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        assert counted(inspection) == [
            ("zaken feb.csv", 2, 2, 0),
            ("zaken jan.csv", 2, 2, 0),
            ("stappen feb.csv", 1, 1, 0),
            ("stappen jan.csv", 2, 2, 0),
        ]
        assert found(inspection) == []
        assert inspection.con.execute("from validated.stappen select count(*)").fetchall() == [(3,)]


def test_a_fault_is_told_by_the_file_and_the_line_it_is_on(tmp_path):
    files = FILES | {
        "zaken jan.csv": [HEADER, zaak(1), zaak(2, kind="kanarie"), "Z7;L7"],
        "zaken feb.csv": ["", "", HEADER, zaak(3, day="2026-02-30"), zaak(4), zaak(5) + ";te veel"],
        "stappen jan.csv": [STEPS, "Z1;1;2026-01-16;", "Z9;1;2026-01-17;", "Z2;1;2026-01-17;"],
    }
    with looked_at(write(tmp_path / "d", files), with_quality=True) as inspection:
        assert counted(inspection) == [
            ("zaken feb.csv", 3, 1, 2),
            ("zaken jan.csv", 3, 1, 2),
            ("stappen feb.csv", 1, 1, 0),
            ("stappen jan.csv", 3, 1, 2),
        ]
        assert found(inspection) == [
            ("zaken feb.csv", "R101", 1, (6,)),
            ("zaken feb.csv", "Z301", 1, (4,)),
            ("zaken jan.csv", "R101", 1, (4,)),
            ("zaken jan.csv", "Z204", 1, (3,)),
            ("stappen jan.csv", "S501", 1, (3,)),
            ("stappen jan.csv", "S502", 1, (4,)),
        ]
        apart = inspection.con.execute(
            "from apart select bestand, regel, code order by all"
        ).fetchall()
    assert apart == [
        ("stappen jan.csv", 3, "S501"),
        ("stappen jan.csv", 4, "S502"),
        ("zaken feb.csv", 4, "Z301"),
        ("zaken feb.csv", 6, "R101"),
        ("zaken jan.csv", 3, "Z204"),
        ("zaken jan.csv", 4, "R101"),
    ]


def test_more_lines_than_are_listed_are_counted_in_their_own_file(tmp_path):
    files = FILES | {
        "zaken jan.csv": [HEADER, zaak(1), *(zaak(n, kind="kanarie") for n in range(1000, 1150))],
        "zaken feb.csv": [HEADER, zaak(3), *(zaak(n, kind="kanarie") for n in range(2000, 2130))],
    }
    with looked_at(write(tmp_path / "d", files)) as inspection:
        of_kind = [one for one in found(inspection) if one[1] == "Z204"]
    assert [(name, count) for name, _, count, _ in of_kind] == [
        ("zaken feb.csv", 130),
        ("zaken jan.csv", 150),
    ]
    assert [lines[:2] + lines[-1:] for *_, lines in of_kind] == [(3, 4, 102), (3, 4, 102)]


def test_a_file_with_other_columns_refuses_by_its_own_name_and_line(tmp_path):
    files = FILES | {
        "zaken feb.csv": ["", "Zaaknr;Leerling;Gemeld;Verzuim", zaak(3)],
        "zaken mrt.csv": [f"{HEADER};Team", f"{zaak(5)};West"],
    }
    with looked_at(write(tmp_path / "d", files)) as inspection:
        assert inspection.receipt.besluit is Besluit.GEWEIGERD
        of_header = [one for one in found(inspection) if one[1].startswith("H")]
    assert of_header == [
        ("zaken feb.csv", "H103", 1, (2,)),
        ("zaken feb.csv", "H106", 1, (2,)),
        ("zaken mrt.csv", "H103", 1, (1,)),
    ]


def test_a_column_that_is_left_out_is_searched_in_every_file(tmp_path):
    profile = PROFILE.replace("[zaken.kolommen]", 'weglaten = ["Team"]\n[zaken.kolommen]')
    rows = [f"{zaak(n)};iemand{n}@kanarie.nl" for n in range(5, 15)]
    files = FILES | {"zaken mrt.csv": [f"{HEADER};Team", *rows]}
    with looked_at(write(tmp_path / "d", files, profile=profile)) as inspection:
        assert inspection.receipt.besluit is Besluit.GEWEIGERD
        assert "kanarie" not in str(inspection.receipt.as_json())


def test_a_zaak_in_two_files_refuses_the_delivery_by_both_lines(tmp_path):
    files = FILES | {"zaken feb.csv": [HEADER, zaak(3), zaak(4), zaak(2)]}
    with looked_at(write(tmp_path / "d", files)) as inspection:
        assert inspection.receipt.besluit is Besluit.GEWEIGERD
        assert ("zaken feb.csv", "Z501", 1, (4,)) in found(inspection)
        assert ("zaken jan.csv", "Z501", 1, (3,)) in found(inspection)


def test_a_step_in_two_files_refuses_the_delivery_even_when_it_ended_since(tmp_path):
    files = FILES | {"stappen feb.csv": [STEPS, "Z1;2;2026-02-16;", "z3;1;2026-01-17;2026-01-20"]}
    with looked_at(write(tmp_path / "d", files)) as inspection:
        assert inspection.receipt.besluit is Besluit.GEWEIGERD
        # files are taken in the order of their names: jan is the second
        assert found(inspection)[0] == ("stappen jan.csv", "R104", 1, (3,))


def test_the_same_step_twice_in_one_file_is_two_of_them(tmp_path):
    files = FILES | {"stappen feb.csv": [STEPS, "Z1;2;2026-02-16;", "Z1;2;2026-02-16;"]}
    with looked_at(write(tmp_path / "d", files)) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN


def test_a_zaak_whose_steps_stand_in_two_files_is_one_where_rows_repeat_it(tmp_path):
    profile = PROFILE[: PROFILE.index("[stappen]")].replace(
        "[zaken.kolommen]", "herhaald = true\n[zaken.kolommen]"
    )
    profile += '[[stappen.uit_zaken]]\nkolommen = { stap = "Stap", startdatum = "Begin", '
    profile += 'einddatum = "Eind" }\n'
    header = f"{HEADER};Stap;Begin;Eind"
    files = {
        "zaken 1.csv": [header, f"{zaak(1)};1;2026-01-16;", f"{zaak(2)};1;2026-01-16;"],
        "zaken 2.csv": [
            header,
            f"{zaak(1)};2;2026-02-16;",
            f"{zaak(2, kind='luxe')};2;2026-02-16;",
        ],
    }
    with looked_at(write(tmp_path / "d", files, profile=profile)) as inspection:
        # Z2 is of another kind in the second file: the zaak is set aside with both steps
        assert counted(inspection) == [
            ("zaken 1.csv", 2, 1, 1),
            ("zaken 2.csv", 0, 0, 0),
            ("zaken 1.csv (stappen)", 2, 1, 1),
            ("zaken 2.csv (stappen)", 2, 1, 1),
        ]
        assert found(inspection) == [
            ("zaken 1.csv", "Z502", 1, (3,)),
            ("zaken 1.csv (stappen)", "S502", 1, (3,)),
            ("zaken 2.csv (stappen)", "S502", 1, (3,)),
        ]


def test_a_blank_zaak_is_never_that_of_another_file(tmp_path):
    profile = PROFILE.replace("[stappen.kolommen]", "vul_aan = true\n[stappen.kolommen]")
    files = FILES | {
        "stappen 1.csv": [STEPS, "Z1;1;2026-01-16;", ";2;2026-01-17;"],
        "stappen 2.csv": [STEPS, ";3;2026-02-16;", "Z2;1;2026-02-16;"],
    }
    del files["stappen jan.csv"], files["stappen feb.csv"]
    with looked_at(write(tmp_path / "d", files, profile=profile)) as inspection:
        assert ("stappen 2.csv", "S101", 1, (2,)) in found(inspection)
        assert counted(inspection)[2:] == [("stappen 1.csv", 2, 2, 0), ("stappen 2.csv", 2, 1, 1)]


@pytest.mark.parametrize(
    ("profile", "extra", "told"),
    [
        (PROFILE, {"zaken feb (1).csv": FILES["zaken feb.csv"]}, "precies hetzelfde bestand"),
        (PROFILE, {"zaken feb.txt": [HEADER, zaak(9)]}, "niet van één soort"),
        (
            PROFILE.replace('"zaken *"', '"zaken jan", "zaken feb", "zaken mrt"'),
            {},
            "een bestand 'zaken mrt', en dat zit niet bij de levering",
        ),
        (
            PROFILE.replace('bestanden = ["zaken *"]', 'bestand = "zaken *"'),
            {},
            "twee bestanden voor de tabel zaken: zaken feb.csv en zaken jan.csv",
        ),
    ],
    ids=["doubled", "two kinds", "missing", "not said to be several"],
)
def test_files_that_cannot_be_one_table_are_refused_by_name(tmp_path, profile, extra, told):
    with (
        pytest.raises(Refused) as error,
        looked_at(write(tmp_path / "d", FILES | extra, profile=profile)),
    ):
        pass
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('bestanden = ["zaken *"]', 'bestanden = ["zaken *"]\nbestand = "zaken"', "houd er één"),
        ('bestanden = ["zaken *"]', "bestanden = []", "houd er één over"),
        ('bestanden = ["zaken *"]', 'bestanden = "zaken *"', "is een lijst"),
        ('bestanden = ["zaken *"]', 'bestanden = ["map/zaken"]', "zonder map"),
    ],
)
def test_a_profile_says_in_one_way_which_files_a_table_has(old, new, told):
    with pytest.raises(Unreadable) as error:
        parse(PROFILE.replace(old, new, 1).encode(), where="profiel.toml")
    assert told in str(error.value)


@pytest.mark.parametrize("stray", ["zaken mrt.csv", "export.csv"])
def test_a_file_beside_the_tables_that_is_like_one_is_warned_about(tmp_path, stray):
    profile = PROFILE.replace('bestanden = ["zaken *"]', 'bestand = "zaken jan"')
    files = {**FILES, stray: [HEADER, zaak(8)], "brief.csv": ["geachte collega"]}
    del files["zaken feb.csv"], files["stappen jan.csv"]
    with looked_at(write(tmp_path / "d", files, profile=profile)) as inspection:
        assert found(inspection)[:2] == [
            ("levering.toml", "L005", 2, ()),
            ("levering.toml", "L009", 1, ()),
        ]
