"""Which regions are most like a region: by its pupils and by the kinds of zaken that it has.

The distance adds what can be explained in a sentence: how many times as many pupils, and how many
points of the mix of verzuimtypes differ. How urban a region is, is not known here.
"""

from dataclasses import dataclass
from math import log2

from etl.domain.areas import RELEASED_TOGETHER, Niveau, codes_of, name_of
from etl.domain.codes import OUTSIDE_MAS, VERZUIMTYPE
from etl.released.reader import Release

NEAREST = 5
POINTS_OF_MIX = 10
"""So many points of another mix weigh as much as twice the pupils."""


@dataclass(frozen=True)
class Similar:
    """One region beside the asked one."""

    gebied: str
    naam: str
    leerlingen: int | None
    """Pupils as delivered; None where not all gemeenten gave them."""

    keer: float
    """How many times as large as the asked region, in pupils, else in zaken."""

    punten: float
    """Points (0 to 100) of the mix of verzuimtypes that lie elsewhere."""

    @property
    def afstand(self) -> float:
        return abs(log2(self.keer)) + self.punten / POINTS_OF_MIX


def similar_regions(release: Release, gebied: str, schooljaar: str) -> tuple[Similar, ...]:
    """Return the regions nearest to a region, the nearest first; empty when too little is known."""
    others = [code for code in _regions() if code != gebied]
    own = release.total(gebied=gebied, schooljaar=schooljaar)
    if own is None:
        return ()
    own_mix = _mix(release, gebied, schooljaar)
    own_pupils = release.noemer(gebied=gebied, schooljaar=schooljaar)
    found = []
    for code in others:
        zaken = release.total(gebied=code, schooljaar=schooljaar)
        if zaken is None:
            continue
        pupils = release.noemer(gebied=code, schooljaar=schooljaar)
        times = pupils / own_pupils if pupils and own_pupils else zaken / own
        mix = _mix(release, code, schooljaar)
        points = 50 * sum(
            abs(mix.get(each, 0.0) - own_mix.get(each, 0.0)) for each in VERZUIMTYPE.values
        )
        found.append(Similar(code, name_of(code), pupils, times, points))
    found.sort(key=lambda one: (one.afstand, one.gebied))
    return tuple(found[:NEAREST])


def _regions() -> tuple[str, ...]:
    paired = {part for pair in RELEASED_TOGETHER for part in pair}
    alone = [code for code in codes_of(Niveau.REGIO) if code not in paired]
    return (*alone, *("+".join(pair) for pair in RELEASED_TOGETHER))


def _mix(release: Release, gebied: str, schooljaar: str) -> dict[str, float]:
    """Return the share of each verzuimtype that is shown."""
    counts = {
        code: zaken
        for code in VERZUIMTYPE.values
        if (
            zaken := release.total(
                gebied=gebied, schooljaar=schooljaar, filters=(("verzuimtype", code),)
            )
        )
        and code != OUTSIDE_MAS
    }
    total = sum(counts.values())
    return {code: zaken / total for code, zaken in counts.items()}
