"""typed.noemers: the number of pupils is a whole number or is flagged."""

import sql
from tests.builders import table


def test_reads_numbers_and_gemeenten(con):
    table(
        con,
        "landing.noemers",
        """
        gemeentecode varchar | schooljaar varchar | onderwijssoort varchar | leerlingen varchar
        ---------------------+--------------------+------------------------+-------------------
        363                  | 2024-2025          | vo                     | 1200
        GM0363               | 2024-2025          | po                     | 1.200
        GM0363               | 2024-2025          | mbo                    | -5
        """,
    )
    text = sql.folder("typed")["noemers"]
    assert con.execute(
        f"select gemeentecode, leerlingen, leerlingen_leesbaar from ({text})"
    ).fetchall() == [
        ("GM0363", 1200, True),
        ("GM0363", None, False),
        ("GM0363", -5, True),
    ]
