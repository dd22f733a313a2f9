"""A figure as it was: everything it said, in one text that needs no release to be read again.

`read` asks an exhibit and writes down what it answered: the rows as numbers and as the screen
wrote them, the sentence, the chart, the definition, the release. `written` is canonical JSON
(sorted keys, no spaces; a number is written so that it reads back as the same number), and its
SHA-256 is the seal: a year later the same bytes are there, or the page says that they are not.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from dashboard import exports
from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Table
from dashboard.exhibits.curves import RUNNING
from dashboard.pages import Page
from dashboard.theme import Chart
from etl.domain.areas import name_of
from etl.domain.schooljaren import named
from etl.errors import MasError
from etl.released import dutch
from etl.released.reader import Release
from etl.released.rows import Bound

FORMAT = 1
GONE = "Deze figuur bestaat niet meer in het dashboard."
ALL_RECALLED = "Hier stonden cijfers die zijn teruggeroepen."
SOME_RECALLED = "Een deel van deze cijfers is teruggeroepen."

_OF_DELIVERIES = "/gegevens"
"""The page whose figures are about suppliers and their files."""

_OF_OTHERS = "/vergelijken"
"""The page with figures about other areas than its own, such as the region of a gemeente."""

_OF_THE_NUMBERS = frozenset({"Wat zegt dit?", "Opmerking", "Leeswijzer"})
"""Words of `about` whose text can follow from what was counted."""


class Broken(MasError):
    """What was kept is not what was sealed."""


@dataclass(frozen=True)
class Sealed:
    """What a figure said of a release. `columns` holds title and kind of each column."""

    figuur: str
    title: str
    pad: str
    vraag: str
    """The query string with every choice, in the dashboard's own order."""

    gebied: str
    gebied_naam: str
    schooljaar: str
    filters: tuple[tuple[str, str], ...]
    selectie: str
    sentence: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: tuple[tuple[str, ...], ...]
    """The rows as the screen wrote them."""

    chart: Chart | None
    notes: tuple[str, ...]
    reading: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    """Word and text: definition, unit, numerator, rule, release; as files carry them."""

    warnings: tuple[str, ...]
    vrijgave: str
    digest: str
    peildatum: str
    empty: tuple[str, str] | None = None
    """Why there was nothing to show, and what to try; the table is empty then."""

    gebieden: tuple[tuple[str, ...], ...] | None = ()
    """As `Table.areas`; None in a figure that was sealed before it was kept."""

    loopt: bool = False
    """The school year was not over in this area; False where that was not kept yet."""

    format: int = FORMAT

    @property
    def table(self) -> Table:
        columns = tuple(Column(title, Kind(kind)) for title, kind in self.columns)
        return Table(self.caption, columns, self.rows)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.peildatum)

    @property
    def selection(self) -> str:
        years = f"{named(self.schooljaar)}{RUNNING if self.loopt else ''}"
        return f"{self.gebied_naam} · {years} · {self.selectie}"


Exhibits = Mapping[str, tuple[Page, Exhibit]]


def exhibits_of(pages: Iterable[Page]) -> Exhibits:
    return {exhibit.id: (page, exhibit) for page in pages for exhibit in page.exhibits}


def read(release: Release, exhibits: Exhibits, *, figuur: str, vraag: str) -> Sealed | None:
    """Ask a figure of a release; None when the dashboard no longer has it."""
    if figuur not in exhibits:
        return None
    page, exhibit = exhibits[figuur]
    query = {name: values[0] for name, values in parse_qs(vraag).items()}
    state = page.state_of(query, release)
    if "filters" not in page.base:
        state = replace(state, filters=())
    content = exhibit.make(release, state)
    held = Sealed(
        figuur=figuur,
        title=exhibit.title(state),
        pad=page.path,
        vraag=state.full_query(),
        gebied=state.gebied,
        gebied_naam=state.gebied_naam,
        schooljaar=state.schooljaar,
        filters=state.filters,
        selectie=state.selection,
        sentence="",
        caption=exhibit.title(state),
        columns=(),
        rows=(),
        shown=(),
        chart=None,
        notes=(),
        reading=(),
        about=(),
        warnings=exports.warnings(release),
        vrijgave=release.id,
        digest=release.digest,
        peildatum=release.counted_at(state.gebied, state.schooljaar).isoformat(),
        loopt=release.is_running(state.gebied, state.schooljaar),
    )
    if isinstance(content, Empty):
        return replace(held, sentence=content.sentence, empty=(content.sentence, content.advice))
    table = content.table
    return replace(
        held,
        sentence=content.sentence,
        caption=table.caption,
        columns=tuple((column.title, column.kind.value) for column in table.columns),
        rows=table.rows,
        gebieden=table.areas,
        shown=tuple(_shown(row, table.columns) for row in table.rows),
        chart=content.chart,
        notes=content.notes,
        reading=content.reading,
        about=exports.notes(exhibit, shown=content, release=release, state=state).pairs,
    )


def written(sealed: Sealed) -> str:
    """Write a figure as canonical JSON.

    Raises:
        TypeError: a chart or cell holds something that is no plain value.
    """
    return json.dumps(
        asdict(sealed),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=_plain,
    )


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def opened(text: str, *, digest: str | None = None) -> Sealed:
    """Read a figure back.

    Raises:
        Broken: the text is not the one that the hash was made of.
    """
    if digest is not None and hashed(text) != digest:
        raise Broken(
            "Deze figuur is na het verzegelen veranderd en wordt niet getoond. "
            "Zet een reservekopie terug, of vraag de beheerder."
        )
    values: dict[str, Any] = json.loads(text)
    for name in ("filters", "columns", "rows", "shown", "about"):
        values[name] = tuple(tuple(each) for each in values[name])
    for name in ("notes", "reading", "warnings"):
        values[name] = tuple(values[name])
    if values["empty"] is not None:
        values["empty"] = tuple(values["empty"])
    gebieden = values.get("gebieden")
    values["gebieden"] = None if gebieden is None else tuple(tuple(each) for each in gebieden)
    return _clipped(Sealed(**values))


def _clipped(sealed: Sealed) -> Sealed:
    """Make the shares that are clipped `Bound` again: JSON keeps their number alone.

    What the screen wrote of a cell tells which they are, also in figures of long ago.
    """
    columns = sealed.table.columns
    rows = tuple(
        tuple(
            Bound(cell)
            if column.kind is Kind.SHARE
            and isinstance(cell, float)
            and text == column.written(Bound(cell))
            else cell
            for cell, text, column in zip(row, texts, columns, strict=True)
        )
        for row, texts in zip(sealed.rows, sealed.shown, strict=True)
    )
    return replace(sealed, rows=rows)


@dataclass(frozen=True)
class Change:
    """One cell that is not the same any more; None where the row or column was not there."""

    row: str
    column: str
    before: str | None
    after: str | None


def changes(before: Sealed, after: Sealed) -> tuple[Change, ...]:
    """Return what differs between two answers of one figure, cell by cell, as the screen writes it.

    Compared by the name of the row and the column, so that a new school year is one row more and
    not a table that changed from top to bottom; one that was running keeps its name when it is
    over. A cell that was not there reads as one that
    shows nothing.
    """
    old, new = _cells(before), _cells(after)
    nothing = dutch.count(None)
    return tuple(
        Change(row, column, old.get((row, column)), new.get((row, column)))
        for row, column in dict.fromkeys((*old, *new))
        if old.get((row, column), nothing) != new.get((row, column), nothing)
    )


def blanked(sealed: Sealed, areas: Collection[str]) -> Sealed:
    """Take out what an area that was recalled says; sentence, chart and remarks go with it.

    A figure about such an area keeps no row: which rows there are follows from its numbers, and so
    does what its caption says. Nor does one about deliveries, whatever the area: a recall does not
    say whose they were. A figure that has the area in some of its rows keeps their names alone.
    """
    gone = _rows_about(sealed, areas)
    whole = (
        sealed.gebied in areas
        or (bool(areas) and sealed.pad == _OF_DELIVERIES)
        or (any(gone) and all(gone))
        or (sealed.gebieden is None and not any(gone) and _names(sealed, areas))
    )
    if not whole and not any(gone):
        return sealed
    left = replace(
        sealed,
        sentence=ALL_RECALLED if whole else SOME_RECALLED,
        chart=None,
        notes=(),
        about=tuple(pair for pair in sealed.about if pair[0] not in _OF_THE_NUMBERS),
    )
    if whole:
        return replace(
            left,
            caption=sealed.title,
            columns=(),
            rows=(),
            shown=(),
            gebieden=(),
            reading=(),
            empty=None,
        )
    hidden = dutch.count(None)
    return replace(
        left,
        rows=tuple(
            (row[0], *(None for _ in row[1:])) if out else row
            for row, out in zip(sealed.rows, gone, strict=True)
        ),
        shown=tuple(
            (texts[0], *(hidden for _ in texts[1:])) if out else texts
            for texts, out in zip(sealed.shown, gone, strict=True)
        ),
    )


def _rows_about(sealed: Sealed, areas: Collection[str]) -> list[bool]:
    """Say of every row whether it tells about one of these areas."""
    if sealed.gebieden is None:
        names = {f"{code}{name}" for area in areas for code, name in _called(area)}
        return [texts[0] in names for texts in sealed.shown]
    parts = {part for code in areas for part in code.split("+")}
    return [any(not parts.isdisjoint(code.split("+")) for code in row) for row in sealed.gebieden]


def _called(area: str) -> Iterator[tuple[str, str]]:
    """Yield how rows were called in figures that kept no codes: by name, or on a map with code."""
    yield "", name_of(area)
    for part in area.split("+"):
        yield f"{part} ", name_of(part)


def _names(sealed: Sealed, areas: Collection[str]) -> bool:
    """Say whether a figure that kept no codes tells about another area than its own: by name."""
    said = f"{sealed.sentence} {sealed.caption}"
    return sealed.pad == _OF_OTHERS and any(name_of(area) in said for area in areas)


def _cells(sealed: Sealed) -> dict[tuple[str, str], str]:
    titles = [title.replace(RUNNING, "") for title, _ in sealed.columns]
    return {
        (texts[0].replace(RUNNING, ""), title): text
        for texts in sealed.shown
        for title, text in list(zip(titles, texts, strict=True))[1:]
    }


def _shown(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.written(cell) for cell, column in zip(row, columns, strict=True))


def _plain(value: Any) -> Any:
    """Turn what numpy brought along into plain numbers and lists."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no plain value")
