"""Audit one schooljaar: make its blocks, attack those that changed, on both cores."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache

import numpy as np

from etl import recipe
from etl.audit import witness
from etl.audit.attack import attack
from etl.audit.block import Block
from etl.audit.extract import LEVELS, Year
from etl.audit.families import SIZES, families
from etl.audit.maker import Maker
from etl.audit.sizes import SizeMaker
from etl.audit.table import SizeTable, Table
from etl.audit.witness import Found
from etl.errors import AuditFailed

Say = Callable[[str], None]
Before = Mapping[str, Found]
"""What was found for the release before, by the digest of the block."""

_ALONE = 1_000
"""Zaken of a schooljaar up to which one process is quicker than two."""

_PROCESSES = 2
_REGIO = LEVELS.index("regio")
_REGIO_WEIGHS = 50
"""How much longer a block with gemeenten in it takes than another, about."""

_EVERY = 2.0
"""Seconds between two words on how long it still takes."""

Task = tuple[int, int]
"""Family and area, as places."""

Attack = Callable[[list[Task]], Iterator[Found | None]]


def audit(year: Year, before: Before, *, say: Say = lambda words: None) -> list[Found]:
    """Attack everything that a schooljaar releases; the same zaken always come to the same.

    Raises AuditFailed when a block cannot be made safe, or its evidence is not right.
    """
    tasks = [
        (family, area)
        for family in range(len(families()))
        for area in range(len(year.areas))
        if year.released[area]
    ]
    # the largest first, so that no process waits for the other at the end
    tasks.sort(key=lambda task: (-int(year.level[task[1]] == _REGIO), task))
    found: list[Found] = []
    weights = [_REGIO_WEIGHS if year.level[area] == _REGIO else 1 for _, area in tasks]
    began = said = time.monotonic()
    done_weight = 0
    with _at_work(year, before) as done:
        for place, each in enumerate(done(tasks), start=1):
            found += [each] if each is not None else []
            done_weight += weights[place - 1]
            if time.monotonic() - said > _EVERY:
                said = time.monotonic()
                left = (said - began) / done_weight * (sum(weights) - done_weight)
                say(
                    f"Schooljaar {year.schooljaar} toetsen ({place} van {len(tasks)} blokken, nog "
                    f"ongeveer {left:.0f} seconden)"
                )
    return found


@contextmanager
def _at_work(year: Year, before: Before) -> Iterator[Attack]:
    known = frozenset(before)
    if len(year.zaken["kennis"]) <= _ALONE:
        _start(year, known)
        yield lambda tasks: (_kept(_task(task), before) for task in tasks)
        _start(None, frozenset())
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        _PROCESSES, mp_context=context, initializer=_start, initargs=(year, known)
    ) as pool:
        yield lambda tasks: (
            _kept(each, before) for each in pool.map(_task, tasks, chunksize=_chunk(tasks))
        )


def _chunk(tasks: list[Task]) -> int:
    return max(1, min(8, len(tasks) // 50))


def _kept(found: Found | str | None, before: Before) -> Found | None:
    return before[found] if isinstance(found, str) else found


_YEARS: list[Year] = []
_KNOWN: list[frozenset[str]] = []
"""Of this process: the schooljaar that it attacks, and the blocks that need no attack."""


def _start(year: Year | None, known: frozenset[str]) -> None:
    _YEARS[:] = [year] if year is not None else []
    _KNOWN[:] = [known]
    _maker.cache_clear()


@cache
def _maker(family: int) -> Maker | SizeMaker:
    [year] = _YEARS
    chosen = families()[family]
    if chosen.name == SIZES:
        return SizeMaker(SizeTable(year, chosen))
    return Maker(Table(year, chosen))


def _task(task: Task) -> Found | str | None:
    """Return what was found of a block, or its digest when that is known; None: there is none."""
    family, area = task
    block = _maker(family).block(area)
    if block is None:
        return None
    digest = _digest(block)
    if digest in _KNOWN[0]:
        return digest
    found = witness.found(block, digest, attack(block))
    if found.evidence and not witness.is_right(found.evidence):
        raise AuditFailed(
            f"De vrijgave is niet getoetst: een getuige van {block.name} klopt niet. De vorige "
            f"vrijgave blijft staan. Meld dit aan de beheerder."
        )
    return found


def _digest(block: Block) -> str:
    """Return what identifies a block, and the code that attacks it."""
    whole = hashlib.sha256(recipe.digest().encode())
    for part in block.parts():
        if isinstance(part, np.ndarray):
            # whatever a number takes up on this machine
            whole.update(f"{part.dtype.kind}{part.shape}".encode() + part.astype("<f8").tobytes())
        else:
            whole.update(repr(part).encode())
    return whole.hexdigest()
