"""Read the corpus: small deliveries in TOML, each with the outcome that an analyst would expect.

    [[geval]]
    naam = "een onbekende code zet de regel apart"
    zaken = '''…the file as it is…'''          (absent: one good zaak; stappen: one good step)
    verwacht = ["aangenomen", "zaken.csv Z204 regel 3"]

The first word is the decision, or 'onleesbaar', or 'gebruik'; then every finding, in order: file,
code, and the lines where there are any. `zaken`, `stappen`, `keten`, `noemers` are files of that
name; `[geval.bestanden]` has others by their own name. `codering` and `regeleinde` say how texts
are written, `bladen` makes a workbook of a table's rows, `profiel` is a profile beside the
delivery, `levering` other lines of its manifest, `zip` packs it all (see packing.py), and
`grens = 5` keeps the share of rows that may be set aside (else there is none). `rauw` has files
as hexadecimal bytes, `koppeling` makes a file a link to another name, and of workbooks `verborgen`
lists hidden sheets, `samengevoegd` merged cells, `opmaak` how cells are formatted, `grafiekbladen`
sheets with a chart alone, and `vanaf_1904` counts days as old Macs did; `delen` replaces a text in
a part of the workbook, as damage does. `weggelaten` has the cells of a column that a profile
leaves out: each is a good zaak. Ids of sixteen signs are as good as any.
"""

import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from etl.domain.fields import TABLES
from tests.corpus.packing import packed

FOLDER = Path(__file__).parent

MANIFEST = {
    "leverancier": '"gemeente-x"',
    "bronsysteem": '"verzonnen"',
    "peildatum": "2026-08-01",
}

GOOD = {
    "zaken": (
        "zaak_id,leerling_id,gemeentecode,melddatum,verzuimtype,onderwijssoort,leeftijdsgroep\n"
        "a000000000000001,b000000000000001,GM0363,2025-09-15,16_uur,vo,12_15\n"
    ),
    "stappen": "zaak_id,stap,startdatum,einddatum\na000000000000001,1,2025-09-15,\n",
}

_NO_STEPS = "zaak_id,stap,startdatum,einddatum\n"

LEFT_OUT = '[zaken]\nweglaten = ["{kolom}"]\n[zaken.kolommen]\n' + "".join(
    f'{name} = "{name}"\n' for name in GOOD["zaken"].splitlines()[0].split(",")
)


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    """The file of the corpus that it stands in."""

    given: dict[str, Any]

    @property
    def expected(self) -> list[str]:
        return list(self.given["verwacht"])

    @property
    def limit(self) -> int:
        """The share of rows that may be set aside, in percent."""
        return int(self.given.get("grens", 100))

    def write(self, folder: Path) -> Path:
        """Write the delivery and return its path."""
        folder.mkdir()
        for name, data in self._files().items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        for table, sheets in self.given.get("bladen", {}).items():
            _workbook(folder / f"{table}.xlsx", sheets, given=self.given)
        for name, target in self.given.get("koppeling", {}).items():
            (folder / name).symlink_to(folder / target)
        path = folder
        for _ in range(self.given.get("zip", 0)):
            path = packed(path, self.given)
        return path

    def _files(self) -> dict[str, bytes]:
        given = self.given
        texts = {f"{name}.csv": given[name] for name in TABLES if name in given}
        if not (given.get("bestanden") or given.get("profiel")):
            for name, text in GOOD.items():
                if name not in given.get("bladen", {}) and name not in given.get("zonder", []):
                    texts.setdefault(f"{name}.csv", text)
        texts |= given.get("bestanden", {})
        files = {name: self._bytes(text) for name, text in texts.items()}
        files |= {name: bytes.fromhex(data) for name, data in given.get("rauw", {}).items()}
        if not given.get("geen_manifest"):
            lines = MANIFEST | given.get("levering", {})
            files["levering.toml"] = "\n".join(f"{k} = {v}" for k, v in lines.items()).encode()
        if "profiel" in given:
            files["profiel.toml"] = f'naam = "eigen"\ntitel = "eigen"\n{given["profiel"]}'.encode()
        return files

    def _bytes(self, text: str) -> bytes:
        newline = self.given.get("regeleinde", "\n")
        return text.replace("\n", newline).encode(self.given.get("codering", "utf-8"))


def cases() -> list[Case]:
    """Return every case of the corpus."""
    return [
        Case(given["naam"], path.stem, filled_in(given))
        for path in sorted(FOLDER.glob("*.toml"))
        for given in tomllib.loads(path.read_text(encoding="utf-8"))["geval"]
    ]


def filled_in(given: dict[str, Any]) -> dict[str, Any]:
    """Return a case with the profile and the file that `weggelaten` stands for."""
    if "weggelaten" not in given:
        return given
    name, cells = given["weggelaten"]["kolom"], given["weggelaten"]["cellen"]
    header, good = GOOD["zaken"].splitlines()
    rows = [
        f'a{number:015},{good.partition(",")[2]},"{cell}"' for number, cell in enumerate(cells, 1)
    ]
    files = {"zaken.csv": "\n".join([f"{header},{name}", *rows, ""]), "stappen.csv": _NO_STEPS}
    return given | {"profiel": LEFT_OUT.format(kolom=name), "bestanden": files}


def _workbook(path: Path, sheets: dict[str, list[list[object]]], *, given: dict[str, Any]) -> None:
    book = openpyxl.Workbook()
    if given.get("vanaf_1904"):
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        if title in given.get("verborgen", []):
            sheet.sheet_state = "hidden"
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for cells in given.get("samengevoegd", []):
            sheet.merge_cells(cells)
        for cell, form in given.get("opmaak", {}).items():
            sheet[cell].number_format = form
    for title in given.get("grafiekbladen", []):
        book.create_chartsheet(title)
    book.save(path)
    if "delen" in given:
        _damage(path, given["delen"])


def _damage(path: Path, parts: dict[str, list[str]]) -> None:
    """Replace a text in parts of a workbook; everything after it goes when nothing replaces it."""
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    for name, (before, *after) in parts.items():
        head, found, tail = texts[name].partition(before.encode())
        assert found, f"{name} has no {before}"
        texts[name] = head + (after[0].encode() + tail if after else b"")
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
