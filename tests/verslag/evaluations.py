"""An invented evaluation, written out: two figures, a disagreement, agreements, and secrets."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.exhibits import Column, Kind, Table
from dashboard.exports import Notes
from dashboard.verslag.model import (
    Agreement,
    Direction,
    Entry,
    Evaluation,
    Figure,
    Point,
    Status,
)

SECRET = "Zwarte tulp"
"""Stands in everything that is confidential, and may stand in no document."""

ROUTES = Figure(
    title="Welke route nemen zaken?",
    sentence="De meest gekozen route is Vrijwillige jeugdhulp: ongeveer 4 op de 10 zaken (42%).",
    table=Table(
        "Gekozen routes in Oosterland, alle zaken",
        (
            Column("Route"),
            Column("Zaken 2025-2026", Kind.COUNT),
            Column("Aandeel 2025-2026", Kind.SHARE),
            Column("Zaken 2024-2025", Kind.COUNT),
            Column("Aandeel 2024-2025", Kind.SHARE),
            Column("Aandeel 2025-2026: minstens", Kind.SHARE),
            Column("Aandeel 2025-2026: hoogstens", Kind.SHARE),
        ),
        (
            ("Vrijwillige jeugdhulp", 1050, 0.42, 900, 0.375, 0.4, 0.44),
            ("Halt", 125, 0.05, 240, 0.1, 0.042, 0.059),
            ("Jeugdhulp in verplicht kader", None, None, 60, 0.025, None, None),
            ("Geen route nodig", 1325, 0.53, 1200, 0.5, 0.51, 0.55),
        ),
    ),
    selection="Oosterland, schooljaar 2025-2026, alle zaken",
    about=Notes(
        "Welke route nemen zaken?",
        (
            ("Definitie", "Elke zaak heeft precies één categorie."),
            ("Regel", "Aantallen zijn afgerond op vijftallen."),
            ("Vrijgave", "2026-08-01-1a2b3c"),
        ),
    ),
    release="2026-08-01-1a2b3c",
    peildatum=date(2026, 7, 31),
    digest="9f86d081884c7d65",
    explanations=(
        Entry("Sinds maart is er een wachtlijst bij Halt.", "Gemeente Oosterland"),
        Entry(f"{SECRET}: een medewerker is ziek.", "Halt", is_confidential=True),
    ),
)

RETURN = Figure(
    title="Hoeveel zaken eindigen binnen 90 dagen met terugkeer?",
    sentence="In ongeveer 6 op de 10 zaken is de leerling binnen 90 dagen terug.",
    table=Table(
        "Terug binnen 90 dagen in Oosterland",
        (
            Column("Groep"),
            Column("Zaken", Kind.COUNT),
            Column("Terug", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
        ),
        (
            ("Thuiszitters", 310, 0.41, 0.36, 0.47),
            ("16 uur en overig", 1980, 0.63, 0.61, 0.65),
            ("Luxeverzuim", 260, 0.88, 0.83, 0.91),
        ),
    ),
    selection="Oosterland, schooljaar 2025-2026, alle zaken",
    about=Notes("Terugkeer", (("Definitie", "De kans op terugkeer binnen een aantal dagen."),)),
    release="2026-08-01-1a2b3c",
    peildatum=date(2026, 7, 31),
    digest="60303ae22b998861",
    notices=("Er zijn nieuwere cijfers, met peildatum 31 oktober 2026.",),
)

CALL = Agreement(
    "afspraak-1",
    "Halt en leerplicht bellen binnen een week na elke verwijzing; wie belt, spreken ze af.",
    "Halt",
    made=date(2026, 10, 8),
    by=date(2026, 12, 15),
    figure="Welke route nemen zaken?",
    direction=Direction.UP,
)
HIDDEN_AGREEMENT = Agreement(
    "afspraak-2",
    f"{SECRET} bespreken met de directie",
    "Jeugdhulp",
    made=date(2026, 10, 8),
    by=date(2026, 11, 1),
    is_confidential=True,
)
LATER = Agreement(
    "afspraak-3",
    "=SOM(A1) laten zien; scholen vertellen over de MAS",
    "Scholen",
    made=date(2026, 10, 8),
)
BEFORE = Agreement(
    "afspraak-0",
    "De brief aan ouders in gewone taal",
    "Leerplicht",
    made=date(2026, 3, 12),
    by=date(2026, 6, 1),
    status=Status.DONE,
    verdict="Nog te vroeg om iets te zeggen.",
)

EVALUATION = Evaluation(
    id="e7",
    title="Evaluatie MAS Oosterland, najaar 2026",
    area="Oosterland",
    period="schooljaar 2025-2026",
    day=date(2026, 10, 8),
    sealed_at=datetime(2026, 10, 8, 7, 30, tzinfo=UTC),
    organisations=("Leerplicht", "Halt", "Openbaar Ministerie", "Scholen"),
    points=(
        Point(
            "Minder zaken naar Halt",
            introduction="Het aandeel Halt daalde van 10% naar 5%.",
            rule="Het verschil is groter dan toeval kan verklaren.",
            question="Herkent u dit, en wat zit erachter?",
            figures=(ROUTES,),
            outcomes=(
                Entry("De daling is echt.\n\nZe begon in maart, met de wachtlijst."),
                Entry(f"{SECRET} speelt ook mee.", is_confidential=True),
            ),
            remarks=(
                Entry("Scholen merken dat het langer duurt.", "Scholen"),
                Entry(f"{SECRET} <script>", "Halt", is_confidential=True),
            ),
            disagreements=(
                Entry("Wij zien geen daling: we tellen <anders> & later.", "Halt"),
                Entry(f"Over {SECRET} zijn we het oneens.", "Scholen", is_confidential=True),
            ),
            agreements=(CALL, HIDDEN_AGREEMENT),
        ),
        Point(
            "Terugkeer naar onderwijs",
            question="Wat helpt?",
            figures=(RETURN,),
            agreements=(LATER,),
        ),
        Point(
            f"Besloten deel: {SECRET}",
            figures=(replace(RETURN, title=f"{SECRET} in cijfers"),),
            outcomes=(Entry(f"{SECRET}."),),
            agreements=(replace(LATER, id="afspraak-9", what=f"{SECRET} regelen"),),
            is_confidential=True,
        ),
    ),
    earlier=(BEFORE, replace(BEFORE, id="afspraak-8", what=SECRET, is_confidential=True)),
    warnings=("Niet getoetst – niet delen",),
)
