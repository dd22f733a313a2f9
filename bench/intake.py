"""Take in, check and build, against DuckDB's bare typed read of the same files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench import child, take_in
from bench.measure import Compared, Fact, Section, compared

GOAL = 2.5
BASELINE = "bare typed read"
GREAT_EXPECTATIONS = "Keuring door Great Expectations"


def generate(folder: Path, *, zaken: int) -> None:
    """Invent three school years of the region with most gemeenten, in a process of its own."""
    command = [sys.executable, "-m", "etl", "generate", str(folder)]
    options = {"--regios": 1, "--schooljaren": 3, "--zaken": zaken, "--seed": 1}
    for name, value in options.items():
        command += [name, str(value)]
    subprocess.run(command, check=True, capture_output=True)


def measure(folder: Path, scratch: Path, *, rounds: int) -> Section:
    """Let baseline and product take turns; the warehouse of round 1 stays for the metrics."""
    bare, ours = [], []
    for number in range(1, rounds + 1):
        bare.append(child.run("bench.bare_read", folder, scratch / f"bare-{number}.duckdb"))
        ours.append(child.run("bench.take_in", folder, warehouse(scratch, number)))
    return Section("Take in, check and build", _compared(bare, ours), stages(ours))


def warehouse(scratch: Path, number: int = 1) -> Path:
    return scratch / f"warehouse-{number}"


def stages(measured: list[dict[str, Any]]) -> tuple[Fact, ...]:
    """Return the median seconds of every stage."""
    return tuple(
        Fact(stage, median(one["seconds"][stage] for one in measured), "s")
        for stage in measured[0]["seconds"]
    )


def _compared(bare: list[dict[str, Any]], ours: list[dict[str, Any]]) -> tuple[Compared, ...]:
    subjects = {
        "without Great Expectations": {take_in.PUBLISH, GREAT_EXPECTATIONS},
        "with Great Expectations": {take_in.PUBLISH},
        "Great Expectations alone": set(ours[0]["seconds"]) - {GREAT_EXPECTATIONS},
    }
    goals = {"without Great Expectations": GOAL}
    seconds = [
        compared(
            subject,
            [
                (base["seconds"], sum(s for name, s in one["seconds"].items() if name not in apart))
                for base, one in zip(bare, ours, strict=True)
            ],
            baseline=BASELINE,
            unit="s",
            goal=goals.get(subject),
        )
        for subject, apart in subjects.items()
    ]
    peaks = [(base["peak_mb"], one["peak_mb"]) for base, one in zip(bare, ours, strict=True)]
    return (*seconds, compared("peak of memory", peaks, baseline=BASELINE, unit="MB"))
