"""How well a delivery can be compared with others: four questions about its registration.

The score is how many of the four are answered well, of those that can be answered. It says nothing
about the work: only about what was put on record.
"""

import duckdb

import sql
from etl.domain.registration import (
    ENDS_NEEDED,
    FIRST_DAYS_ALLOWED,
    STEP_RECORDED,
    STEPS_NEEDED,
    ZAKEN_PER_LEERLING,
)
from etl.validate.information import Figure, Section, one_row, share

MIN_COUNT = 50
"""Zaken, steps or dates below which a share says nothing; a release asks for more."""


def comparability(con: duckdb.DuckDBPyConnection) -> Section:
    """Return the section with the score and what it is made of."""
    unit = one_row(con, "eenheid")
    dates = one_row(con, "datums")
    steps = dict(con.execute(sql.folder("receipt")["stappen"]).fetchall())
    zaken = unit["zaken"]
    per_step = {stap: share(steps.get(stap, 0), zaken) for stap in range(1, 11)}
    recorded = sum((found or 0) >= STEP_RECORDED for found in per_step.values())
    ends = share(dates["met_einddatum"], dates["van_gesloten_zaken"])
    firsts = share(dates["op_de_eerste"], dates["datums"])
    ratio = round(zaken / unit["leerlingen"], 2) if unit["leerlingen"] else None
    low, high = ZAKEN_PER_LEERLING
    answers = (
        (recorded >= STEPS_NEEDED, zaken, "niet alle stappen worden vastgelegd"),
        ((ends or 0) >= ENDS_NEEDED, dates["van_gesloten_zaken"], "veel stappen missen een einde"),
        ((firsts or 0) < FIRST_DAYS_ALLOWED, dates["datums"], "veel datums zijn de eerste"),
        (ratio is not None and low < ratio <= high, zaken, "onduidelijk wat één zaak is"),
    )
    asked = [(is_good, why) for is_good, count, why in answers if count >= MIN_COUNT]
    wrong = [why for is_good, why in asked if not is_good]
    words = ["Van vier vragen: stappen vastgelegd, einddatums, echte datums, en wat er is geteld."]
    if not asked:
        words.append("Te weinig zaken om hier iets over te zeggen.")
    elif wrong:
        words.append(f"Vergelijk met zorg: {', '.join(wrong)}.")
    return Section(
        "vergelijkbaarheid",
        "Hoe goed deze registratie te vergelijken is",
        (
            Figure("score", "Vragen die goed uitkomen", len(asked) - len(wrong)),
            Figure("van", "van de vragen die te beantwoorden zijn", len(asked)),
            Figure("stappen_vastgelegd", "Stappen die worden vastgelegd (van 10)", recorded),
            *(
                Figure(f"stap_{stap}", f"Zaken met stap {stap}", found, is_share=True)
                for stap, found in per_step.items()
            ),
            Figure(
                "einddatum", "Stappen van afgeronde zaken met een einddatum", ends, is_share=True
            ),
            Figure(
                "eerste_van_de_maand", "Datums op de eerste van een maand", firsts, is_share=True
            ),
            Figure("zaken_per_leerling", "Zaken per leerling", ratio),
            Figure(
                "stappen_per_zaak",
                "Stappen per zaak",
                round(unit["stappen"] / zaken, 2) if zaken else None,
            ),
        ),
        tuple(words),
    )
