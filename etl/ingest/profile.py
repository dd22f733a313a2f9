"""A profile: how the files of a source system become the columns of a delivery.

A profile is a value, read from TOML in `etl.ingest.profile_file`; carried out in
`etl.ingest.mapping`. Names of the supplier's columns are in lower case and trimmed, as headers are
compared. What a profile says holds for every row alike: it has no way to guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

YES = ("ja", "j", "yes", "true", "waar", "1", "x")
NO = ("nee", "n", "no", "false", "onwaar", "0")

PER_STEP = ("afwijking", "gemotiveerd", "motivering_categorie")
"""Columns of a zaak that a row of a step may say of that step alone."""

EXCEL_DAYS = "excel"
"""A date format: days since 30 December 1899, as Excel counts them."""


@dataclass(frozen=True)
class Reading:
    """How the bytes of a file are read, and how its cells are written."""

    encoding: str = "utf-8"
    delimiter: str | None = None
    """None: read from the header."""

    sheet: str | None = None
    """The sheet of a workbook; None: the one named after the table, or else the first."""

    title_lines: int = 0
    """Lines above the header that say what the export is."""

    totals: tuple[str, ...] = ()
    """A row with a cell that is one of these is a total, and no row; `*` at the end: begins so."""

    decimal: str = "."
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    empty: tuple[str, ...] = ()
    """Cells that mean nothing, such as 'n.v.t.'."""

    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    route_sign: str = "+"
    """What stands between two routes in one cell."""

    keyed_ids: bool = False
    """Ids have another shape than a pseudonym's, and are replaced under a key on arrival."""


@dataclass(frozen=True)
class Block:
    """Columns of a row of zaken that together are one row of another table."""

    columns: Mapping[str, str]
    """The supplier's column by ours."""

    constants: Mapping[str, str]


@dataclass(frozen=True)
class TableMap:
    """How one table is made."""

    file: str
    """The stem of the file's name, in lower case; `*` stands for any text."""

    files: tuple[str, ...] = ()
    """Where the table stands in several files: such a name for each, of one file or more."""

    reading: Reading = field(default_factory=Reading)
    columns: Mapping[str, str] = field(default_factory=dict)
    """The supplier's column by ours."""

    constants: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Per column of ours: our code by the supplier's value, in lower case."""

    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per column of ours, where it differs from the rest of the file."""

    routes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Per column of ours: the supplier's yes/no column by our route code."""

    no_route: Mapping[str, str] = field(default_factory=dict)
    """Per column of ours: the code when all its yes/no columns say no."""

    left_out: frozenset[str] = frozenset()
    blocks: tuple[Block, ...] = ()
    """When not empty, the rows come from the columns of the zaken file."""

    is_repeated: bool = False
    """A zaak stands on more rows, with a step or handover each: `etl.ingest.repeated`."""

    per_step: tuple[str, ...] = ()
    """Of `PER_STEP`: columns of ours that differ from step to step, where a zaak is repeated."""

    fills_down: bool = False
    """A blank zaak is that of the row above: `etl.ingest.filled_down`."""

    @property
    def used(self) -> frozenset[str]:
        """The supplier's columns that are read."""
        spread = [name for columns in self.routes.values() for name in columns.values()]
        blocks = [name for block in self.blocks for name in block.columns.values()]
        return frozenset([*self.columns.values(), *spread, *blocks])

    @property
    def filled(self) -> frozenset[str]:
        """Our columns that get something."""
        blocks = [name for block in self.blocks for name in (*block.columns, *block.constants)]
        return frozenset([*self.columns, *self.constants, *self.routes, *blocks])

    def source_name(self, column: str) -> str | None:
        """Return the supplier's name of our column, or None when it has none."""
        if column in self.columns:
            return self.columns[column]
        names = [
            *self.routes.get(column, {}).values(),
            *(block.columns[column] for block in self.blocks if column in block.columns),
        ]
        return names[0] if len(names) == 1 else None


@dataclass(frozen=True)
class EventLog:
    """A log of events from which zaken and stappen are made: a row is an event of a zaak."""

    file: str
    reading: Reading
    case: str
    activity: str
    timestamp: str
    lifecycle: str | None
    """The column that says 'start' or 'complete'; None: every event is a moment."""

    until_next: bool
    """Without a lifecycle: a step lasts until the next one starts, instead of that one day."""

    steps: Mapping[str, int]
    """The step by the supplier's activity, in lower case."""

    reports: tuple[str, ...]
    """Activities whose first event is the melddatum."""

    outcomes: Mapping[str, str]
    """The uitkomst by activity; the last such event is the uitkomstdatum."""

    passed_over: tuple[str, ...]
    """Activities that are no step."""

    left_out: frozenset[str]


@dataclass(frozen=True)
class Profile:
    name: str
    title: str
    tables: Mapping[str, TableMap] = field(default_factory=dict)
    """By the name of the table; a table that is not in it is delivered in our own shape."""

    log: EventLog | None = None
    digest: str = ""
    """sha256 of the profile's own text; empty for `mas`."""

    def source_name(self, table: str, column: str) -> str | None:
        """Return the supplier's name of a column, or None where it is our own."""
        if table not in self.tables:
            return None
        made = self.tables[table]
        if made.blocks and column == "zaak_id" and "zaken" in self.tables:
            made = self.tables["zaken"]
        return made.source_name(column)


MAS = Profile("mas", "De kolommen en codes van de MAS-monitor zelf.")
"""The identity: what the contract says, with nothing to translate."""
