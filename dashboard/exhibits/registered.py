"""What a figure of one area says about comparing it: nothing, or why that would be unfair."""

from dashboard.state import State
from etl.domain.areas import Niveau
from etl.domain.registration import Reason
from etl.released.comparable import why_not
from etl.released.cubes import ZAAK
from etl.released.reader import Release


def notes(release: Release, state: State, metric: str, *, code: str = ZAAK) -> tuple[str, ...]:
    """Return the sentence that a reader needs before he compares this figure with another area's.

    With a filter it is that of the whole area: registration is not measured by group.
    """
    reason = unfair(release, state, metric, code=code)
    return (reason.sentence,) if reason else ()


def unfair(release: Release, state: State, metric: str, *, code: str = ZAAK) -> Reason | None:
    """Return why the figure of an area may not be compared; the country has nothing beside it."""
    if state.niveau is Niveau.LAND:
        return None
    return why_not(release, state.gebied, state.schooljaar, metric, code=code)
