"""What a release calls a file: our own name as it is, any other by a number."""

import duckdb

import sql

RECEIPTS = """
    select * from (values
        (1, ['levering.toml', 'Zaken.CSV', 'stappen.xlsx', 'keten.parquet']),
        (2, ['zaken van Kanarie.csv', 'zaken van Kanarie.csv (stappen)', 'beslissing 2.xlsx']),
        (3, ['kanarie']),
        (4, ['zaken.csv', 'zaken.csv (stappen)'])
    ) as bewijs(levering_nr, namen)
"""


def test_a_file_that_the_supplier_named_is_known_by_a_number_and_its_kind():
    with duckdb.connect() as con:
        con.execute("create schema loaded")
        con.execute(
            "create table loaded.ontvangstbewijzen as select levering_nr, list_transform(namen, "
            "lambda naam: {'bestand': naam, 'gelezen': 1, 'geladen': 1, 'apart': 0, "
            f"'bevindingen': []}}) as bestanden from ({RECEIPTS})"
        )
        con.execute(f"create table loaded.bestanden as {sql.folder('loaded')['bestanden']}")
        named = con.execute(
            "from loaded.bestanden select geleverd, bestand order by levering_nr, rowid"
        ).fetchall()
    assert dict(named[:4]) == {
        name: name for name in ("levering.toml", "Zaken.CSV", "stappen.xlsx", "keten.parquet")
    }
    assert dict(named[4:]) == {
        "beslissing 2.xlsx": "export 1.xlsx",
        "zaken van Kanarie.csv": "export 2.csv",
        "zaken van Kanarie.csv (stappen)": "export 2.csv (stappen)",
        "kanarie": "export 1",
        "zaken.csv": "zaken.csv",
        "zaken.csv (stappen)": "zaken.csv (stappen)",
    }
