"""What comes after: lasting return, thuiszitters past a line, open zaken, and feedback."""

from functools import partial

from dashboard.exhibits.parts import Parts, exhibit, named, shown
from etl.released import dutch, mas_answers, mas_cubes
from etl.released.rows import Part


def _room(row: Part) -> str:
    return dutch.bracketed(dutch.between(row.laag, row.hoog))


def _lasting(rows: tuple[Part, ...]) -> str:
    lasting, again = rows
    told = []
    if lasting.aandeel is not None:
        told.append(
            f"Van de {dutch.count(lasting.totaal)} terugkeren bleef "
            f"{dutch.about(lasting.aandeel, of=lasting.totaal)} acht weken zonder nieuwe melding"
            f"{_room(lasting)}."
        )
    if again.aandeel is not None:
        told.append(
            f"Na {dutch.about(again.aandeel, of=again.totaal)} van de terugkeren is dezelfde "
            "leerling binnen 90 dagen opnieuw gemeld."
        )
    return " ".join(told)


def _past_the_line(rows: tuple[Part, ...]) -> str:
    told = [
        f"{after} {dutch.about(row.aandeel, of=row.totaal)}{_room(row)}"
        for after, row in zip(("vier weken na de melding", "drie maanden erna"), rows, strict=True)
        if row.aandeel is not None
    ]
    return f"Van de thuiszitters heeft nog geen uitkomst: {dutch.listed(told)}."


def _open(rows: tuple[Part, ...]) -> str:
    known = shown(rows)
    parts = [f"{dutch.about(row.aandeel, of=row.totaal)} is {row.label.lower()}" for row in known]
    return f"Er zijn {dutch.count(known[0].totaal)} open zaken: {dutch.listed(parts)} open."


def _in_holiday(rows: tuple[Part, ...]) -> str:
    [row] = rows
    return (
        f"Van de {dutch.count(row.totaal)} zaken met een uitkomst viel "
        f"{dutch.about(row.aandeel, of=row.totaal)} helemaal binnen één schoolvakantie"
        f"{_room(row)}."
    )


def _fed_back(rows: tuple[Part, ...]) -> str:
    case, *partners = rows
    told = []
    if case.aandeel is not None:
        told.append(
            f"Van de {dutch.count(case.totaal)} afgeronde zaken heeft "
            f"{dutch.about(case.aandeel, of=case.totaal)} een terugkoppeling in de gegevens"
            f"{_room(case)}."
        )
    if shown(tuple(partners)):
        told.append(f"Na het einde van een overdracht: {named(tuple(partners))}.")
    return " ".join(told)


LASTING = exhibit(
    Parts(
        id="terugkeer-duurzaam",
        metric="duurzame_terugkeer",
        question="Blijven leerlingen die terug zijn ook terug?",
        groups=(("", mas_answers.duurzaam),),
        first="Na de terugkeer",
        part="Zaken",
        total="Zo lang gevolgd",
        axis="Aandeel van de terugkeren",
        sentence=_lasting,
        nothing="Er zijn te weinig terugkeren die lang genoeg gevolgd zijn.",
        is_followed=True,
        notes=(
            "Een nieuwe melding bij een andere leverancier zien we niet: de sleutel van een "
            "leerling verschilt per leverancier.",
        ),
        reading=(
            "Blijvend terug: 56 dagen zonder nieuwe melding. Opnieuw gemeld: binnen 90 dagen. "
            "Beide gaan alleen over terugkeren die daarna zo lang gevolgd zijn.",
        ),
        unit="terugkeren",
    )
)

PAST_THE_LINE = exhibit(
    Parts(
        id="terugkeer-thuiszitters-grens",
        metric="thuiszitters",
        question="Hoeveel thuiszitters wachten langer dan 4 weken of 3 maanden?",
        groups=(("", mas_answers.thuiszitters),),
        first="Sinds de melding",
        part="Over de grens",
        total="Zo lang gevolgd",
        axis="Aandeel van de gevolgde zaken",
        sentence=_past_the_line,
        nothing="Er zijn te weinig zaken van thuiszitters die lang genoeg gevolgd zijn.",
        is_followed=True,
        notes=(
            "De tijd telt vanaf de melding; het verzuim begon eerder. Zaken met langdurig "
            "relatief of absoluut verzuim tellen mee.",
        ),
        reading=(
            "Langer dan 4 weken: vanaf dan spreekt men van een thuiszitter. Langer dan 3 maanden: "
            "de lijn van het Thuiszitterspact, hier 90 dagen.",
        ),
    )
)

HOLIDAY = exhibit(
    Parts(
        id="zaken-in-vakantie",
        metric="in_vakantie",
        question="Hoeveel zaken vallen helemaal in een schoolvakantie?",
        groups=(("", mas_answers.in_vakantie),),
        first="Van melding tot uitkomst",
        part="Zaken",
        total="Zaken met een uitkomst",
        axis="Aandeel van de zaken met een uitkomst",
        sentence=_in_holiday,
        nothing="Er zijn te weinig zaken met een uitkomst.",
        notes=(
            "Zo'n zaak telt wel dagen, maar geen schooldagen. Vaak is de datum dan later ingevuld.",
        ),
        reading=(
            "De vakanties zijn die van het landelijk rooster in de vakantieregio van de gemeente. "
            "Een school kan daarvan afwijken.",
        ),
    )
)

STOCK = exhibit(
    Parts(
        id="open-zaken",
        metric="voorraad",
        question="Hoe lang zijn open zaken al open?",
        groups=(("", mas_answers.voorraad),),
        first="Open sinds de melding",
        part="Zaken",
        total="Alle open zaken",
        axis="Aandeel van de open zaken",
        sentence=_open,
        nothing="Er zijn te weinig open zaken om te verdelen.",
        notes=(
            "Dit is de stand op de peildatum, van zaken die in dit schooljaar zijn gemeld. Het "
            "zegt niet hoe lang zaken duren: lange zaken blijven langer in deze telling staan.",
        ),
    )
)

FEEDBACK = exhibit(
    Parts(
        id="terugkoppeling",
        metric="terugkoppeling",
        question="Volgt er een terugkoppeling aan school en partners (stap 9)?",
        groups=(
            ("Met terugkoppeling", mas_answers.terugkoppeling),
            ("Binnen 30 dagen", partial(mas_answers.terugkoppeling, what=mas_cubes.BINNEN)),
        ),
        first="Na het einde van",
        part="Met stap 9",
        total="Afgerond",
        axis="Aandeel van wat is afgerond",
        sentence=_fed_back,
        nothing="Er zijn te weinig afgeronde zaken en overdrachten.",
        notes=(
            "Stap 9 die niet is vastgelegd, kan wel zijn gezet: dit gaat ook over registratie.",
        ),
        reading=(
            "Het gaat om zaken en overdrachten die minstens 30 dagen voor de peildatum eindigden. "
            "Er is geen termijn voor stap 9; de 30 dagen zijn van dit product.",
        ),
        unit="keer",
    )
)
