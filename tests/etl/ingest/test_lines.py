"""Lines of a text file: where a cell begins that never ends, old Mac line ends, lines all broken."""

import pytest

from etl.errors import Unreadable
from etl.ingest import csv_file
from etl.ingest.csv_records import LONGEST_CELL

HEADER = "zaak_id,stap,startdatum,einddatum"


ROWS = "c,3,2025-01-03,\n" * (LONGEST_CELL // 10)


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('"kanarie,2,2025-01-02,\n', id="a quote that is never closed"),
        pytest.param('kanarie,2,"2025-01-02,\n', id="halfway a line"),
        pytest.param('"kanarie,2,\n' + ROWS + 'b",2,2025-01-02,\n', id="a quote closed far below"),
        pytest.param("k" * 3 * LONGEST_CELL + ",2,2025-01-02,\n", id="a cell on one line"),
        pytest.param('"' + "k\n" * LONGEST_CELL + '",2,2025-01-02,\n', id="a cell of many lines"),
    ],
)
def test_of_a_cell_that_does_not_end_the_line_is_said_where_it_begins(land, cell):
    with pytest.raises(
        Unreadable, match=r"stappen\.csv, regel 3: .* cel die niet eindigt"
    ) as error:
        land(f"{HEADER}\na,1,2025-01-01,\n{cell}{ROWS}")
    assert "kanarie" not in str(error.value)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("at", [1, 3, 300_000])
def test_the_line_of_a_byte_that_is_no_utf8_is_that_of_the_file(land, newline, at):
    # of 300,000 lines each has more than one look at the file
    texts = [HEADER, *("a,1,2025-01-01," for _ in range(at + 5))]
    data = [text.encode() for text in texts]
    data[at - 1] += b"\xe9"
    with pytest.raises(Unreadable, match=f"regel {at}: geen UTF-8"):
        land(newline.encode().join(data))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_of_broken_lines_reads_the_same_when_they_are_too_many_to_report(
    con, land, newline, monkeypatch
):
    text = f'{HEADER}\na,1,2025-01-01,,\n\nb,2\n"c\nc",3,,,\nd,4,,,,x\n"e,e",5,,\n'
    few = land(text.replace("\n", newline)), con.execute("from landing.stappen").fetchall()
    # each broken line has one delimiter too few or too many at least
    monkeypatch.setattr(csv_file, "MOST_REJECTS", 1)
    many = land(text.replace("\n", newline)), con.execute("from landing.stappen").fetchall()
    assert many == few
    landed, rows = many
    assert [landed.line(row) for row in range(landed.rows)] == [2, 5, 8]
    assert (landed.broken, landed.surplus, len(rows)) == ((4, 7), (0, 1), 3)
