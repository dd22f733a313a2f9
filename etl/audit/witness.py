"""The witnesses of an audit: beside the case store for its owner alone, checked without a solver.

They start from the true numbers, so nobody else may have them; the release carries their sha256.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.audit import checker


def written(witnesses: Sequence[dict[str, Any]]) -> tuple[bytes, str]:
    """Return the witnesses as bytes, and the sha256 of what they say."""
    text = json.dumps(list(witnesses), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=3, mtime=0), _digest(text)


def keep(folder: Path, release_id: str, packed: bytes) -> None:
    """Write the witnesses of a release, readable for the owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{release_id}.getuigen"
    draft = path.with_suffix(".nieuw")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(packed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def checked(path: Path, digest: str) -> int:
    """Return how many witnesses are right; raise ValueError when one is not, or was changed."""
    text = gzip.decompress(path.read_bytes()).decode()
    if _digest(text) != digest:
        raise ValueError("gewijzigd")
    right = 0
    for witness in json.loads(text):
        for world in witness["werelden"]:
            if not checker.is_witness(witness, world):
                raise ValueError("klopt niet")
            right += 1
    return right


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
