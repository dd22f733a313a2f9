"""Write small deliveries as files, and inspect them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path

from etl.domain.rule import GOOD_ROWS
from etl.ingest.delivery import open_delivery
from etl.validate.inspection import Inspection, inspect
from etl.validate.receipt import FileReceipt, Receipt

Row = Mapping[str, str]

PEILDATUM = date(2026, 8, 1)
TODAY = date(2026, 11, 22)

MANIFEST = """
leverancier = "gemeente-x"
bronsysteem = "eigen export"
peildatum = 2026-08-01
profiel = "mas"
"""


def zaak_id(number: int) -> str:
    """Return the id of the numbered zaak."""
    return f"00000000-0000-4000-8000-{number:012x}"


def zaak(number: int, **cells: str) -> dict[str, str]:
    """Return a zaak without a fault, except for the given cells."""
    return {**GOOD_ROWS["zaken"], "zaak_id": zaak_id(number), **cells}


def stap(number: int, **cells: str) -> dict[str, str]:
    """Return a first step, still open, of the numbered zaak."""
    return {**GOOD_ROWS["stappen"], "einddatum": "", "zaak_id": zaak_id(number), **cells}


def keten(number: int, **cells: str) -> dict[str, str]:
    """Return a handover to Halt of the numbered zaak."""
    return {**GOOD_ROWS["keten"], "zaak_id": zaak_id(number), **cells}


def noemer(**cells: str) -> dict[str, str]:
    """Return a number of pupils."""
    return {**GOOD_ROWS["noemers"], **cells}


def csv_text(rows: Sequence[Row]) -> str:
    """Return rows as CSV; the header has every column that any row has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def write(folder: Path, manifest: str | None = MANIFEST, **tables: Sequence[Row] | str) -> Path:
    """Write a delivery: a table is rows, or the text of its file. A zaak and a step by default."""
    folder.mkdir(parents=True, exist_ok=True)
    if manifest is not None:
        (folder / "levering.toml").write_text(manifest, encoding="utf-8")
    for name, rows in {"zaken": [zaak(1)], "stappen": [stap(1)], **tables}.items():
        text = rows if isinstance(rows, str) else csv_text(rows)
        (folder / f"{name}.csv").write_bytes(text.encode())
    return folder


@contextmanager
def inspected(
    path: Path,
    *,
    max_apart: Fraction = Fraction(5, 100),
    today: date = TODAY,
    with_quality: bool = False,
) -> Iterator[Inspection]:
    """Open and inspect a delivery.

    Args:
        with_quality: ask Great Expectations too, which takes longer than all else and says the
            same of a row: others test that it does.
    """
    with (
        open_delivery(
            path, leverancier=None, peildatum=None, workdir=path.parent / "werk"
        ) as delivery,
        inspect(
            delivery,
            secret=b"geheim",
            today=today,
            max_apart=max_apart,
            with_quality=with_quality,
        ) as inspection,
    ):
        yield inspection


def receipt_of(path: Path, *, max_apart: Fraction = Fraction(1), today: date = TODAY) -> Receipt:
    """Return a delivery's receipt; by default no share of rows set aside is too large."""
    with inspected(path, max_apart=max_apart, today=today) as inspection:
        return inspection.receipt


def file_of(receipt: Receipt, bestand: str) -> FileReceipt:
    [file] = [file for file in receipt.bestanden if file.bestand == bestand]
    return file


def found(receipt: Receipt, bestand: str) -> list[tuple[str, str | None, int, tuple[int, ...]]]:
    """Return code, column, count and lines of every finding in a file."""
    return [
        (one.code, one.kolom, one.aantal, one.regels)
        for one in file_of(receipt, bestand).bevindingen
    ]
