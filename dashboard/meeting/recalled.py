"""What the product itself wrote in a meeting about figures that were taken back since.

A point that a signal made begins with a sentence about its figure. That sentence is kept as a text
like any other, so that people can change it; here it is known as ours as long as nobody did.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy.orm import Session

from dashboard.meeting import page, seal
from dashboard.meeting.models import Bron, Pin, Punt, Veld, Vergadering

INTRODUCTION = "toelichting"
TAKEN_BACK = "Hier stond wat de cijfers zeiden. Die cijfers zijn teruggeroepen."


def introductions(session: Session, meeting: Vergadering) -> frozenset[str]:
    """Return the points whose introduction says what figures said that were recalled since."""
    if not page.has_recalls():
        return frozenset()
    return frozenset(
        punt.id
        for punt in meeting.punten
        if punt.bron == Bron.SIGNAAL
        and _is_recalled(meeting, punt)
        and _is_ours(session.get(Veld, (punt.id, INTRODUCTION)))
    )


def without(news: dict[str, Any], points: Collection[str]) -> dict[str, Any]:
    """Take introductions out of what a device is sent."""
    return news | {"velden": list(_told(news["velden"], points))}


def _told(fields: list[dict[str, Any]], points: Collection[str]) -> Iterator[dict[str, Any]]:
    for field in fields:
        is_gone = field["naam"] == INTRODUCTION and field["object"] in points
        yield field | {"tekst": TAKEN_BACK} if is_gone else field


def _is_ours(veld: Veld | None) -> bool:
    return veld is not None and veld.versie == 1


def _is_recalled(meeting: Vergadering, punt: Punt) -> bool:
    if punt.pinnen:
        # also those taken off the agenda: the sentence stayed
        return any(_was_recalled(pin) for pin in punt.pinnen)
    about = {meeting.gebied, *meeting.gemeenten.split()}
    return not about.isdisjoint(page.recalled(meeting.vrijgave or ""))


def _was_recalled(pin: Pin) -> bool:
    # the sentence is of the day when it was pinned, whatever was sealed later
    figure = seal.opened(pin.gezien)
    return seal.blanked(figure, page.recalled(figure.vrijgave)) is not figure
