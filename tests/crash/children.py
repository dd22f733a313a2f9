"""Run the pipeline in a child process that may be killed, after everything is imported.

The parent must not have opened a DuckDB file before it forks: threads do not survive a fork. So
what a test wants to know of a store it asks of another child.
"""

import ctypes
import json
import os
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl import kalender, pipeline, publish, transform
from etl.errors import Exit, MasError
from etl.pipeline import Options
from etl.released.reader import ReleaseFolder
from etl.said import nothing
from etl.settings import Settings
from etl.store import TABLES, Store
from etl.validate import suites

LOADED = (pipeline, publish, transform, suites, kalender.public_holidays())
"""Imported before the fork: a child starts working at once."""

TODAY = date(2026, 11, 22)
SETTINGS = Settings(threads=1)


def run(warehouse: Path, *paths: Path) -> int:
    """Take in deliveries; return the worst exit code."""
    taken = pipeline.run(
        paths,
        warehouse=warehouse,
        settings=SETTINGS,
        today=TODAY,
        options=Options(replace_newer=True),
        say=nothing,
    )
    sys.stderr.write("".join(one.message for one in taken))
    return int(max(one.exit_code for one in taken))


def started(work: Callable[[], int]) -> int:
    """Start work in a child process and return its id; its exit code is what the work returns."""
    child = os.fork()
    if child:
        return child
    code = int(Exit.OUR_FAULT)
    try:
        code = work()
    except MasError as error:
        sys.stderr.write(f"{error}\n")
        code = int(error.exit_code)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def finished(child: int) -> int:
    """Wait for a child and return its exit code; minus the signal that killed it."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed_after(child: int, seconds: float) -> bool:
    """Kill a child after a while; return whether it was still running."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0
            return False
        time.sleep(min(left, 0.002))
    os.kill(child, signal.SIGKILL)
    return finished(child) == -signal.SIGKILL


def remove(warehouse: Path, leverancier: str) -> int:
    """Forget a supplier."""
    pipeline.remove(leverancier, warehouse=warehouse, settings=SETTINGS, say=nothing)
    return 0


def answered(work: Callable[[], int]) -> tuple[int, str]:
    """Let a child work; return its exit code and what it said on stderr."""
    read, write = os.pipe()

    def said() -> int:
        os.close(read)
        sys.stderr = os.fdopen(write, "w", encoding="utf-8")
        return work()

    child = started(said)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as file:
        text = file.read()
    return finished(child), text


def killing_itself_at(work: Callable[[], int], event: int) -> Callable[[], int]:
    """Return work that kills its own process at the nth time that it touches a file."""
    touched = 0

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if name in _TOUCHES or (name == "open" and _writes(arguments)):
            touched += 1
            if touched == event:
                os.kill(os.getpid(), signal.SIGKILL)

    def hooked() -> int:
        sys.addaudithook(hook)
        return work()

    return hooked


def with_files_up_to(work: Callable[[], int], size: int) -> Callable[[], int]:
    """Return work on a disk where no file can grow beyond a size: full, sooner or later."""

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return work()

    return limited


def without_rights(work: Callable[[], int]) -> Callable[[], int]:
    """Return work by somebody for whom the rights on files count, as they do not for root."""

    def limited() -> int:
        if os.getuid() == 0:
            _drop_capabilities()
        return work()

    return limited


def _drop_capabilities() -> None:
    header = struct.pack("II", _CAPABILITY_VERSION_3, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, bytes(24)):
        raise OSError(ctypes.get_errno(), "capset")


_CAPABILITY_VERSION_3 = 0x20080522

_TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree"}


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


@dataclass(frozen=True)
class State:
    """What is loaded and what is released: the peildatum of each supplier."""

    loaded: dict[str, str]
    released: dict[str, str]


def state(warehouse: Path) -> State:
    """Return the state as a reader finds it, in a process of its own; it must be whole."""
    code, text = answered(lambda: _tell_state(warehouse))
    assert code == 0, text
    return State(**json.loads(text))


def _tell_state(warehouse: Path) -> int:
    store = Store(warehouse / "store", SETTINGS)
    register = store.registered.read()
    for delivery in register.current:
        folder = store.delivery_folder(delivery)
        names = {f"{table}.parquet" for table in (*TABLES, "apart")}
        assert {path.name for path in folder.iterdir()} == names
    if register.current:
        assert len(store.known_secret()) == 32
        with store.marts(register) as con:
            [(zaken,)] = con.execute("select count(*) from marts.zaken").fetchall()
            files = con.execute(
                "select sum(geladen) from marts.bestanden where bestand = 'zaken.csv'"
            )
            assert files.fetchall() == [(zaken,)]
    loaded = {one.leverancier: str(one.peildatum) for one in register.current}
    released = {}
    if (warehouse / "release" / "current").exists():
        release = ReleaseFolder(warehouse / "release").current()
        released = {one.leverancier: str(one.peildatum) for one in release.deliveries}
    sys.stderr.write(json.dumps({"loaded": loaded, "released": released}))
    return 0


def serve(folder: Path, stop: Path) -> int:
    """Ask for the current release as a dashboard does, until told to stop; it must never fail."""
    releases = ReleaseFolder(folder)
    seen = {releases.current().id}
    parent = os.getppid()
    while not stop.exists() and os.getppid() == parent:
        seen.add(releases.current().id)
        time.sleep(0.02)
    return 0 if len(seen) > 1 else int(Exit.OUR_FAULT)
