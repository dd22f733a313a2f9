"""The receipt of a delivery: what was read, loaded and set aside per file, and why.

Read = loaded + set aside, per file, always; of a refused delivery `geladen` is what would have
been loaded. A receipt names files, lines, columns and rules, never a cell's value.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from etl.domain.rule import Gevolg, Rule
from etl.domain.rules import RULE
from etl.errors import Exit
from etl.ingest import manifest
from etl.released.dutch import count
from etl.validate.information import Section
from etl.validate.receipt_page import page

MAX_LINES = 100
"""File lines that a finding lists; its count is of all."""


class Besluit(StrEnum):
    AANGENOMEN = "aangenomen"
    GEWEIGERD = "geweigerd"
    ONGEWIJZIGD = "ongewijzigd"


_WORDS = {
    Besluit.AANGENOMEN: "De levering kan geladen worden.",
    Besluit.GEWEIGERD: "Er is niets geladen; wat er stond, staat er nog. 'Geladen' is wat zonder "
    "de weigering geladen zou zijn.",
    Besluit.ONGEWIJZIGD: "Precies deze levering was al geladen; er is niets veranderd.",
}

_EXCEPT = "De levering kan geladen worden, behalve de regels die apart zijn gezet."

_LINES_ON_SCREEN = 5


@dataclass(frozen=True)
class Finding:
    """One rule that rows of a file broke."""

    code: str
    kolom: str | None
    gevolg: Gevolg
    aantal: int
    regels: tuple[int, ...] = ()
    """File lines, the header being line 1; at most `MAX_LINES`."""

    bronkolom: str | None = None
    """The supplier's own name of the column, where a profile renamed it."""

    is_of_one_file: bool = False
    """Of a table in several files: all that `aantal` counts is in the file of its lines."""

    kolommen: tuple[str, ...] = ()
    """The first of `aantal` columns, where one finding is about many."""

    @property
    def column_shown(self) -> str | None:
        """The column as the supplier knows it, or the first of many."""
        if self.kolommen:
            rest = self.aantal - len(self.kolommen)
            return f"{', '.join(self.kolommen)} en nog {count(rest)}"
        return self.bronkolom or self.kolom

    def has_more_lines(self, shown: int) -> bool:
        """Say whether there are more lines than are shown."""
        of_rows = self.aantal if self.regels and not self.kolommen else 0
        return max(of_rows, len(self.regels)) > shown

    @property
    def rule(self) -> Rule:
        return RULE[self.code]

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def message(self) -> str:
        return self.rule.message

    @property
    def advice(self) -> str:
        return self.rule.advice


@dataclass(frozen=True)
class FileReceipt:
    bestand: str
    gelezen: int
    geladen: int
    apart: int
    bevindingen: tuple[Finding, ...]

    def with_findings(self, findings: Iterable[Finding]) -> "FileReceipt":
        """Return the receipt with findings after those that it has."""
        return replace(self, bevindingen=(*self.bevindingen, *findings))


@dataclass(frozen=True)
class Receipt:
    leverancier: str
    peildatum: date
    besluit: Besluit
    bestanden: tuple[FileReceipt, ...]
    informatie: tuple[Section, ...] = ()
    """What is no finding: comparison, recognisability, comparability. Exact, so private."""

    @property
    def exit_code(self) -> Exit:
        return Exit.REFUSED if self.besluit is Besluit.GEWEIGERD else Exit.DONE

    @property
    def words(self) -> str:
        """What the decision means."""
        is_whole = not any(file.apart for file in self.bestanden)
        return (
            _WORDS[self.besluit] if is_whole or self.besluit is not Besluit.AANGENOMEN else _EXCEPT
        )

    def refuse(self, *codes: str) -> "Receipt":
        """Return the receipt of a refused delivery, with findings about the delivery itself."""
        added = [Finding(code, None, Gevolg.GEWEIGERD, 1) for code in codes]
        return replace(
            self,
            besluit=Besluit.GEWEIGERD,
            bestanden=with_delivery_findings(self.bestanden, added),
        )

    def unchanged(self) -> "Receipt":
        """Return the receipt of a delivery that was already loaded, byte for byte."""
        return replace(self, besluit=Besluit.ONGEWIJZIGD)

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as the contract writes it, with `informatie` beside it."""
        return {
            "leverancier": self.leverancier,
            "peildatum": self.peildatum.isoformat(),
            "besluit": str(self.besluit),
            "bestanden": [
                {
                    "bestand": file.bestand,
                    "gelezen": file.gelezen,
                    "geladen": file.geladen,
                    "apart": file.apart,
                    "bevindingen": [
                        {
                            "code": finding.code,
                            "kolom": finding.kolom,
                            "gevolg": str(finding.gevolg),
                            "aantal": finding.aantal,
                            "regels": list(finding.regels),
                        }
                        | ({"bronkolom": finding.bronkolom} if finding.bronkolom else {})
                        | ({"kolommen": list(finding.kolommen)} if finding.kolommen else {})
                        for finding in file.bevindingen
                    ],
                }
                for file in self.bestanden
            ],
            "informatie": {section.key: section.as_json() for section in self.informatie},
        }


def with_delivery_findings(
    files: Sequence[FileReceipt], findings: Sequence[Finding]
) -> tuple[FileReceipt, ...]:
    """Add findings about the delivery itself, under the name of its manifest."""
    if not findings:
        return tuple(files)
    about = [file for file in files if file.bestand == manifest.NAME]
    before = about[0].bevindingen if about else ()
    others = [file for file in files if file.bestand != manifest.NAME]
    return (FileReceipt(manifest.NAME, 0, 0, 0, (*before, *findings)), *others)


def receipt_json(receipt: Receipt) -> str:
    """Return the receipt as JSON text."""
    return json.dumps(receipt.as_json(), ensure_ascii=False, indent=2)


def receipt_html(receipt: Receipt) -> str:
    """Return the receipt as a page that stands alone."""
    return page(receipt, words=receipt.words)


def receipt_table(receipt: Receipt, console: Console) -> None:
    """Print the receipt for a person, on a terminal."""
    console.print(
        f"{receipt.leverancier}, peildatum {receipt.peildatum.isoformat()}: "
        f"{str(receipt.besluit).upper()}",
        style="bold",
        markup=False,
        highlight=False,
    )
    console.print(receipt.words, markup=False, highlight=False)
    counts = Table("Bestand", *_right("Gelezen", "Geladen", "Apart"), title="Per bestand")
    for file in receipt.bestanden:
        counts.add_row(Text(file.bestand), str(file.gelezen), str(file.geladen), str(file.apart))
    console.print(counts)
    if any(file.bevindingen for file in receipt.bestanden):
        _print_findings(receipt, console)
    else:
        console.print("Geen bevindingen.")
    for section in receipt.informatie:
        console.print(_section_table(section))
        for words in section.words:
            console.print(words, markup=False, highlight=False)


def _print_findings(receipt: Receipt, console: Console) -> None:
    found = Table(
        "Bestand", "Code", "Gevolg", *_right("Aantal"), "Wat en waar", title="Bevindingen"
    )
    for file in receipt.bestanden:
        for finding in file.bevindingen:
            found.add_row(
                Text(file.bestand),
                finding.code,
                str(finding.gevolg),
                str(finding.aantal),
                Text(_what_and_where(finding)),
            )
    console.print(found)


def _section_table(section: Section) -> Table:
    has_previous = any(figure.was is not None for figure in section.figures)
    titles = ("Vorige", "Nu") if has_previous else ("Nu",)
    table = Table("Wat", *_right(*titles), title=section.title)
    for figure in section.figures:
        values = (figure.was_text, figure.text) if has_previous else (figure.text,)
        table.add_row(Text(figure.label), *values)
    return table


def _right(*titles: str) -> list[Column]:
    return [Column(title, justify="right") for title in titles]


def _what_and_where(finding: Finding) -> str:
    which = "kolommen" if finding.kolommen else "kolom"
    column = f" ({which} {finding.column_shown})" if finding.column_shown else ""
    shown = ", ".join(str(line) for line in finding.regels[:_LINES_ON_SCREEN])
    more = ", …" if finding.has_more_lines(_LINES_ON_SCREEN) else ""
    where = f" Regel {shown}{more}." if shown else ""
    return f"{finding.title}{column}. {finding.message}{where} {finding.advice}"
