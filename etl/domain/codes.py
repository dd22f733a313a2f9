"""The code lists of a delivery, with the labels that people read.

A code is what a file holds and what SQL compares; a label is what a screen shows. The order of a
list is the order in which it is always shown, so that nobody can read a size or a rank from it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """One code of a list."""

    code: str
    label: str
    """What a reader sees, in plain Dutch."""

    meaning: str = ""
    """One sentence for the definitions page, where the label alone could be misread."""


@dataclass(frozen=True)
class CodeList:
    """A closed list: a value outside it sets its row aside."""

    name: str
    title: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(code.code for code in self.codes)

    def label(self, value: str) -> str:
        """Return the label of a code; raises KeyError for a value outside the list."""
        return {code.code: code.label for code in self.codes}[value]


OUTSIDE_MAS = "doorstroompunt_18plus"
"""The verzuimtype that is counted only where it is asked for."""

VERZUIMTYPE = CodeList(
    "verzuimtype",
    "Soort verzuim",
    (
        Code("16_uur", "16 uur in 4 weken", "Ongeoorloofd 16 uur of meer gemist in 4 lesweken."),
        Code("lrv", "Langdurig relatief verzuim", "Ingeschreven, langer dan 4 weken afwezig."),
        Code("luxe", "Luxeverzuim", "Vrije dagen zonder toestemming, meestal voor vakantie."),
        Code("absoluut", "Absoluut verzuim", "Leerplichtig, maar nergens ingeschreven."),
        Code("overig", "Overig verzuim", "Onder de grens van 16 uur, of zorgelijk verzuim."),
        Code(OUTSIDE_MAS, "Doorstroompunt 18+", "18 jaar of ouder: buiten de MAS."),
    ),
)

ONDERWIJSSOORT = CodeList(
    "onderwijssoort",
    "Onderwijssoort",
    (
        Code("po", "Basisonderwijs"),
        Code("so_vso", "Speciaal onderwijs (so/vso)"),
        Code("vo", "Voortgezet onderwijs"),
        Code("mbo", "Mbo"),
        Code("geen", "Geen onderwijs"),
        Code("onbekend", "Onbekend"),
    ),
)

WITH_PUPILS = ("po", "so_vso", "vo", "mbo")
"""The onderwijssoorten that have pupils, so that zaken can be told per 1,000 of them."""

LEEFTIJDSGROEP = CodeList(
    "leeftijdsgroep",
    "Leeftijd",
    (
        Code("4_11", "4 t/m 11 jaar"),
        Code("12_15", "12 t/m 15 jaar"),
        Code("16_17", "16 en 17 jaar"),
        Code("18_plus", "18 jaar en ouder"),
    ),
)

AGES_OF_GROEP = {"4_11": (4, 11), "12_15": (12, 15), "16_17": (16, 17), "18_plus": (18, 26)}
"""The youngest and the oldest age, in years, of each leeftijdsgroep."""

GESLACHT = CodeList(
    "geslacht",
    "Geslacht",
    (Code("m", "Jongen"), Code("v", "Meisje"), Code("x", "X"), Code("onbekend", "Onbekend")),
)

JA_NEE_ONBEKEND = CodeList(
    "ja_nee_onbekend",
    "Ja, nee of onbekend",
    (Code("ja", "Ja"), Code("nee", "Nee"), Code("onbekend", "Onbekend")),
)

ROUTECODE = CodeList(
    "routecode",
    "Route",
    (
        Code("R1", "Vrijwillige (jeugd)hulp", "Route 1 van de MAS."),
        Code("R2", "Halt", "Route 2 van de MAS: Halt-aanpak schoolverzuim."),
        Code("R3", "Verplicht kader", "Route 3 van de MAS: jeugdhulp in verplicht kader."),
        Code("R4", "Strafrecht", "Route 4 van de MAS: aanpak via het strafrecht."),
        Code("LOD", "Last onder dwangsom", "Bestuursrechtelijk middel, naast de vier routes."),
        Code("GEEN", "Geen route nodig", "Spoor A: de zaak vroeg geen route."),
        Code("PV", "Proces-verbaal", "Spoor B: er is proces-verbaal opgemaakt."),
        Code("GEEN_PV", "Geen proces-verbaal", "Spoor B: er is geen proces-verbaal opgemaakt."),
    ),
)

ALONE_ROUTES = ("GEEN", "GEEN_PV")
"""Route codes that cannot be joined with another: nothing and something is not a choice."""

ROUTES_OF_SPOOR = {"A": ("R1", "R2", "R3", "R4", "LOD", "GEEN"), "B": ("PV", "GEEN_PV")}
"""The codes that belong to a spoor; a code of the other spoor is a warning."""

ROUTE_WEIGHT = {
    "GEEN": 0,
    "GEEN_PV": 0,
    "R1": 1,
    "R2": 2,
    "R3": 3,
    "LOD": 3,
    "R4": 4,
    "PV": 4,
}
"""How heavy a route is; lighter or heavier than advised goes by the heaviest code of a set."""

PENAL_ROUTES = ("R4", "PV")
"""By way of the criminal law: these bring in the Openbaar Ministerie."""

HEAVY_ROUTES = ("R3", *PENAL_ROUTES)
"""What is imposed: such a choice asks for steps 3 to 7 first (D2), and a release guards it."""

NO_CHOICE = "nog_geen_keuze"
"""The category of a zaak of which the route is not chosen yet: no share is of it."""

ROUTECATEGORIE = CodeList(
    "route",
    "Gekozen route",
    (
        Code(NO_CHOICE, "Nog geen keuze", "De route is nog niet gekozen."),
        Code("geen_route", "Geen route nodig"),
        Code("R1", "Vrijwillige (jeugd)hulp"),
        Code("R2", "Halt"),
        Code("R3", "Verplicht kader"),
        Code("R4", "Strafrecht"),
        Code("LOD", "Last onder dwangsom"),
        Code("combinatie", "Combinatie van routes", "Twee of meer routes in één zaak."),
        Code("PV", "Proces-verbaal (luxeverzuim)"),
        Code("GEEN_PV", "Geen proces-verbaal (luxeverzuim)"),
    ),
)

MOTIVERING = CodeList(
    "motivering_categorie",
    "Reden om af te wijken",
    (
        Code("veiligheid", "Veiligheid of acute zorg"),
        Code("eerdere_hulp", "Eerdere hulp hielp niet"),
        Code("recidive", "Eerder verzuim, Halt of proces-verbaal"),
        Code("geen_medewerking", "Ouders of jongere werken niet mee"),
        Code("wachtlijst", "Wachtlijst of geen passend aanbod"),
        Code("afspraak_keten", "Afspraak met een ketenpartner"),
        Code("school_greep_in", "De school greep al in"),
        Code("anders", "Andere reden"),
    ),
)

UITKOMST = CodeList(
    "uitkomst",
    "Uitkomst",
    (
        Code("terug_naar_school", "Terug naar school"),
        Code("andere_opleiding", "Naar een andere opleiding"),
        Code("werk", "Werk"),
        Code("overige_uitschrijving", "Uitgeschreven, andere reden"),
        Code("vrijstelling", "Vrijstelling"),
        Code("einde_leerplicht", "Einde leerplicht"),
        Code("verhuisd", "Verhuisd"),
        Code("overleden", "Overleden"),
        Code("langdurig_ziek", "Langdurig ziek, geen verzuim"),
        Code("legitiem_afwezig", "Legitiem afwezig, geen verzuim"),
    ),
)

RETURNED = ("terug_naar_school", "andere_opleiding")
"""Outcomes that count as back in education."""

OTHER_OUTCOME = ("werk", "overige_uitschrijving", "vrijstelling", "einde_leerplicht", "verhuisd")
"""Outcomes that end a zaak in another way: they compete with return."""

NO_TRUANCY = ("overleden", "langdurig_ziek", "legitiem_afwezig")
"""Outcomes that take a zaak out of the denominator of terugkeer."""

TYPEGROEP = CodeList(
    "typegroep",
    "Groep",
    (
        Code("thuiszitters", "Thuiszitters", "Langdurig relatief verzuim en absoluut verzuim."),
        Code("schoolverzuim", "16 uur en overig", "16 uur in 4 weken en overig verzuim."),
        Code("luxe", "Luxeverzuim"),
    ),
)

VERZUIMTYPES_OF_GROEP = {
    "thuiszitters": ("lrv", "absoluut"),
    "schoolverzuim": ("16_uur", "overig"),
    "luxe": ("luxe",),
}
"""The groups of the MAS: what is outside it is in none."""

SPOOR = CodeList(
    "spoor",
    "Spoor",
    (Code("A", "A: geen luxeverzuim"), Code("B", "B: luxeverzuim")),
)

VERZUIMTYPES_OF_SPOOR = {
    "A": ("16_uur", "lrv", "absoluut", "overig", OUTSIDE_MAS),
    "B": ("luxe",),
}

OORDEEL = CodeList(
    "oordeel",
    "Pas toe of leg uit",
    (
        Code("conform", "Volgens de MAS"),
        Code("afwijking_met_uitleg", "Afgeweken, met uitleg"),
        Code("afwijking_zonder_uitleg", "Afgeweken, zonder uitleg"),
        Code("afwijking_uitleg_onbekend", "Afgeweken, uitleg niet ingevuld"),
        Code("niet_te_beoordelen", "Niet te beoordelen", "Er is te weinig vastgelegd."),
    ),
)

PARTIJ = CodeList(
    "partij",
    "Partij",
    (
        Code("school", "School"),
        Code("leerplicht", "Leerplicht"),
        Code("halt", "Halt"),
        Code("om", "Openbaar Ministerie"),
        Code("rvdk", "Raad voor de Kinderbescherming"),
        Code("jeugdhulp", "Jeugdhulp"),
        Code("swv", "Samenwerkingsverband"),
        Code("politie", "Politie"),
        Code("jgz", "Jeugdgezondheidszorg"),
    ),
)

STAPRESULTAAT = CodeList(
    "stapresultaat",
    "Resultaat van stap 4",
    (Code("brief", "Brief"), Code("waarschuwing", "Waarschuwing"), Code("niet", "Niet nodig")),
)

PARTNER = CodeList(
    "partner",
    "Ketenpartner",
    (
        Code("halt", "Halt"),
        Code("om", "Openbaar Ministerie"),
        Code("rvdk", "Raad voor de Kinderbescherming"),
        Code("jeugdhulp", "Jeugdhulp"),
        Code("gemeente", "Gemeente"),
    ),
)

_HULP = ("afgerond", "voortijdig_beeindigd", "overig")
KETENRESULTAAT_OF_PARTNER = {
    "halt": ("positief", "negatief", "niet_in_behandeling"),
    "om": ("sepot", "strafbeschikking", "dagvaarding", "voeging", "overig"),
    "rvdk": _HULP,
    "jeugdhulp": _HULP,
    "gemeente": _HULP,
}
"""The results that a partner can report."""

KETENRESULTAAT = CodeList(
    "ketenresultaat",
    "Resultaat bij de ketenpartner",
    (
        Code("positief", "Positief afgerond"),
        Code("negatief", "Negatief afgerond"),
        Code("niet_in_behandeling", "Niet in behandeling genomen"),
        Code("sepot", "Sepot"),
        Code("strafbeschikking", "Strafbeschikking"),
        Code("dagvaarding", "Dagvaarding"),
        Code("voeging", "Voeging"),
        Code("afgerond", "Afgerond"),
        Code("voortijdig_beeindigd", "Voortijdig beëindigd"),
        Code("overig", "Overig"),
    ),
)

FILTERS = {
    "onderwijssoort": ONDERWIJSSOORT,
    "verzuimtype": VERZUIMTYPE,
    "leeftijdsgroep": LEEFTIJDSGROEP,
    "geslacht": GESLACHT,
    "spoor": SPOOR,
}
"""What a metric can be filtered on, by the name of the column."""


def filter_label(column: str, code: str) -> str:
    """Name a filter where the title of its list does not stand beside it.

    >>> filter_label("onderwijssoort", "vo"), filter_label("spoor", "A")
    ('Voortgezet onderwijs', 'Spoor A: geen luxeverzuim')
    >>> filter_label("geslacht", "x"), filter_label("onderwijssoort", "onbekend")
    ('Geslacht X', 'Onderwijssoort onbekend')
    """
    listed = FILTERS[column]
    label = listed.label(code)
    if code == "onbekend":
        return f"{listed.title} {label.lower()}"
    return f"{listed.title} {label}" if listed is SPOOR or code == "x" else label
