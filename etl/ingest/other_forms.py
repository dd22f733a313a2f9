"""Know a file that is in another program's form, and say what somebody who has it can do.

By its first bytes before its name: an old web application writes a page and calls it `.xls`, and
many a `.xls` is text. Such a page is not read: what Excel makes of it, a person should look at.
"""

import codecs
import re
import zipfile
from pathlib import Path

from etl.errors import Unreadable

_AS_WORKBOOK = "kies Opslaan als en dan Excel-werkmap (.xlsx)"
_OPENED_AND_SAVED = f"Open het in Excel, {_AS_WORKBOOK}"
_FROM_DATABASE = "Maak er in het programma waar het uit komt een .csv of .xlsx van"
_UNPACKED = "Pak het uit, en lever de bestanden zelf aan, in een map of een gewone zip"

PACKED = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")

_BY_SUFFIX = {
    ".xls": ("een oude Excel-werkmap (.xls)", _OPENED_AND_SAVED),
    ".xlsb": ("een binaire Excel-werkmap (.xlsb)", _OPENED_AND_SAVED),
    ".xlsm": ("een Excel-werkmap met macro's (.xlsm)", _OPENED_AND_SAVED),
    ".xlt": ("een sjabloon van Excel (.xlt)", _OPENED_AND_SAVED),
    ".xltx": ("een sjabloon van Excel (.xltx)", _OPENED_AND_SAVED),
    ".ods": (
        "een rekenblad van LibreOffice of OpenOffice (.ods)",
        "Open het daarin, kies Opslaan als en dan Excel 2007-365 (.xlsx)",
    ),
    ".numbers": (
        "een rekenblad van Apple Numbers (.numbers)",
        "Open het in Numbers en kies Archief, Exporteer naar, en dan Excel (.xlsx) of CSV",
    ),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), ("een webpagina", _OPENED_AND_SAVED)),
    ".xml": ("XML", _OPENED_AND_SAVED),
    **dict.fromkeys((".json", ".jsonl"), ("JSON", _FROM_DATABASE)),
    **dict.fromkeys((".accdb", ".mdb"), ("een database van Access", _FROM_DATABASE)),
    **dict.fromkeys((".dbf", ".sqlite", ".db"), ("een database", _FROM_DATABASE)),
    ".sav": ("een bestand van SPSS (.sav)", _FROM_DATABASE),
    **dict.fromkeys(
        (".sas7bdat", ".dta", ".rds"), ("een bestand van SAS, Stata of R", _FROM_DATABASE)
    ),
    ".pdf": ("een PDF", _FROM_DATABASE),
    **dict.fromkeys((".doc", ".docx", ".odt"), ("een tekstdocument", _FROM_DATABASE)),
    **dict.fromkeys(PACKED, ("een ingepakt bestand", _UNPACKED)),
}

SUFFIXES = frozenset(_BY_SUFFIX)

_LOOKED_AT = 4096
_OLE = b"\xd0\xcf\x11\xe0"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF"
_OLDER_WORKBOOKS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|meta|body|table|style|div|script)\b", re.I)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_SPREADSHEET_ML = "urn:schemas-microsoft-com:office:spreadsheet"

_IS_A_PAGE = (
    "een webpagina (HTML), zoals webtoepassingen die ook als Excel-bestand opslaan",
    f"Kies in de toepassing een export als CSV of .xlsx. Is die er niet, open dit bestand dan in "
    f"Excel, {_AS_WORKBOOK}, en kijk of datums en lange nummers nog kloppen",
)


def unreadable(path: Path) -> Unreadable:
    """Return the error for a file that is no workbook, text or Parquet of those that we read."""
    what, advice = told(path)
    return Unreadable(f"{path.name} is {what}, en dat lezen wij niet. {advice}.")


def told(path: Path) -> tuple[str, str]:
    """Return what a file is, and what to do with it; without the full stop."""
    start = _start(path)
    suffix = path.suffix.casefold()
    text = _as_text(start)
    if is_a_page(text):
        return _IS_A_PAGE
    if _SPREADSHEET_ML in text:
        return "een XML-werkblad van Excel 2003", _OPENED_AND_SAVED
    if _is_xml(text):
        return _BY_SUFFIX[".xml"]
    if _JSON.match(text):
        return _BY_SUFFIX[".json"]
    if start.startswith(_OLE) or start.startswith(_OLDER_WORKBOOKS):
        return _of_ole(suffix)
    if start.startswith(_ZIPS):
        return _of_zip(path)
    if start.startswith(_PDF):
        return _BY_SUFFIX[".pdf"]
    if suffix in (".xls", ".xlsx") and text and "\0" not in text:
        return (
            "tekst met de naam van een Excel-werkmap",
            "Geef het de naam .csv. Klopt de inhoud dan niet, maak de export dan opnieuw",
        )
    return _BY_SUFFIX.get(suffix, ("beschadigd of een onbekend soort bestand", _FROM_DATABASE))


def is_a_page(text: str) -> bool:
    """Say whether a text begins as a web page does.

    >>> is_a_page("<table border=1>"), is_a_page("zaak_id;leerling_id"), is_a_page("<zaak>")
    (True, False, False)
    """
    return bool(_PAGE.match(re.sub(r"^(?:\s|<\?xml[^>]*>|<!--.*?-->)+", "", text, flags=re.S)))


def is_no_table(text: str) -> bool:
    """Say whether a text begins as a page, as XML or as JSON; no header of a table does."""
    return is_a_page(text) or _is_xml(text) or bool(_JSON.match(text))


def _is_xml(text: str) -> bool:
    return text.lstrip().startswith("<?xml")


def _of_ole(suffix: str) -> tuple[str, str]:
    if suffix == ".xls":
        return _BY_SUFFIX[suffix]
    return (
        "een oude Excel-werkmap (.xls) met een andere naam, of een werkmap met een wachtwoord",
        f"{_OPENED_AND_SAVED}, zonder wachtwoord",
    )


def _of_zip(path: Path) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {*archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError):
        names = set()
    suffix = path.suffix.casefold()
    if "xl/workbook.xml" in names and suffix not in (".xlsx", ".xlsm", ".xltx"):
        return "een Excel-werkmap met een andere naam", "Geef het de naam .xlsx"
    if "xl/workbook.bin" in names:
        return _BY_SUFFIX[".xlsb"]
    if "content.xml" in names:
        return _BY_SUFFIX[".ods"]
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        return _BY_SUFFIX[".numbers"]
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if not names or "xl/workbook.xml" in names:
        return (
            "een beschadigde werkmap of zip",
            f"Maak de export opnieuw, of open het in Excel, {_AS_WORKBOOK}",
        )
    return "een zip met de naam van een ander bestand", _UNPACKED


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LOOKED_AT)


def _as_text(start: bytes) -> str:
    is_utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return start.decode("utf-16" if is_utf16 else "utf-8-sig", errors="replace")
