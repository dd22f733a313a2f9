"""The secret of an installation, which the keys of zaken and leerlingen are made with.

It is made once, on first use. From then on everything in the store hangs on it: with another one
every zaak and leerling gets another key, so that nothing can be compared with what was loaded. A
secret that is gone or damaged is therefore said, and never replaced while deliveries are loaded.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from etl.errors import Unreadable
from etl.register import sync_folder

NAME = "sleutel"

_BYTES = 32


def read(path: Path, *, is_used: bool) -> bytes | None:
    """Return the secret, None where it was never made; raises Unreadable.

    Args:
        path: its file.
        is_used: whether deliveries are loaded that were keyed with it.
    """
    if not path.exists():
        if is_used:
            raise Unreadable(
                f"{path} ontbreekt, en er zijn leveringen geladen. {_what_to_do(is_used)}"
            )
        return None
    problem, secret = _read(path)
    if problem:
        raise Unreadable(f"{path} is niet te gebruiken: {problem}. {_what_to_do(is_used)}")
    return secret


def make(path: Path) -> bytes:
    """Make the secret, readable for its owner alone; it is there whole or not at all."""
    draft = path.with_name(f"{path.name}.nieuw")
    draft.unlink(missing_ok=True)
    secret = secrets.token_bytes(_BYTES)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    sync_folder(path.parent)
    return secret


def _read(path: Path) -> tuple[str, bytes]:
    """Return what is wrong with the file, and what it holds."""
    if not path.is_file():
        return "het is geen bestand", b""
    try:
        secret = path.read_bytes()
    except OSError as error:
        return f"het mag of kan niet gelezen worden ({type(error).__name__})", b""
    if len(secret) != _BYTES:
        return f"het hoort {_BYTES} bytes groot te zijn, en is er {len(secret)}", b""
    return "", secret


def _what_to_do(is_used: bool) -> str:
    if not is_used:
        return "Er is nog niets geladen: haal het weg, dan maakt de volgende run een nieuwe."
    return (
        "Zet het terug uit een reservekopie van de zakenopslag, of geef de rechten terug. Een "
        "nieuwe sleutel wordt niet gemaakt: elke zaak en leerling zou dan een ander pseudoniem "
        "krijgen. Is er geen reservekopie, neem dan alle leveringen opnieuw in, in een lege map "
        "(--warehouse MAP)."
    )
