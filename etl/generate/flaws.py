"""The mistakes of real registration: a few rows of each delivery that the intake sets aside.

A mistake is one cell with a text that the contract does not know. Every kind occurs in turn, so a
receipt shows several rules; how many rows, a supplier's habits say.
"""

import numpy as np

from etl.generate.draws import NONE
from etl.generate.tables import Columns

MISTAKES = {
    "zaken": (
        ("verzuimtype", "spijbelen"),
        ("melddatum", "2025-02-30"),
        ("onderwijssoort", ""),
        ("leeftijd", "31"),
        ("gekozen_route", "GEEN+R1"),
        ("uitkomstdatum", "1999-12-31"),
        ("gemeentecode", "GM0000"),
        ("leeftijdsgroep", "12-15"),
        ("geslacht", "jongen"),
    ),
    "stappen": (
        ("einddatum", "1999-12-31"),
        ("stap", "11"),
        ("startdatum", "31-12-2024"),
        ("partij", "wijkteam"),
        ("startdatum", ""),
        ("zaak_id", "0" * 31 + "1"),
        ("einddatum", "2099-12-31"),
    ),
    "keten": (
        ("partner", "reclassering"),
        ("verwijsdatum", ""),
        ("resultaat", "goed"),
    ),
}
"""By table: the column and the text that stands there by mistake."""


def with_mistakes(
    rng: np.random.Generator, table: str, columns: Columns, *, share: float
) -> Columns:
    """Return the table with mistakes in `share` of its rows, rounded by chance."""
    count = len(columns["zaak_id"].cells)
    wanted = min(int(count * share + rng.random()), count // 200)
    rows = rng.choice(count, size=wanted, replace=False) if wanted else np.array([], dtype=np.int64)
    kinds = [kind for kind in MISTAKES[table] if kind[0] in columns]
    flawed = dict(columns)
    for number, (column, word) in enumerate(kinds):
        hit = rows[number :: len(kinds)]
        if column == "uitkomstdatum":
            hit = hit[columns["uitkomst"].cells[hit] != NONE]
        if len(hit):
            flawed[column] = flawed[column].with_word(hit, word)
    return flawed
