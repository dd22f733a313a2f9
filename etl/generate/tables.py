"""From days and codes to the columns of a delivery, as text, and the mistakes in it.

A column is positions in a list of words, as in a dictionary-encoded file: small, quick to write,
and able to hold the cells that no code list knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.domain import codes, fields
from etl.generate import sizes
from etl.generate.cases import BANDS, ONDERWIJSSOORTEN, SEXES, Cases
from etl.generate.draws import NONE, Ints
from etl.generate.habits import Habits
from etl.generate.histories import OUTCOMES, History
from etl.generate.plans import Plan, Supplier
from etl.generate.routes import REASONS, ROUTES, Choices
from etl.generate.seasons import TYPES
from etl.generate.steps import CHAIN_RESULTS, PARTIES, PARTNERS, RESULTS, Handovers, Steps

ANSWERS = codes.JA_NEE_ONBEKEND.values

_SHARE_OF_PUPILS = {"po": 0.55, "so_vso": 0.035, "vo": 0.33, "mbo": 0.085}


@dataclass(frozen=True)
class Column:
    """Cells as positions in `words`; `NONE` is an empty cell."""

    cells: Ints
    words: tuple[str, ...]

    def with_word(self, rows: Ints, word: str) -> "Column":
        """Return the column with the same text in the given rows; empty text empties them."""
        words = self.words if word in self.words or not word else (*self.words, word)
        cells = self.cells.copy()
        cells[rows] = words.index(word) if word else NONE
        return Column(cells, words)


Columns = dict[str, Column]
"""The columns of one table, in the order in which they are written."""


def zaken_columns(
    zaken: Cases,
    choices: Choices,
    history: History,
    *,
    supplier: Supplier,
    zaak_ids: tuple[str, ...],
    leerling_ids: tuple[str, ...],
) -> Columns:
    habits = supplier.habits
    written = tuple(_reversed(route) for route in ROUTES) if habits.reversed_routes else ROUTES
    columns = {
        "zaak_id": Column(np.arange(len(zaken)), zaak_ids),
        "leerling_id": Column(zaken.leerling, leerling_ids),
        "gemeentecode": Column(zaken.gemeente, supplier.gemeenten),
        "melddatum": _dates(zaken.melddag),
        "verzuimtype": Column(zaken.verzuimtype, TYPES),
        "onderwijssoort": Column(zaken.onderwijssoort, ONDERWIJSSOORTEN),
        "leeftijd": Column(zaken.leeftijd, tuple(str(age) for age in range(30))),
        "leeftijdsgroep": Column(zaken.leeftijdsgroep, BANDS),
        "geslacht": _filled(zaken.geslacht, SEXES, habits=habits),
        "signaleringsinstrument": _filled(choices.instrument, ANSWERS, habits=habits),
        "advies_route": Column(choices.advised, ROUTES),
        "gekozen_route": Column(choices.chosen, written),
        "afwijking": _filled(choices.afwijking, ANSWERS, habits=habits),
        "gemotiveerd": _filled(choices.gemotiveerd, ANSWERS, habits=habits),
        "motivering_categorie": Column(choices.reason, REASONS),
        "uitkomst": Column(history.outcome, OUTCOMES),
        "uitkomstdatum": _dates(history.closed),
    }
    left_out = {"leeftijd", "leeftijdsgroep"} - set(habits.ages)
    return {name: columns[name] for name in fields.ZAKEN.columns if name not in left_out}


def stappen_columns(steps: Steps, zaak_ids: tuple[str, ...]) -> Columns:
    columns = {
        "zaak_id": Column(steps.zaak, zaak_ids),
        "stap": Column(steps.stap, tuple(str(stap) for stap in range(11))),
        "startdatum": _dates(steps.start),
        "einddatum": _dates(steps.end),
        "partij": Column(steps.partij, PARTIES),
        "resultaat": Column(steps.resultaat, RESULTS),
    }
    return {name: columns[name] for name in fields.STAPPEN.columns}


def keten_columns(handovers: Handovers, zaak_ids: tuple[str, ...]) -> Columns:
    columns = {
        "zaak_id": Column(handovers.zaak, zaak_ids),
        "partner": Column(handovers.partner, PARTNERS),
        "verwijsdatum": _dates(handovers.referred),
        "startdatum": _dates(handovers.start),
        "einddatum": _dates(handovers.end),
        "resultaat": Column(handovers.resultaat, CHAIN_RESULTS),
    }
    return {name: columns[name] for name in fields.KETEN.columns}


def noemers_columns(plan: Plan, supplier: Supplier) -> Columns:
    """Return the pupils per gemeente: a little fewer every schooljaar, as in the country."""
    rows = [
        (code, label, school, str(round(sizes.leerlingen(code) * share * 0.993**year)))
        for code in supplier.gemeenten
        for year, label in enumerate(plan.labels)
        for school, share in _SHARE_OF_PUPILS.items()
    ]
    return {
        name: _text(list(cells))
        for name, cells in zip(fields.NOEMERS.columns, zip(*rows, strict=True), strict=True)
    }


def frame(columns: Columns) -> pd.DataFrame:
    """Return a table as a frame of categories, which DuckDB reads without copying a word."""
    return pd.DataFrame(
        {
            name: pd.Categorical.from_codes(column.cells, list(column.words))
            for name, column in columns.items()
        }
    )


def pseudonyms(rng: np.random.Generator, count: int, *, uuid: bool) -> tuple[str, ...]:
    """Return `count` pseudonyms of 128 random bits, in lower case."""
    text = rng.bytes(16 * count).hex()
    found = (text[start : start + 32] for start in range(0, 32 * count, 32))
    if not uuid:
        return tuple(found)
    return tuple(f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}" for one in found)


def _dates(days: Ints) -> Column:
    """Return days as written, `YYYY-MM-DD`; only the span that occurs becomes words."""
    known = days[days != NONE]
    if not len(known):
        return Column(days, ())
    first, last = known.min(), known.max()
    span = np.arange(first, last + 1).astype("datetime64[D]")
    words = tuple(np.datetime_as_string(span).tolist())
    return Column(np.where(days == NONE, NONE, days - first), words)


def _filled(cells: Ints, words: tuple[str, ...], *, habits: Habits) -> Column:
    """Return the column with what this supplier writes where nothing is known."""
    unknown = words.index("onbekend") if habits.blank else NONE
    known = (cells != NONE) & (cells != words.index("onbekend"))
    return Column(np.where(known, cells, unknown), words)


def _text(cells: Sequence[str]) -> Column:
    words = {word: number for number, word in enumerate(dict.fromkeys(cells))}
    return Column(np.array([words[cell] for cell in cells]), tuple(words))


def _reversed(route: str) -> str:
    return "+".join(reversed(route.split("+")))
