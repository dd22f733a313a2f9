"""The MAS itself: ten steps, two sporen, fourteen boxes, five phases.

The boxes and their names are those of the infographic that the field knows. Which step lies in
which phase is not published: the division here is this product's own, and every page that shows
it says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """One box of the picture: steps 4 to 7 differ between spoor A and B."""

    code: str
    stap: int
    spoor: str | None
    """`A`, `B`, or None for the steps that both share."""

    fase: str
    title: str
    short: str
    """A title that fits in a chart."""


WAARNEMEN, ANALYSEREN, PLANNEN, HANDELEN, EVALUEREN = FASEN = (
    "Waarnemen",
    "Analyseren",
    "Plannen",
    "Handelen",
    "Evalueren",
)

BOXES = (
    Box("1", 1, None, WAARNEMEN, "Interventie en melding door de school", "Melding door school"),
    Box("2", 2, None, WAARNEMEN, "Contact met de school over de melding", "Contact met school"),
    Box("3", 3, None, ANALYSEREN, "Kies: A geen luxeverzuim of B luxeverzuim", "Keuze A of B"),
    Box("A4", 4, "A", ANALYSEREN, "Overweeg een kennisgevingsbrief", "Kennisgevingsbrief"),
    Box("A5", 5, "A", ANALYSEREN, "Brief naar ouders of jongere", "Brief naar ouders"),
    Box("A6", 6, "A", ANALYSEREN, "Onderzoek leerplichtambtenaar", "Onderzoek"),
    Box(
        "A7",
        7,
        "A",
        PLANNEN,
        "Kies een route met het signaleringsinstrument",
        "Keuze van de route",
    ),
    Box("B4", 4, "B", ANALYSEREN, "Ga na of een waarschuwing volstaat", "Waarschuwing"),
    Box("B5", 5, "B", ANALYSEREN, "Onderzoek: vaststellen ongeoorloofd verzuim", "Onderzoek"),
    Box("B6", 6, "B", ANALYSEREN, "Ouders oproepen voor verhoor", "Oproep voor verhoor"),
    Box("B7", 7, "B", PLANNEN, "Kies: wel of geen proces-verbaal", "Keuze proces-verbaal"),
    Box("8", 8, None, HANDELEN, "Uitvoeren van de gekozen route", "Uitvoeren van de route"),
    Box("9", 9, None, EVALUEREN, "Terugkoppeling aan school en ketenpartners", "Terugkoppeling"),
    Box("10", 10, None, EVALUEREN, "Evalueer samen met de ketenpartners", "Samen evalueren"),
)

BOX = {box.code: box for box in BOXES}


@dataclass(frozen=True)
class Overgang:
    """One handover in the chain, and the norm that the law or a guideline sets for it."""

    code: str
    label: str
    partner: str
    begin: str
    """The date that starts the clock: `melddatum` or `verwijsdatum`."""

    end: str
    """The date that stops it: `verwijsdatum`, `startdatum` or `einddatum`."""

    norm_dagen: int | None = None
    source: str = ""
    """Where the norm stands, and what the figure must say about it."""


_NORMEN_OM = "Richtlijn en Kalsbeek-normen, BWBR0036114 §6"
_VERHOOR = (
    "De wet rekent vanaf het eerste verhoor; hier staat de verwijsdatum daarvoor in de plaats."
)

OVERGANGEN = (
    Overgang(
        "halt_start",
        "Verwijzing → start bij Halt",
        "halt",
        "verwijsdatum",
        "startdatum",
        30,
        f"{_NORMEN_OM}: startgesprek binnen 30 dagen na ontvangst van de verwijzing.",
    ),
    Overgang("halt_einde", "Verwijzing → einde bij Halt", "halt", "verwijsdatum", "einddatum"),
    Overgang(
        "om_einde",
        "Verwijzing → beslissing van het OM",
        "om",
        "verwijsdatum",
        "einddatum",
        90,
        f"{_NORMEN_OM}: beslissing binnen 3 maanden. {_VERHOOR}",
    ),
    Overgang("rvdk_start", "Verwijzing → start bij de Raad", "rvdk", "verwijsdatum", "startdatum"),
    Overgang(
        "rvdk_einde",
        "Verwijzing → rapport van de Raad",
        "rvdk",
        "verwijsdatum",
        "einddatum",
        42,
        f"{_NORMEN_OM}: rapport binnen 42 dagen, in strafzaken (R4 of PV). {_VERHOOR}",
    ),
    Overgang(
        "jeugdhulp_start", "Verwijzing → start jeugdhulp", "jeugdhulp", "verwijsdatum", "startdatum"
    ),
    Overgang(
        "jeugdhulp_einde", "Verwijzing → einde jeugdhulp", "jeugdhulp", "verwijsdatum", "einddatum"
    ),
    Overgang(
        "gemeente_einde",
        "Verwijzing → einde bij de gemeente",
        "gemeente",
        "verwijsdatum",
        "einddatum",
    ),
    Overgang(
        "melding_om",
        "Melding → verwijzing naar het OM",
        "om",
        "melddatum",
        "verwijsdatum",
        60,
        "Aanwijzing 2011, BWBR0029497 §4.1: proces-verbaal binnen 2 maanden na de melding.",
    ),
)

OVERGANG = {overgang.code: overgang for overgang in OVERGANGEN}

NORM_SHARE = 0.8
"""The share of zaken that should stay within a norm (Kalsbeek-normen, BWBR0036114 §6)."""
