"""The evidence beside the store: a release tells nothing of it, and a build believes none changed."""

import duckdb
import pytest

from etl import publish
from etl.audit import witness
from etl.errors import AuditFailed
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


@pytest.fixture
def tampered(tmp_path):
    """A release whose evidence now claims that nothing has to be withdrawn of a gemeente."""
    release = built(tmp_path)
    path = tmp_path / "stand" / f"{release.stem}.getuigen"
    found, account, _ = witness.read(path)
    packed, _ = witness.written(found[1:], account)
    path.write_bytes(packed)
    return release


def test_evidence_that_was_changed_stops_the_next_build_and_the_release_stays(tampered, tmp_path):
    before = tampered.read_bytes()
    more = [*COUNTS[:4], [[60, 0], *COUNTS[4][1:]]]
    with pytest.raises(AuditFailed, match="veranderd sinds de toets"):
        built(tmp_path, more)
    folder = tmp_path / "release"
    assert (folder / "current").read_text().strip() == tampered.name
    assert tampered.read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["current", tampered.name]
    # as the message says: without it everything is attacked anew
    (tmp_path / "stand" / f"{tampered.stem}.getuigen").unlink()
    assert built(tmp_path, more).name != tampered.name
