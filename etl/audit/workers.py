"""Processes that attack, families at a time: they stay for all schooljaren of a build."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any

from etl.audit.attacks import Attacks
from etl.audit.extract import Year
from etl.audit.witness import Found
from etl.errors import AuditFailed

_PROCESSES = 2

_ALONE = 1_000
"""Zaken of a schooljaar up to which this process is quicker by itself."""

Result = tuple[int, int, Found | str | None]
"""Family, area, and what was found: a block, the digest of a known one, or that there is none."""


@dataclass
class Workers:
    """The processes, which start when a schooljaar is large enough for them."""

    _team: list[tuple[SpawnProcess, Any]] = field(default_factory=list)

    def attack(
        self, year: Year, known: frozenset[str], before: dict[str, bytes], families: list[int]
    ) -> Iterator[Result]:
        """Attack families of a schooljaar, the first of the list first; yield area by area.

        Raises AuditFailed when a block cannot be made safe, or a process ends on the way.
        """
        if len(year.zaken["kennis"]) <= _ALONE:
            attacks = Attacks(year, known, before)
            for family in families:
                yield from ((family, area, found) for area, found in attacks.of(family))
            return
        waiting = families[::-1]
        busy: list[Any] = [connection for _, connection in self._started()]
        for each in busy:
            each.send((year, known, before))
            each.send(waiting.pop() if waiting else None)
        while busy:
            for each in wait(busy):
                connection: Any = each
                try:
                    said = connection.recv()
                except EOFError as error:
                    raise AuditFailed(
                        "De vrijgave is niet getoetst: een deel van de toets is afgebroken, "
                        "misschien door te weinig geheugen. De vorige vrijgave blijft staan. "
                        "Probeer het opnieuw."
                    ) from error
                if isinstance(said, Exception):
                    raise said
                if said is not None:
                    yield said
                elif waiting:
                    connection.send(waiting.pop())
                else:
                    connection.send(None)
                    busy.remove(connection)

    def _started(self) -> list[tuple[SpawnProcess, Any]]:
        if not self._team:
            context = multiprocessing.get_context("spawn")
            for _ in range(_PROCESSES):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
                theirs.close()
                self._team.append((process, ours))
        return self._team

    def stop(self) -> None:
        for process, connection in self._team:
            connection.close()
            process.terminate()
            process.join()
        self._team.clear()


@contextmanager
def workers() -> Iterator[Workers]:
    team = Workers()
    try:
        yield team
    finally:
        team.stop()


def _work(connection: Any) -> None:
    """Take a schooljaar and then families of it, until the other side is gone."""
    while True:
        try:
            attacks = Attacks(*connection.recv())
            while (family := connection.recv()) is not None:
                for area, found in attacks.of(family):
                    connection.send((family, area, found))
                connection.send(None)
        except EOFError:
            return
        except AuditFailed as error:
            connection.send(error)
