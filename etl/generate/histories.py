"""What happens in a zaak, from melding to outcome: every day of it, as if it were all over.

Nothing knows the peildatum yet; `observed` cuts a history off there. So an open zaak is one whose
end still lay ahead, as in life, and the share still open follows from the durations.
Where the law sets a norm (chain partners, melding to proces-verbaal), the durations are such that
about 80 % keeps to it; for the other steps nothing is published and these are a guess.
"""

from dataclasses import dataclass, replace

import numpy as np

from etl.domain import codes
from etl.generate import draws, routes
from etl.generate.cases import BANDS, ONDERWIJSSOORTEN, Cases, ages, bands
from etl.generate.character import Character
from etl.generate.draws import NONE, Floats, Ints
from etl.generate.habits import Habits
from etl.generate.routes import Choices
from etl.generate.seasons import TYPES

OUTCOMES = codes.UITKOMST.values

SLOTS = (1, 2, 2, 3, 4, 5, 6, 6, 7)
"""Steps up to the choice of the route; 2 and 6 may be done twice."""

_MEDIAN = np.array([1.6, 3.5, 4.0, 0.6, 2.5, 4.5, 10.0, 7.0, 2.5])
_PRESENT = np.array([0.98, 0.95, 0.07, 0.96, 0.82, 0.72, 0.88, 0.08, 0.95])
_LIGHT = np.array([False, True, True, True, False, True, False, False, False])
_SIGMA = 0.8
_HURRIED_LEAVES_OUT = np.isin(SLOTS, (3, 4, 5, 6))
_HEAVY_PACE = 1.3
"""A heavy route is prepared longer: with this about 80 % reaches the OM within its 60 days."""

_ENROLLED = [ONDERWIJSSOORTEN.index(code) for code in codes.WITH_PUPILS]
_SOONER_CLOSED = 0.22
"""Of the zaken without a route: solved before the choice of step 7."""

_OUTCOME = draws.matrix(
    TYPES,
    OUTCOMES,
    {
        "16_uur": {
            "terug_naar_school": 0.86, "andere_opleiding": 0.035, "werk": 0.012,
            "overige_uitschrijving": 0.02, "vrijstelling": 0.008, "einde_leerplicht": 0.04,
            "verhuisd": 0.015, "overleden": 0.0002, "langdurig_ziek": 0.012,
            "legitiem_afwezig": 0.014,
        },
        "lrv": {
            "terug_naar_school": 0.58, "andere_opleiding": 0.09, "werk": 0.015,
            "overige_uitschrijving": 0.05, "vrijstelling": 0.1, "einde_leerplicht": 0.09,
            "verhuisd": 0.035, "overleden": 0.0005, "langdurig_ziek": 0.06,
            "legitiem_afwezig": 0.02,
        },
        "luxe": {
            "terug_naar_school": 0.955, "verhuisd": 0.005, "langdurig_ziek": 0.004,
            "legitiem_afwezig": 0.036,
        },
        "absoluut": {
            "terug_naar_school": 0.56, "andere_opleiding": 0.06, "werk": 0.015,
            "overige_uitschrijving": 0.06, "vrijstelling": 0.14, "einde_leerplicht": 0.07,
            "verhuisd": 0.11, "overleden": 0.0005, "langdurig_ziek": 0.01,
            "legitiem_afwezig": 0.015,
        },
        "overig": {
            "terug_naar_school": 0.88, "andere_opleiding": 0.02, "werk": 0.006,
            "overige_uitschrijving": 0.015, "vrijstelling": 0.01, "einde_leerplicht": 0.02,
            "verhuisd": 0.012, "langdurig_ziek": 0.02, "legitiem_afwezig": 0.03,
        },
        "doorstroompunt_18plus": {
            "terug_naar_school": 0.45, "andere_opleiding": 0.12, "werk": 0.2,
            "overige_uitschrijving": 0.2, "verhuisd": 0.03,
        },
    },
)  # fmt: skip
_RETURNED = np.isin(OUTCOMES, codes.RETURNED)
_OLDER_ONLY = np.isin(OUTCOMES, ("werk", "einde_leerplicht"))
_OUTCOME_PACE = np.where(_RETURNED, 1.0, 1.4)

_TAIL = np.array([16.0, 52.0, 12.0, 36.0, 13.0, 45.0])
"""Median days from the choice to the outcome, by verzuimtype."""

_TAIL_OF_ROUTE = {"GEEN": 0.5, "GEEN_PV": 0.6, "R1": 1.1, "R2": 1.5, "LOD": 1.5, "PV": 1.5}
_TAIL_FACTOR = np.array([_TAIL_OF_ROUTE.get(route, 2.0) for route in routes.ROUTES])
_TAIL_SIGMA = 0.85
_STUCK = np.array([0.01, 0.1, 0.0, 0.08, 0.01, 0.1])
"""Share, by verzuimtype, that takes six times as long."""

_RELAPSE_TRIES, _RELAPSE_MEDIAN, _RELAPSE_SIGMA, _RELAPSE_WINDOW = 0.2, 60.0, 0.9, 400


@dataclass(frozen=True)
class History:
    """Days of each zaak; step days as zaken × slots, `NONE` where a step was not done."""

    starts: Ints
    ends: Ints
    choice: Ints
    """The day on which the route was chosen."""

    outcome: Ints
    closed: Ints
    """The day of the outcome."""


def live(
    rng: np.random.Generator,
    zaken: Cases,
    choices: Choices,
    *,
    character: Character,
    habits: Habits,
) -> tuple[Choices, History]:
    """Let every zaak run to its end. A zaak solved early keeps no advice and no deviation."""
    count = len(zaken)
    pace = np.exp(character.slower[zaken.regio])
    careful = np.where(routes.HEAVY[choices.chosen], _HEAVY_PACE, 1.0)
    happens = rng.random((count, len(SLOTS)))
    present = happens < _PRESENT * np.where(_LIGHT, habits.steps_kept, 1.0)
    present[choices.hurried[:, None] & _HURRIED_LEAVES_OUT] = False
    early = routes.NO_ROUTE[choices.chosen] & (rng.random(count) < _SOONER_CLOSED)
    last = np.where(early, rng.integers(2, 6, count), len(SLOTS))
    present &= np.arange(len(SLOTS)) < last[:, None]

    median = _MEDIAN * (pace * careful)[:, None]
    took = np.where(present, draws.lognormal_days(rng, median, _SIGMA), 0)
    until = zaken.melddag[:, None] + np.cumsum(took, axis=1)
    ends = np.where(present, draws.next_workday(until), NONE)
    starts = np.where(present, draws.next_workday(until - took), NONE)
    choice = draws.next_workday(until[:, -1])

    weights = _outcome_weights(zaken, character)
    outcome = draws.draw(rng, weights)
    factor = _TAIL_FACTOR[choices.chosen] * _OUTCOME_PACE[outcome] * pace
    factor *= np.where(rng.random(count) < _STUCK[zaken.verzuimtype], 6.0, 1.0)
    factor *= np.where(early, 0.3, 1.0)
    tail = draws.lognormal_days(rng, _TAIL[zaken.verzuimtype] * factor, _TAIL_SIGMA)
    closed = draws.next_workday(choice + tail)
    plain = replace(
        choices,
        advised=np.where(early, NONE, choices.advised),
        instrument=np.where(early & (choices.instrument == 0), 1, choices.instrument),
        afwijking=np.where(early, NONE, choices.afwijking),
        gemotiveerd=np.where(early, NONE, choices.gemotiveerd),
        reason=np.where(early, NONE, choices.reason),
    )
    return plain, History(starts, ends, choice, outcome, closed)


def relapse(rng: np.random.Generator, zaken: Cases, history: History) -> Cases:
    """Turn some zaken into new ones of a pupil who had come back, in the same gemeente.

    The pupil must have gone to the same kind of school and be in the same age band still: then
    all that was drawn for the zaak stays possible, and only the pupil changes.
    """
    school = zaken.onderwijssoort
    enrolled = np.isin(school, _ENROLLED)
    again = (rng.random(len(zaken)) < _RELAPSE_TRIES) & enrolled
    delay = draws.lognormal_days(rng, np.full(len(zaken), _RELAPSE_MEDIAN), _RELAPSE_SIGMA) + 1
    donors = np.flatnonzero(~again & enrolled & _RETURNED[history.outcome])
    if not len(donors):
        return zaken
    group = (zaken.gemeente * len(ONDERWIJSSOORTEN) + school) * len(BANDS) + zaken.leeftijdsgroep
    by_return = (group[donors] << 20) + history.closed[donors]
    order = np.argsort(by_return, kind="stable")
    wanted = (group << 20) + zaken.melddag - delay
    found = np.searchsorted(by_return[order], wanted, side="right") - 1
    donor = donors[order][np.maximum(found, 0)]
    since = zaken.melddag - history.closed[donor]
    fits = again & (found >= 0) & (group[donor] == group)
    fits &= (since >= 1) & (since <= _RELAPSE_WINDOW)
    fits &= bands(ages(zaken.melddag, zaken.geboren[donor])) == zaken.leeftijdsgroep
    return replace(
        zaken,
        leerling=np.where(fits, zaken.leerling[donor], zaken.leerling),
        geboren=np.where(fits, zaken.geboren[donor], zaken.geboren),
        geslacht=np.where(fits, zaken.geslacht[donor], zaken.geslacht),
    )


def observed(choices: Choices, history: History, *, peildag: int) -> tuple[Choices, History]:
    """Return what was on record at the peildatum: what lay ahead is not there."""
    begun = history.starts <= peildag
    later = history.choice > peildag
    open_zaak = history.closed > peildag
    seen = replace(
        choices,
        chosen=np.where(later, NONE, choices.chosen),
        advised=np.where(later, NONE, choices.advised),
        instrument=np.where(later, NONE, choices.instrument),
        afwijking=np.where(later, NONE, choices.afwijking),
        gemotiveerd=np.where(later, NONE, choices.gemotiveerd),
        reason=np.where(later, NONE, choices.reason),
    )
    cut = History(
        starts=np.where(begun, history.starts, NONE),
        ends=np.where(history.ends <= peildag, history.ends, NONE),
        choice=np.where(later, NONE, history.choice),
        outcome=np.where(open_zaak, NONE, history.outcome),
        closed=np.where(open_zaak, NONE, history.closed),
    )
    return seen, cut


def _outcome_weights(zaken: Cases, character: Character) -> Floats:
    weights = _OUTCOME[zaken.verzuimtype]
    older = zaken.leeftijdsgroep >= BANDS.index("16_17")
    weights = np.where(_OLDER_ONLY & ~older[:, None], 0.0, weights)
    less = np.exp(character.less_return[zaken.regio])[:, None]
    return np.asarray(np.where(_RETURNED, weights, weights * less))
