"""Metrics of the MAS itself and of what comes after: phases, feedback, deviations, lasting return.

Part of the catalogue of `etl.domain.metrics`.
"""

from etl.domain.metric import GEBIED, MAS, SCHOOLJAAR, WITHOUT_18PLUS, Column, Metric

MAS_METRICS = (
    Metric(
        name="duurzame_terugkeer",
        title="Duurzame terugkeer",
        question="Blijven leerlingen die terugkwamen ook terug?",
        definition="Een terugkeer is duurzaam als dezelfde leerling in de 56 dagen erna niet "
        "opnieuw wordt gemeld.",
        unit="zaak",
        numerator="Gevolgde terugkeren zonder nieuwe melding op dag 1 t/m 56.",
        denominator="Zaken die eindigden met terugkeer en daarna 56 dagen zijn gevolgd.",
        left_out=f"Terugkeren die nog geen 56 dagen gevolgd zijn. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel. Een leerling is bekend binnen één leverancier: een nieuwe "
        "melding elders telt niet mee.",
        source="Besluit Verzuimmelding: reden melding afgesloten. De termijn is die van dit "
        "product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("teruggekeerd", "Zaken die eindigden met terugkeer.", "zaken"),
            Column("gevolgd", "Waarvan daarna 56 dagen gevolgd.", "zaken"),
            Column("duurzaam", "Waarvan zonder nieuwe melding.", "zaken"),
            Column("aandeel", "Duurzaam gedeeld door gevolgd.", "fractie"),
        ),
    ),
    Metric(
        name="opnieuw_gemeld",
        title="Opnieuw gemeld",
        question="Hoe vaak wordt een leerling na terugkeer opnieuw gemeld?",
        definition="Het aandeel van de terugkeren waarna dezelfde leerling binnen 90 dagen "
        "opnieuw wordt gemeld.",
        unit="zaak",
        numerator="Gevolgde terugkeren met een nieuwe melding op dag 1 t/m 90.",
        denominator="Zaken die eindigden met terugkeer en daarna 90 dagen zijn gevolgd.",
        left_out=f"Terugkeren die nog geen 90 dagen gevolgd zijn. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel. Een leerling is bekend binnen één leverancier.",
        source="Besluit Verzuimmelding: reden melding afgesloten. De termijn is die van dit "
        "product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("teruggekeerd", "Zaken die eindigden met terugkeer.", "zaken"),
            Column("gevolgd", "Waarvan daarna 90 dagen gevolgd.", "zaken"),
            Column("opnieuw", "Waarvan met een nieuwe melding.", "zaken"),
            Column("aandeel", "Opnieuw gedeeld door gevolgd.", "fractie"),
        ),
    ),
    Metric(
        name="in_vakantie",
        title="Zaken binnen een schoolvakantie",
        question="Hoeveel zaken begonnen en eindigden binnen één schoolvakantie?",
        definition="Zaken waarvan de melding en de uitkomst in dezelfde schoolvakantie vallen van "
        "de vakantieregio waarin de gemeente ligt.",
        unit="zaak",
        numerator="Zaken die binnen één schoolvakantie begonnen en eindigden.",
        denominator="Zaken met een uitkomst.",
        left_out=f"Open zaken. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel, volgens het landelijk rooster; een school kan afwijken, "
        "vooral in herfst, voorjaar en mei.",
        source="Schoolvakanties: Rijksoverheid, per regio noord, midden en zuid (BWBR0037100 "
        "art. 3), schooljaren 2019-2020 t/m 2029-2030.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("zaken", "Zaken met een uitkomst.", "zaken"),
            Column("in_vakantie", "Waarvan binnen één schoolvakantie.", "zaken"),
            Column("aandeel", "Binnen een vakantie gedeeld door zaken.", "fractie"),
        ),
    ),
    Metric(
        name="voorraad",
        title="Open zaken",
        question="Hoeveel zaken zijn nog open, en hoe lang al?",
        definition="De zaken zonder uitkomst op de peildatum van hun leverancier, naar de tijd "
        "sinds de melding.",
        unit="zaak",
        numerator="Open zaken van deze ouderdom.",
        denominator="Alle open zaken.",
        left_out=WITHOUT_18PLUS,
        estimator="Telling en aandeel, op één dag: de peildatum. Lang open zaken zijn hier "
        "oververtegenwoordigd; hoe lang zaken duren zegt de doorlooptijd.",
        source="Levering: melddatum, uitkomst en peildatum. De vier groepen zijn van dit product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("ouderdom", "Dagen sinds de melding: 0_30, 31_90, 91_180 of 181_plus."),
            Column("zaken", "Aantal open zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door alle open zaken.", "fractie"),
        ),
    ),
    Metric(
        name="thuiszitters",
        title="Thuiszitters over de grens",
        question="Hoeveel thuiszitters zitten langer dan 4 weken of 3 maanden thuis?",
        definition="Zaken met langdurig relatief of absoluut verzuim die 28 en 90 dagen na de "
        "melding nog geen uitkomst hebben. Het verzuim begon al voor de melding: de tijd thuis "
        "is dus langer.",
        unit="zaak",
        numerator="Gevolgde zaken zonder uitkomst aan het einde van die dag.",
        denominator="Zaken die zo lang voor de peildatum zijn gemeld dat elke zaak de grens kon "
        "halen.",
        left_out="Uitkomst overleden, langdurig ziek of legitiem afwezig: dan was er geen "
        f"verzuim. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel over volledig gevolgde zaken.",
        source="Langer dan 4 weken: definitie van thuiszitter. Langer dan 3 maanden: "
        "Thuiszitterspact.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("grens", "4_weken of 3_maanden."),
            Column("dagen", "Dagen na de melding.", "kalenderdagen"),
            Column("zaken", "Alle zaken van thuiszitters.", "zaken"),
            Column("gevolgd", "Waarvan zo lang gevolgd.", "zaken"),
            Column("langer", "Waarvan over de grens.", "zaken"),
            Column("aandeel", "Langer gedeeld door gevolgd.", "fractie"),
            Column("nog_open", "Over de grens en open op de peildatum.", "zaken"),
        ),
    ),
    Metric(
        name="fasen",
        title="De vijf fasen",
        question="Welke fasen van de MAS hebben geen stap in de gegevens?",
        definition="Per fase: de afgeronde zaken waarin van die fase geen enkele stap is "
        "vastgelegd. Apart voor zaken waarin zwaar (verplicht kader, strafrecht of "
        "proces-verbaal), en vroeg en zwaar (stap 8 binnen 28 dagen na de melding) is "
        "ingegrepen: ook dan horen de vijf fasen te worden doorlopen.",
        unit="zaak",
        numerator="Zaken zonder stap in de fase.",
        denominator="Zaken met een uitkomst en minstens één stap in de gegevens.",
        left_out="Open zaken, want hun latere fasen komen nog; zaken zonder stappen, want "
        f"daarover is niets bekend. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel. Was er geen route nodig, dan ontbreekt de fase handelen "
        "niet. Een fase zonder stap kan ook aan de registratie liggen.",
        source=f"{MAS}: vijf fasen. Welke stap bij welke fase hoort, en wat vroeg is, is een "
        "indeling van dit product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("ingreep", "Alle zaken, zwaar, of vroeg_en_zwaar."),
            Column("fase", "Een van de vijf fasen, of een_of_meer."),
            Column("zaken", "De noemer.", "zaken"),
            Column("zonder_stap", "Zaken zonder stap in de fase.", "zaken"),
            Column("aandeel", "Zonder stap gedeeld door zaken.", "fractie"),
        ),
    ),
    Metric(
        name="terugkoppeling",
        title="Terugkoppeling (stap 9)",
        question="Volgt er een terugkoppeling, en hoe snel?",
        definition="Van elke afgeronde zaak en elke afgeronde overdracht aan een partner: is er "
        "een stap 9 in de zaak, en hoeveel dagen na het einde begon die.",
        unit="zaak of overdracht",
        numerator="Eindes waarna stap 9 is vastgelegd; voor 30 dagen: binnen die tijd begonnen.",
        denominator="Eindes van minstens 30 dagen voor de peildatum.",
        left_out=f"Eindes van korter geleden: daar kan stap 9 nog komen. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel. Mediaan: Aalen–Johansen over alle eindes, zonder stap 9 "
        "gevolgd tot de peildatum. Een stap 9 voor het einde telt als dag 0.",
        source=f"{MAS}, stap 9. Er is geen termijn voor; de 30 dagen zijn van dit product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("partner", "De zaak zelf, of de partner waar de overdracht eindigde."),
            Column("n", "Eindes van minstens 30 dagen voor de peildatum.", "eindes"),
            Column("teruggekoppeld", "Waarvan met stap 9.", "eindes"),
            Column("aandeel", "Teruggekoppeld gedeeld door n.", "fractie"),
            Column("binnen_30", "Waarvan binnen 30 dagen teruggekoppeld.", "fractie"),
            Column("mediaan_dagen", "Na de helft van de eindes is er stap 9.", "kalenderdagen"),
        ),
    ),
    Metric(
        name="signaleringsinstrument",
        title="Signaleringsinstrument",
        question="Is het signaleringsinstrument gebruikt bij de keuze van de route?",
        definition="Van de zaken in spoor A met een keuze: is het signaleringsinstrument gebruikt.",
        unit="zaak",
        numerator="Zaken met dit antwoord.",
        denominator="Zaken van spoor A waarin een keuze is gemaakt.",
        left_out=f"Spoor B: daar hoort het instrument niet bij stap 7. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel; onbekend staat ernaast en telt mee in de noemer.",
        source=f"{MAS}, stap 7.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("gebruik", "ja, nee of onbekend."),
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door zaken van spoor A met een keuze.", "fractie"),
        ),
    ),
    Metric(
        name="advies_keuze",
        title="Advies en keuze",
        question="Wat is geadviseerd, en wat is gekozen?",
        definition="Elke zaak met een advies en een keuze, in één vak van de matrix.",
        unit="zaak",
        numerator="Zaken met dit advies en deze keuze.",
        denominator="Zaken met dit advies en een keuze.",
        left_out=f"Zaken zonder advies of zonder keuze. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel. Een andere keuze dan het advies is geen fout: afwijken "
        "met uitleg hoort bij de MAS.",
        source=f"{MAS}, stap 7: het signaleringsinstrument adviseert, de ambtenaar kiest.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("advies", "Categorie van de geadviseerde route."),
            Column("keuze", "Categorie van de gekozen route."),
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door zaken met dit advies.", "fractie"),
        ),
    ),
    Metric(
        name="afwijking_per_stap",
        title="Afwijking per stap",
        question="Bij welke stap blijkt de afwijking?",
        definition="Waar in de gegevens de afwijking te zien is. Een zaak kan op meer plaatsen "
        "afwijken; alleen vastgelegd betekent dat de stap niet bekend is.",
        unit="zaak",
        numerator="Afwijkende zaken waarbij het daar blijkt.",
        denominator="Alle afwijkende zaken.",
        left_out=f"Zaken zonder afwijking. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel; de delen tellen niet op tot 1.",
        source=f"{MAS}: 'pas toe of leg uit'. De afgeleide afwijkingen zijn van dit product.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("waar", "advies, zonder_3_tot_6, zonder_7 of alleen_vastgelegd."),
            Column("zaken", "Aantal zaken.", "zaken"),
            Column("aandeel", "Zaken gedeeld door alle afwijkende zaken.", "fractie"),
        ),
    ),
    Metric(
        name="afwijking_en_terugkeer",
        title="Afwijking en terugkeer",
        question="Hoe gaat het met zaken die afwijken, naast zaken volgens de MAS?",
        definition="Terugkeer en afronding binnen 90 dagen, en de doorlooptijd, van zaken volgens "
        "de MAS en van zaken die afwijken. Een verschil bewijst niet dat de afwijking de oorzaak "
        "is: er wordt juist afgeweken waar een zaak anders is.",
        unit="zaak",
        numerator="Gevolgde zaken die binnen 90 dagen terug zijn, of klaar.",
        denominator="Zaken die minstens 90 dagen voor de peildatum zijn gemeld.",
        left_out="Zaken zonder keuze of die niet te beoordelen zijn; uitkomst overleden, "
        f"langdurig ziek of legitiem afwezig. {WITHOUT_18PLUS}",
        estimator="Telling en aandeel over volledig gevolgde zaken. Mediaan: Aalen–Johansen over "
        "alle zaken van de groep.",
        source=f"{MAS}: 'pas toe of leg uit'.",
        columns=(
            GEBIED,
            SCHOOLJAAR,
            Column("groep", "conform, afwijking, of een deel van de afwijkingen."),
            Column("zaken", "Alle zaken van de groep.", "zaken"),
            Column("gevolgd", "Waarvan minstens 90 dagen gevolgd.", "zaken"),
            Column("terug_90", "Waarvan binnen 90 dagen terug in het onderwijs.", "fractie"),
            Column("klaar_90", "Waarvan binnen 90 dagen klaar.", "fractie"),
            Column("mediaan_dagen", "De helft van de zaken is dan klaar.", "kalenderdagen"),
        ),
    ),
)
