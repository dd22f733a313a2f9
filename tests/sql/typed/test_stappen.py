"""typed.stappen: numbers and dates, or a flag that says they could not be read."""

from datetime import date

import sql
from tests.builders import table


def test_reads_what_can_be_read_and_flags_the_rest(con):
    table(
        con,
        "landing.stappen",
        """
        zaak_id varchar | stap varchar | startdatum varchar | einddatum varchar | partij varchar | resultaat varchar
        ----------------+--------------+--------------------+-------------------+----------------+------------------
        AB              | 4            | 2025-01-01         | null              | school         | brief
        ab              | vier         | 1-1-2025           | 2025-13-01        | null           | null
        """,
    )
    text = sql.folder("typed")["stappen"]
    rows = con.execute(f"select zaak_id, stap, startdatum, einddatum from ({text})").fetchall()
    assert rows == [("ab", 4, date(2025, 1, 1), None), ("ab", None, None, None)]
    flags = con.execute(
        f"select stap_leesbaar, startdatum_leesbaar, einddatum_leesbaar, resultaat_ingevuld from ({text})"
    ).fetchall()
    assert flags == [(True, True, True, True), (False, False, False, False)]
