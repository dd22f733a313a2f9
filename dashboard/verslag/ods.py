"""The figures of the verslag as OpenDocument (.ods), the open standard of the government.

No library keeps to wheels for this, and the format is a zip with four small files: rows are
written as numbers with the format of their column, everything else as text. Nothing is a formula.
"""

from collections.abc import Iterator, Sequence
from html import escape

from dashboard.exhibits import Cell, Kind
from dashboard.exports import Notes, Sheet
from dashboard.verslag.model import Report
from dashboard.verslag.workbook import sheets
from dashboard.verslag.zipped import zip_bytes
from etl.released import dutch
from etl.released.rows import Bound

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = """
<number:number-style style:name="N0" number:language="nl"
 number:country="NL"><number:number number:decimal-places="0"
 number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N1" number:language="nl"
 number:country="NL"><number:number number:decimal-places="1"
 number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N2" number:language="nl"
 number:country="NL"><number:number number:decimal-places="2"
 number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:percentage-style style:name="P0" number:language="nl"
 number:country="NL"><number:number number:decimal-places="0"
 number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="vet" style:family="table-cell">
<style:table-cell-properties fo:wrap-option="wrap"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="tekst" style:family="table-cell">
<style:table-cell-properties fo:wrap-option="wrap"/></style:style>
<style:style style:name="heel" style:family="table-cell" style:data-style-name="N0"/>
<style:style style:name="komma" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="twee" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="deel" style:family="table-cell" style:data-style-name="P0"/>
<style:style style:name="breed" style:family="table-column">
<style:table-column-properties style:column-width="8cm"/></style:style>
<style:style style:name="smal" style:family="table-column">
<style:table-column-properties style:column-width="3cm"/></style:style>
<style:style style:name="heelbreed" style:family="table-column">
<style:table-column-properties style:column-width="18cm"/></style:style>"""
_OF_KIND = {
    Kind.SHARE: ("percentage", "deel"),
    Kind.NUMBER: ("float", "komma"),
    Kind.RATIO: ("float", "twee"),
    Kind.COUNT: ("float", "heel"),
    Kind.DAYS: ("float", "heel"),
}


def ods_bytes(report: Report) -> bytes:
    """Write every figure with its definition, and the agreements."""
    every = sheets(report)
    body = "".join(_sheet(each) for each in every) + _notes([each.about for each in every])
    content = (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_SPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(report.title)}</dc:title><dc:language>nl-NL</dc:language>"
        f"<meta:creation-date>{report.sealed_at:%Y-%m-%dT%H:%M:%S}</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    files = {
        "mimetype": MIMETYPE,
        "content.xml": content,
        "meta.xml": meta,
        "META-INF/manifest.xml": _manifest(("content.xml", "meta.xml")),
    }
    return zip_bytes(
        ((name, text.encode()) for name, text in files.items()), stored=frozenset({"mimetype"})
    )


def _manifest(names: Sequence[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in names
    )
    return (
        f'{_HEAD}<manifest:manifest {_SPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    )


def _sheet(sheet: Sheet) -> str:
    table = sheet.table
    columns = [f'table:style-name="{"smal" if c.is_number else "breed"}"' for c in table.columns]
    rows = [
        _row([_text(table.caption, style="vet")]),
        *(_row([_text(text, style="vet")]) for text in sheet.about.warnings),
        _row([]),
        _row([_text(column.title, style="vet") for column in table.columns]),
        *(
            _row([_cell(cell, c.kind) for cell, c in zip(row, table.columns, strict=True)])
            for row in table.rows
        ),
    ]
    return _table(sheet.name, columns, rows)


def _notes(every: Sequence[Notes]) -> str:
    rows = [row for about in every if about.pairs for row in _note_rows(about)]
    columns = ['table:style-name="breed"', 'table:style-name="heelbreed"']
    return _table("Toelichting", columns, rows)


def _note_rows(about: Notes) -> Iterator[str]:
    yield _row([_text(about.title, style="vet")])
    for word, text in about.pairs:
        yield _row([_text(word, style="vet"), _text(text)])
    yield _row([])


def _table(name: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    drawn = "".join(f"<table:table-column {column}/>" for column in columns or [""])
    return f'<table:table table:name="{escape(name)}">{drawn}{"".join(rows)}</table:table>'


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"


def _text(text: str, *, style: str = "tekst") -> str:
    return (
        f'<table:table-cell office:value-type="string" table:style-name="{style}">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def _cell(cell: Cell, kind: Kind) -> str:
    if cell is None or isinstance(cell, str) or kind is Kind.TEXT:
        return _text(dutch.count(None) if cell is None else str(cell))
    if isinstance(cell, Bound):
        return _text(dutch.percentage(cell))
    value_type, style = _OF_KIND[kind]
    return (
        f'<table:table-cell office:value-type="{value_type}" office:value="{cell!r}" '
        f'table:style-name="{style}"/>'
    )
