"""Phases without a step on record, in zaken that have ended."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("ingreep", "fase", "zaken", "zonder_stap", "aandeel")
ENDED = {"uitkomst": "terug_naar_school", "einde": "2026-01-01"}


def steps(nr, *taken, begin_8="2025-12-01"):
    return "\n".join(
        f"{nr} | {stap} | {begin_8 if stap == 8 else '2025-09-02'} | 2026-01-01" for stap in taken
    )


def answer(con, given, *taken):
    build_marts(con, zaken=zaken(*given), stappen="\n".join(taken))
    return {
        (ingreep, fase): (count, without, share)
        for ingreep, fase, count, without, share in asked(con, "fasen", COLUMNS)
    }


def test_each_phase_counts_the_zaken_without_any_of_its_steps(con):
    found = answer(
        con,
        [ENDED, ENDED, ENDED, {}],
        steps(1, 1, 4, 7, 8, 9),
        steps(2, 2, 10),  # no analyseren, plannen, handelen
        # zaak 3 has no step at all: nothing is known of it; zaak 4 is open
        steps(4, 1),
    )
    assert [found["alle", fase] for fase in FASEN] == [
        (2, 0, 0.0),
        (2, 1, 0.5),
        (2, 1, 0.5),
        (2, 1, 0.5),
        (2, 0, 0.0),
        (2, 1, 0.5),
    ]
    assert found["zwaar", "plannen"] == (0, 0, None)


def test_heavy_is_r3_r4_or_pv_and_early_is_a_step_8_within_28_days(con):
    heavy = ENDED | {"keuze": "R3"}
    found = answer(
        con,
        [heavy, heavy, heavy, ENDED | {"keuze": "R1"}],
        steps(1, 1, 4, 7, 8, 9, begin_8="2025-09-29"),  # day 28
        steps(2, 8, begin_8="2025-09-30"),  # day 29
        steps(3, 7),  # no step 8
        steps(4, 8, begin_8="2025-09-02"),
    )
    assert found["alle", "een_of_meer"] == (4, 3, 0.75)
    assert found["zwaar", "een_of_meer"] == (3, 2, 2 / 3)
    assert found["vroeg_en_zwaar", "een_of_meer"] == (1, 0, 0.0)
    assert found["zwaar", "plannen"] == (3, 1, 1 / 3)


def test_where_no_route_was_needed_nothing_had_to_be_carried_out(con):
    found = answer(con, [ENDED | {"keuze": "GEEN"}], steps(1, 1, 4, 7, 9))
    assert found["alle", "handelen"] == (1, 0, 0.0)
    assert found["alle", "een_of_meer"] == (1, 0, 0.0)


FASEN = ("waarnemen", "analyseren", "plannen", "handelen", "evalueren", "een_of_meer")
