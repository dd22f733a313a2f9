"""Invent the zaken themselves: where, when, what kind, which pupil.

Day and verzuimtype come from the season; school, age and sex from the type. The birth day exists
in memory only, so that a pupil who comes back later has grown older; it is never written.
"""

from dataclasses import dataclass

import numpy as np

from etl.domain import codes
from etl.generate import draws, seasons
from etl.generate.draws import Flags, Floats, Ints
from etl.generate.seasons import TYPES

ONDERWIJSSOORTEN = codes.ONDERWIJSSOORT.values
BANDS = codes.LEEFTIJDSGROEP.values
SEXES = codes.GESLACHT.values
_AGES = tuple(range(4, 24))
_OF_SPOOR_B = [TYPES.index(verzuimtype) for verzuimtype in codes.VERZUIMTYPES_OF_SPOOR["B"]]

TYPE_SHARE = np.array([0.60, 0.055, 0.095, 0.095, 0.155, 0.03])
"""In the order of the code list; the last is 18-plus, of suppliers that deliver it."""

_SCHOOL = draws.matrix(
    TYPES,
    ONDERWIJSSOORTEN,
    {
        "16_uur": {"po": 0.06, "so_vso": 0.05, "vo": 0.58, "mbo": 0.31},
        "lrv": {"po": 0.14, "so_vso": 0.16, "vo": 0.53, "mbo": 0.17},
        "luxe": {"po": 0.70, "so_vso": 0.03, "vo": 0.25, "mbo": 0.02},
        "absoluut": {"geen": 0.9, "onbekend": 0.1},
        "overig": {"po": 0.22, "so_vso": 0.08, "vo": 0.53, "mbo": 0.16, "onbekend": 0.01},
        "doorstroompunt_18plus": {"vo": 0.08, "mbo": 0.92},
    },
)

_YOUNG = {str(age): 1.0 for age in range(5, 12)}
_AGE = draws.matrix(
    ONDERWIJSSOORTEN,
    [str(age) for age in _AGES],
    {
        "po": {"4": 0.1, **_YOUNG, "12": 0.35},
        "so_vso": {**dict.fromkeys(_YOUNG, 0.4), "12": 0.7, "13": 1, "14": 1.2, "15": 1.3,
                   "16": 1.2, "17": 0.6},
        "vo": {"12": 0.5, "13": 1.2, "14": 1.8, "15": 2.1, "16": 1.5, "17": 0.5},
        "mbo": {"16": 1.0, "17": 2.0},
        "geen": {"5": 1.6, **dict.fromkeys(_YOUNG, 0.7), "12": 0.8, "13": 0.7, "14": 0.8,
                 "15": 1.0, "16": 2.0, "17": 2.2},
        "onbekend": {**dict.fromkeys(_YOUNG, 0.4), "14": 1, "15": 1, "16": 1.5, "17": 1.5},
    },
)  # fmt: skip
_AGE_18_PLUS = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 2.5, 1.5, 0.8, 0.4)

_BOYS = np.array([0.56, 0.52, 0.5, 0.51, 0.55, 0.58])
_SEX_OTHER, _SEX_UNKNOWN = 0.002, 0.01

_YEAR_DAYS = 365.25


@dataclass(frozen=True)
class Cases:
    """Zaken, one position each, in order of melddatum; codes are positions in the code lists."""

    gemeente: Ints
    """Position in the supplier's gemeenten."""

    regio: Ints
    """Position in the plan's regions."""

    verzuimtype: Ints
    melddag: Ints
    onderwijssoort: Ints
    geslacht: Ints
    geboren: Ints
    """Day of birth, in memory only."""

    leerling: Ints
    """Number of the pupil: the position of the first zaak of that pupil."""

    def __len__(self) -> int:
        return len(self.melddag)

    @property
    def in_spoor_b(self) -> Flags:
        return np.isin(self.verzuimtype, _OF_SPOOR_B)

    @property
    def leeftijd(self) -> Ints:
        return ages(self.melddag, self.geboren)

    @property
    def leeftijdsgroep(self) -> Ints:
        return bands(self.leeftijd)


def ages(day: Ints, born: Ints) -> Ints:
    return np.asarray(((day - born) / _YEAR_DAYS).astype(np.int64))


def bands(age: Ints) -> Ints:
    """Return positions in the code list of age bands."""
    return np.asarray(np.searchsorted([12, 16, 18], age, side="right"), dtype=np.int64)


def invent(
    rng: np.random.Generator, counts: Ints, *, regio: Ints, days: Ints, intensity: Floats
) -> Cases:
    """Invent `counts` (gemeenten × types) zaken on `days`, as likely as `intensity` says.

    Args:
        regio: position of the region of each gemeente.
        intensity: types × days.
    """
    gemeenten, types = counts.shape
    place = np.repeat(np.arange(gemeenten * types), counts.ravel())
    gemeente, verzuimtype = place // types, place % types
    melddag = np.zeros(len(place), dtype=np.int64)
    for number in range(types):
        of_type = verzuimtype == number
        drawn = draws.draw_same(rng, intensity[number], int(of_type.sum()))
        melddag[of_type] = days[drawn]
    order = np.argsort(melddag, kind="stable")
    gemeente, verzuimtype, melddag = gemeente[order], verzuimtype[order], melddag[order]

    school = draws.draw(rng, _SCHOOL[verzuimtype])
    age = draws.draw(rng, _AGE[school])
    adult = verzuimtype == TYPES.index(codes.OUTSIDE_MAS)
    age[adult] = draws.draw_same(rng, _AGE_18_PLUS, int(adult.sum()))
    since_birthday = rng.random(len(age)) * 0.98 + 0.01
    geboren = melddag - np.floor((age + _AGES[0] + since_birthday) * _YEAR_DAYS).astype(np.int64)
    luck = rng.random((2, len(age)))
    geslacht = np.where(luck[0] < _BOYS[verzuimtype], 0, 1)
    geslacht[luck[1] < _SEX_OTHER] = SEXES.index("x")
    geslacht[luck[1] > 1 - _SEX_UNKNOWN] = SEXES.index("onbekend")
    return Cases(
        gemeente, regio[gemeente], verzuimtype, melddag, school, geslacht, geboren,
        leerling=np.arange(len(age)),
    )  # fmt: skip


def held_enforcement(cases: Cases) -> Floats:
    """Return the factor on Halt, strafrecht and proces-verbaal at the time of each zaak."""
    return np.where(seasons.enforcement_held(cases.melddag), 0.3, 1.0)
