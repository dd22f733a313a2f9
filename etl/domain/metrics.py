"""The metric catalogue: what each figure counts, over what, and how it is estimated.

Everything that a reader can learn about a figure stands here: the definitions page, the notes
sheet of every export and the command line's help are written from it.
"""

from etl.domain.mas_metrics import MAS_METRICS
from etl.domain.metric import (
    AALEN_JOHANSEN,
    GEBIED,
    MAS,
    SCHOOLJAAR,
    WITHOUT_18PLUS,
    Column,
    Metric,
)

__all__ = ["LANDMARK_DAYS", "METRIC", "METRICS", "Column", "Metric"]

STEP_DAYS = "kalenderdagen, tenzij een stap een eigen klok heeft"
"""Steps alone can have one; the release says which (`klokken`)."""

_METRICS = (
    Metric(
        name="omvang",
        title="Omvang",
        question="Hoeveel zaken en leerlingen zijn er?",
        definition="Het aantal zaken dat in het schooljaar is gemeld, en hoeveel verschillende "
        "leerlingen daarbij horen.",
        unit="zaak en leerling",
        numerator="Zaken (en verschillende leerlingen) met een melddatum in het schooljaar.",
        denominator="Voor het aantal per 1.000: de leerlingen van de gemeenten die zaken leverden, "
        "zoals de leverancier ze als noemer gaf.",
        left_out=WITHOUT_18PLUS,
        estimator="Telling. Per 1.000 = zaken gedeeld door leerlingen, maal 1.000; alleen als "
        "alle gemeenten met zaken een noemer hebben, ook van elke onderwijssoort met zaken.",
        source="Levering: zaken en noemers.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("leerlingen", "Aantal verschillende leerlingen.", "leerlingen"),
            Column("per_1000", "Zaken per 1.000 leerlingen.", "zaken per 1.000 leerlingen"),
        ),
    ),
    Metric(
        name="routeverdeling",
        title="Routeverdeling",
        question="Welke route nemen zaken?",
        definition="Elke zaak heeft precies één categorie: de gekozen route, een combinatie van "
        "twee of meer, geen route nodig, of nog geen keuze.",
        unit="zaak",
        numerator="Zaken met deze route.",
        denominator="Zaken waarin een keuze is gemaakt.",
        left_out=f"Zaken zonder keuze hebben geen aandeel. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel.",
        source=f"{MAS}, stap 7.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("route", "Categorie van de gekozen route."),
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door zaken met een keuze.", "fractie"),
        ),
    ),
    Metric(
        name="doorlooptijd",
        title="Doorlooptijd",
        question="Hoe lang duurt een stap, en hoe lang een zaak?",
        definition="De tijd van de start tot het einde van een uitvoering van een stap, en van "
        "melding tot uitkomst voor de hele zaak.",
        unit="uitvoering (van een stap) of zaak",
        numerator="Uitvoeringen die op of voor die dag zijn afgerond.",
        denominator="Alle uitvoeringen, ook de open.",
        left_out=WITHOUT_18PLUS,
        estimator=f"{AALEN_JOHANSEN} Een open stap van een gesloten zaak is een concurrerend "
        "einde. Mediaan: de eerste dag waarop de helft is afgerond; p90 idem bij 90%.",
        source=f"{MAS}, stap 1 t/m 10.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("stap", "Stap 1 tot en met 10, of ‘zaak’."),
            Column("uitvoeringen", "Alle uitvoeringen, hoe ze ook eindigen.", "uitvoeringen"),
            Column("open", "Uitvoeringen die op de peildatum open zijn.", "uitvoeringen"),
            Column("mediaan_dagen", "De helft is op deze dag afgerond.", STEP_DAYS),
            Column("p90_dagen", "90% is op deze dag afgerond.", STEP_DAYS),
        ),
    ),
    Metric(
        name="leg_uit",
        title="Pas toe of leg uit",
        question="Hoe vaak wijkt men af van de MAS, en is dat uitgelegd?",
        definition="Elke zaak met een keuze krijgt één oordeel. Afgeweken is: vastgelegd door de "
        "leerplichtambtenaar, of afgeleid: de keuze is anders dan het advies (D1), of verplicht "
        "kader, strafrecht of proces-verbaal is gekozen zonder een van de stappen 3 t/m 6, of "
        "zonder stap 7 (D2). D2 geldt alleen voor zaken met stappen in de gegevens. Afwijken met "
        "uitleg hoort bij de MAS.",
        unit="zaak",
        numerator="Zaken met dit oordeel.",
        denominator="Zaken waarin een keuze is gemaakt.",
        left_out=f"Zaken zonder keuze. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel; de vijf oordelen zijn samen 1. Hoofdcijfer: met uitleg, "
        "gedeeld door met en zonder uitleg; uitleg onbekend staat ernaast.",
        source=f"{MAS}: 'pas toe of leg uit'. De afgeleide afwijkingen zijn van dit product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("oordeel", "Het oordeel over de zaak."),
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door zaken met een keuze.", "fractie"),
        ),
    ),
    Metric(
        name="terugkeer",
        title="Terugkeer naar onderwijs",
        question="Hoeveel leerlingen zijn terug in het onderwijs, en hoe snel?",
        definition="De kans dat een zaak binnen een aantal dagen na de melding eindigt met terug "
        "naar school of een andere opleiding.",
        unit="zaak",
        numerator="Zaken met uitkomst terug naar school of andere opleiding.",
        denominator="Alle zaken, ook de open.",
        left_out="Uitkomst overleden, langdurig ziek of legitiem afwezig: dan was er geen "
        f"verzuim. {WITHOUT_18PLUS}",
        estimator=f"{AALEN_JOHANSEN} Een termijn wordt alleen getoond als minstens de helft van "
        "de zaken zo lang gevolgd is.",
        source="Besluit Verzuimmelding: reden melding afgesloten.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("dagen", "Dagen na de melding.", "kalenderdagen"),
            Column("zaken", "De noemer.", "zaken"),
            Column("terug", "Kans op terugkeer binnen die dagen.", "fractie"),
            Column("terug_se", "Standaardfout van die kans.", "fractie"),
            Column("andere_uitkomst", "Kans op een andere uitkomst.", "fractie"),
            Column("nog_open", "Kans dat de zaak nog open is.", "fractie"),
        ),
    ),
    Metric(
        name="ketenoverdracht",
        title="Overdracht in de keten",
        question="Hoe lang wacht een zaak bij de overdracht aan een partner?",
        definition="De tijd van verwijzing tot start en tot einde bij een ketenpartner, en van "
        "melding tot verwijzing naar het OM, naast de norm als die er is.",
        unit="overdracht",
        numerator="Overdrachten die op of voor de normdag zijn afgerond.",
        denominator="Alle overdrachten van die soort, ook de open. Voor de norm van de Raad: "
        "alleen zaken met route R4 of proces-verbaal.",
        left_out=WITHOUT_18PLUS,
        estimator=f"{AALEN_JOHANSEN} Een overdracht zonder start of einde in een gesloten zaak "
        "is een concurrerend einde, net als bij een stap; wat eindigt zonder start "
        "is dat ook voor de tijd tot de start.",
        source="BWBR0036114 §6 (Halt, OM, Raad) en BWBR0029497 §4.1 (melding tot OM).",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("overgang", "De soort overdracht."),
            Column("n", "Alle overdrachten van die soort.", "overdrachten"),
            Column("open", "Overdrachten die op de peildatum open zijn.", "overdrachten"),
            Column("mediaan_dagen", "De helft is op deze dag klaar.", "kalenderdagen"),
            Column("norm_dagen", "De norm.", "kalenderdagen"),
            Column("binnen_norm", "Kans dat het binnen de norm klaar is.", "fractie"),
        ),
    ),
)

METRICS = (*_METRICS, *MAS_METRICS)

METRIC = {metric.name: metric for metric in METRICS}

LANDMARK_DAYS = (30, 60, 90, 180, 365)
"""The days after the report at which terugkeer is told."""

TELL_BY = 90
"""The one of these that a sentence tells."""
