"""The outcome as a table for people, and as JSON for whoever keeps score."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version

from rich import box
from rich.console import Console
from rich.table import Table

from bench.measure import Compared, Section

WIDTH = 110
VERSIONS = ("duckdb", "great-expectations", "dash", "gunicorn")


def console() -> Console:
    """Return a console on stdout that never cuts a figure off."""
    return Console(width=max(Console().width, WIDTH))


def machine() -> dict[str, object]:
    """Return what a figure depends on besides our code."""
    return {
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in VERSIONS},
    }


def as_json(
    sections: Sequence[Section], *, sizes: Mapping[str, int], where: Mapping[str, object]
) -> str:
    measured = {
        "machine": where,
        "sizes": sizes,
        "sections": [asdict(section) for section in sections],
    }
    return json.dumps(measured, indent=1, ensure_ascii=False)


def show(section: Section, console: Console) -> None:
    """Print one section; a ratio stands with its lowest and highest round."""
    console.print(f"\n[bold]{section.title}[/bold]")
    if section.compared:
        console.print(_compared(section.compared))
    if section.facts:
        table = Table(box=None, show_header=False, padding=(0, 2))
        table.add_column(min_width=34)
        table.add_column(justify="right")
        for fact in section.facts:
            table.add_row(fact.subject, f"{_number(fact.value)} {fact.unit}")
        console.print(table)


def _compared(lines: Sequence[Compared]) -> Table:
    [baseline] = {line.baseline for line in lines}
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("", min_width=32)
    for heading in (baseline, "product", "ratio", "lowest–highest", "goal"):
        table.add_column(heading, justify="right", no_wrap=True)
    for line in lines:
        table.add_row(
            line.subject,
            f"{_number(line.base)} {line.unit}",
            f"{_number(line.ours)} {line.unit}",
            f"[bold]{line.ratio:.2f}[/bold]",
            f"{line.least:.2f}–{line.most:.2f}",
            _goal(line),
        )
    return table


def _goal(line: Compared) -> str:
    if line.goal is None:
        return ""
    return f"≤ {line.goal:g} {'met' if line.ratio <= line.goal else 'not met'}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
