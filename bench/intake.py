"""Take in, check and build, against DuckDB's bare typed read of the same files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from bench import child
from bench.measure import Compared, Fact, Section, compared, take_turns
from bench.spoil import spoiled

GOAL = 1.6
GOAL_WITH_BAD_ROWS = 1.3
BASELINE = "bare typed read"
GREAT_EXPECTATIONS = "Keuring door Great Expectations"
"""The stage, as `etl.validate.inspection` calls it."""

Measurement = dict[str, Any]
"""What a child printed."""


def generate(folder: Path, *, zaken: int) -> None:
    """Invent three school years of the region with most gemeenten, in a process of its own."""
    command = [sys.executable, "-m", "etl", "generate", str(folder)]
    options = {"--regios": 1, "--schooljaren": 3, "--zaken": zaken, "--seed": 1}
    for name, value in options.items():
        command += [name, str(value)]
    subprocess.run(command, check=True, capture_output=True)


def measure(folder: Path, scratch: Path, *, rounds: int) -> Section:
    """Let baseline and product take turns; the warehouse of the first round stays."""
    bases, ours = count(1), count(1)
    pairs = take_turns(
        lambda: child.run("bench.bare_read", folder, scratch / f"bare-{next(bases)}.duckdb"),
        lambda: child.run("bench.take_in", folder, warehouse(scratch, next(ours))),
        rounds=rounds,
    )
    return Section(
        "Take in, check and build", _compared(pairs), stages([product for _, product in pairs])
    )


def measure_bad_rows(folder: Path, scratch: Path, *, rounds: int) -> Section:
    """Let a delivery and the same one with a bad row in every hundred take turns."""
    clean, bad = count(1), count(1)
    broken = spoiled(folder, scratch / "bedorven")
    pairs = take_turns(
        lambda: child.run("bench.take_in", folder, scratch / f"gaaf-{next(clean)}"),
        lambda: child.run("bench.take_in", broken, scratch / f"bedorven-{next(bad)}"),
        rounds=rounds,
    )
    line = compared(
        "take in, check and build",
        [(_total(clean), _total(bad)) for clean, bad in pairs],
        baseline="without bad rows",
        unit="s",
        goal=GOAL_WITH_BAD_ROWS,
    )
    return Section("One bad row in a hundred", (line,))


def warehouse(scratch: Path, number: int = 1) -> Path:
    return scratch / f"warehouse-{number}"


def stages(measured: Sequence[Measurement]) -> tuple[Fact, ...]:
    """Return the median seconds of every stage."""
    return tuple(
        Fact(stage, median(one["seconds"][stage] for one in measured), "s")
        for stage in measured[0]["seconds"]
    )


def _compared(pairs: Sequence[tuple[Measurement, Measurement]]) -> tuple[Compared, ...]:
    return (
        compared(
            "without Great Expectations",
            [(bare["seconds"], _total(ours) - _judged(ours)) for bare, ours in pairs],
            baseline=BASELINE,
            unit="s",
        ),
        compared(
            "Great Expectations' share",
            [(bare["seconds"], _judged(ours)) for bare, ours in pairs],
            baseline=BASELINE,
            unit="s",
        ),
        compared(
            "together",
            [(bare["seconds"], _total(ours)) for bare, ours in pairs],
            baseline=BASELINE,
            unit="s",
            goal=GOAL,
        ),
        compared(
            "peak of memory",
            [(bare["peak_mb"], ours["peak_mb"]) for bare, ours in pairs],
            baseline=BASELINE,
            unit="MB",
        ),
    )


def _total(measured: Measurement) -> float:
    return float(sum(measured["seconds"].values()))


def _judged(measured: Measurement) -> float:
    return float(measured["seconds"][GREAT_EXPECTATIONS])
