"""Recognise an export of a row per step, with its zaak on every row, and propose its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from etl.domain.fields import STAPPEN
from etl.domain.forbidden import joined
from etl.domain.steps import BOXES
from etl.ingest.draft_codes import OFTEN, toml_text
from etl.ingest.profile import PER_STEP
from etl.ingest.recognise import LIKELY, SURE, Column, guesses
from etl.ingest.vocabulary import may_show

OF_A_STEP = tuple(name for name in STAPPEN.columns if name != "zaak_id")

_FEWEST_OF_A_ZAAK = 3
"""Columns that surely say something of a zaak, and nothing of a step."""

_NUMBER = re.compile(r"(?:(?:mas|stap|s|a|b)[ ._-]*)*0?(10|[1-9])(?:[ .:)-].*)?", re.IGNORECASE)
_STEP_OF_TITLE = {joined(box.title.lower()): str(box.stap) for box in BOXES}


def is_a_row_per_step(columns: Sequence[Column]) -> bool:
    """Say whether columns are those of a step and of its zaak: which step, and from when."""
    of_step = {
        guess.ours
        for column in columns
        for guess in guesses(column, "stappen")[:1]
        # days may stand in a form that we do not know
        if guess.ours == "startdatum" or (guess.ours == "stap" and guess.certainty >= LIKELY)
    }
    of_zaak = {
        guess.ours
        for column in columns
        for guess in guesses(column, "zaken")[:1]
        if guess.certainty >= SURE and guess.ours not in (*STAPPEN.columns, *PER_STEP)
    }
    return len(of_step) == 2 and len(of_zaak) >= _FEWEST_OF_A_ZAAK


def zaken_lines(
    placed: Mapping[str, str], ids: Sequence[str], *, is_left_blank: bool
) -> Iterator[str]:
    """Yield the lines about zaken that stand on more rows.

    Args:
        placed: the supplier's column by ours.
        ids: the filled cells of zaak_id.
        is_left_blank: a zaak stands on its first row only.
    """
    is_sure = is_left_blank or len({*ids}) < len(ids)
    why = "zeker: dezelfde zaak staat op meer regels" if is_sure else "misschien: elke regel is een"
    yield f"herhaald = true  # {why}{'' if is_sure else ' stap, maar geen zaak staat er twee keer'}"
    per_step = [name for name in PER_STEP if name in placed]
    if per_step:
        yield f"per_stap = [{', '.join(map(toml_text, per_step))}]  # waarschijnlijk"
        yield "# De zaak wijkt dan af als een stap dat doet, en is uitgelegd als elke afwijking dat"
        yield "# is. Gaan deze kolommen over de hele zaak, haal `per_stap` dan weg."


def step_lines(placed: Mapping[str, str], steps: Sequence[str]) -> Iterator[str]:
    """Yield the lines about the step of a row.

    Args:
        placed: the supplier's column by ours.
        steps: the cells that say which step it is.
    """
    pairs = ", ".join(f"{ours} = {toml_text(placed[ours])}" for ours in OF_A_STEP if ours in placed)
    yield ""
    yield "[[stappen.uit_zaken]]  # waarschijnlijk: elke regel is een stap; zonder stap mag ook"
    yield f"kolommen = {{ {pairs} }}"
    if "einddatum" not in placed:
        yield '# einddatum = "" hoort daar ook in, en is niet gevonden; verplicht.'
    counts = Counter(" ".join(cell.split()) for cell in steps)
    strange = [value for value in counts if not re.fullmatch(r"10|[1-9]", value)]
    if not strange:
        return
    yield ""
    yield "[stappen.codes.stap]  # het nummer van de stap van de MAS, 1 tot en met 10"
    shown = [value for value in strange if counts[value] >= OFTEN and may_show(value)]
    for value in shown:
        step = step_named(value)
        yield f"{toml_text(value)} = {toml_text(step)}" if step else f'# {toml_text(value)} = ""'
    rest = len(strange) - len(shown)
    if rest:
        yield f"# Nog {rest} waarden die zelden voorkomen of waarvan niet zeker"
        yield "# is dat het codes zijn. Vul ze zelf aan."


def step_named(value: str) -> str | None:
    """Return the number of the step that a value names beyond doubt.

    >>> [step_named(one) for one in ("Stap 5", "A4", "5. Gesprek", "MAS-10", "11", "Gesprek")]
    ['5', '4', '5', '10', None, None]
    """
    title = _STEP_OF_TITLE.get(joined(value.lower()))
    number = _NUMBER.fullmatch(value.strip())
    return title or (number[1] if number else None)
