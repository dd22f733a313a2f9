"""Under which names the dashboard answers.

A page of another site can have a name of its own lead to this machine, after it was loaded, and
then read as its own what it asks here. Its requests carry that name, so a name that is not ours is
refused. An address in digits is nobody's name, and always is the one that the browser connects to.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address

from etl.errors import UsageError

SETTING = "MAS_ADRESSEN"
"""Names that a proxy or the network gives to the dashboard, with a comma between."""

_HOST = re.compile(r"(?:\[(?P<address>[0-9a-fA-F:.]+)\]|(?P<name>[\w.-]+))(?::\d+)?", re.ASCII)

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*\.?", re.ASCII)

LOCAL = frozenset({"localhost"})


def names(host: str, environ: Mapping[str, str]) -> frozenset[str]:
    """Return the names of a dashboard that is served on a host; raises UsageError.

    >>> sorted(names("monitor", {"MAS_ADRESSEN": "mas.example.nl, MAS.example.nl."}))
    ['localhost', 'mas.example.nl', 'monitor']
    """
    asked = [name.strip() for name in environ.get(SETTING, "").split(",") if name.strip()]
    if not all(_NAME.fullmatch(name) for name in asked):
        raise UsageError(
            f"{SETTING} is een of meer namen met een komma ertussen, zonder http://, poort of "
            "sterretje, zoals mas.example.nl,monitor."
        )
    return LOCAL | {_plain(name) for name in (host, *asked) if name}


def is_ours(host: str, known: frozenset[str]) -> bool:
    """Say whether the Host of a request, with or without a port, is one of ours.

    >>> is_ours("localhost:8050", LOCAL), is_ours("[::1]:8050", LOCAL), is_ours("10.0.0.7", LOCAL)
    (True, True, True)
    >>> is_ours("evil.example:8050", LOCAL), is_ours("127.0.0.1.evil.example", LOCAL)
    (False, False)
    """
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = _plain(found["address"] or found["name"])
    return name in known or _is_address(name)


def _plain(name: str) -> str:
    return name.strip().rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
