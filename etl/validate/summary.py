"""A run's receipts in one table: a line per delivery that loaded."""

from collections.abc import Sequence

from babel.numbers import format_decimal
from rich import box
from rich.table import Column, Table
from rich.text import Text

from etl.domain.rule import Gevolg
from etl.validate.receipt import Receipt


def receipt_summary(receipts: Sequence[Receipt]) -> Table:
    """Return the counts of each delivery, all files together."""
    table = Table(
        # whole, on more lines: the beginning of a name may be that of another's
        Column("Leverancier", overflow="fold"),
        Column("Peildatum", no_wrap=True),
        *(
            Column(title, justify="right")
            for title in ("Gelezen", "Geladen", "Apart", "Waarschuwingen")
        ),
        box=box.SIMPLE_HEAD,
    )
    for receipt in receipts:
        files = receipt.bestanden
        warnings = sum(
            found.aantal
            for file in files
            for found in file.bevindingen
            if found.gevolg is Gevolg.WAARSCHUWING
        )
        counts = (
            sum(file.gelezen for file in files),
            sum(file.geladen for file in files),
            sum(file.apart for file in files),
            warnings,
        )
        table.add_row(
            Text(receipt.leverancier),
            receipt.peildatum.isoformat(),
            *(format_decimal(count, locale="nl") for count in counts),
        )
    return table
