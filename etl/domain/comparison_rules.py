"""The rules that look at a delivery as a whole: against the previous one, and at its pseudonyms.

They only warn. Each has a threshold below which a difference says nothing; it stands beside the
code that measures (`etl.validate.previous`, `etl.validate.pseudonyms`).
"""

from etl.domain.rule import Gevolg, Rule


def _warns(
    code: str, column: str, *, title: str, message: str, advice: str, table: str | None = "zaken"
) -> Rule:
    return Rule(
        code=code,
        gevolg=Gevolg.WAARSCHUWING,
        title=title,
        message=message,
        advice=advice,
        table=table,
        column=column,
    )


COMPARISON_RULES = (
    _warns(
        "V101",
        "zaak_id",
        title="Open zaken van de vorige levering ontbreken",
        message="Meer dan 5% van de zaken die bij de vorige levering open waren, staat er nu niet "
        "meer in, ook niet als afgerond.",
        advice="Lever alle zaken aan, ook de zaken die intussen zijn afgerond.",
    ),
    _warns(
        "V102",
        "leerling_id",
        title="Sleutel gewisseld: andere pseudoniemen dan de vorige keer",
        message="Minder dan de helft van de pseudoniemen komt ook in de vorige levering voor. "
        "Daardoor is herhaling over de leveringen heen niet te zien; lees dit als een breuk.",
        advice="Maak de pseudoniemen elke keer met dezelfde sleutel.",
    ),
    _warns(
        "V103",
        "verzuimtype",
        table=None,
        title="Code die in de vorige levering niet voorkwam",
        message="In deze regels staat een code die deze leverancier vorige keer niet gebruikte.",
        advice="Controleer of er iets is veranderd in het invullen of in de vertaling van codes.",
    ),
    _warns(
        "V104",
        "geslacht",
        table=None,
        title="Kolom is ineens bijna leeg",
        message="De vorige keer was deze kolom veel vaker ingevuld.",
        advice="Controleer of de export deze kolom nog vult.",
    ),
    _warns(
        "V105",
        "melddatum",
        title="Aantal zaken wijkt sterk af van een jaar eerder",
        message="In de twaalf maanden tot de peildatum is het aantal zaken minder dan twee derde, "
        "of meer dan anderhalf keer, dat van de twaalf maanden daarvoor.",
        advice="Controleer of de export volledig is, en of er anders wordt geregistreerd.",
    ),
    _warns(
        "V106",
        "melddatum",
        title="Een voorbij schooljaar heeft minder zaken dan de vorige keer",
        message="Van een schooljaar dat al voorbij was, is meer dan 10% van de zaken verdwenen.",
        advice="Controleer of de export alle schooljaren bevat.",
    ),
    _warns(
        "V107",
        "gemeentecode",
        title="Een andere leverancier levert dezelfde gemeente",
        message="Van de gemeente en het schooljaar van deze zaken zijn ook zaken van een andere "
        "leverancier geladen. Zijn het dezelfde zaken, dan tellen ze dubbel.",
        advice="Spreek af wie deze gemeente levert. Levert de ander niet meer, verwijder die dan "
        "met `python -m etl deliveries remove LEVERANCIER`.",
    ),
    _warns(
        "P101",
        "leerling_id",
        title="Elke zaak heeft een eigen leerling",
        message="Geen enkele leerling heeft meer dan één zaak. Dat wijst op een pseudoniem per "
        "zaak in plaats van per leerling; herhaling is dan niet te zien.",
        advice="Geef dezelfde leerling in elke zaak hetzelfde pseudoniem.",
    ),
    _warns(
        "P102",
        "leerling_id",
        title="Dezelfde melding onder twee pseudoniemen",
        message="Gemeente, geslacht, leeftijd, melddatum en verzuimtype zijn gelijk bij "
        "verschillende leerlingen, vaker dan toeval geeft.",
        advice="Controleer op dubbele zaken, en of een leerling maar één pseudoniem heeft.",
    ),
    _warns(
        "P104",
        "geslacht",
        title="Zelfde pseudoniem, ander geslacht",
        message="Bij meer dan 2% van de zaken heeft dezelfde leerling in een andere zaak, of in de "
        "vorige levering, een ander geslacht. Dan wijst het pseudoniem niet steeds dezelfde aan.",
        advice="Controleer of elke leerling een eigen pseudoniem heeft en dat ook houdt.",
    ),
    _warns(
        "P105",
        "leeftijd",
        title="Zelfde pseudoniem, leeftijd die niet past",
        message="Bij meer dan 2% van de zaken past de leeftijd niet bij die van dezelfde leerling "
        "in een andere zaak of in de vorige levering: een leerling wordt elk jaar één jaar ouder.",
        advice="Controleer het pseudoniem, en geef de leeftijd op de melddatum, niet die van nu.",
    ),
    _warns(
        "P103",
        "leerling_id",
        title="Meer dan drie zaken per leerling",
        message="Gemiddeld heeft een leerling meer dan drie zaken. Dat wijst erop dat elke melding "
        "of elk contact als zaak is geteld; aantallen en aandelen zijn dan niet te vergelijken.",
        advice="Lever één regel per zaak: een melding met alles wat erop volgt.",
    ),
)
"""Rules about a delivery as a whole. Where `table` is empty, the finding names the column."""
