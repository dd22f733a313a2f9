"""What a figure counts where that is no metric of the catalogue: the report and the deliveries.

The same words as a metric has, so that a file's notes and the page Definities can print them.
"""

from etl.domain.metrics import Metric

REPORT = Metric(
    name="rapport",
    title="Rapport gemeente",
    question="Wat meldt het college aan de gemeenteraad?",
    definition="Per onderwerp het aantal zaken en het aantal verschillende leerlingen in een "
    "schooljaar. Een zaak kan bij meer dan één onderwerp horen.",
    unit="zaak en leerling",
    numerator="Zaken (en verschillende leerlingen) met een melddatum in het schooljaar die bij "
    "het onderwerp horen. Halt: route R2 gekozen. Proces-verbaal: route R4 of PV gekozen.",
    denominator="Voor het aantal per 1.000: de leerlingen die de leverancier als noemer gaf.",
    left_out="Doorstroompunt 18+ valt buiten de MAS en telt niet mee.",
    estimator="Telling. Per 1.000 = zaken gedeeld door leerlingen, maal 1.000; alleen als van "
    "alle gemeenten met zaken een noemer is geleverd.",
    source="Leerplichtwet 1969, artikel 25; onderwerpen van de leerplichttelling (BWBR0015560).",
    columns=(),
)

DELIVERY = Metric(
    name="levering",
    title="Leveringen",
    question="Wat is er geleverd, en wat is apart gezet?",
    definition="Per leverancier en bestand: hoeveel regels zijn gelezen, geladen en apart gezet, "
    "en welke regel (afspraak) is gebroken. Gelezen is altijd geladen plus apart.",
    unit="regel van een bestand",
    numerator="Regels van het bestand.",
    denominator="Alle regels van het bestand.",
    left_out="Leveringen die zijn geweigerd of vervangen.",
    estimator="Telling, afgerond op vijftallen. Een bevinding die afgerond minder dan 10 keer "
    "voorkomt, tonen we niet.",
    source="Het ontvangstbewijs van de levering, en de keuring met Great Expectations.",
    columns=(),
)

ABOUT = (REPORT, DELIVERY)
