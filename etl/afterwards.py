"""What a run tells a person afterwards, also when it failed: what became of each delivery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from etl.validate.receipt import Besluit, receipt_table
from etl.validate.summary import receipt_summary

if TYPE_CHECKING:
    from etl.pipeline import Taken


def report(words: Console, taken: Sequence[Taken], *, warehouse: Path) -> None:
    """Tell what became of each delivery: a line for what loaded, the reasons for what did not."""
    receipts = [one.receipt for one in taken if one.receipt]
    accepted = [one for one in receipts if one.besluit is Besluit.AANGENOMEN]
    if accepted:
        words.print(receipt_summary(accepted))
        words.print(
            "Waarom regels apart staan, en welke, zegt het ontvangstbewijs in "
            f"{warehouse / 'store' / 'ontvangst'}. Wat een code betekent: python -m etl rules",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
    for refused in (one for one in receipts if one.besluit is Besluit.GEWEIGERD):
        receipt_table(refused, words)
    tell(words, (one.message for one in taken if one.message))


def of_the_release(now: Path | None, *, before: Path | None) -> str:
    """Return what a run did to the figures that are shown: new, as they were, or none."""
    if now is None:
        return "Er zijn nu geen cijfers om te tonen: er is geen vrijgave."
    if now == before:
        return f"De cijfers zijn gebleven zoals ze waren: {now.stem}."
    return f"Er zijn nieuwe cijfers: {now.stem}."


def tell(words: Console, notes: Iterable[str]) -> None:
    """Tell sentences, each as it stands."""
    for note in notes:
        words.print(note, highlight=False, markup=False, soft_wrap=True)
