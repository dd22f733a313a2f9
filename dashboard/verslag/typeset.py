"""The verslag as a tagged PDF, and a drawing as PNG: set by typst, which is one wheel.

The PDF asks for PDF/UA-1: typst refuses to make a file with a picture without a description, a
skipped heading or a character that no font can show. Fonts are ours, so that every machine makes
the same bytes.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import typst

from dashboard.verslag import blocks as b
from dashboard.verslag.content import blocks
from dashboard.verslag.model import Report
from dashboard.verslag.picture import Picture
from etl.released import dutch

_HERE = Path(__file__).parent
LETTERS = _HERE / "letter"
PIXELS_PER_INCH = 144

# Latin, Greek, Cyrillic, punctuation, currency, arrows, mathematics: what our fonts hold
_UNKNOWN = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u017f\u0391-\u03ce\u0410-\u044f"
    r"\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]"
)
NOT_SHOWN = "?"
"""In place of a character that the fonts of the PDF lack, such as an emoji."""


# its type stub forgets that a document may be a dictionary of files
_compile: Callable[..., bytes] = typst.compile


def pdf_bytes(report: Report) -> bytes:
    """Set a report as PDF/UA."""
    laid_out = blocks(report)
    pictures = {
        _file(place): block.picture.svg.encode()
        for place, block in enumerate(laid_out)
        if isinstance(block, b.Drawn)
    }
    moment = report.sealed_at.astimezone(UTC)
    content = {
        "titel": report.title,
        "omschrijving": f"Verslag van de evaluatie op {dutch.day(report.day)}",
        "moment": list(moment.timetuple())[:6],
        "voettekst": f"{report.area}, {dutch.day(report.day)}",
        "voor_elke_bladzijde": report.warnings[0] if report.warnings else "",
        "blokken": [_block(block, place) for place, block in enumerate(laid_out)],
    }
    text = json.dumps(_shown(content), ensure_ascii=False).encode()
    template = (_HERE / "verslag.typ").read_bytes()
    return _compile(
        {"main": template, "inhoud.json": text, **pictures},
        font_paths=[str(LETTERS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(report.sealed_at.timestamp()),
    )


def png_bytes(picture: Picture) -> bytes:
    """Draw a picture as pixels, for formats that know no SVG."""
    page = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        f'#image("tekening.svg", width: {picture.width}pt)'
    )
    return _compile(
        {"main": page.encode(), "tekening.svg": picture.svg.encode()},
        font_paths=[str(LETTERS)],
        ignore_system_fonts=True,
        format="png",
        ppi=PIXELS_PER_INCH,
    )


def _file(place: int) -> str:
    return f"figuur-{place}.svg"


def _block(block: b.Block, place: int) -> dict[str, Any]:
    match block:
        case b.Heading():
            return {"soort": "kop", "niveau": block.level, "tekst": block.text}
        case b.Paragraph():
            return {
                "soort": "alinea",
                "klein": block.is_small,
                "plakt": block.leads_on,
                "tekst": block.text,
            }
        case b.Notice():
            return {"soort": "melding", "tekst": block.text}
        case b.Facts():
            return {"soort": "feiten", "paren": block.pairs}
        case b.Said():
            return {"soort": "gezegd", "wie": block.who, "alineas": block.paragraphs}
        case b.Listed():
            return {"soort": "lijst", "regels": block.lines}
        case b.Drawn():
            return {
                "soort": "tekening",
                "bestand": _file(place),
                "omschrijving": block.picture.description,
                "bijschrift": block.caption,
            }
        case b.Tabulated():
            return _table(block)


def _table(block: b.Tabulated) -> dict[str, Any]:
    table = block.table
    return {
        "soort": "tabel",
        "bijschrift": table.caption,
        "kolommen": [{"titel": c.title, "getal": c.is_number} for c in table.columns],
        "breedte": block.widths(),
        "rijen": block.written(),
    }


def _shown(value: Any) -> Any:
    """Replace what the fonts cannot show, all through the content."""
    if isinstance(value, str):
        return _UNKNOWN.sub(NOT_SHOWN, value.replace("\t", " "))
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return value
