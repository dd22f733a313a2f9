"""How a supplier registers. No two do it the same way, and a comparison has to live with that.

The habits go round: supplier 1 gets the first, and after the last the first comes again. So every
set of a dozen suppliers shows each of them, whatever the seed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habits:
    """One way of registering. Shares are fractions, 0 to 1."""

    delimiter: str = ";"
    uuid: bool = False
    """Pseudonyms as UUIDs; otherwise as 32 hex."""

    ages: tuple[str, ...] = ("leeftijd",)
    """Which of the two age columns are delivered."""

    keten: bool = True
    noemers: bool = True
    doorstroompunt: bool = False
    """Also delivers 18-plus reports, which are outside the MAS."""

    weeks_before: int = 0
    """How long before the peildatum of the set this supplier made its export."""

    steps_kept: float = 1.0
    """Share of the light steps (2, 3, 5, 9) that are written down at all."""

    open_ends: float = 0.01
    """Share of the finished steps without an einddatum."""

    instrument: float = 0.72
    """Share of the zaken (spoor A) in which use of the signaleringsinstrument is on record."""

    afwijking: float = 0.85
    gemotiveerd: float = 0.85
    """Share of the zaken in which the field is filled in where it applies."""

    blank: str = ""
    """What stands in a code field that was not filled in: nothing, or `onbekend`."""

    reversed_routes: bool = False
    """Writes the codes of a combination the other way round."""

    flawed: float = 0.001
    """Share of the rows with a mistake that sets the row aside; below 0.005."""


ROUND = (
    Habits(noemers=True, flawed=0.0005),
    Habits(uuid=True, ages=("leeftijdsgroep",), weeks_before=1, steps_kept=0.75, flawed=0.0015),
    Habits(delimiter=",", keten=False, blank="onbekend", weeks_before=3, flawed=0.001),
    Habits(uuid=True, doorstroompunt=True, flawed=0.0),
    Habits(open_ends=0.12, weeks_before=2, blank="onbekend", flawed=0.004),
    Habits(delimiter=",", ages=("leeftijd", "leeftijdsgroep"), reversed_routes=True, flawed=0.002),
    Habits(instrument=0.0, afwijking=0.7, flawed=0.001),
    Habits(uuid=True, afwijking=0.35, gemotiveerd=0.4, weeks_before=4, flawed=0.002),
    Habits(delimiter=",", noemers=False, doorstroompunt=True, weeks_before=1, flawed=0.0008),
    Habits(ages=("leeftijdsgroep",), steps_kept=0.9, blank="onbekend", flawed=0.003),
    Habits(uuid=True, delimiter=",", open_ends=0.04, weeks_before=2, flawed=0.001),
)
"""The habits, in the order in which suppliers get them."""
