"""The evidence lies beside the store; a release names it, and tells nothing of it."""

import duckdb

from etl import publish
from etl.audit import report
from etl.publish.refresh import Memory
from tests.etl.audit.attacker import marts_of

COUNTS = [[[25, 0], [10, 0], [12, 0], [3, 0], [6, 0]]] * 5


def built(folder, counts=COUNTS, *, secret=b"geheim"):
    memory = Memory(folder / "stand", secret)
    with marts_of(counts).connect() as con:
        return publish.build(con, folder / "release", is_sample=True, memory=memory, attacks=True)


def named(release):
    with duckdb.connect(str(release), read_only=True) as con:
        return dict(con.execute("select naam, waarde from metadata").fetchall())["getuigen"]


def test_who_guesses_all_zaken_right_does_not_see_that_they_are_right(tmp_path):
    # the same zaken and the same code, without the secret of the installation
    release = built(tmp_path / "echt")
    guess = built(tmp_path / "gok", secret=b"een ander geheim")
    assert guess.name == release.name
    assert named(guess) != named(release)


def test_after_a_kill_between_a_release_and_its_evidence_the_next_build_writes_it(tmp_path):
    release = built(tmp_path)
    for path in (tmp_path / "stand").iterdir():
        path.unlink()
    (tmp_path / "release" / "current").unlink()
    again = built(tmp_path)
    assert again == release
    assert report.report(release, tmp_path / "stand" / f"{release.stem}.getuigen").witnesses
