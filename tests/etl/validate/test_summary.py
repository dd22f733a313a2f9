"""A run's receipts in one table."""

from datetime import date
from io import StringIO

from rich.console import Console

from etl.validate.receipt import Besluit, Receipt
from etl.validate.summary import receipt_summary


def test_two_suppliers_of_which_the_names_begin_alike_can_be_told_apart():
    names = [f"leerplicht-samenwerkende-gemeenten-regio-{side}" for side in ("noord", "zuid")]
    receipts = [Receipt(name, date(2026, 8, 1), Besluit.AANGENOMEN, ()) for name in names]
    console = Console(file=StringIO(), width=80)
    console.print(receipt_summary(receipts))
    lines = console.file.getvalue().splitlines()
    first_column = "".join(line.split("2026")[0].strip() for line in lines)
    assert all(name in first_column for name in names)
