"""Where what lives only for a moment is put, so that a killed process leaves nothing for long.

Unpacked exports, spilled rows and what libraries put in a temporary folder all go to one private
folder per command. It is held with a lock; whoever starts next removes what nobody holds any more.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "mas-monitor-"
_SLOT = ".slot"


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[Path]:
    """Let every library of this process put its temporary files in a folder of ours."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before


@contextmanager
def scratch() -> Iterator[Path]:
    """Make a private folder in the system's temporary folder, gone at the end."""
    _remove_left_behind(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    with (folder / _SLOT).open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        try:
            with temporary_files_in(folder):
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_left_behind(system: Path) -> None:
    for folder in system.glob(f"{_PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
            continue
        try:
            with (folder / _SLOT).open("r") as slot:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except (FileNotFoundError, BlockingIOError, PermissionError):
            # just made, in use, or somebody took the rights away
            continue
