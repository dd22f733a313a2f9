"""What the table did beside its agenda, for the verslag: the quick scan and the practice cases."""

from sqlalchemy.orm import Session

from dashboard.meeting.models import Vergadering
from dashboard.practice import keep as practice
from dashboard.quickscan import totals as quickscan
from dashboard.verslag.model import Figure, Point

_ABOUT = (
    ("Quickscan", "Ieder vulde op het eigen apparaat in, zonder naam.", quickscan.figures),
    (
        "Oefenzaken",
        "Verzonnen zaken, om samen de stappen en routes door te lopen. Er is geen goed antwoord.",
        practice.figures,
    ),
)


def points(session: Session, meeting: Vergadering) -> tuple[Point, ...]:
    """Return a point for each of the two that was used."""
    found: list[tuple[str, str, list[Figure]]] = [
        (title, introduction, figures(session, meeting)) for title, introduction, figures in _ABOUT
    ]
    return tuple(
        Point(title, introduction=introduction, figures=tuple(figures))
        for title, introduction, figures in found
        if figures
    )
