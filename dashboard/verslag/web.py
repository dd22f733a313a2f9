"""The verslag as one HTML file: no script, nothing from outside, readable on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from dashboard.verslag import blocks as b
from dashboard.verslag.content import blocks
from dashboard.verslag.model import Report
from etl.released import dutch

_CSS = Path(__file__).with_name("verslag.css")

_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<main>
{body}
</main>
<footer><p>{foot}</p></footer>
</body>
</html>
"""
)


def html_bytes(report: Report) -> bytes:
    """Write a report as a page that stands alone."""
    body = Markup("\n").join(_WRITERS[type(block)](block) for block in blocks(report))
    page = _PAGE.format(
        title=report.title,
        css=Markup(_CSS.read_text(encoding="utf-8")),
        body=body,
        foot=f"{report.area}, {dutch.day(report.day)}",
    )
    return str(page).encode("utf-8")


def _heading(block: b.Heading) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(block.level, block.text)


def _paragraph(block: b.Paragraph) -> Markup:
    return Markup("<p{}>{}</p>").format(_class("klein" if block.is_small else ""), block.text)


def _notice(block: b.Notice) -> Markup:
    return Markup('<p class="melding">{}</p>').format(block.text)


def _facts(block: b.Facts) -> Markup:
    items = (Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in block.pairs)
    return Markup("<dl>{}</dl>").format(Markup("").join(items))


def _said(block: b.Said) -> Markup:
    who = Markup("<strong>{}:</strong> ").format(block.who) if block.who else ""
    first, *rest = block.paragraphs or ("",)
    parts = [
        Markup("<p>{}{}</p>").format(who, first),
        *(Markup("<p>{}</p>").format(t) for t in rest),
    ]
    return Markup('<div class="gezegd">{}</div>').format(Markup("").join(parts))


def _listed(block: b.Listed) -> Markup:
    items = (Markup("<li>{}</li>").format(line) for line in block.lines)
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _drawn(block: b.Drawn) -> Markup:
    # the drawing is our own, with everything in it escaped
    svg = block.picture.svg.replace(
        "<svg ", Markup('<svg role="img" aria-label="{}" ').format(block.picture.description), 1
    )
    return Markup(
        '<figure><div class="tekening" role="region" tabindex="0" aria-label="Tekening: {1}">{0}'
        "</div><figcaption>{1}</figcaption></figure>"
    ).format(Markup(svg), block.caption)


def _tabulated(block: b.Tabulated) -> Markup:
    columns = block.table.columns
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_class("getal" if c.is_number else ""), c.title)
        for c in columns
    )
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<th scope="row">{}</th>').format(text)
                if place == 0
                else Markup("<td{}>{}</td>").format(
                    _class("getal" if columns[place].is_number else ""), text
                )
                for place, text in enumerate(row)
            )
        )
        for row in block.written()
    )
    return Markup(
        '<div class="tabel" role="region" tabindex="0" aria-label="{0}"><table>'
        "<caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(block.table.caption, head, rows)


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(escape(name)) if name else Markup("")


_WRITERS: dict[type, Callable[[Any], Markup]] = {
    b.Heading: _heading,
    b.Paragraph: _paragraph,
    b.Notice: _notice,
    b.Facts: _facts,
    b.Said: _said,
    b.Listed: _listed,
    b.Drawn: _drawn,
    b.Tabulated: _tabulated,
}
