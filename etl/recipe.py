"""What a release is made with: a digest over the code of the gate and the words it uses.

A new version of the product may count or protect otherwise. The same deliveries then give another
release, and the next run must build it although nothing was delivered.
"""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import sql

_PACKAGES = ("audit", "domain", "publish")
_FOLDERS = ("macros", "marts", "metrics", "release")


def digest() -> str:
    """Return the digest of everything that a release follows from, apart from the marts."""
    whole = hashlib.sha256()
    for folder in _FOLDERS:
        for name, text in sql.folder(folder).items():
            whole.update(f"{folder}/{name}\0{text}\0".encode())
    for package in _PACKAGES:
        for file in _sources(files("etl") / package):
            whole.update(f"{package}/{file.name}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from sorted(
            (file for file in folder.iterdir() if file.name.endswith((".csv", ".py"))),
            key=lambda file: file.name,
        )
