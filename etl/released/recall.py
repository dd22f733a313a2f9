"""What was taken back: areas that an older release may no longer show.

Who shows numbers of a release that is not the current one, such as a sealed meeting, asks
`recalled_areas` and blanks what it finds. `blanked` does that to a whole release: the current one
is an older one too, from a removal until its successor is there. A release that was made after a
recall is not touched by it, whatever its content.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from etl.errors import NoRelease

if TYPE_CHECKING:
    from etl.released.reader import Release

RECALLS = "herroepen.json"

V = TypeVar("V")


@dataclass(frozen=True)
class Recall:
    """One removal: since when, which areas, and the releases that were made after it."""

    on: date
    areas: frozenset[str]
    later: frozenset[str]


def recalls(folder: Path) -> tuple[Recall, ...]:
    """Return every recall of a folder of releases, from old to new; mostly there are none."""
    path = folder / RECALLS
    if not path.is_file():
        return ()
    data = path.read_bytes()
    try:
        return tuple(map(_recall, json.loads(data)))
    except (ValueError, LookupError, TypeError):
        raise NoRelease(
            f"{path} is beschadigd: daarin staat welke gebieden niet meer getoond mogen worden. "
            "Zet het terug uit een reservekopie; tot dan is er geen vrijgave."
        ) from None


def _recall(each: Mapping[str, Any]) -> Recall:
    return Recall(
        date.fromisoformat(each["op"]), frozenset(each["gebieden"]), frozenset(each["na"])
    )


def recalled_areas(folder: Path, release_id: str) -> dict[str, date]:
    """Return the areas of a release that may not be shown any more, with the day of the recall.

    Args:
        folder: of the releases (`<warehouse>/release`).
        release_id: as `Release.id`; the release itself need not be there any more.
    """
    found: dict[str, date] = {}
    for each in recalls(folder):
        if release_id not in each.later:
            found.update(dict.fromkeys(sorted(each.areas), each.on))
    return found


def blanked(release: Release, areas: Mapping[str, date]) -> Release:
    """Return a release that shows nothing of these areas, nor of single deliveries, and says why.

    What is known of single deliveries goes too: a recall does not say whose they were.
    """
    if not areas:
        return release
    return replace(
        release,
        files=(),
        findings=(),
        completeness=(),
        checks=(),
        recalled=areas,
        _cells=_Without(release._cells, areas),
        _curves=_Without(release._curves, areas),
        _registration={
            (gebied, schooljaar): bands
            for (gebied, schooljaar), bands in release._registration.items()
            if gebied not in areas
        },
        _registration_of={},
    )


class _Without(Mapping[Any, V]):
    """A mapping by keys whose second part is an area, without some areas."""

    def __init__(self, whole: Mapping[Any, V], areas: Collection[str]) -> None:
        self._whole = whole
        self._areas = areas

    def __getitem__(self, key: Any) -> V:
        if key[1] in self._areas:
            raise KeyError(key)
        return self._whole[key]

    def __iter__(self) -> Iterator[Any]:
        return (key for key in self._whole if key[1] not in self._areas)

    def __len__(self) -> int:
        return sum(1 for _ in self)
