"""Which route is chosen, what was advised, and how a deviation is written down.

The choice is drawn first, so that its distribution is the one calibrated here; the advice is the
same route, or a neighbour of it. Shares of routes have no published source: these are a guess that
keeps to what is known (Halt near 4 %, proces-verbaal near 6 %, vrijwillige hulp the largest).
"""

from dataclasses import dataclass

import numpy as np

from etl.domain import codes
from etl.generate import cases, draws
from etl.generate.cases import BANDS, ONDERWIJSSOORTEN, SEXES, Cases
from etl.generate.character import Character
from etl.generate.draws import NONE, Flags, Floats, Ints
from etl.generate.habits import Habits
from etl.generate.seasons import TYPES

ROUTES = (
    "GEEN", "R1", "R2", "R3", "R4", "LOD", "R1+R2", "R1+R3", "R1+R4", "R1+LOD", "PV", "GEEN_PV",
)  # fmt: skip
REASONS = codes.MOTIVERING.values

_WEIGHT = np.array([max(codes.ROUTE_WEIGHT[code] for code in route.split("+")) for route in ROUTES])
_HAS_HALT = np.array(["R2" in route for route in ROUTES])
_ENFORCES = np.array([bool({"R2", "R4", "PV"} & set(route.split("+"))) for route in ROUTES])
HEAVY = np.array([bool({*codes.HEAVY_ROUTES} & {*route.split("+")}) for route in ROUTES])
NO_ROUTE = np.array([route in codes.ALONE_ROUTES for route in ROUTES])

_CHOICE = draws.matrix(
    TYPES,
    ROUTES,
    {
        "16_uur": {
            "GEEN": 0.36, "R1": 0.49, "R2": 0.044, "R3": 0.012, "R4": 0.028, "LOD": 0.002,
            "R1+R2": 0.012, "R1+R3": 0.004, "R1+R4": 0.008, "PV": 0.001,
        },
        "lrv": {
            "GEEN": 0.14, "R1": 0.62, "R2": 0.008, "R3": 0.06, "R4": 0.06, "LOD": 0.012,
            "R1+R3": 0.03, "R1+R4": 0.05,
        },
        "luxe": {"GEEN_PV": 0.56, "PV": 0.44},
        "absoluut": {
            "GEEN": 0.42, "R1": 0.4, "R3": 0.02, "R4": 0.07, "LOD": 0.06, "R1+LOD": 0.02,
        },
        "overig": {"GEEN": 0.5, "R1": 0.46, "R2": 0.012, "R3": 0.012, "R4": 0.008, "R1+R2": 0.006},
        "doorstroompunt_18plus": {"GEEN": 0.55, "R1": 0.45},
    },
)  # fmt: skip

_OTHER_ADVICE = draws.matrix(
    ROUTES,
    ROUTES,
    {
        "GEEN": {"R1": 0.9, "R2": 0.1},
        "R1": {"GEEN": 0.45, "R2": 0.2, "R3": 0.2, "R4": 0.15},
        "R2": {"R1": 0.7, "R4": 0.2, "R1+R2": 0.1},
        "R3": {"R1": 0.75, "R1+R3": 0.25},
        "R4": {"R1": 0.5, "R2": 0.3, "R3": 0.2},
        "LOD": {"R1": 0.5, "R4": 0.5},
        "R1+R2": {"R1": 0.5, "R2": 0.5},
        "R1+R3": {"R1": 0.4, "R3": 0.6},
        "R1+R4": {"R1": 0.5, "R4": 0.5},
        "R1+LOD": {"R1": 0.7, "LOD": 0.3},
        "PV": {"R4": 1.0},
        "GEEN_PV": {"GEEN": 1.0},
    },
)  # fmt: skip

_HALT_BY_AGE = ((12, 13, 14, 15, 16, 17), (0.6, 1.0, 1.35, 1.5, 0.95, 0.55))
_SAME_AS_ADVICE = 0.86
_EXPLAINED = 0.78

_REASON = draws.matrix(
    ("lichter", "zwaarder"),
    REASONS,
    {
        "lichter": {
            "eerdere_hulp": 0.05, "geen_medewerking": 0.1, "wachtlijst": 0.25,
            "afspraak_keten": 0.15, "school_greep_in": 0.3, "anders": 0.15,
        },
        "zwaarder": {
            "veiligheid": 0.2, "eerdere_hulp": 0.25, "recidive": 0.25, "geen_medewerking": 0.18,
            "afspraak_keten": 0.07, "anders": 0.05,
        },
    },
)  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """What was chosen in each zaak in the end, and what was written down about it."""

    chosen: Ints
    advised: Ints
    """`NONE` where the signaleringsinstrument was not used."""

    instrument: Ints
    afwijking: Ints
    gemotiveerd: Ints
    """Positions in ja, nee, onbekend; `NONE` where it was not filled in."""

    reason: Ints
    hurried: Flags
    """The intervention came at once, before the steps that should lead to it."""


def choose(
    rng: np.random.Generator, zaken: Cases, *, character: Character, habits: Habits
) -> Choices:
    """Choose a route for every zaak; whoever is under 12 or 18 and over never goes to Halt."""
    chosen = draws.draw(rng, _weights(zaken, character))
    count = len(zaken)
    luck = rng.random((6, count))

    used = (luck[0] < habits.instrument) & ~zaken.in_spoor_b
    silent = luck[0] > 0.93 if habits.instrument else np.ones(count, dtype=np.bool_)
    instrument = np.where(used, 0, np.where(silent, NONE, 1))
    other = draws.draw(rng, _allowed(_OTHER_ADVICE[chosen], zaken))
    advised = np.where(luck[1] < _SAME_AS_ADVICE, chosen, other)
    advised = np.where(used, advised, NONE)

    hurried = HEAVY[chosen] & (luck[2] < 0.05)
    deviates = (used & (advised != chosen)) | hurried
    says = np.where(deviates, np.where(luck[3] < 0.93, 0, 1), np.where(luck[3] < 0.02, 0, 1))
    afwijking = np.where(luck[4] < habits.afwijking, says, NONE)
    logit = np.log(_EXPLAINED / (1 - _EXPLAINED)) - character.less_explained[zaken.regio]
    explained = np.where(luck[5] < 1 / (1 + np.exp(-logit)), 0, 1)
    filled = (afwijking == 0) & (rng.random(count) < habits.gemotiveerd)
    gemotiveerd = np.where(filled, explained, NONE)
    heavier = (_WEIGHT[chosen] > _WEIGHT[advised]) | hurried
    reason = draws.draw(rng, _REASON[heavier.astype(np.int64)])
    reason = np.where((gemotiveerd == 0) & (rng.random(count) < 0.88), reason, NONE)
    return Choices(chosen, advised, instrument, afwijking, gemotiveerd, reason, hurried)


def _weights(zaken: Cases, character: Character) -> Floats:
    tilt = np.exp(character.heavier[zaken.regio][:, None] * _WEIGHT)
    held = np.where(_ENFORCES, cases.held_enforcement(zaken)[:, None], 1.0)
    boys = np.where(zaken.geslacht == SEXES.index("m"), 1.12, 0.88)
    peak = np.interp(zaken.leeftijd, *_HALT_BY_AGE)
    halt = np.where(_HAS_HALT, (boys * peak)[:, None], 1.0)
    return _allowed(_CHOICE[zaken.verzuimtype] * tilt * held * halt, zaken)


def _allowed(weights: Floats, zaken: Cases) -> Floats:
    """Return the weights without Halt for those who cannot go there."""
    band = zaken.leeftijdsgroep
    halt = (band == BANDS.index("12_15")) | (band == BANDS.index("16_17"))
    halt &= zaken.onderwijssoort != ONDERWIJSSOORTEN.index("po")
    kept = np.where(_HAS_HALT & ~halt[:, None], 0.0, weights)
    # a row that only knew Halt falls back to voluntary help
    kept[kept.sum(axis=1) == 0, ROUTES.index("R1")] = 1.0
    return np.asarray(kept)
