"""How a kept figure stands today: the same, overtaken by newer figures, or partly recalled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dashboard.meeting import seal
from dashboard.meeting.seal import Change, Exhibits, Sealed
from etl.released import dutch
from etl.released.reader import Release

NOTHING: Mapping[str, date] = MappingProxyType({})
RECALLED = (
    "De leverancier heeft cijfers van deze figuur teruggeroepen ({dag}). Die cijfers staan hier "
    "niet meer."
)


@dataclass(frozen=True)
class Standing:
    """A kept figure beside the release of today."""

    figure: Sealed
    """The figure to show: as it was kept, without what was recalled since."""

    notices: tuple[str, ...] = ()
    now: Sealed | None = None
    """What the same question answers today; None when nothing newer is there."""

    changes: tuple[Change, ...] = ()


def standing(
    kept: Sealed,
    release: Release | None,
    exhibits: Exhibits,
    *,
    recalled: Mapping[str, date] = NOTHING,
) -> Standing:
    """Compare a kept figure with the current release.

    Args:
        kept: as it was pinned or sealed.
        release: the current one; None when there is none.
        exhibits: every figure of the dashboard.
        recalled: areas of the figure's release that may not be shown any more, and since when.
    """
    shown = seal.blanked(kept, recalled)
    if shown is not kept:
        return Standing(shown, (RECALLED.format(dag=dutch.day(max(recalled.values()))),))
    if release is None or (release.id, release.digest) == (kept.vrijgave, kept.digest):
        return Standing(kept)
    counted = release.counted_at(kept.gebied, kept.schooljaar)
    when = f"peildatum {dutch.day(counted)}, {release.id}"
    now = seal.read(release, exhibits, figuur=kept.figuur, vraag=kept.vraag)
    if now is None:
        return Standing(kept, (f"Er zijn nieuwere cijfers ({when}). {seal.GONE}",))
    if now.gebied != kept.gebied or now.schooljaar != kept.schooljaar:
        # the dashboard falls back to another area or year: that is no newer value of this figure
        return Standing(
            kept, (f"Er zijn nieuwere cijfers ({when}), maar niet meer over {kept.selection}.",)
        )
    changed = seal.changes(kept, now)
    if not changed and now.sentence == kept.sentence:
        return Standing(
            kept, (f"Er zijn nieuwere cijfers ({when}); in deze figuur is niets veranderd.",), now
        )
    return Standing(
        kept,
        (f"Er zijn nieuwere of verbeterde cijfers ({when}). U ziet de cijfers van toen.",),
        now,
        changed,
    )
