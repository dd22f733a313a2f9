"""Killed at any moment, on a full disk, or two at once: what stood there stands, or what comes.

The kills are shared out over lanes, so that both cores take part. Most loads are small (a delivery
without zaken takes a fifth of the time, and writes the same files), some are of zaken.
"""

import random
import time
from functools import partial
from pathlib import Path

import pytest

from etl.errors import Exit
from tests.crash.children import (
    State,
    answered,
    finished,
    killed_after,
    killing_itself_at,
    remove,
    run,
    serve,
    started,
    state,
    with_files_up_to,
)
from tests.etl.validate.deliveries import csv_text, stap, write, zaak

KILLS = 100
"""In each lane: 200 together."""

TOUCHES = 40
"""About as many files as a run opens for writing, renames or removes."""

NAMES = {
    ".lezers",
    ".slot",
    "leveringen",
    "marts",
    "ontvangst",
    "register.json",
    "sleutel",
    "stand",
}
"""What lies in a store at rest."""

ZAKEN_HEADER = csv_text([zaak(1)]).splitlines()[0] + "\n"
STAPPEN_HEADER = csv_text([stap(1)]).splitlines()[0] + "\n"


def manifest(leverancier: str, peildatum: str) -> str:
    return f'leverancier = "{leverancier}"\npeildatum = {peildatum}\nprofiel = "mas"\n'


def light(folder: Path, leverancier: str, peildatum: str) -> Path:
    """Write a delivery of headers: no row has to be judged, and every file is written."""
    return write(
        folder, manifest(leverancier, peildatum), zaken=ZAKEN_HEADER, stappen=STAPPEN_HEADER
    )


def full(folder: Path, leverancier: str, peildatum: str) -> Path:
    """Write a delivery with zaken."""
    return write(
        folder,
        manifest(leverancier, peildatum),
        zaken=[zaak(number, uitkomst="", uitkomstdatum="") for number in range(1, 4)],
        stappen=STAPPEN_HEADER,
    )


@pytest.fixture
def warehouse(tmp_path) -> Path:
    """A warehouse in which a supplier that nobody touches has its zaken."""
    base = full(tmp_path / "base", "gemeente-a", "2026-07-01")
    assert finished(started(partial(run, tmp_path / "warehouse", base))) == 0
    return tmp_path / "warehouse"


@pytest.mark.parametrize("lane", [1, 2])
def test_a_run_that_is_killed_leaves_what_was_or_what_comes(warehouse, tmp_path, lane):
    chance = random.Random(lane)
    deliveries = {
        day: (light if day < "2026-09" else full)(tmp_path / day, "gemeente-x", day)
        for day in ("2026-08-01", "2026-08-02", "2026-09-01")
    }
    base = {"gemeente-a": "2026-07-01"}
    stop = tmp_path / "stop"
    dashboard = started(partial(serve, warehouse / "release", stop))
    try:
        shoot_at(warehouse, deliveries, base=base, chance=chance)
    finally:
        stop.touch()
        served = finished(dashboard)
    assert served == 0


def shoot_at(
    warehouse: Path, deliveries: dict[str, Path], *, base: dict[str, str], chance: random.Random
) -> None:
    """Kill runs until there were enough, looking at the state after each."""
    before, lasted, kills = state(warehouse), 0.4, 0
    assert before == State(base, base)

    while kills < KILLS:
        was = before.loaded.get("gemeente-x")
        # every fifth is a full load, every fourth of the others a removal
        if was and chance.random() < 0.2:
            work, comes = partial(remove, warehouse, "gemeente-x"), base
            seconds = lasted
        else:
            days = ["2026-09-01"] if chance.random() < 0.08 else ["2026-08-01", "2026-08-02"]
            day = next(day for day in days if day != was or len(days) == 1)
            work, comes = partial(run, warehouse, deliveries[day]), base | {"gemeente-x": day}
            seconds = lasted * (3 if day == "2026-09-01" else 1)
        if chance.random() < 0.5:
            is_killed = killed_after(started(work), chance.uniform(0, seconds))
        else:
            code = finished(started(killing_itself_at(work, chance.randint(1, TOUCHES))))
            is_killed = code == -9
            assert is_killed or code == 0
        kills += is_killed

        after = state(warehouse)

        assert after.loaded in (before.loaded, comes)
        assert after.released in (before.released, before.loaded, after.loaded)
        before = after
        if kills % 15 == 0:
            began = time.monotonic()
            assert finished(started(partial(run, warehouse, deliveries["2026-08-01"]))) == 0
            lasted = time.monotonic() - began
            before = state(warehouse)
            assert before.loaded == before.released == base | {"gemeente-x": "2026-08-01"}
            assert_nothing_is_left_over(warehouse)


def assert_nothing_is_left_over(warehouse: Path) -> None:
    store, release = warehouse / "store", warehouse / "release"
    names = {path.name.partition("-")[0] for path in store.iterdir()}
    assert names == NAMES
    assert len({path.stem for path in (store / "stand").iterdir()}) == 1
    assert len(list(store.glob("marts-*"))) == 1
    assert len(list((store / "leveringen").iterdir())) == 2
    assert len(list((store / "ontvangst").iterdir())) == 2
    assert {path.suffix for path in release.iterdir()} == {"", ".duckdb"}


@pytest.mark.parametrize("size", [0, 200, 1_000, 20_000, 300_000, 800_000])
def test_on_a_full_disk_what_stood_there_stands(warehouse, tmp_path, size):
    before = state(warehouse)
    delivery = full(tmp_path / "x", "gemeente-x", "2026-08-01")

    code, said = answered(with_files_up_to(partial(run, warehouse, delivery), size))

    after = state(warehouse)
    assert "Traceback" not in said
    assert after.released == before.released
    assert after.loaded in (before.loaded, before.loaded | {"gemeente-x": "2026-08-01"})
    assert code == Exit.BUILD_FAILED, said
    assert "schijfruimte" in said
    assert finished(started(partial(run, warehouse, delivery))) == 0
    assert state(warehouse).released == before.released | {"gemeente-x": "2026-08-01"}
    assert_nothing_is_left_over(warehouse)


def test_of_two_runs_at_once_one_waits_or_says_so(warehouse, tmp_path):
    works = [
        partial(run, warehouse, light(tmp_path / name, f"gemeente-{name}", "2026-08-01"))
        for name in ("x", "y")
    ]
    first = started(works[0])
    code, said = answered(works[1])
    assert finished(first) == 0 or code == 0
    assert code in (0, Exit.USAGE)
    assert code == 0 or "Er loopt al een andere run" in said
    for work in works:
        assert finished(started(work)) == 0
    assert set(state(warehouse).released) == {"gemeente-a", "gemeente-x", "gemeente-y"}


def test_removing_the_last_supplier_withdraws_every_release(warehouse):
    assert finished(started(partial(remove, warehouse, "gemeente-a"))) == 0
    code, said = answered(partial(serve, warehouse / "release", warehouse))
    assert code == Exit.NO_RELEASE
    assert "nog geen vrijgave" in said
    assert [path.name for path in (warehouse / "release").iterdir()] == ["current"]
    assert list((warehouse / "store" / "leveringen").iterdir()) == []
    assert list((warehouse / "store" / "ontvangst").iterdir()) == []
    assert list((warehouse / "store").glob("marts-*")) == []
    assert "gemeente-a" not in (warehouse / "store" / "register.json").read_text()
