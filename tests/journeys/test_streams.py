"""What stands behind stdout and stderr: a reader that leaves, a full disk, nothing, few signs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.errors import Exit
from tests.etl.validate.deliveries import MANIFEST, write

ROOT = Path(__file__).parents[2]
FULL = "/dev/full"


def asked(*words: object, redirected: str = "", stdout: int = subprocess.PIPE, **environ: str):
    """Run a command in a shell, as a person types it."""
    command = '"$0" -m etl "$@"'
    return subprocess.run(
        ["sh", "-c", f"{command} {redirected}", sys.executable, *map(str, words)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **environ},
        check=False,
    )


@pytest.fixture
def refused(tmp_path) -> tuple[str | Path, ...]:
    """A command whose receipt refuses a delivery."""
    folder = write(tmp_path / "d", MANIFEST.replace("gemeente-x", "Súdwest"), zaken="zaak_id,bsn\n")
    return "check", folder, "--warehouse", tmp_path / "warehouse"


def test_a_reader_that_leaves_changes_no_exit_code(refused):
    read, to_nobody = os.pipe()
    os.close(read)
    done = asked(*refused, stdout=to_nobody)
    os.close(to_nobody)
    assert (done.returncode, b"Traceback" in done.stderr) == (Exit.REFUSED, False)


def test_output_that_cannot_be_written_is_said(refused):
    for words in (refused, ("deliveries",), ("--help",)):
        done = asked(*words, redirected=f"> {FULL}")
        assert done.returncode == Exit.BUILD_FAILED
        assert b"geen schijfruimte meer" in done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("redirected", [f"2> {FULL}", "2>&-", "<&- 2>&-"])
def test_words_that_nobody_can_hear_change_nothing(refused, redirected):
    done = asked(*refused, redirected=redirected)
    assert done.returncode == Exit.REFUSED
    assert "geweigerd" in done.stdout.decode()
    nowhere = asked("check", "nergens", redirected=redirected)
    assert (nowhere.returncode, nowhere.stdout) == (Exit.UNREADABLE, b"")


def test_without_stdout_a_command_does_what_it_does(refused):
    done = asked(*refused, redirected=">&-")
    assert (done.returncode, b"Traceback" in done.stderr) == (Exit.REFUSED, False)


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_signs_that_the_other_side_does_not_know_are_replaced(refused, environ, form):
    done = asked(*refused, "--format", form, **environ)
    assert (done.returncode, b"Traceback" in done.stderr) == (Exit.REFUSED, False)
    assert done.stdout.isascii()
    assert b"zaken.csv" in done.stdout
    if form == "html":
        assert b"S&#250;dwest" in done.stdout
