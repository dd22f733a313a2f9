"""Code lists that the product makes itself: groups that a zaak falls in, not codes of a delivery.

Where a line is this product's own and not the field's, the meaning says so.
"""

from etl.domain.codes import PARTNER, Code, CodeList
from etl.domain.steps import FASEN

OUDERDOM = CodeList(
    "ouderdom",
    "Hoe lang de zaak open is",
    (
        Code("0_30", "0 t/m 30 dagen"),
        Code("31_90", "31 t/m 90 dagen"),
        Code("91_180", "91 t/m 180 dagen"),
        Code("181_plus", "Langer dan 180 dagen"),
    ),
)

GRENS = CodeList(
    "grens",
    "Grens",
    (
        Code("4_weken", "Langer dan 4 weken", "Vanaf dan spreekt men van een thuiszitter."),
        Code("3_maanden", "Langer dan 3 maanden", "De lijn van het Thuiszitterspact (90 dagen)."),
    ),
)

GRENS_DAGEN = {"4_weken": 28, "3_maanden": 90}
"""Days after the report; the absence itself began earlier."""

FASE = CodeList(
    "fase",
    "Fase",
    (
        *(Code(fase.lower(), fase) for fase in FASEN),
        Code("een_of_meer", "Minstens één fase", "Van de vijf fasen ontbreekt er minstens één."),
    ),
)

INGREEP = CodeList(
    "ingreep",
    "Hoe zwaar is ingegrepen",
    (
        Code("alle", "Alle zaken"),
        Code("zwaar", "Zwaar ingegrepen", "Verplicht kader, strafrecht of proces-verbaal."),
        Code(
            "vroeg_en_zwaar",
            "Vroeg en zwaar ingegrepen",
            "Zwaar, en stap 8 begon binnen 28 dagen na de melding. Die grens is van dit product.",
        ),
    ),
)

BRON = CodeList(
    "bron",
    "Waaruit de afwijking blijkt",
    (
        Code("geregistreerd", "Vastgelegd door de leerplichtambtenaar"),
        Code("afgeleid", "Afgeleid uit de gegevens"),
        Code("beide", "Vastgelegd en afgeleid"),
    ),
)

RICHTING = CodeList(
    "richting",
    "Lichter of zwaarder dan het advies",
    (
        Code("lichter", "Lichter dan geadviseerd"),
        Code("gelijk", "Even zwaar als geadviseerd"),
        Code("zwaarder", "Zwaarder dan geadviseerd"),
        Code("onbekend", "Zonder advies"),
    ),
)

AFWIJKING_WAAR = CodeList(
    "waar",
    "Waar de afwijking blijkt",
    (
        Code("advies", "Stap 7: andere keuze dan het advies"),
        Code("zonder_3_tot_6", "Stap 3 t/m 6: geen van die stappen bij een zware keuze"),
        Code("zonder_7", "Stap 7: niet in de gegevens bij een zware keuze"),
        Code("alleen_vastgelegd", "Alleen vastgelegd; de stap is niet bekend"),
    ),
)

VERGELEKEN = CodeList(
    "groep",
    "Volgens de MAS of afgeweken",
    (
        Code("conform", "Volgens de MAS"),
        Code("afwijking", "Afgeweken"),
        Code("afwijking_met_uitleg", "Waarvan met uitleg"),
        Code("lichter", "Waarvan lichter dan het advies"),
        Code("zwaarder", "Waarvan zwaarder dan het advies"),
    ),
)
"""Groups whose throughput and return stand side by side; an explained deviation is one of two."""

TERUGKOPPELING = CodeList(
    "terugkoppeling",
    "Terugkoppeling na het einde van",
    (
        Code("zaak", "De zaak"),
        *PARTNER.codes,
    ),
)
"""Ends that ask for feedback to school and partners (step 9)."""

GROUPS = (
    OUDERDOM,
    GRENS,
    FASE,
    INGREEP,
    BRON,
    RICHTING,
    AFWIJKING_WAAR,
    VERGELEKEN,
    TERUGKOPPELING,
)
"""All of them, in the order of the metrics that answer with their codes."""
