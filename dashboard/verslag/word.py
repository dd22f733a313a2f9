"""The verslag as a DOCX to edit: real headings, header rows, pictures that say what they show."""

import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from dashboard.verslag import blocks as b
from dashboard.verslag.content import blocks
from dashboard.verslag.model import Report
from dashboard.verslag.typeset import png_bytes
from dashboard.verslag.word_styles import CELL, SAID, SMALL, TABLE, WARNING, field, shaped
from dashboard.verslag.zipped import repacked
from etl.released import dutch

TEXT_WIDTH_CM = 16.6
PICTURE_WIDTH_CM = 12.0

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def docx_bytes(report: Report) -> bytes:
    """Write a report for a word processor."""
    document = shaped(Document())
    _tell_about(document, report)
    for block in blocks(report):
        _WRITERS[type(block)](document, block)
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def _tell_about(document: Any, report: Report) -> None:
    about = document.core_properties
    about.title = _clean(report.title)
    about.subject = _clean(f"Verslag van de evaluatie op {dutch.day(report.day)}")
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.language = "nl-NL"
    about.revision = 1
    about.created = about.modified = report.sealed_at.replace(tzinfo=None)
    section = document.sections[0]
    if report.warnings:
        section.header.paragraphs[0].text = _clean(report.warnings[0])
    foot = section.footer.paragraphs[0]
    foot.add_run(_clean(f"{report.area}, {dutch.day(report.day)}\t\tbladzijde "))
    field(foot, "PAGE")
    foot.add_run(" van ")
    field(foot, "NUMPAGES")


def _heading(document: Any, block: b.Heading) -> None:
    style = "Title" if block.level == 1 else f"Heading {block.level - 1}"
    document.add_paragraph(_clean(block.text), style=style)


def _paragraph(document: Any, block: b.Paragraph) -> None:
    paragraph = document.add_paragraph(_clean(block.text), style=SMALL if block.is_small else None)
    paragraph.paragraph_format.keep_with_next = block.leads_on or None


def _notice(document: Any, block: b.Notice) -> None:
    document.add_paragraph(_clean(block.text), style=WARNING)


def _facts(document: Any, block: b.Facts) -> None:
    for word, text in block.pairs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Cm(0.08)
        paragraph.add_run(f"{_clean(word)}: ").bold = True
        paragraph.add_run(_clean(text))


def _said(document: Any, block: b.Said) -> None:
    for place, text in enumerate(block.paragraphs):
        paragraph = document.add_paragraph(style=SAID)
        if block.who and place == 0:
            paragraph.add_run(f"{_clean(block.who)}: ").bold = True
        paragraph.add_run(_clean(text))


def _listed(document: Any, block: b.Listed) -> None:
    for line in block.lines:
        document.add_paragraph(_clean(line), style="List Bullet")


def _drawn(document: Any, block: b.Drawn) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(
        io.BytesIO(png_bytes(block.picture)), width=Cm(PICTURE_WIDTH_CM)
    )
    named = shape._inline.docPr
    named.set("descr", _clean(block.picture.description))
    named.set("title", _clean(block.caption))
    document.add_paragraph(_clean(block.caption), style="Caption")


def _tabulated(document: Any, block: b.Tabulated) -> None:
    columns = block.table.columns
    caption = document.add_paragraph(_clean(block.table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(columns), style=TABLE)
    table.autofit = False
    wanted = block.widths()
    for column, width in zip(table.columns, wanted, strict=True):
        column.width = Cm(TEXT_WIDTH_CM * width / sum(wanted))
    _describe(table, block.table.caption)
    _fill(table.rows[0], [column.title for column in columns], block)
    _repeat(table.rows[0])
    for texts in block.written():
        _fill(table.add_row(), texts, block)
    document.add_paragraph(style=SMALL)


def _fill(row: Any, texts: Sequence[str], block: b.Tabulated) -> None:
    for cell, text, column in zip(row.cells, texts, block.table.columns, strict=True):
        paragraph = cell.paragraphs[0]
        # by its id: python-docx reads every style for each that is set by name
        paragraph._p.style = CELL
        paragraph.add_run(_clean(text))
        if column.is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: Any, text: str) -> None:
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), _clean(text))
    table._tbl.tblPr.append(described)


def _repeat(row: Any) -> None:
    """Mark a row as the header: repeated on the next page, and read out with each cell."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


_WRITERS: dict[type, Callable[[Any, Any], None]] = {
    b.Heading: _heading,
    b.Paragraph: _paragraph,
    b.Notice: _notice,
    b.Facts: _facts,
    b.Said: _said,
    b.Listed: _listed,
    b.Drawn: _drawn,
    b.Tabulated: _tabulated,
}

_clean = partial(_NOT_IN_XML.sub, "")
