"""A draft of an export with a row per step, its zaak repeated on each or standing on the first."""

import re
import tomllib

import pytest

from etl.ingest.draft import draft
from tests.etl.validate.deliveries import MANIFEST, inspected

PER_STEP = "Zaaknr;Leerling;Gemeente;Datum melding;Soort verzuim;Schooltype;Leeftijd;Stapcode;Begin;Eind;Afgeweken"


def per_step(path, steps: tuple[str, ...] = ("Stap 2", "5. Gesprek")):
    """Write an export of a row per step: thirty zaken, each on as many lines as there are steps."""
    lines = [
        f"V-{n};L-{n};363;{n % 28 + 1:02}-09-2025;Luxe verzuim;VO;{5 + n % 13};{step};01-10-2025;;N"
        for n in range(30)
        for step in steps
    ]
    path.write_text("\n".join([PER_STEP, *lines, ""]), encoding="utf-8")
    return path


def test_a_row_per_step_with_its_zaak_repeated_is_recognised_and_can_be_used_as_it_is(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    text = draft(per_step(folder / "stappen export.csv"))
    (folder / "profiel.toml").write_text(text, encoding="utf-8")
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    given = tomllib.loads(text)
    assert given["zaken"]["herhaald"] is True
    assert given["zaken"]["per_stap"] == ["afwijking"]
    assert "zeker: dezelfde zaak staat op meer regels" in text
    assert given["stappen"] == {
        "uit_zaken": [
            {"kolommen": {"stap": "Stapcode", "startdatum": "Begin", "einddatum": "Eind"}}
        ],
        "codes": {"stap": {"Stap 2": "2", "5. Gesprek": "5"}},
    }
    with inspected(folder, with_quality=False) as inspection:
        counts = [(one.gelezen, one.geladen) for one in inspection.receipt.bestanden]
        assert counts == [(30, 30), (60, 60)]


def test_a_row_per_step_of_which_no_zaak_returns_is_only_perhaps_one(tmp_path):
    text = draft(per_step(tmp_path / "export.csv", steps=("2",)))
    assert "herhaald = true  # misschien" in text
    assert "[stappen.codes.stap]" not in text


def test_a_name_of_somebody_in_a_column_of_steps_is_not_shown(tmp_path):
    text = draft(per_step(tmp_path / "export.csv", steps=("Kanarie", "2")))
    assert "Kanarie" not in text
    assert "# Nog 1 waarden die zelden voorkomen" in text


def _with_ruled_line(text: str) -> str:
    header, _, rest = text.partition("\n")
    return f"{header}\n{';'.join('-' * len(name) for name in header.split(';'))}\n{rest}"


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (lambda text: text.replace(";;", ";NULL;"), 'leeg = ["NULL"]'),
        (_with_ruled_line, 'totaalregels = ["------"]'),
        (lambda text: text + PER_STEP + "\n", 'totaalregels = ["Zaaknr"]'),
        (lambda text: text.replace(";363;", ';"=""0363""";'), '"=\\"0363\\"" = "GM0363"'),
        (lambda text: re.sub(r"VO;(\d+);", r"VO;\1 jaar;", text), '"15 jaar" = "15"'),
        (lambda text: text.replace("\n", ";\n"), 'weglaten = [""]'),
        (lambda text: f"Zaak;;;;;;;Stap;;;MAS\n{text}", "titelregels = 1"),
        (lambda text: text.replace("Luxe verzuim", "Luxe\u00a0verzuim"), '"Luxe verzuim" = "luxe"'),
        (lambda text: text.replace("Stap 2", "Stap 02 - overleg"), '"Stap 02 - overleg" = "2"'),
        (lambda text: text.replace(";N\n", ";ONWAAR\n"), '"ONWAAR" = "nee"'),
        (
            lambda text: text.replace("-2025;", "-2025 00:00:00.000;"),
            'datums = "%d-%m-%Y %H:%M:%S.%f"',
        ),
        (
            lambda text: text.replace("-09-2025", " september 2025").replace("01-10-", "1 okt. "),
            '"%d %B %Y"',
        ),
    ],
)
def test_an_odd_way_of_writing_is_drafted_so_that_every_zaak_and_step_loads(tmp_path, odd, said):
    folder = tmp_path / "d"
    folder.mkdir()
    path = per_step(folder / "export.csv")
    path.write_text(odd(path.read_text(encoding="utf-8")), encoding="utf-8")
    text = draft(path)
    assert said in text
    (folder / "profiel.toml").write_text(text, encoding="utf-8")
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    with inspected(folder, with_quality=False) as inspection:
        counts = [(one.gelezen, one.geladen) for one in inspection.receipt.bestanden]
    assert counts == [(30, 30), (60, 60)]


def left_blank(path, *, rows=slice(None)):
    """Write the export of `per_step` with each zaak on the first of its two rows only."""
    lines = per_step(path).read_text(encoding="utf-8").splitlines()
    half = [
        f";;;;;;;{line.split(';', 7)[7]}" if n % 2 == 0 and n else line
        for n, line in enumerate(lines)
    ]
    path.write_text("\n".join([half[0], *half[1:][rows], ""]), encoding="utf-8")
    return path


def test_a_zaak_on_its_first_row_only_is_completed_and_can_be_used_as_it_is(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    text = draft(left_blank(folder / "export.csv"))
    assert "vul_aan = true  # waarschijnlijk: 30 regels zonder zaaknummer" in text
    assert "sorteer en filter niet" in text
    assert "herhaald = true  # zeker" in text
    (folder / "profiel.toml").write_text(text, encoding="utf-8")
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    with inspected(folder, with_quality=False) as inspection:
        counts = [(one.gelezen, one.geladen) for one in inspection.receipt.bestanden]
    assert counts == [(30, 30), (60, 60)]


def _a_zaak_that_returns(text: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines, lines[1], ""])


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text.replace(f"{text.splitlines()[1]}\n", ""),
        _a_zaak_that_returns,
        lambda text: text.replace(";;;;;;;5. ", ";;;;;VO;;5. "),
        lambda text: text + 51 * ";;;;;;;Stap 2;01-10-2025;;N\n",
        lambda text: "\n".join(sorted(text.splitlines(), reverse=True)),
    ],
    ids=["first row blank", "returns", "says more of the zaak", "too many rows", "sorted"],
)
def test_lines_without_a_number_of_which_nobody_can_say_whose_they_are_are_not_completed(
    tmp_path, spoiled
):
    path = left_blank(tmp_path / "export.csv")
    path.write_text(spoiled(path.read_text(encoding="utf-8")), encoding="utf-8")
    text = draft(path)
    assert "vul_aan" not in text
    assert "# Op minstens " in text
    assert "Laat de bron de zaak op elke regel herhalen" in text


def test_a_file_of_steps_with_the_number_on_the_first_of_each_zaak_is_completed(tmp_path):
    path = tmp_path / "stappen.csv"
    rows = [f"{f'V-{n}' if n % 3 == 0 else ''};{n % 3 + 1};01-09-2025;" for n in range(12)]
    path.write_text("\n".join(["Zaaknr;Stap;Begin;Eind", *rows, ""]), encoding="utf-8")
    text = draft(path)
    assert tomllib.loads(text)["stappen"]["vul_aan"] is True
    assert "# waarschijnlijk: 8 regels zonder zaaknummer" in text
