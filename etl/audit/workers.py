"""Processes that attack, families at a time: they stay for all schooljaren of a build."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any

from etl.audit.attacks import Attacks, Task, WithdrawnBefore
from etl.audit.extract import Year
from etl.audit.witness import Found
from etl.errors import AuditFailed

_MOST = 8
"""Processes that find work in a schooljaar: more of them wait for the longest family."""

_ALONE = 1_000
"""Zaken of a schooljaar up to which this process is quicker by itself."""

Result = tuple[int, int, Found | str | None]
"""Family, area, and what was found: a block, the digest of a known one, or that there is none.

The area may be NOWHERE.
"""


@dataclass
class Workers:
    """The processes, which start when a schooljaar is large enough for them."""

    processes: int = 2
    _team: list[tuple[SpawnProcess, Any]] = field(default_factory=list)
    _alone: Attacks | None = None
    """Of a small schooljaar."""

    def expect(self, zaken: int) -> None:
        """Start ahead, when a schooljaar of so many zaken is on its way."""
        if zaken > _ALONE:
            self._started()

    def take(self, year: Year, known: WithdrawnBefore, before: dict[str, bytes]) -> None:
        """Take the schooljaar that is attacked from now on; the rest is as `Attacks` has it."""
        is_small = len(year.zaken["kennis"]) <= _ALONE
        self._alone = Attacks(year, known, before) if is_small else None
        if not is_small:
            for _, connection in self._started():
                connection.send((year, known, before))

    def attack(self, tasks: list[Task]) -> Iterator[Result]:
        """Do tasks on the schooljaar, the first of the list first; yield area by area.

        Raises AuditFailed when a block cannot be made safe, or a process ends on the way.
        """
        if self._alone is not None:
            for task in tasks:
                yield from ((task.family, *each) for each in self._alone.of(task))
            return
        waiting = tasks[::-1]
        busy: list[Any] = [connection for _, connection in self._team[: len(waiting)]]
        for each in busy:
            each.send(waiting.pop())
        while busy:
            for each in wait(busy):
                connection: Any = each
                try:
                    said = connection.recv()
                except EOFError as error:
                    raise AuditFailed(
                        "De vrijgave is niet getoetst: een deel van de toets is afgebroken, "
                        "misschien door te weinig geheugen. Wat er stond, staat er nog. "
                        "Probeer het opnieuw."
                    ) from error
                if isinstance(said, Exception):
                    raise said
                if said is not None:
                    yield said
                elif waiting:
                    connection.send(waiting.pop())
                else:
                    busy.remove(connection)

    def _started(self) -> list[tuple[SpawnProcess, Any]]:
        if not self._team:
            context = multiprocessing.get_context("spawn")
            for _ in range(self.processes):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
                theirs.close()
                self._team.append((process, ours))
        return self._team

    def stop(self) -> None:
        """End the processes; whoever waits for one hears that it is gone."""
        for process, _ in self._team:
            process.terminate()
            process.join()
        for _, connection in self._team:
            connection.close()
        self._team.clear()


@contextmanager
def workers(threads: int) -> Iterator[Workers]:
    """Give as many processes as there may be threads, within reason."""
    team = Workers(min(threads, _MOST))
    try:
        yield team
    finally:
        team.stop()


def _work(connection: Any) -> None:
    """Take a schooljaar and then tasks on it, until the other side is gone."""
    attacks: Attacks | None = None
    while True:
        try:
            said = connection.recv()
            if isinstance(said, Task) and attacks is not None:
                for area, found in attacks.of(said):
                    connection.send((said.family, area, found))
                connection.send(None)
            else:
                attacks = Attacks(*said)
        except EOFError:
            return
        except AuditFailed as error:
            connection.send(error)
