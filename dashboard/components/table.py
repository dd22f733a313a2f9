"""A real table: caption, column heads, and a head for every row."""

import re
from functools import lru_cache

from dash import html

from dashboard.components.attributes import attributes
from dashboard.exhibits import Table

_YEAR = re.compile(r"(\d{4}-\d{4})")


@lru_cache(maxsize=256)
def table(content: Table, *, hide_caption: bool = False) -> html.Div:
    """Build a table that scrolls inside its own frame on a small screen.

    The same rows give the same table, which nobody changes: those of a release stand on every
    answer about it.
    """
    names = [column.title for column in content.columns]
    head = html.Tr(
        [
            html.Th(_unbroken(name), scope="col", className=_align(column.is_number))
            for name, column in zip(names, content.columns, strict=True)
        ]
    )
    body = [
        html.Tr(
            [
                html.Th(first.written(row[0]), scope="row", className=_align(first.is_number)),
                *(
                    html.Td(column.written(cell), className=_align(column.is_number))
                    for column, cell in zip(rest, row[1:], strict=True)
                ),
            ]
        )
        for first, *rest in [content.columns]
        for row in content.rows
    ]
    caption = html.Caption(content.caption, className="alleen-voorlezen" if hide_caption else None)
    return html.Div(
        html.Table([caption, html.Thead(head), html.Tbody(body)], className="tabel"),
        className="tabelrand",
        # a frame that scrolls must be reachable by keyboard, and then needs a name
        tabIndex="0",
        role="region",
        **attributes(aria_label=f"Tabel: {content.caption}"),
    )


def _unbroken(title: str) -> str | list[str | html.Span]:
    """Keep a school year in a title on one line."""
    parts = _YEAR.split(title)
    if len(parts) == 1:
        return title
    return [
        html.Span(part, className="heel") if _YEAR.fullmatch(part) else part
        for part in parts
        if part
    ]


def _align(is_number: bool) -> str | None:
    return "getal" if is_number else None
