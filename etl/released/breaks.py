"""The breaks in the time line of one area: those of the country, and those of the area itself.

Of the area itself are a gemeente that merged (recoded: the old zaken count with the new one), a
changed coverage (with more or fewer gemeenten a total is about other places), and a registration
that became fit to compare with others or stopped being so.
"""

from collections.abc import Sequence

from etl.domain import herindelingen
from etl.domain.areas import Niveau, gemeenten_in, niveau_of
from etl.domain.breaks import BREAKS, Break, Soort
from etl.released import dutch
from etl.released.comparable import why_not
from etl.released.reader import Release

LARGE_SHARE = 0.1
"""From this share of its zaken on, other gemeenten make an area another area."""


def breaks_of(release: Release, gebied: str, *names: str) -> tuple[Break, ...]:
    """Return the breaks within the years of the release that touch a figure, old to new.

    Args:
        release: its years are the time line.
        gebied: whose time line it is.
        names: of the metric first and, where there is one, the indicator.
    """
    later = release.schooljaren[1:]
    found = [each for each in BREAKS if each.schooljaar in later and each.touches(*names)]
    own = (
        one
        for one in (
            *_merged(gebied),
            *_coverage(release, gebied),
            *(_registration(release, gebied, names[0]) if names else ()),
        )
        if one.schooljaar in later
    )
    return tuple(sorted((*found, *own), key=lambda one: (one.schooljaar, one.soort)))


def broken_between(breaks: tuple[Break, ...], first: str, second: str) -> Break | None:
    """Return a break between two school years across which nothing may be compared, if any."""
    early, late = sorted((first, second))
    return next(
        (one for one in breaks if early < one.schooljaar <= late and not one.is_crossable), None
    )


def _coverage(release: Release, gebied: str) -> list[Break]:
    """Return a break wherever other gemeenten delivered than the year before.

    Nothing is compared across it when they have a tenth or more of the area's zaken. Of a year that
    still runs, too few zaken are known to tell who delivers.
    """
    if niveau_of(gebied) is Niveau.GEMEENTE:
        return []
    years = [year for year in release.schooljaren if not release.is_running(gebied, year)]
    places = gemeenten_in(gebied)
    found = []
    for before, after in zip(years, years[1:], strict=False):
        was, now = release.coverage(gebied, before), release.coverage(gebied, after)
        changed = [
            code
            for code in places
            if release.coverage(code, before).delivered != release.coverage(code, after).delivered
        ]
        if not (was.delivered and now.delivered and changed):
            continue
        few = _share(release, gebied, changed, years=(before, after)) < LARGE_SHARE
        found.append(
            Break(
                after,
                Soort.DEKKING,
                "Andere gemeenten",
                f"In {before} leverden {was.delivered} van de {was.of} gemeenten, in {after} "
                f"{now.delivered}. "
                + (
                    "Die erbij kwamen of wegvielen, hebben weinig zaken."
                    if few
                    else "Het totaal gaat over andere gemeenten."
                ),
                is_crossable=few,
            )
        )
    return found


def _share(release: Release, gebied: str, changed: Sequence[str], *, years: Sequence[str]) -> float:
    """Return the largest share of an area's zaken that some of its gemeenten have in a year."""
    shares = [0.0]
    for year in years:
        total = release.total(gebied=gebied, schooljaar=year)
        parts = sum(release.total(gebied=code, schooljaar=year) or 0 for code in changed)
        shares += [parts / total] if total else []
    return max(shares)


def _registration(release: Release, gebied: str, metric: str) -> list[Break]:
    """Return a break where the registration became fit to compare, or stopped being so.

    Of a year that still runs too little is registered to tell.
    """
    found = []
    years = [year for year in release.schooljaren if not release.is_running(gebied, year)]
    for before, after in zip(years, years[1:], strict=False):
        was, now = (why_not(release, gebied, year, metric) for year in (before, after))
        reason = now or was
        if was != now and reason is not None:
            found.append(
                Break(
                    after,
                    Soort.REGISTRATIE,
                    "Registratie veranderd",
                    f"De registratie is tussen {before} en {after} veranderd. In "
                    f"{after if now else before}: {reason.label}.",
                )
            )
    return found


def _merged(gebied: str) -> list[Break]:
    """Return a gemeente's mergers, recoded, and where it got a part of another, which is not."""
    changes: dict[tuple[str, bool], list[herindelingen.Herindeling]] = {}
    for each in herindelingen.herindelingen():
        if each.nieuw == gebied:
            whole = each.soort is not herindelingen.Soort.GESPLITST
            changes.setdefault((each.eerste_schooljaar, whole), []).append(each)
    found = []
    for (schooljaar, whole), merged in changes.items():
        names = dutch.listed([each.naam for each in merged])
        text = (
            f"{names} hoort hier sinds {dutch.day(merged[0].datum)} bij. De zaken van daarvoor "
            "zijn omgerekend: ze tellen mee."
            if whole
            else f"Een deel van {names} hoort hier sinds {dutch.day(merged[0].datum)} bij. De "
            "zaken van daarvoor zijn niet om te rekenen."
        )
        found.append(
            Break(
                schooljaar,
                Soort.GEMEENTEN,
                "Herindeling",
                text,
                bron=merged[0].bron,
                is_crossable=whole,
            )
        )
    return found
