"""Medians, p90s and landmarks of many small groups, against exact fractions.

Small groups without much censoring often come to exactly a half, where floating point may land just
below it and name the next day.
"""

import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

from etl import exact
from etl.domain.areas import gemeenten
from tests.marts import build_marts
from tests.sql.macros.test_aalen_johansen import exact_curve

MELDING, PEILDATUM = date(2024, 9, 2), date(2026, 8, 1)
LANDMARKS = (30, 60, 90, 180, 365)


def some_zaken(seed):
    """Return grid and, per gemeente, the clocks of its zaken: 120 groups of two to eight."""
    chance = random.Random(seed)
    lines, clocks = [], defaultdict(list)
    for code in list(gemeenten())[:120]:
        for _ in range(chance.randrange(2, 9)):
            nr = len(lines) + 1
            ended = chance.random() < 0.75
            melding = MELDING + timedelta(days=chance.randrange(0, 300))
            outcome, event = chance.choice(
                (("terug_naar_school", 1), ("andere_opleiding", 1), ("werk", 2))
            )
            days = chance.randrange(0, 40) * 10 if ended else (PEILDATUM - melding).days
            if melding + timedelta(days=days) > PEILDATUM:
                ended, days = False, (PEILDATUM - melding).days
            end = melding + timedelta(days=days) if ended else "null"
            lines.append(
                f"{nr} | p{nr} | {code} | {melding} | 16_uur | null | null | onbekend | onbekend | "
                f"null | {outcome if ended else 'null'} | {end}"
            )
            clocks[code].append((days, event if ended else 0))
    return "\n".join(lines), clocks


def reached(curve, share):
    return next((day for day, (first, _, _) in curve.items() if first >= share), None)


def upto(curve, day):
    answer = (Fraction(0), Fraction(0), Fraction(1))
    for place, shares in curve.items():
        if place <= day:
            answer = shares
    return answer


def followed(clocks, day):
    """Return the Kaplan–Meier of censoring just before a day, events before censorings."""
    share = Fraction(1)
    for place in sorted({t for t, _ in clocks if t < day}):
        at_risk = sum(t >= place for t, _ in clocks) - sum(
            (t, e > 0) == (place, True) for t, e in clocks
        )
        censored = sum((t, e) == (place, 0) for t, e in clocks)
        share *= 1 - Fraction(censored, at_risk) if at_risk else 1
    return share


@pytest.mark.parametrize("seed", [1, 2])
def test_medians_and_landmarks_are_those_of_exact_fractions(con, seed):
    grid, clocks = some_zaken(seed)
    build_marts(con, zaken=grid, peildatum=str(PEILDATUM))

    medians = {
        row["gebied"]: (row["mediaan_dagen"], row["p90_dagen"])
        for row in exact.rows(con, "doorlooptijd", niveau="gemeente")
        if row["stap"] == "zaak"
    }
    marks = {
        (row["gebied"], row["dagen"]): row
        for row in exact.rows(con, "terugkeer", niveau="gemeente")
    }

    exactly_half = 0
    for code, of_code in clocks.items():
        # of the whole zaak every outcome is the end
        ended = exact_curve([(day, int(event > 0)) for day, event in of_code])
        exactly_half += any(first == Fraction(1, 2) for first, _, _ in ended.values())
        assert medians[code] == (reached(ended, Fraction(1, 2)), reached(ended, Fraction(9, 10)))
        back = exact_curve(of_code)
        for day in LANDMARKS:
            row = marks[code, day]
            if followed(of_code, day) < Fraction(1, 2):
                assert row["terug"] is None
            else:
                shares = [row["terug"], row["andere_uitkomst"], row["nog_open"]]
                assert shares == pytest.approx([float(each) for each in upto(back, day)], abs=1e-12)
    assert exactly_half > 20
