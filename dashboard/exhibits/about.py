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
    denominator="Voor het aantal per 1.000: de leerlingen van de gemeenten die zaken leverden, "
    "zoals de leverancier ze als noemer gaf.",
    left_out="Doorstroompunt 18+ valt buiten de MAS en telt niet mee.",
    estimator="Telling. Per 1.000 = zaken gedeeld door leerlingen, maal 1.000; alleen als "
    "alle gemeenten met zaken een noemer hebben, ook van elke onderwijssoort met zaken.",
    source="Leerplichtwet 1969, artikel 25; onderwerpen van de leerplichttelling (BWBR0015560).",
    columns=(),
    sql=("release/kenmerken", "release/tellingen"),
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
    sql=("release/bestanden", "release/bevindingen"),
)

QUARTERS = Metric(
    name="kwartalen",
    title="Een gebied over de kwartalen",
    question="Verandert er iets, of schommelt het zoals altijd?",
    definition="Een aandeel per kwartaal van het schooljaar (aug–okt, nov–jan, feb–apr, mei–jul), "
    "tussen grenzen die het gebied zelf maakt. Wat er geteld wordt, staat bij het cijfer zelf. "
    "'Binnen 90 dagen' staat er alleen van kwartalen die helemaal 90 dagen gevolgd zijn.",
    unit="zaak",
    numerator="Zaken van het kwartaal waarvoor het gevraagde geldt.",
    denominator="Zaken van het kwartaal, zoals bij het cijfer zelf.",
    left_out="Doorstroompunt 18+. Kwartalen met minder dan 20 zaken; een reeks met een te klein "
    "aantal erin krijgt geen grenzen. Kwartalen van voor een breuk.",
    estimator="p-kaart: gemiddelde ± 3 standaardafwijkingen, per kwartaal naar zijn aantal; "
    "schommelt het meer dan toeval geeft, dan XmR: gemiddelde ± 2,66 keer het gemiddelde verschil "
    "tussen twee kwartalen. Vanaf 12 kwartalen. Regels: één buiten drie, twee van drie buiten "
    "twee, zeven aan één kant, zeven stijgend of dalend.",
    source="NHS England, Making Data Count; Montgomery, Statistical Quality Control.",
    columns=(),
    sql=("release/zaken", "release/kenmerken"),
)

EXPECTED = Metric(
    name="verwacht",
    title="Geteld naast verwacht",
    question="Komt het doordat onze zaken anders zijn?",
    definition="Hoeveel zaken er te verwachten waren als het in de regio ging zoals in heel "
    "Nederland bij zulke zaken, naast hoeveel er geteld zijn.",
    unit="zaak",
    numerator="Geteld: zaken van de regio waarvoor het gevraagde geldt.",
    denominator="Verwacht: elke zaak van de regio telt voor het aandeel van Nederland bij "
    "dezelfde onderwijssoort, hetzelfde verzuimtype en dezelfde leeftijdsgroep.",
    left_out="Doorstroompunt 18+. Route en doorlooptijd: dat zijn uitkomsten. Minder dan 20 "
    "verwacht, en jaren met te weinig regio's om Nederland van te maken.",
    estimator="Indirecte standaardisatie met een exact Poisson-interval (95%; duidelijk afwijken: "
    "99,8%). Verwacht is afgerond op vijftallen. Twee regio's zijn elk met Nederland vergeleken, "
    "niet met elkaar.",
    source="Association of Public Health Observatories, Technical Briefing 3.",
    columns=(),
    sql=("release/standaard", "release/verwacht"),
)

SIMILAR = Metric(
    name="vergelijkbaar",
    title="De meest vergelijkbare regio's",
    question="Op welke regio's lijken wij het meest?",
    definition="De vijf regio's met ongeveer evenveel leerlingen en dezelfde soorten verzuim. "
    "Hoe stedelijk een regio is, weten we hier niet.",
    unit="zaak",
    numerator="Zoals bij het cijfer zelf.",
    denominator="Zoals bij het cijfer zelf.",
    left_out="Regio's zonder getoond aantal zaken. Een regio die anders registreert, staat er wel, "
    "maar zonder oordeel over het verschil.",
    estimator="Afstand: twee keer zo veel leerlingen telt als 1; 10 procentpunten andere "
    "verzuimtypes telt als 1. Zonder leerlingen telt het aantal zaken.",
    source="Levering: zaken en noemers.",
    columns=(),
    sql=("release/noemers", "release/tellingen"),
)

ABOUT = (REPORT, DELIVERY, QUARTERS, EXPECTED, SIMILAR)
