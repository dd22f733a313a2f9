"""The kinds of check that a row can be put to, as values.

`etl.validate` says each of them twice: as a null-safe SQL predicate, and as a Great Expectations
expectation. Except for `Filled` and its kin, an empty cell passes: emptiness is its own rule.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class When:
    """Restricts a check to the rows where a column has one of these values."""

    column: str
    values: tuple[str | int | bool, ...]


@dataclass(frozen=True)
class Filled:
    """The cell holds something, readable or not."""

    column: str


@dataclass(frozen=True)
class Readable:
    """What the cell holds is a date (JJJJ-MM-DD) or a whole number."""

    column: str


@dataclass(frozen=True)
class RequiredWith:
    """The cell is filled where another cell is."""

    column: str
    other: str


@dataclass(frozen=True)
class OneFilled:
    """At least one of two cells is filled."""

    column: str
    other: str


@dataclass(frozen=True)
class OneOf:
    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class PairIn:
    """The column's value belongs to that of another; rows where the other is unknown pass."""

    column: str
    by: str
    pairs: tuple[tuple[str, str], ...]
    """(value of `by`, value of `column`)"""


@dataclass(frozen=True)
class Shape:
    """The whole value has this shape (a regular expression)."""

    column: str
    pattern: str


@dataclass(frozen=True)
class Unlike:
    """The value holds nothing of this shape (a regular expression)."""

    column: str
    pattern: str
    when: When | None = None


@dataclass(frozen=True)
class Between:
    """The number lies between low and high, both included; None is no bound."""

    column: str
    low: int | None = None
    high: int | None = None
    when: When | None = None


@dataclass(frozen=True)
class NotBeforeDay:
    """The date is this day or later."""

    column: str
    day: date


@dataclass(frozen=True)
class NotAfterPeildatum:
    """The date is the delivery's reference date or earlier."""

    column: str


@dataclass(frozen=True)
class NotBefore:
    """`later` is on or after `earlier`."""

    later: str
    earlier: str


@dataclass(frozen=True)
class Agree:
    """Two cells that say the same thing say the same."""

    column: str
    other: str


Check = (
    Filled
    | Readable
    | RequiredWith
    | OneFilled
    | OneOf
    | PairIn
    | Shape
    | Unlike
    | Between
    | NotBeforeDay
    | NotAfterPeildatum
    | NotBefore
    | Agree
)
