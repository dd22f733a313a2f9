"""What a release is made with: a digest over the code of the gate and the words it uses.

A new version of the product may count or protect otherwise. The same deliveries then give another
release, and the next run must build it although nothing was delivered.
"""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import sql

PACKAGES = ("audit", "domain", "publish")
MODULES = (
    "kalender.py",
    "released/blocks.py",
    "released/cubes.py",
    "released/mas_cubes.py",
    "released/reader.py",
    "released/recall.py",
    "released/rows.py",
    "transform.py",
)
"""What those packages count by, the closed cube first of all, and the layout of the file."""

_FOLDERS = ("audit", "macros", "marts", "metrics", "release")


def digest() -> str:
    """Return the digest of everything that a release follows from, apart from the marts."""
    etl = files("etl")
    whole = hashlib.sha256()
    for folder in _FOLDERS:
        for name, text in sql.folder(folder).items():
            whole.update(f"{folder}/{name}\0{text}\0".encode())
    packaged = [(each, file) for each in PACKAGES for file in _sources(etl / each)]
    modules = [(each, etl.joinpath(*each.split("/"))) for each in MODULES]
    for name, file in packaged + modules:
        whole.update(f"{name}/{file.name}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from sorted(
            (file for file in folder.iterdir() if file.name.endswith((".csv", ".py"))),
            key=lambda file: file.name,
        )
