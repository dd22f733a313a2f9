"""The baseline of intake: `python -m bench.bare_read FOLDER DATABASE`.

DuckDB reads the same files into tables of a database file, with the types given beforehand, and
checks nothing: a cell that has not its type costs its row, in silence.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import duckdb

from bench.child import answer, peak_mb
from etl.domain.fields import TABLES, Kind

TYPES = {Kind.DATE: "date", Kind.NUMBER: "integer"}
"""All else is text: a pseudonym that looks like a number is none."""

READ = """
    from read_csv(
        $path, columns = $columns, delim = $delimiter, header = true, auto_detect = false,
        ignore_errors = true
    )
"""


def main(folder: Path, database: Path) -> None:
    begun = perf_counter()
    with duckdb.connect(str(database)) as con:
        for number, delivery in enumerate(one for one in folder.iterdir() if one.is_dir()):
            con.execute(f"create schema levering_{number}")
            for path in delivery.glob("*.csv"):
                con.execute(
                    f"create table levering_{number}.{path.stem} as {READ}",
                    {"path": str(path), **_layout(path)},
                )
    answer({"seconds": perf_counter() - begun, "peak_mb": peak_mb()})


def _layout(path: Path) -> dict[str, object]:
    """Return the delimiter and the types of a file, from its first line and the contract."""
    with path.open(encoding="utf-8") as file:
        header = file.readline().strip()
    delimiter = ";" if ";" in header else ","
    table = TABLES[path.stem]
    columns = {
        name: TYPES.get(table.field(name).kind, "varchar") for name in header.split(delimiter)
    }
    return {"delimiter": delimiter, "columns": columns}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
