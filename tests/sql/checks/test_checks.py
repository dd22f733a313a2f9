"""Each check in sql/checks selects exactly the rows that break its rule."""

from datetime import date, timedelta

import duckdb
import pytest

import sql
from etl.domain.rules import DELIVERY_RULES
from tests.builders import table

ZAKEN = """
    rij bigint | zaak_id varchar
    -----------+----------------
    0          | a
    1          | b
    2          | b
    3          | null
    4          | null
"""
IDS = """
    rij bigint | zaak_id varchar
    -----------+----------------
    0          | a
    1          | weg
    2          | apart
    3          | stuk
"""
APART = """
    zaak_id varchar
    ---------------
    apart
    stuk
"""


def broken(con: duckdb.DuckDBPyConnection, check: str) -> list[int]:
    """Return the rows that a check finds."""
    return sorted(row for (row,) in con.execute(sql.folder("checks")[check]).fetchall())


def per_zaak(con: duckdb.DuckDBPyConnection) -> None:
    """Create `loading.stappen_per_zaak`, as the intake does."""
    select = sql.folder("loading")["stappen_per_zaak"]
    con.execute(f"create table loading.stappen_per_zaak as {select}")


def test_every_check_belongs_to_a_rule():
    assert set(sql.folder("checks")) == {rule.sql for rule in DELIVERY_RULES if rule.sql}


def test_zaak_dubbel_finds_all_rows_of_a_repeated_id_and_no_empty_one(con):
    table(con, "typed.zaken", ZAKEN)
    assert broken(con, "zaak_dubbel") == [1, 2]


@pytest.mark.parametrize("name", ["stap", "keten"])
def test_a_row_of_a_zaak_is_unknown_or_follows_it(con, name):
    # 'apart' stands in the file and was set aside; 'stuk' was on a line that could not be read
    table(con, "typed.zaken", ZAKEN.rstrip() + "\n    5 | apart\n")
    table(con, f"lost.{'stappen' if name == 'stap' else 'keten'}", IDS)
    table(con, "sound.zaken_apart", APART)
    assert broken(con, f"{name}_van_onbekende_zaak") == [1]
    assert broken(con, f"{name}_van_zaak_apart") == [2, 3]


def test_noemer_dubbel_goes_by_gemeente_schooljaar_and_onderwijssoort(con):
    table(
        con,
        "sound.noemers",
        """
        rij bigint | gemeentecode varchar | schooljaar varchar | onderwijssoort varchar
        -----------+----------------------+--------------------+-----------------------
        0          | GM0363               | 2024-2025          | vo
        1          | GM0363               | 2025-2026          | vo
        2          | GM0363               | 2024-2025          | vo
        3          | GM0363               | 2024-2025          | po
        """,
    )
    assert broken(con, "noemer_dubbel") == [0, 2]


STAPPEN = """
    rij bigint | zaak_nr integer | stap tinyint | startdatum date | einddatum date | melddatum date | uitkomstdatum date
    -----------+-----------------+--------------+-----------------+----------------+----------------+-------------------
    0          | 1               | 1            | 2025-01-09      | 2025-01-20     | 2025-01-10     | 2025-03-01
    1          | 1               | 2            | 2025-01-20      | 2025-02-01     | 2025-01-10     | 2025-03-01
    2          | 1               | 6            | 2025-01-31      | null           | 2025-01-10     | 2025-03-01
    3          | 1               | 8            | 2025-03-01      | null           | 2025-01-10     | 2025-03-01
    4          | 1               | 9            | 2025-03-02      | null           | 2025-01-10     | 2025-03-01
    5          | 2               | 1            | 2025-01-10      | null           | 2025-01-10     | null
"""


def test_stap_voor_melddatum_leaves_the_day_itself(con):
    table(con, "loading.stappen", STAPPEN)
    assert broken(con, "stap_voor_melddatum") == [0]


def test_open_stap_van_gesloten_zaak_leaves_steps_that_start_after_the_outcome(con):
    table(con, "loading.stappen", STAPPEN)
    assert broken(con, "open_stap_van_gesloten_zaak") == [2, 3]


def test_stappen_overlappen_leaves_a_start_on_the_day_of_the_end(con):
    table(con, "loading.stappen", STAPPEN)
    per_zaak(con)
    assert broken(con, "stappen_overlappen") == [2]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # as a register writes them: by day, each after the one above it
        ([(0, 1, 1, 1, 5), (1, 1, 2, 5, 9), (2, 2, 1, 3, 8)], []),
        # by day, and the second starts within the first
        ([(0, 1, 1, 1, 5), (1, 1, 2, 4, 9)], [1]),
        # within the first, with one between them that was never ended
        ([(0, 1, 1, 1, 5), (1, 1, 2, 2, None), (2, 1, 3, 4, 9)], [1, 2]),
        # the newest on top
        ([(0, 1, 2, 4, 9), (1, 1, 1, 1, 5)], [0]),
        # those of another zaak between them
        ([(0, 1, 1, 1, 5), (1, 2, 1, 3, 8), (2, 1, 2, 4, 9)], [2]),
        # on one day: the lower step goes first, wherever it stands
        ([(0, 1, 2, 1, 1), (1, 1, 1, 1, 5)], [0]),
        ([(0, 1, 1, 1, 5), (1, 1, 1, 1, 1)], [1]),
        ([(0, 1, 1, 1, 1), (1, 1, 2, 1, 5)], []),
    ],
)
def test_stappen_overlappen_finds_them_however_a_file_is_ordered(con, rows, found):
    con.execute("create schema loading")
    con.execute(
        "create table loading.stappen (rij uinteger, zaak_nr integer, stap tinyint, "
        "startdatum date, einddatum date)"
    )
    first = date(2025, 1, 1)
    con.executemany(
        "insert into loading.stappen values (?, ?, ?, ?, ?)",
        [
            [rij, zaak, stap, first + timedelta(begin), end and first + timedelta(end)]
            for rij, zaak, stap, begin, end in rows
        ],
    )
    per_zaak(con)
    assert broken(con, "stappen_overlappen") == found


def test_keten_voor_melddatum_leaves_the_day_itself(con):
    table(
        con,
        "loading.keten",
        """
        rij bigint | verwijsdatum date | melddatum date
        -----------+-------------------+---------------
        0          | 2025-01-09        | 2025-01-10
        1          | 2025-01-10        | 2025-01-10
        """,
    )
    assert broken(con, "keten_voor_melddatum") == [0]
