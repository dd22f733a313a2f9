"""Copy deliveries with one bad row in a hundred: a date that is none."""

from __future__ import annotations

import shutil
from pathlib import Path

EVERY = 100
TABLES = ("zaken.csv", "stappen.csv", "keten.csv")


def spoiled(clean: Path, into: Path) -> Path:
    """Return a copy in which every hundredth row of zaken, stappen and keten has a bad date."""
    shutil.copytree(clean, into)
    for table in TABLES:
        for path in into.glob(f"*/{table}"):
            source = clean / path.parent.name / table
            with source.open(encoding="utf-8") as rows, path.open("w", encoding="utf-8") as copy:
                for number, row in enumerate(rows):
                    # ids have no dash: the first one is that of a date
                    copy.write(row if number % EVERY or not number else row.replace("-", "/", 1))
    return into
