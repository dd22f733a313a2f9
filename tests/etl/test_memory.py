"""How much memory DuckDB may take, from what was set, the files and the machine."""

import pytest

from etl import memory
from etl.errors import UsageError
from etl.settings import Settings

MB = 10**6


def file_of(folder, name, *, size):
    path = folder / name
    with path.open("wb") as file:
        # a hole: it takes no room
        file.truncate(size)
    return path


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(memory, "machine", lambda: 32_000 * MB)


def test_what_was_set_wins_whatever_the_delivery_and_the_machine(tmp_path, large):
    files = [file_of(tmp_path, "stappen.csv", size=6_700 * MB)]

    assert memory.limit("900MB", files) == "900MB"
    assert Settings.from_environment({"MAS_GEHEUGEN": "900MB"}).memory_limit == "900MB"


def test_without_a_setting_two_million_zaken_get_1500_mb(tmp_path, large):
    # 1.1 times 1,350 MB is 1,485 MB
    files = [
        file_of(tmp_path, "stappen.csv", size=1_000 * MB),
        file_of(tmp_path, "zaken.CSV", size=350 * MB),
    ]

    assert Settings.from_environment({}).memory_limit is None
    assert memory.limit(None, files) == "1500MB"
    assert memory.limit(None, []) == "1500MB"


def test_a_larger_delivery_gets_more(tmp_path, large):
    files = [file_of(tmp_path, "stappen.csv", size=6_000 * MB)]

    assert memory.limit(None, files) == "6600MB"


def test_a_packed_file_holds_more_in_a_byte(tmp_path, large):
    files = [file_of(tmp_path, "stappen.parquet", size=400 * MB)]

    assert memory.limit(None, files) == "4000MB"


def test_never_more_than_six_tenths_of_the_machine_nor_less_than_1500_mb(tmp_path, monkeypatch):
    files = [file_of(tmp_path, "stappen.csv", size=6_000 * MB)]

    monkeypatch.setattr(memory, "machine", lambda: 8_000 * MB)
    assert memory.limit(None, files) == "4800MB"

    monkeypatch.setattr(memory, "machine", lambda: 2_000 * MB)
    assert memory.limit(None, files) == "1500MB"


def test_a_cgroup_bounds_those_in_it_and_max_bounds_nobody(tmp_path):
    inner = tmp_path / "mounted" / "system" / "mas"
    inner.mkdir(parents=True)
    (inner / "memory.max").write_text("max\n", encoding="ascii")
    (inner.parent / "memory.max").write_text("4000000000\n", encoding="ascii")
    cgroup = tmp_path / "cgroup"
    cgroup.write_text("4:cpu:/elsewhere\n0::/system/mas\n", encoding="utf-8")

    assert memory.cgroup_limits(cgroup, tmp_path / "mounted") == [4_000_000_000]


def test_the_older_cgroups_count_too_and_so_does_the_root_of_a_container(tmp_path):
    root = tmp_path / "mounted" / "memory"
    root.mkdir(parents=True)
    (root / "memory.limit_in_bytes").write_text("3000000000\n", encoding="ascii")
    cgroup = tmp_path / "cgroup"
    cgroup.write_text("4:memory:/docker/abc\n", encoding="utf-8")

    assert memory.cgroup_limits(cgroup, tmp_path / "mounted") == [3_000_000_000]
    assert memory.cgroup_limits(tmp_path / "none", tmp_path / "mounted") == []


def test_this_machine_has_memory():
    assert memory.machine() > 0


@pytest.mark.parametrize("text", ["veel", "1500", "MB", "-2GB", "1.5.2GB", "80%"])
def test_a_setting_that_is_no_amount_of_memory_is_refused(text):
    with pytest.raises(UsageError, match="MAS_GEHEUGEN"):
        Settings.from_environment({"MAS_GEHEUGEN": text})


@pytest.mark.parametrize("text", ["1500MB", "6GB", "1.5 GiB", "900mb"])
def test_a_setting_as_duckdb_reads_it_is_taken(con, text):
    con.execute(f"set memory_limit = '{memory.checked(text)}'")
