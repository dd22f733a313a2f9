"""One view of a release: its cells, its total or why there is none, and shares of them.

What a view may show is decided by the build; here the same ladder says in words why a view is
empty, so that a reader knows what to try.
"""

from collections.abc import Mapping

from etl.domain import codes, disclosure
from etl.domain.areas import Niveau, niveau_of
from etl.domain.schooljaren import are_together
from etl.released import cubes, withheld
from etl.released.intervals import clipped_share
from etl.released.reader import Release
from etl.released.rows import Hidden, Question, Share

SHARE_FROM = disclosure.LADDER_OWN_DIMENSION
"""Released total from which a share is shown."""


_OWN_LADDER = {"doorlooptijd": cubes.DOORLOOPTIJD, "ketenoverdracht": cubes.KETEN}
_OF_ALL_ZAKEN = (cubes.ROUTE, cubes.LEG_UIT, cubes.TERUGKEER, cubes.DOORLOOPTIJD)


def filters_allowed(release: Release, *, gebied: str, schooljaar: str, metric: str) -> int:
    """Return how many filters this area and year allow for a metric: 0, 1 or 2."""
    if are_together(schooljaar):
        return 0
    total = _ladder_total(release, gebied=gebied, schooljaar=schooljaar, metric=metric)
    rungs = int(total >= disclosure.LADDER_OWN_DIMENSION) + int(
        total >= disclosure.LADDER_ONE_FILTER
    )
    return rungs if metric == "omvang" else max(rungs - 1, 0)


def shows_any(release: Release, question: Question) -> bool:
    """Say whether anything is shown of the area and school year, with whatever filter."""
    where = {"gebied": question.gebied, "schooljaar": question.schooljaar}
    return _ladder_total(release, **where, metric="omvang") > 0


def cells_of(release: Release, question: Question, kubus: str) -> Mapping[str, int]:
    """Return the shown cells of a cube in this view, by code."""
    return release.cells(
        kubus,
        gebied=question.gebied,
        schooljaar=question.schooljaar,
        filters=question.filters,
    )


def share_of(code: str, label: str, zaken: int | None, *, of: int | None) -> Share:
    """Return a category with its share of a released total; None where either is not shown."""
    if zaken is None or of is None or of < SHARE_FROM:
        return Share(code, label, zaken, None, None, None, van=of)
    return Share(code, label, zaken, *clipped_share(zaken, of=of), van=of)


def per_1000(release: Release, question: Question, *, zaken: int | None) -> float | None:
    """Zaken per 1,000 pupils; None for a filter that cuts the pupils in a way that is not known.

    Where zaken of an onderwijssoort are shown of which not every gemeente gave the pupils, the two
    would be about different pupils: None too.
    """
    asked = dict(question.filters)
    if zaken is None or asked.keys() & {"leeftijdsgroep", "geslacht"}:
        return None
    where = {"gebied": question.gebied, "schooljaar": question.schooljaar}
    if "onderwijssoort" not in asked and any(
        release.total(**where, filters=(("onderwijssoort", soort),)) is not None
        and release.noemer(**where, onderwijssoort=soort) is None
        for soort in codes.WITH_PUPILS
    ):
        return None
    pupils = release.noemer(**where, onderwijssoort=asked.get("onderwijssoort", ""))
    return 1000 * zaken / pupils if pupils else None


def total_of(
    release: Release, question: Question, *, metric: str, deeper: int = 0
) -> tuple[int | None, Hidden | None]:
    """Return the released zaken that a question is about, or why there is no answer.

    A total can be hidden while parts of it are shown: then there is neither a total nor a reason
    here, and who has no part either says `why_no_cells`.
    """
    gebied, schooljaar, filters = question.gebied, question.schooljaar, question.filters
    if not _ladder_total(release, gebied=gebied, schooljaar=schooljaar, metric=metric):
        return None, _why_no_total(release, gebied=gebied, schooljaar=schooljaar)
    allowed = filters_allowed(release, gebied=gebied, schooljaar=schooljaar, metric=metric)
    if len(filters) + deeper > allowed:
        return None, Hidden.LADDER
    total = release.total(gebied=gebied, schooljaar=schooljaar, filters=filters)
    own_dimension = metric != "omvang" or bool(deeper)
    if filters and own_dimension and withheld.are_few(total):
        return None, Hidden.FILTER_TE_WEINIG
    return total, None


def why_no_cells(release: Release, question: Question) -> Hidden:
    """Say why a view shows nothing although something of its area is shown."""
    gebied, schooljaar = question.gebied, question.schooljaar
    total = release.total(gebied=gebied, schooljaar=schooljaar, filters=question.filters)
    if total is None and question.filters:
        return Hidden.FILTER_VERBORGEN
    if total is None:
        return _why_no_total(release, gebied=gebied, schooljaar=schooljaar)
    if withheld.are_few(total):
        return Hidden.FILTER_TE_WEINIG if question.filters else Hidden.TE_WEINIG
    return Hidden.UITSPLITSING


def _why_no_total(release: Release, *, gebied: str, schooljaar: str) -> Hidden:
    if gebied in release.recalled:
        return Hidden.HERROEPEN
    if not release.coverage(gebied, schooljaar).delivered:
        return Hidden.GEEN_LEVERING
    # few zaken, few pupils or withdrawn: which, the release does not tell
    return Hidden.UITSPLITSING if niveau_of(gebied) is Niveau.GEMEENTE else Hidden.GEEN_TOTAAL


def _ladder_total(release: Release, *, gebied: str, schooljaar: str, metric: str) -> int:
    """Return the total that decides the rung, in the unit of the metric's own cube.

    Where that is hidden it is the largest number of the same zaken that is shown: the total is at
    least that.
    """
    own = _OWN_LADDER.get(metric, cubes.OMVANG)
    for kubus in (own, cubes.OMVANG, *_OF_ALL_ZAKEN):
        if cells := release.cells(kubus, gebied=gebied, schooljaar=schooljaar):
            return max(cells.values())
    return 0
