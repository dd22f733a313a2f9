"""What a document is made of, whatever its format: the DOCX, the PDF and the page say the same.

The text of a block is plain text: a writer escapes it the way its format asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.exhibits import Table
from dashboard.verslag.picture import Picture


@dataclass(frozen=True)
class Heading:
    level: int
    """1 is the title; a heading never skips a level."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_small: bool = False
    leads_on: bool = False
    """Belongs to what follows: not parted from it by the end of a page."""


@dataclass(frozen=True)
class Notice:
    """A sentence that must be seen, such as 'Niet getoetst – niet delen'."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Words and what they are: a date, a place, a definition."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Said:
    """What somebody wrote, set apart from what the product says."""

    who: str
    """Empty when it is everyone's."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """Short lines, one under the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    picture: Picture
    caption: str


@dataclass(frozen=True)
class Tabulated:
    table: Table

    def written(self) -> list[list[str]]:
        """Return the cells as a reader sees them."""
        columns = self.table.columns
        return [
            [column.written(cell) for column, cell in zip(columns, row, strict=True)]
            for row in self.table.rows
        ]

    def widths(self) -> list[int]:
        """Return how much room each column wants, in letters; a document shares its width so."""
        rows = self.written()
        return [
            max(_NUMBER, *(len(word) for word in column.title.split()))
            if column.is_number
            else max(_NARROW, min(_WIDE, _longest(row[place] for row in rows)))
            for place, column in enumerate(self.table.columns)
        ]


_NUMBER, _NARROW, _WIDE = 6, 12, 32


def _longest(texts: Iterable[str]) -> int:
    return max((len(text) for text in texts), default=0)


Block = Heading | Paragraph | Notice | Facts | Said | Listed | Drawn | Tabulated
