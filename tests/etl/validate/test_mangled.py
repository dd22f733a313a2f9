"""Whatever happened to a file: every row is accounted for, and no cell comes out anywhere."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import pipeline
from etl.__main__ import main
from etl.domain.fields import TABLES
from etl.errors import Exit
from etl.pipeline import Options
from etl.settings import Settings
from etl.validate.receipt import Besluit
from tests.etl.validate.deliveries import csv_text, keten, noemer, stap, write, zaak

CANARY = "Kanarie7vogelzang"

CANARIES = st.sampled_from(
    [
        CANARY,
        f"{CANARY} van Dijk",
        f"{CANARY}@school.nl",
        f'"{CANARY}',
        f"{CANARY},x",
        f"{CANARY};\n",
    ]
)
MANGLED_BYTES = st.sampled_from(
    [b"\x00", b"\xff\xfe", b'"', b"\r", b"\n\n", b",,,,", b"\xef\xbb\xbf", b";", b"\t"]
)

ROWS = {
    "zaken": [zaak(1), zaak(2)],
    "stappen": [stap(1), stap(2)],
    "keten": [keten(1)],
    "noemers": [noemer()],
}


@st.composite
def mangled(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the files of a delivery with a canary in one cell, and some bytes where they may hurt."""
    files = {}
    marked = draw(st.sampled_from(sorted(ROWS)))
    for table, rows in ROWS.items():
        columns = TABLES[table].columns
        cells = [{name: row.get(name, "") for name in columns} for row in rows]
        if table == marked:
            cells[draw(st.integers(0, len(cells) - 1))][draw(st.sampled_from(columns))] = draw(
                CANARIES
            )
        data = csv_text(cells).encode()
        for extra in draw(st.lists(MANGLED_BYTES, max_size=2)) if draw(st.booleans()) else ():
            # not in the header line of a canary's own file: a header shows its names
            place = draw(st.integers(data.index(b"\n") + 1, len(data)))
            data = data[:place] + extra + data[place:]
        files[table] = data
    return files


def everything_under(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=mangled())
def test_every_row_is_accounted_for_and_no_cell_comes_out(files, capfd, caplog):
    with TemporaryDirectory() as name:
        folder, warehouse = Path(name) / "d", Path(name) / "w"
        write(folder)
        for table, data in files.items():
            (folder / f"{table}.csv").write_bytes(data)

        [taken] = pipeline.run(
            [folder],
            warehouse=warehouse,
            settings=Settings(max_apart=1, threads=1),
            today=date(2026, 11, 22),
            options=Options(),
            say=print,
        )

        assert taken.exit_code in (Exit.DONE, Exit.UNREADABLE, Exit.REFUSED)
        for file in taken.receipt.bestanden if taken.receipt else ():
            assert file.gelezen == file.geladen + file.apart
        if taken.receipt and taken.receipt.besluit is Besluit.AANGENOMEN:
            assert (warehouse / "release" / "current").exists()
        told = taken.message + json.dumps(taken.receipt.as_json() if taken.receipt else {})
        out, err = capfd.readouterr()
        seen = (told + out + err + caplog.text).lower()
        assert CANARY.lower() not in seen
        assert CANARY.lower().encode() not in everything_under(warehouse)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=mangled(), form=st.sampled_from(["table", "json", "html"]))
def test_the_command_line_shows_no_cell_either(files, form, capfd):
    with TemporaryDirectory() as name:
        folder = write(Path(name) / "d")
        for table, data in files.items():
            (folder / f"{table}.csv").write_bytes(data)

        code = main(["check", str(folder), "--format", form, "--warehouse", f"{name}/w"])

        out, err = capfd.readouterr()
        assert code in (Exit.DONE, Exit.UNREADABLE, Exit.REFUSED)
        assert CANARY.lower() not in (out + err).lower()
