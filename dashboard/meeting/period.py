"""The school year of a meeting as its pages and its documents name it.

Until a meeting begins, the release says whether the year still runs. After that its figures stay as
they were sealed, and so does what they said of the year.
"""

from dashboard.exhibits.curves import RUNNING
from dashboard.meeting import agenda, seal, store
from dashboard.meeting.models import Pin, Vergadering
from dashboard.meeting.seal import Sealed
from etl.domain.schooljaren import last_day
from etl.released.reader import Release


def year_name(meeting: Vergadering, release: Release | None) -> str:
    """Name the school year, with `(loopt nog)` where it is not over."""
    runs = _ran(meeting) if meeting.begonnen_op else _runs(meeting, release)
    return f"{meeting.schooljaar}{RUNNING}" if runs else meeting.schooljaar


def _runs(meeting: Vergadering, release: Release | None) -> bool:
    areas = agenda.released(meeting.gemeenten.split() or [meeting.gebied])
    return release is not None and any(
        release.is_running(gebied, meeting.schooljaar) for gebied in areas
    )


def _ran(meeting: Vergadering) -> bool:
    """Say whether the year was not over when the figures of a meeting were sealed."""
    figures = [_sealed(pin) for punt in store.points(meeting) for pin in store.pins(punt)]
    of_year = [each.loopt for each in figures if each and each.schooljaar == meeting.schooljaar]
    if of_year or meeting.begonnen_op is None:
        return any(of_year)
    return meeting.begonnen_op.date() <= last_day(meeting.schooljaar)


def _sealed(pin: Pin) -> Sealed | None:
    try:
        return seal.opened(pin.zegel, digest=pin.zegel_hash) if pin.zegel else None
    except seal.Broken:
        # the page says so where the figure stands
        return None
