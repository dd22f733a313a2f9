"""The files of a verslag: their names, their kinds, and who makes them."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.verslag import lists, ods, typeset, web, word, workbook
from dashboard.verslag.model import Evaluation, Report, without_confidential


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    extension: str
    label: str
    mimetype: str
    make: Callable[[Report], bytes]
    name: str = "verslag"


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = (
    Format(
        "docx",
        "Word, om te bewerken",
        f"{_OFFICE}.wordprocessingml.document",
        word.docx_bytes,
    ),
    Format("pdf", "Pdf, toegankelijk", "application/pdf", typeset.pdf_bytes),
    Format("html", "Webpagina in één bestand", "text/html; charset=utf-8", web.html_bytes),
    Format(
        "xlsx",
        "Cijfers als Excel",
        f"{_OFFICE}.spreadsheetml.sheet",
        workbook.xlsx_bytes,
        "cijfers",
    ),
    Format("ods", "Cijfers als OpenDocument", ods.MIMETYPE, ods.ods_bytes, "cijfers"),
    Format(
        "csv", "Afspraken als lijst (CSV)", "text/csv; charset=utf-8", lists.csv_bytes, "afspraken"
    ),
    Format(
        "ics",
        "Afspraken voor uw agenda",
        "text/calendar; charset=utf-8",
        lists.ics_bytes,
        "afspraken",
    ),
)

FORMAT = {each.extension: each for each in FORMATS}


@dataclass(frozen=True)
class File:
    """A file to hand out."""

    name: str
    mimetype: str
    content: bytes


def make(evaluation: Evaluation, extension: str) -> File:
    """Make one file of an evaluation; what is confidential is gone before its maker sees it.

    Raises:
        KeyError: for an extension that is not in `FORMAT`.
    """
    kind = FORMAT[extension]
    return File(
        f"{kind.name}_{evaluation.day.isoformat()}.{kind.extension}",
        kind.mimetype,
        kind.make(without_confidential(evaluation)),
    )
