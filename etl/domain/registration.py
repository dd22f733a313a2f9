"""Registration quality: from which point on what was put on record can be compared, in one place.

The receipt of a supplier (exact) and the release (in bands of 10 %) measure the same things and
share these limits. They say nothing about the work: only about what was written down.
"""

from enum import StrEnum

STEP_RECORDED = 0.10
"""Share of zaken with a step on record from which that step is recorded at all."""

STEPS_NEEDED = 8
"""Of the ten; not every zaak comes to all of them."""

ENDS_NEEDED = 0.80
"""Share of the steps of closed zaken that have an end."""

FIRST_DAYS_ALLOWED = 0.10
"""Share of dates on the first of a month; chance gives 1 in 30."""

ZAKEN_PER_LEERLING = (1.0, 3.0)
"""More than the first, at most the second: a row is then a zaak of a pupil."""

KNOWN_NEEDED = 0.50
"""Share that must be filled in (a choice of route, why a deviation) or have ended (a zaak)."""

SETTLED_DAYS = 180
"""Days after the last day of a schooljaar from which its zaken should mostly have ended."""

MIN_COUNT = 100
"""Zaken, steps or dates below which a share of them says nothing, and no band is released."""

BANDS = 10
"""Bands of 10 %; the last is 90 % or more."""

EINDDATUM, EERSTE_DAG = "einddatum", "eerste_dag"
"""What a band is of: steps of closed zaken with an end; dates on the first of a month."""

STAP = "stap_{}"
"""What a band of a supplier is of, by step: zaken with that step on record."""


class Reason(StrEnum):
    """Why a figure of an area may not be compared with that of others."""

    EENHEID = "eenheid"
    EEN_PER_LEERLING = "een_per_leerling"
    KEUZE = "keuze"
    UITKOMST = "uitkomst"
    UITLEG = "uitleg"
    STAPPEN = "stappen"
    STAP = "stap"
    EINDDATUM = "einddatum"
    EERSTE_DAG = "eerste_dag"

    @property
    def label(self) -> str:
        """A few words for a table or a legend."""
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        """The sentence that a reader sees."""
        return _WORDS[self][1]


_WORDS = {
    Reason.EENHEID: (
        "telt iets anders als zaak",
        "Niet te vergelijken: hier staan meer dan drie zaken per leerling, zodat een zaak hier "
        "waarschijnlijk iets anders is dan elders.",
    ),
    Reason.EEN_PER_LEERLING: (
        "bijna elke zaak een eigen leerling",
        "Niet te vergelijken: hier heeft bijna elke zaak een eigen leerling, zodat herhaling en "
        "het aantal leerlingen waarschijnlijk niet te zien zijn.",
    ),
    Reason.KEUZE: (
        "keuze vaak niet ingevuld",
        "Niet te vergelijken: bij meer dan de helft van de zaken is hier geen keuze vastgelegd.",
    ),
    Reason.UITKOMST: (
        "uitkomst vaak niet ingevuld",
        "Niet te vergelijken: meer dan de helft van de zaken staat hier ruim na het schooljaar "
        "nog open, zodat uitkomsten waarschijnlijk niet worden vastgelegd.",
    ),
    Reason.UITLEG: (
        "uitleg vaak niet ingevuld",
        "Niet te vergelijken: bij meer dan de helft van de afwijkingen is hier niet vastgelegd of "
        "er uitleg is.",
    ),
    Reason.STAPPEN: (
        "stappen vaak niet vastgelegd",
        "Niet te vergelijken: de stappen voor en bij de keuze zijn hier bij minder dan 10% van de "
        "zaken vastgelegd, zodat een afwijking ook een leeg veld kan zijn.",
    ),
    Reason.STAP: (
        "stap vaak niet vastgelegd",
        "Niet te vergelijken: deze stap is hier bij minder dan 10% van de zaken vastgelegd.",
    ),
    Reason.EINDDATUM: (
        "einddatums missen vaak",
        "Niet te vergelijken: van minder dan 80% van de stappen van afgeronde zaken is hier een "
        "einddatum vastgelegd.",
    ),
    Reason.EERSTE_DAG: (
        "datums zijn vaak de eerste van de maand",
        "Niet te vergelijken: hier valt 10% of meer van de datums op de eerste van een maand, ver "
        "boven toeval; die datums zijn waarschijnlijk achteraf ingevuld.",
    ),
}
