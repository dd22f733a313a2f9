"""What is remembered of how many zaken an area had whenever it was counted, and for how long.

A sealed meeting keeps its figures in a database that the store knows nothing of, so nothing here
tells which older releases are still shown. Everything that was shown counts as shown still: the
evidence of sizes takes along what was shown before, from one release to the next. It goes when a
schooljaar goes, when `pairs.MOST` newer moments came, and when one of those whose zaken are in it
is removed. From which day on an area is held to what was shown is then told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from etl.audit.families import SIZES
from etl.audit.witness import Found

FORGOTTEN = "vergeten"
"""Begins the digest of a block whose evidence is gone, so that no block is known by it."""


def without(found: Iterable[Found], loaded: Collection[str]) -> list[Found]:
    """Return what was found without evidence of zaken of those that are loaded no longer."""
    return [
        each
        if set(each.leveranciers) <= set(loaded)
        else replace(
            each, digest=f"{FORGOTTEN} {each.name}", evidence=b"", days=(), leveranciers=()
        )
        for each in found
    ]


def dated(
    each: Found,
    before: Mapping[str, Found],
    *,
    day: str,
    leveranciers: Collection[str],
) -> Found:
    """Return what was found of sizes, with the moments that it is held to.

    Args:
        before: what was found for the release before, by name.
        day: the peildatum of this release.
        leveranciers: whose zaken are in it now.
    """
    last = before.get(each.name)
    if each.family != SIZES:
        return each
    if last is None:
        return replace(each, days=(day,), leveranciers=tuple(sorted(leveranciers)))
    theirs = tuple(sorted({*leveranciers, *last.leveranciers}))
    if each.days:
        # nothing changed, and it is the very same evidence
        return replace(each, leveranciers=theirs)
    held = last.days[len(last.days) - each.with_before :]
    let_go = len(held) < len(last.days) or not last.evidence
    return replace(
        each,
        days=(*held, day),
        since=(*held, day)[0] if let_go else last.since,
        leveranciers=theirs,
    )
