"""One row per step, with the zaak on every row: zaken once, steps each, and no guesses."""

from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest

from etl.errors import Unreadable
from etl.ingest.profile_file import parse
from etl.validate.receipt import Besluit
from tests.etl.validate.deliveries import MANIFEST, inspected

PROFILE = """
naam = "bi-export"
titel = "Een regel per stap."
[lezen]
datums = "%d-%m-%Y"
ids = "versleutelen"
[zaken]
bestand = "export"
herhaald = true
per_stap = ["afwijking", "gemotiveerd", "motivering_categorie"]
[zaken.kolommen]
zaak_id = "Zaaknr"
leerling_id = "Leerling"
gemeentecode = "Gemeente"
melddatum = "Gemeld"
verzuimtype = "Soort"
onderwijssoort = "School"
leeftijd = "Leeftijd"
afwijking = "Afgeweken"
gemotiveerd = "Uitgelegd"
motivering_categorie = "Reden"
[zaken.codes.afwijking]
J = "ja"
N = "nee"
[zaken.codes.gemotiveerd]
J = "ja"
N = "nee"
[stappen.codes.stap]
"Geen stap" = ""
[[stappen.uit_zaken]]
kolommen = { stap = "Stap", startdatum = "Begin", einddatum = "Eind" }
"""
HEADER = "Zaaknr;Leerling;Gemeente;Gemeld;Soort;School;Leeftijd;Stap;Begin;Eind;Afgeweken;Uitgelegd;Reden"
ZAAK = "{0};L-{0};GM0363;01-09-2025;16_uur;vo;15"


def row(zaak: str, step: str = "2;02-09-2025;05-09-2025", said: str = ";;") -> str:
    """Return a line of the export: a zaak, one of its steps, and what is said of deviating."""
    return f"{ZAAK.format(zaak)};{step};{said}"


@contextmanager
def taken_in(
    folder,
    *rows: str,
    profile: str = PROFILE,
    header: str = HEADER,
    with_quality: bool = False,
):
    """Inspect an export of these rows."""
    folder.mkdir(exist_ok=True)
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    (folder / "profiel.toml").write_text(profile, encoding="utf-8")
    (folder / "export.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    with inspected(folder, max_apart=Fraction(1), with_quality=with_quality) as inspection:
        yield inspection


def counted(inspection) -> list[tuple[str, int, int, int]]:
    files = inspection.receipt.bestanden
    return [(file.bestand, file.gelezen, file.geladen, file.apart) for file in files]


def found(inspection) -> list[tuple[str, str | None, int, tuple[int, ...]]]:
    return [
        (one.code, one.bronkolom, one.aantal, one.regels)
        for file in inspection.receipt.bestanden
        for one in file.bevindingen
    ]


def test_a_zaak_counts_once_and_every_row_with_a_step_is_a_step(tmp_path):
    rows = [
        row("Z1"),
        row("Z2", step=";;"),
        row("z1 ", step="5;06-09-2025;"),
        row("Z3", step="Geen stap;;"),
    ]
    with taken_in(tmp_path / "d", *rows, with_quality=True) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        assert counted(inspection) == [("export.csv", 3, 3, 0), ("export.csv (stappen)", 2, 2, 0)]
        assert inspection.con.execute("from validated.stappen order by stap").fetchall() == [
            (1, 2, date(2025, 9, 2), date(2025, 9, 5), None, None),
            (1, 5, date(2025, 9, 6), None, None, None),
        ]
        told = inspection.receipt.as_json()["informatie"]["regels"]
        del told["uitleg"]
    assert told == {"regels": 4, "zaken": 3, "met_stap": 2, "zonder_stap": 2, "onleesbaar": 0}


def test_a_zaak_that_contradicts_itself_is_set_aside_with_its_steps_and_its_lines(tmp_path):
    rows = [
        row("Z1"),
        row("Z2"),
        row("Z1", step="3;05-09-2025;"),
        row("Z2", step="3;05-09-2025;").replace("16_uur", "lrv"),
        row("Z2", step="4;06-09-2025;").replace(";15;", ";;"),
    ]
    with taken_in(tmp_path / "d", *rows, with_quality=True) as inspection:
        assert counted(inspection) == [("export.csv", 2, 1, 1), ("export.csv (stappen)", 5, 2, 3)]
        assert found(inspection) == [
            ("Z502", "soort", 1, (3, 5)),
            ("Z502", None, 1, (3, 6)),
            ("S502", "zaaknr", 3, (3, 5, 6)),
        ]
        apart = inspection.con.execute("from apart order by all").fetchall()
    assert apart == [
        ("export.csv", 3, "Z502", "leeftijd"),
        ("export.csv", 3, "Z502", "verzuimtype"),
        ("export.csv (stappen)", 3, "S502", "zaak_id"),
        ("export.csv (stappen)", 5, "S502", "zaak_id"),
        ("export.csv (stappen)", 6, "S502", "zaak_id"),
    ]


def test_capitals_spaces_and_two_spellings_of_one_code_are_no_contradiction(tmp_path):
    profile = PROFILE + '[zaken.codes.verzuimtype]\n"16 uur" = "16_uur"\n"zestien uur" = "16_uur"\n'
    steps = ("2;02-09-2025;", "3;03-09-2025;", "4;04-09-2025;")
    words = ("16 uur", "Zestien  uur", " 16 UUR")
    rows = [
        row("Z1", step=step).replace("16_uur", word)
        for step, word in zip(steps, words, strict=True)
    ]
    with taken_in(tmp_path / "d", *rows, profile=profile) as inspection:
        assert counted(inspection) == [("export.csv", 1, 1, 0), ("export.csv (stappen)", 3, 3, 0)]
        assert found(inspection) == []


def test_a_line_that_cannot_be_read_is_a_step_that_was_read(tmp_path):
    rows = [
        row("Z1"),
        "Z1;L-Z1;GM0363",
        row("Z2", step="3;05-09-2025;") + ";",
        row("Z3"),
        row("Z3", step="3;05-09-2025;") + ";",
    ]
    with taken_in(tmp_path / "d", *rows, with_quality=True) as inspection:
        assert counted(inspection) == [("export.csv", 2, 2, 0), ("export.csv (stappen)", 5, 2, 3)]
        assert found(inspection) == [("R101", None, 3, (3, 4, 6))]
        told = inspection.receipt.as_json()["informatie"]["regels"]
    assert (told["regels"], told["met_stap"], told["onleesbaar"]) == (5, 2, 3)


def test_rows_without_a_number_of_their_zaak_are_set_aside_each(tmp_path):
    rows = [row("Z1"), row(""), row(" ", step="3;05-09-2025;")]
    with taken_in(tmp_path / "d", *rows) as inspection:
        assert counted(inspection) == [("export.csv", 3, 1, 2), ("export.csv (stappen)", 3, 1, 2)]
        assert found(inspection) == [
            ("Z101", "zaaknr", 2, (3, 4)),
            ("S101", "zaaknr", 2, (3, 4)),
        ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # afgeweken;uitgelegd;reden of each step -> afwijking, gemotiveerd, motivering_categorie
        (["N;;", "J;J;"], ("ja", "ja", None)),
        (["J;J;", "J;N;"], ("ja", "nee", None)),
        (["J;J;", "J;;"], ("ja", "onbekend", None)),
        (["N;N;", "J;J;wachtlijst"], ("ja", "ja", "wachtlijst")),
        (["J;;recidive", "J;J;wachtlijst"], ("ja", "ja", "recidive")),
        (["J;;recidive", "J;N;"], ("ja", "nee", None)),
        (["N;;", "N;;"], ("nee", "onbekend", None)),
        (["N;;", ";;"], ("onbekend", "onbekend", None)),
        ([";;", ";;"], ("onbekend", "onbekend", None)),
        ([";J;", ";;"], ("onbekend", "ja", None)),
        (["N;N;", "N;N;"], ("nee", "nee", None)),
    ],
)
def test_a_zaak_deviates_when_a_step_does_and_is_explained_when_each_of_those_is(
    tmp_path, said, expected
):
    rows = [row("Z1", said=one) for one in said]
    with taken_in(tmp_path / "d", *rows) as inspection:
        assert inspection.con.execute(
            "from validated.zaken select afwijking, gemotiveerd, motivering_categorie"
        ).fetchall() == [expected]


def test_what_is_no_code_in_any_step_sets_the_zaak_aside(tmp_path):
    rows = [row("Z1", said="J;J;"), row("Z1", said="misschien;J;"), row("Z2", said="N;;weet niet")]
    with taken_in(tmp_path / "d", *rows) as inspection:
        assert found(inspection)[:2] == [
            ("Z213", "afgeweken", 1, (2,)),
            ("Z215", "reden", 1, (4,)),
        ]


def test_without_per_stap_steps_that_deviate_otherwise_contradict_each_other(tmp_path):
    profile = PROFILE.replace('per_stap = ["afwijking", "gemotiveerd", "motivering_categorie"]', "")
    rows = [row("Z1", said="N;;"), row("Z1", said="J;;")]
    with taken_in(tmp_path / "d", *rows, profile=profile) as inspection:
        assert found(inspection)[0] == ("Z502", "afgeweken", 1, (2, 3))


def test_a_row_may_hold_a_handover_as_well_as_a_step(tmp_path):
    profile = PROFILE + '[[keten.uit_zaken]]\nvast = { partner = "halt" }\n'
    profile += 'kolommen = { verwijsdatum = "Begin", einddatum = "Eind" }\n'
    rows = [row("Z1"), row("Z1", step=";;"), row("Z2", step=";;")]
    with taken_in(tmp_path / "d", *rows, profile=profile) as inspection:
        assert counted(inspection)[-1] == ("export.csv (keten)", 1, 1, 0)
        told = inspection.receipt.as_json()["informatie"]["regels"]
    assert (told["met_stap"], told["met_overdracht"], told["zonder_overdracht"]) == (1, 1, 2)


def test_steps_may_come_from_a_file_of_their_own(tmp_path):
    profile = PROFILE[: PROFILE.index("[stappen.codes")]
    profile = profile.replace(
        "[zaken.kolommen]", 'weglaten = ["Stap", "Begin", "Eind"]\n[zaken.kolommen]'
    )
    rows = [row("Z1"), row("Z1", step=";;") + ";"]
    with taken_in(tmp_path / "d", *rows, profile=profile) as inspection:
        assert counted(inspection)[-1] == ("export.csv", 2, 1, 1)
        assert [code for code, *_ in found(inspection)] == ["L002", "R101"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("herhaald = true", 'herhaald = "ja"', "true of false"),
        ("herhaald = true\n", "", "niet `herhaald = true`"),
        ('per_stap = ["', 'per_stap = ["leeftijd", "', "kan alleen afwijking"),
        ('gemotiveerd = "Uitgelegd"\n', "", "`gemotiveerd` bij `per_stap`"),
        ('zaak_id = "Zaaknr"\n', "", "zonder zaaknummer"),
        ("[[stappen", "[keten]\nherhaald = true\n[[stappen", "[keten] kan geen `herhaald`"),
    ],
)
def test_a_profile_that_cannot_mean_one_thing_is_refused(old, new, told):
    with pytest.raises(Unreadable) as error:
        parse(PROFILE.replace(old, new, 1).encode(), where="profiel.toml")
    assert told in str(error.value)


def test_a_step_that_a_join_puts_on_more_rows_counts_once_and_is_told(tmp_path):
    profile = PROFILE + '[[keten.uit_zaken]]\nvast = { partner = "halt" }\n'
    profile += 'kolommen = { verwijsdatum = "Verwezen" }\n'
    zaak = [row("Z1"), row("Z1", step="5;06-09-2025;"), row("Z2", step=";;")]
    rows = [f"{one};{day}" for one in zaak for day in ("10-09-2025", "20-09-2025")]
    header = HEADER + ";Verwezen"
    folder = tmp_path / "d"
    with taken_in(folder, *rows, profile=profile, header=header, with_quality=True) as inspection:
        # two steps and four handovers, on twice three rows
        assert counted(inspection) == [
            ("export.csv", 2, 2, 0),
            ("export.csv (stappen)", 2, 2, 0),
            ("export.csv (keten)", 4, 4, 0),
        ]
        assert found(inspection) == [("S604", None, 2, (3, 5))]
        told = inspection.receipt.as_json()["informatie"]["regels"]
    assert (told["met_stap"], told["stap_nog_eens"]) == (4, 2)
    # Z1 has two handovers on four rows
    assert (told["met_overdracht"], told["overdracht_nog_eens"]) == (6, 2)
