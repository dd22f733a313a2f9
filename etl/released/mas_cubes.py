"""Cubes of the MAS itself and of what comes after: only counts, and only without a filter.

Shares are of zaken that were all followed as long as the question asks, so that a plain count is
right and no curve has to be released for it.
"""

from itertools import product

from etl.domain import codes, groups

DUURZAAM = "duurzaam"
VOORRAAD = "voorraad"
THUISZITTERS = "thuiszitters_grens"
FASEN = "fasen"
TERUGKOPPELING = "terugkoppeling"
TERUGKOPPELING_KETEN = "terugkoppeling_keten"
INSTRUMENT = "signaleringsinstrument"
ADVIES_KEUZE = "advies_keuze"
PER_STAP = "afwijking_per_stap"
NAAST_ELKAAR = "afwijking_en_terugkeer"
IN_VAKANTIE = "in_vakantie"

TOTAAL = "totaal"
TERUGGEKEERD, GEVOLGD_56, BLIJVEND = "teruggekeerd", "gevolgd_56", "duurzaam"
GEVOLGD_90, OPNIEUW = "gevolgd_90", "opnieuw"
GEVOLGD, LANGER, NOG_OPEN = "gevolgd", "langer", "nog_open"
MET, BINNEN = "met", "binnen_30"
TERUG, KLAAR = "terug_90", "klaar_90"

DUURZAAM_CODES = (TERUGGEKEERD, GEVOLGD_56, BLIJVEND, GEVOLGD_90, OPNIEUW)

SPOOR_A = tuple(
    code
    for code in codes.ROUTECATEGORIE.values
    if code not in (codes.NO_CHOICE, *codes.ROUTES_OF_SPOOR["B"])
)
"""The routes that the signaleringsinstrument can advise; the matrix is of these alone."""


def pair(first: str, second: str) -> str:
    """Return the code of a cell that stands at two words."""
    return f"{first}:{second}"


THUISZITTERS_CODES = tuple(
    pair(grens, what) for grens, what in product(groups.GRENS.values, (GEVOLGD, LANGER, NOG_OPEN))
)
FASEN_CODES = (
    *(pair("alle", what) for what in (TOTAAL, *groups.FASE.values)),
    *(
        pair(ingreep, what)
        for ingreep, what in product(groups.INGREEP.values[1:], (TOTAAL, "een_of_meer"))
    ),
)
ZAAK_CODES = tuple(pair("zaak", what) for what in (GEVOLGD, MET, BINNEN))
KETEN_CODES = tuple(
    pair(partner, what)
    for partner, what in product(groups.TERUGKOPPELING.values[1:], (GEVOLGD, MET, BINNEN))
)
KETEN_RUNGS = {code: f"{code.partition(':')[0]}_einde" for code in KETEN_CODES}
"""The handovers whose total decides the rung: all of those to the partner."""

INSTRUMENT_CODES = (TOTAAL, *codes.JA_NEE_ONBEKEND.values)
MATRIX_CODES = (
    *(pair(advies, TOTAAL) for advies in SPOOR_A),
    *(pair(advies, keuze) for advies, keuze in product(SPOOR_A, SPOOR_A)),
)
NAAST_ELKAAR_CODES = tuple(
    pair(groep, what) for groep, what in product(groups.VERGELEKEN.values, (GEVOLGD, TERUG, KLAAR))
)
