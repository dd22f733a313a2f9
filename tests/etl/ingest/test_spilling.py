"""What the intake's database spills to disk cannot be read there."""

from etl.ingest.landing import connect

WORD = b"vogelzang"


def test_what_spills_to_disk_is_encrypted_and_gone_afterwards(tmp_path):
    with connect(tmp_path, memory_limit="60MB") as con:
        con.execute(
            "create table rijen as from range(2_000_000) as r(i) select 'kanarie vogelzang ' || i as a"
        )
        spilled = [path for path in tmp_path.rglob("*.tmp") if path.stat().st_size]
        assert spilled, "the test needs more rows: nothing was spilled"
        assert not any(WORD in path.read_bytes() for path in spilled)
        [(longest,)] = con.execute("select max(length(a)) from rijen").fetchall()
        assert longest == len("kanarie vogelzang 1999999")
    assert not list(tmp_path.rglob("*.tmp"))
