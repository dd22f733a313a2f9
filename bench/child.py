"""Run a part of the benchmark as a process of its own, and read what it measured.

Its own process, so that its peak of memory is its own and nothing is warm but the files. Linux
hands a parent's peak on to its child, so the parent has to stay small until intake is measured.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

KB_PER_MB = 1024


def run(module: str, *arguments: object, given: str = "") -> Any:
    """Run `python -m module`; return the JSON that it printed."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    answer = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(answer.stdout)


def answer(measured: object) -> None:
    """Print what was measured, for the parent."""
    sys.stdout.write(json.dumps(measured))


def peak_mb() -> float:
    """Return the most memory that this process held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KB_PER_MB / (KB_PER_MB if sys.platform == "darwin" else 1)
