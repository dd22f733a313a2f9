"""How regions and gemeenten differ: rates, weight of routes, pace, return, explanation.

Most regions are ordinary: their differences are small beside chance. Two are not, in a set with at
least four regions: one chooses heavier routes, one is slower and sees fewer pupils return. Without
them a comparison of areas would have nothing to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.domain import areas
from etl.generate import draws, sizes
from etl.generate.draws import Floats
from etl.generate.plans import Plan
from etl.generate.seasons import TYPES

_REGIONS, _GEMEENTEN = 101, 102
"""Streams of the seed."""

_RATE_SPREAD = {"absoluut": 0.5, "luxe": 0.35, "lrv": 0.3}
"""Beside the spread that all types of a gemeente share."""


@dataclass(frozen=True)
class Character:
    """One number per region, in the order of the plan; 0 is ordinary, 1 would be very far."""

    heavier: Floats
    """Tilt to heavier routes, on the log scale per step of weight."""

    slower: Floats
    """Log of the factor on every duration."""

    less_return: Floats
    """Log of the factor on every outcome but return."""

    less_explained: Floats
    """Logit shift of the share of deviations that is explained."""


def of_regions(plan: Plan) -> Character:
    rng = draws.generator(plan.seed, _REGIONS)
    count = len(plan.regios)
    heavier = rng.normal(0, 0.08, count)
    slower = rng.normal(0, 0.07, count)
    less_return = rng.normal(0, 0.12, count)
    less_explained = rng.normal(0, 0.25, count)
    order = rng.permutation(count)
    if count >= 4:
        heavier[order[0]] += 0.4
        less_explained[order[0]] += 0.9
        slower[order[1]] += 0.35
        less_return[order[1]] += 0.7
    return Character(heavier, slower, less_return, less_explained)


def rates(plan: Plan, gemeenten: Sequence[str]) -> Floats:
    """Return the expected reports a year before season and type mix, as gemeenten × types."""
    numbers = {code: number for number, code in enumerate(areas.gemeenten())}
    rows = []
    for code in gemeenten:
        rng = draws.generator(plan.seed, _GEMEENTEN, numbers[code])
        shared = np.exp(np.clip(rng.normal(0, 0.5), -1.5, 1.2))
        spread = np.array([_RATE_SPREAD.get(verzuimtype, 0.1) for verzuimtype in TYPES])
        own = np.exp(spread * rng.normal(0, 1, len(TYPES)))
        rows.append(sizes.leerlingen(code) * shared * own)
    return np.array(rows)
