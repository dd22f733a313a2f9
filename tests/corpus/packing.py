"""Pack a case of the corpus as a zip, and damage it as the case says.

`zip = 1` packs the delivery, `zip = 2` packs that again. `zipmethode` is `bzip2` or `lzma`,
`zipleden` has members besides the files, as name and text, `zipruil` pairs of texts of which the
second replaces the first in the bytes of the zip (a sign is a byte), `zipkapot` names a member
whose content is damaged, and `zipaf` counts the bytes that the zip lacks at its end.
"""

import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

METHODS = {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA, "": zipfile.ZIP_STORED}


def packed(path: Path, given: Mapping[str, Any]) -> Path:
    """Zip a folder's files, or a single file, beside it."""
    target = path.with_name(f"{path.name}.zip")
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(target, "w", METHODS[given.get("zipmethode", "")]) as archive,
    ):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            archive.write(file, file.relative_to(path if path.is_dir() else path.parent))
        for name, text in given.get("zipleden", []):
            archive.writestr(name, text)
    target.write_bytes(_damaged(target, given))
    return target


def _damaged(path: Path, given: Mapping[str, Any]) -> bytes:
    data = path.read_bytes()
    for before, after in given.get("zipruil", []):
        assert before.encode("latin-1") in data, f"the zip has no {before!r}"
        data = data.replace(before.encode("latin-1"), after.encode("latin-1"))
    if "zipkapot" in given:
        with zipfile.ZipFile(path) as archive:
            member = archive.getinfo(given["zipkapot"])
        # behind its header and its name, and what the method puts before the stream
        start = member.header_offset + 30 + len(member.filename) + 10
        end = start + member.compress_size // 2
        data = data[:start] + bytes(255 - byte for byte in data[start:end]) + data[end:]
    return data[: len(data) - given.get("zipaf", 0)]
