"""What the tests of landing share."""

import pytest

from etl.domain.fields import STAPPEN
from etl.ingest import csv_file
from etl.ingest.source import Landed


@pytest.fixture
def land(con, tmp_path):
    """Give what lands the text of a file with steps."""
    con.execute("create schema landing")

    def land_text(text: str | bytes) -> Landed:
        path = tmp_path / "stappen.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        con.execute("drop table if exists landing.stappen")
        return csv_file.land(con, path, table=STAPPEN, workdir=tmp_path)

    return land_text
