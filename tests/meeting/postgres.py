"""A private PostgreSQL: a cluster in a folder, on a socket, gone after the tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder with PostgreSQL's programs; None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Run a cluster and give its address, without the name of a database."""
    home = Path(tempfile.mkdtemp(prefix="mas-pg-"))
    data = home / "data"
    # PostgreSQL refuses to run as root
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_owner:
        shutil.chown(home, "postgres")
    run = {"check": True, "capture_output": True, "cwd": home}
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    control = [*as_owner, str(folder / "pg_ctl"), "-D", str(data), "-w"]
    try:
        make = [str(folder / "initdb"), "-D", str(data), "-U", "mas", "-A", "trust", "--no-sync"]
        subprocess.run([*as_owner, *make, "-E", "UTF8", "--locale=C"], **run)
        subprocess.run([*control, "-l", str(home / "log"), "-o", options, "start"], **run)
        yield f"postgresql+psycopg://mas@/{{name}}?host={home}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=home, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)
