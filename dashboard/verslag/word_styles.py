"""The look of the DOCX: the styles that somebody who edits it finds in the list of styles."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from dashboard import theme

LANGUAGE = "nl-NL"
FONT = "Calibri"
SMALL, SAID, WARNING = "Kleine tekst", "Gezegd", "Let op"
TABLE, CELL = "Cijfers", "Cel"

_SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
_WARNING_FILL, _WARNING_EDGE = "FBF1DC", "B87A14"


def shaped(document: Any) -> Any:
    """Give an empty document our page, language and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _plain(document)
    for name, size in _SIZES.items():
        _heading(document.styles[name], size)
    caption = document.styles["Caption"]
    _letters(caption, size=9, colour=theme.QUIET, is_bold=False)
    for name in ("Header", "Footer"):
        _letters(document.styles[name], size=8.5, colour=theme.QUIET)
    _own(document)
    return document


def field(paragraph: Any, name: str) -> None:
    """Add a field that the word processor fills in, such as the number of the page."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)


def _plain(document: Any) -> None:
    normal = document.styles["Normal"]
    _letters(normal, size=10.5, colour=theme.INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def _heading(style: Any, size: float) -> None:
    _letters(style, size=size, colour=theme.ACCENT, is_bold=True)
    style.paragraph_format.space_before = Pt(0 if style.name == "Title" else size)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.keep_with_next = True
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _letters(style: Any, *, size: float, colour: str, is_bold: bool | None = None) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        # a font of the theme would win from ours
        fonts.attrib.pop(qn(name), None)


def _own(document: Any) -> None:
    small = _paragraph_style(document, SMALL)
    _letters(small, size=9, colour=theme.QUIET)
    cell = _paragraph_style(document, CELL)
    cell.font.size = Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.0
    said = _paragraph_style(document, SAID)
    said.paragraph_format.left_indent = Cm(0.5)
    said.element.get_or_add_pPr().append(_borders(left=(18, theme.ACCENT_SOFT)))
    warning = _paragraph_style(document, WARNING)
    warning.font.bold = True
    properties = warning.element.get_or_add_pPr()
    properties.append(_borders(left=(24, _WARNING_EDGE)))
    properties.append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_WARNING_FILL}"/>')
    )
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _paragraph_style(document: Any, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _borders(**sides: tuple[int, str]) -> Any:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="8" w:color="{colour.lstrip("#")}"/>'
        for side, (size, colour) in sides.items()
    )
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")


_LINE = theme.LINE.lstrip("#")
_HEAD = theme.ACCENT.lstrip("#")
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Cijfers">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{_LINE}"/>
<w:insideH w:val="single" w:sz="4" w:color="{_LINE}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>
</w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{_HEAD}"/></w:tcBorders></w:tcPr>
</w:tblStylePr></w:style>"""
