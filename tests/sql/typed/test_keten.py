"""typed.keten: dates, and the partner and result as the pair that a rule looks at."""

from datetime import date

import sql
from tests.builders import table


def test_reads_dates_and_joins_partner_and_result(con):
    table(
        con,
        "landing.keten",
        """
        zaak_id varchar | partner varchar | verwijsdatum varchar | startdatum varchar | einddatum varchar | resultaat varchar
        ----------------+-----------------+----------------------+--------------------+-------------------+------------------
        AB              | om              | 2025-01-01           | null               | x                 | sepot
        ab              | halt            | null                 | 2025-01-02         | null              | null
        """,
    )
    text = sql.folder("typed")["keten"]
    assert con.execute(
        f"select zaak_id, verwijsdatum, startdatum, einddatum_leesbaar, partner_resultaat from ({text})"
    ).fetchall() == [
        ("ab", date(2025, 1, 1), None, False, "om sepot"),
        ("ab", None, date(2025, 1, 2), True, None),
    ]
