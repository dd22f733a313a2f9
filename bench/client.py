"""Users of a server, each with a connection that stays open: `python -m bench.client`.

Reads from stdin the port and per user the bodies to post, one after the other; prints how long
each answer took, in milliseconds. It parses no more of an answer than its length: the server is
what is measured.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Sequence
from time import perf_counter

from bench.child import answer

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


async def users(port: int, bodies: Sequence[Sequence[str]]) -> list[float]:
    """Let all users ask at the same time; return every answer's milliseconds."""
    per_user = await asyncio.gather(*(_user(port, own) for own in bodies))
    return [taken for user in per_user for taken in user]


async def _user(port: int, bodies: Sequence[str]) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken = []
    for body in bodies:
        request = _request(body)
        begun = perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if length is None or not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError("the server did not answer as it should")
        await reader.readexactly(int(length.group(1)))
        taken.append(1000 * (perf_counter() - begun))
    writer.close()
    await writer.wait_closed()
    return taken


def _request(body: str) -> bytes:
    payload = body.encode()
    head = (
        "POST /_dash-update-component HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "Content-Type: application/json\r\n"
        "Accept-Encoding: gzip, deflate, br\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answer(asyncio.run(users(asked["port"], asked["bodies"])))
