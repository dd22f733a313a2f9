"""What `make run` does on a fresh machine, part by part: for information."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from bench import child, intake, take_in
from bench.measure import Fact, Section
from etl import generate
from etl.commands import SAMPLE_PEILDATUM


def measure(folder: Path, warehouse: Path) -> Section:
    """Invent the sample and take it in; its release stays for the pages."""
    begun = perf_counter()
    generate.generate(folder, generate.sample_plan(peildatum=SAMPLE_PEILDATUM))
    invented = Fact("Voorbeeld verzinnen", perf_counter() - begun, "s")
    measured = child.run("bench.take_in", folder, warehouse, take_in.PUBLISH)
    return Section(
        "The sample, from nothing to a release", facts=(invented, *intake.stages([measured]))
    )
