"""How much memory DuckDB may take: what is set, or what the rows ask and the machine has.

Two million zaken stay within 2 GB, process included. A larger delivery that spills to disk takes
many times as long, so where nothing is set the limit grows with it, as far as the machine allows.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from etl.errors import UsageError

LEAST_MB = 1500
"""Enough for two million zaken; the process itself comes on top, so that 2 GB is enough."""

_SHARE = 0.6
"""Of the machine's memory: the rest is for the process itself, the file cache and others."""

_PER_BYTE = {".csv": 1.1, ".txt": 1.1, ".tsv": 1.1, ".xes": 1.1}
_PER_PACKED_BYTE = 10.0
"""Bytes of memory for every byte of a file; what was packed (Parquet, Excel) holds more a byte."""

_LEAST_SET, _MOST_SET = 100 * 10**6, 1000 * 10**12
_AMOUNT = re.compile(r"([0-9]{1,15}(?:[.,][0-9]{1,6})?)\s*([KMGT])(I?)B", re.IGNORECASE)

_CGROUPS = Path("/sys/fs/cgroup")
_CGROUP = Path("/proc/self/cgroup")
_MB = 10**6


def limit(chosen: str | None, files: Iterable[Path]) -> str:
    """Return the limit for work on some files, as DuckDB reads it.

    Args:
        chosen: what was set, which always wins.
        files: exports, or what the store keeps of them.
    """
    if chosen is not None:
        return chosen
    asked = sum(
        path.stat().st_size * _PER_BYTE.get(path.suffix.lower(), _PER_PACKED_BYTE)
        for path in files
        if path.is_file()
    )
    return f"{max(LEAST_MB, int(min(asked, _SHARE * machine())) // _MB)}MB"


def machine() -> int:
    """Return the bytes of memory that this process can have: the machine's, or its cgroup's."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([whole, *cgroup_limits(_CGROUP, _CGROUPS)])


def cgroup_limits(cgroup: Path, mounted: Path) -> list[int]:
    """Return the limits of the cgroups that a process is in, those above them included.

    Args:
        cgroup: what /proc says of the process.
        mounted: where the cgroups are.
    """
    limits = []
    lines = cgroup.read_text(encoding="utf-8").splitlines() if cgroup.is_file() else []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        root = mounted / controllers
        name = "memory.limit_in_bytes" if controllers else "memory.max"
        # in a container its own cgroup is mounted as the root, and the path is not there
        place = root / path.strip("/")
        for folder in (place, *place.parents):
            if folder.is_relative_to(root) and (file := folder / name).is_file():
                text = file.read_text(encoding="ascii").strip()
                limits += [int(text)] if text.isdecimal() else []
    return limits


def checked(text: str) -> str:
    """Return a setting that DuckDB can read; raises UsageError for another."""
    amount = _AMOUNT.fullmatch(text.strip())
    if amount:
        number, size, binary = amount[1].replace(",", "."), amount[2].upper(), amount[3]
        bytes_each = (1024 if binary else 1000) ** ("KMGT".index(size) + 1)
        if _LEAST_SET <= float(number) * bytes_each <= _MOST_SET:
            return f"{number}{size}{binary.lower()}B"
    raise UsageError(
        "MAS_GEHEUGEN is een hoeveelheid geheugen van 100MB tot en met 1000TB, zoals 1500MB of 6GB."
    )
