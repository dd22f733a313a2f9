"""The rows of stappen and keten: who did what, from when to when.

Step 8 ends with the zaak at the latest; 9 and 10 come after the outcome, 9 often late or never
written down, 10 rarely held. A chain partner keeps its own time, and may finish after the zaak.
"""

from dataclasses import dataclass

import numpy as np

from etl.domain import codes
from etl.generate import draws, routes
from etl.generate.cases import Cases
from etl.generate.character import Character
from etl.generate.draws import NONE, Flags, Floats, Ints
from etl.generate.habits import Habits
from etl.generate.histories import SLOTS, History
from etl.generate.routes import ROUTES, Choices

PARTIES = codes.PARTIJ.values
RESULTS = codes.STAPRESULTAAT.values
PARTNERS = codes.PARTNER.values
CHAIN_RESULTS = codes.KETENRESULTAAT.values

ALL_SLOTS = (*SLOTS, 8, 8, 9, 10)
_EXECUTED_TWICE, _FED_BACK, _EVALUATED, _OPEN_AT_CLOSE = 0.06, 0.62, 0.05, 0.015

_PARTY_OF_STEP = draws.matrix(
    [str(step) for step in range(1, 11)],
    PARTIES,
    {
        "1": {"school": 1.0},
        "2": {"leerplicht": 0.8, "school": 0.2},
        **{str(step): {"leerplicht": 1.0} for step in (3, 4, 7)},
        "5": {"leerplicht": 0.97, "politie": 0.03},
        "6": {"leerplicht": 0.94, "jgz": 0.06},
        "8": {"leerplicht": 1.0},
        "9": {"leerplicht": 1.0},
        "10": {"leerplicht": 0.8, "swv": 0.1, "om": 0.1},
    },
)
_PARTY_OF_ROUTE = draws.matrix(
    ROUTES,
    PARTIES,
    {
        "R1": {"jeugdhulp": 0.6, "jgz": 0.12, "swv": 0.13, "school": 0.1, "leerplicht": 0.05},
        "R2": {"halt": 1.0},
        "R3": {"jeugdhulp": 0.6, "rvdk": 0.4},
        "R4": {"om": 0.85, "politie": 0.15},
        "LOD": {"leerplicht": 1.0},
        "R1+R2": {"halt": 0.5, "jeugdhulp": 0.5},
        "R1+R3": {"jeugdhulp": 0.7, "rvdk": 0.3},
        "R1+R4": {"om": 0.5, "jeugdhulp": 0.5},
        "R1+LOD": {"leerplicht": 0.5, "jeugdhulp": 0.5},
        "PV": {"om": 0.9, "leerplicht": 0.1},
        "GEEN": {"leerplicht": 1.0},
        "GEEN_PV": {"leerplicht": 1.0},
    },
)
_NO_PARTY = 0.03
_BEFORE_MELDING = 0.002
"""Share of the first steps that school began some days before the melding: a warning, no error."""

_REFERRED = {
    "halt": {"R2": 1.0, "R1+R2": 1.0},
    "om": {"R4": 1.0, "R1+R4": 1.0, "PV": 1.0},
    "rvdk": {"R3": 0.8, "R1+R3": 0.7, "R4": 0.5, "R1+R4": 0.5, "PV": 0.05},
    "jeugdhulp": {"R1": 0.45, "R3": 0.7, "R1+R2": 0.6, "R1+R3": 0.9, "R1+R4": 0.6, "R1+LOD": 0.6},
    "gemeente": {"LOD": 1.0, "R1+LOD": 1.0},
}
_REFERRAL = draws.matrix(PARTNERS, ROUTES, _REFERRED)
_START_MEDIAN = {"halt": 19.0, "om": 14.0, "rvdk": 8.0, "jeugdhulp": 24.0, "gemeente": 4.0}
_START_SIGMA = {"halt": 0.55, "om": 0.5, "rvdk": 0.5, "jeugdhulp": 0.8, "gemeente": 0.6}
_END_MEDIAN = {"halt": 45.0, "om": 38.0, "rvdk": 20.0, "jeugdhulp": 110.0, "gemeente": 30.0}
_END_SIGMA = {"halt": 0.4, "om": 0.75, "rvdk": 0.55, "jeugdhulp": 0.6, "gemeente": 0.6}
_RESULT = draws.matrix(
    PARTNERS,
    CHAIN_RESULTS,
    {
        "halt": {"positief": 0.8, "negatief": 0.13, "niet_in_behandeling": 0.07},
        "om": {"sepot": 0.24, "strafbeschikking": 0.3, "dagvaarding": 0.36, "voeging": 0.05,
               "overig": 0.05},
        "rvdk": {"afgerond": 0.93, "voortijdig_beeindigd": 0.04, "overig": 0.03},
        "jeugdhulp": {"afgerond": 0.7, "voortijdig_beeindigd": 0.22, "overig": 0.08},
        "gemeente": {"afgerond": 0.8, "voortijdig_beeindigd": 0.1, "overig": 0.1},
    },
)  # fmt: skip


@dataclass(frozen=True)
class Steps:
    """Rows of stappen; `zaak` is a position among the zaken."""

    zaak: Ints
    stap: Ints
    start: Ints
    end: Ints
    partij: Ints
    resultaat: Ints

    def __len__(self) -> int:
        return len(self.zaak)


@dataclass(frozen=True)
class Handovers:
    """Rows of keten; `zaak` is a position among the zaken."""

    zaak: Ints
    partner: Ints
    referred: Ints
    start: Ints
    end: Ints
    resultaat: Ints

    def __len__(self) -> int:
        return len(self.zaak)


def complete(
    rng: np.random.Generator,
    history: History,
    choices: Choices,
    *,
    habits: Habits,
    pace: Floats,
) -> History:
    """Add steps 8 (once or twice), 9 and 10 to the days of a history."""
    count = len(history.choice)
    luck = rng.random((5, count))
    acted = ~routes.NO_ROUTE[choices.chosen] & (luck[0] < 0.97)
    begin = draws.next_workday(history.choice + rng.integers(0, 6, count))
    begin = np.minimum(begin, history.closed)
    span = history.closed - begin
    twice = acted & (luck[1] < _EXECUTED_TWICE) & (span > 14)
    first_end = np.where(twice, begin + span // 2, history.closed - (luck[1] * 0.3 * span))
    first_end = draws.next_workday(first_end.astype(np.int64))
    first_end = np.minimum(first_end, history.closed)
    fed_back = luck[2] < _FED_BACK * habits.steps_kept
    report = draws.lognormal_days(rng, 5.0 * pace, 1.0)
    told = draws.lognormal_days(rng, 6.0 * pace, 1.1)
    after = draws.next_workday(history.closed + report)
    done = draws.next_workday(after + told)
    evaluated = luck[3] < _EVALUATED
    meeting = draws.next_workday(done + 30 + (luck[4] * 90).astype(np.int64))
    starts = np.stack([begin, first_end, after, meeting], axis=1)
    concluded = draws.next_workday(meeting + rng.integers(0, 10, count))
    ends = np.stack([first_end, history.closed, done, concluded], axis=1)
    present = np.stack([acted, twice, fed_back, evaluated], axis=1)
    return History(
        starts=np.hstack([history.starts, np.where(present, starts, NONE)]),
        ends=np.hstack([history.ends, np.where(present, ends, NONE)]),
        choice=history.choice,
        outcome=history.outcome,
        closed=history.closed,
    )


def registered(
    rng: np.random.Generator, zaken: Cases, choices: Choices, history: History, *, habits: Habits
) -> Steps:
    """Return the rows of stappen that are on record; `choices` as they really were."""
    zaak, slot = np.nonzero(history.starts != NONE)
    stap = np.array(ALL_SLOTS)[slot]
    start, end = history.starts[zaak, slot], history.ends[zaak, slot]
    count = len(zaak)
    luck = rng.random((5, count))
    start = np.where((stap == 1) & (luck[4] < _BEFORE_MELDING), start - 3, start)
    closed = history.closed[zaak] != NONE
    unfinished = (stap >= 4) & (stap <= 8) & closed & (luck[0] < _OPEN_AT_CLOSE)
    end = np.where(unfinished | (luck[1] < habits.open_ends), NONE, end)

    route = choices.chosen[zaak]
    of_route = _PARTY_OF_ROUTE[np.maximum(route, 0)]
    party = draws.draw(rng, np.where((stap == 8)[:, None], of_route, _PARTY_OF_STEP[stap - 1]))
    party = np.where(luck[2] < _NO_PARTY, NONE, party)
    sent = np.where(zaken.in_spoor_b[zaak], RESULTS.index("waarschuwing"), RESULTS.index("brief"))
    result = np.where(luck[3] < 0.58, sent, RESULTS.index("niet"))
    result = np.where((stap == 4) & (end != NONE) & (luck[3] < 0.95), result, NONE)
    return Steps(zaak, stap, start, end, party, result)


def handed_over(
    rng: np.random.Generator,
    zaken: Cases,
    choices: Choices,
    history: History,
    *,
    character: Character,
    peildag: int,
) -> Handovers:
    """Return the rows of keten that were on record at the peildatum."""
    parts = [
        _to_partner(rng, zaken, choices, history, number=number, character=character)
        for number in range(len(PARTNERS))
    ]
    zaak, partner, referred, start, end, result = (
        np.concatenate([part[column] for part in parts]) for column in range(6)
    )
    order = np.lexsort((partner, zaak))
    kept = order[referred[order] <= peildag]
    ended = end[kept] <= peildag
    return Handovers(
        zaak[kept],
        partner[kept],
        referred[kept],
        np.where(start[kept] <= peildag, start[kept], NONE),
        np.where(ended, end[kept], NONE),
        np.where(ended, result[kept], NONE),
    )


def _to_partner(
    rng: np.random.Generator,
    zaken: Cases,
    choices: Choices,
    history: History,
    *,
    number: int,
    character: Character,
) -> tuple[Ints, ...]:
    partner = PARTNERS[number]
    goes: Flags = rng.random(len(zaken)) < _REFERRAL[number][choices.chosen]
    zaak = np.flatnonzero(goes)
    count = len(zaak)
    pace = np.exp(character.slower[zaken.regio[zaak]])
    referred = draws.next_workday(history.choice[zaak] + rng.integers(0, 6, count))
    waited = draws.lognormal_days(rng, _START_MEDIAN[partner] * pace, _START_SIGMA[partner])
    start = draws.next_workday(referred + waited)
    took = draws.lognormal_days(rng, _END_MEDIAN[partner] * pace, _END_SIGMA[partner])
    end = draws.next_workday(start + took)
    result = draws.draw_same(rng, _RESULT[number], count)
    taken = result != CHAIN_RESULTS.index("niet_in_behandeling")
    start = np.where(taken, start, NONE)
    return zaak, np.full(count, number), referred, start, end, result
