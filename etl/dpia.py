"""A start for the DPIA (AVG art. 35): which data, why, how long, and who sees what.

Made from the lists and settings that the product itself works with, so that the document cannot say
something else than what happens. What only the organisation can decide is asked, not filled in.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Sequence

from etl.domain import disclosure
from etl.domain.fields import TABLES, Field
from etl.domain.forbidden import FREE_TEXT, PERSONAL
from etl.settings import Settings

_TO_FILL_IN = "_In te vullen door de verwerkingsverantwoordelijke._"


def markdown(settings: Settings) -> str:
    """Return the document as Markdown, in Dutch."""
    parts = [
        "# DPIA-hulp voor de MAS-monitor",
        "Dit document is gemaakt uit de instellingen van deze installatie. Het is een begin: wat "
        "alleen uw organisatie kan beslissen, staat er als vraag.",
        *_purpose(),
        *_data(),
        *_people(),
        *_retention(settings),
        *_who(),
        *_risks(),
        *_to_decide(),
    ]
    return "\n\n".join(parts) + "\n"


def html(text: str) -> str:
    """Return the document as a page of its own, to print or to attach."""
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        "<title>DPIA-hulp voor de MAS-monitor</title><style>"
        "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border:1px solid #888;padding:.3rem .5rem;text-align:left;vertical-align:top}"
        f"</style></head><body>\n{_blocks(text)}\n</body></html>\n"
    )


def _purpose() -> list[str]:
    return [
        "## 1. Waarom",
        "Stap 10 van de Methodische Aanpak Schoolverzuim is samen evalueren: welke routes zaken "
        "nemen, hoe lang stappen duren, of afwijken wordt uitgelegd en of leerlingen terugkeren. "
        "De monitor maakt daarvoor tellingen. Hij ondersteunt geen besluit over een leerling en "
        "toont geen zaken.",
        f"Grondslag en doelbinding: {_TO_FILL_IN}",
    ]


def _data() -> list[str]:
    parts = [
        "## 2. Welke gegevens",
        "Een levering bevat alleen deze kolommen. Een andere kolom weigert de hele levering.",
    ]
    for table in TABLES.values():
        rows = [(field.name, field.description, _needed(field)) for field in table.fields]
        parts += [f"### {table.title}", _table(("kolom", "betekenis", "verplicht"), rows)]
    refused = ", ".join(sorted(FREE_TEXT | PERSONAL))
    return [
        *parts,
        f"Altijd geweigerd: {refused}, en kolommen waarvan de inhoud op zo'n gegeven lijkt. Dat "
        "geldt ook voor een kolom die een profiel weglaat: die wordt bekeken en niet bewaard.",
        "Leerlingen en zaken staan er onder een pseudoniem, dat bij inname opnieuw wordt "
        "versleuteld met een geheime sleutel van deze installatie. Leeftijd in jaren wordt aan de "
        "deur een leeftijdsgroep. Pseudoniemen blijven persoonsgegevens.",
    ]


def _people() -> list[str]:
    rows = [
        (
            "leerlingen met een zaak, meest minderjarig",
            "de kolommen hierboven; routes en ketenpartners kunnen over strafrecht en over "
            "jeugdhulp gaan",
            "de leverancier, uit zijn eigen registratie",
        ),
        (
            "deelnemers aan een overleg",
            "namen van organisaties; wat zij zelf typen (agenda, opmerkingen, uitleg, afspraken); "
            "antwoorden op de quickscan, zonder naam en alleen als totaal",
            "zijzelf, in het dashboard",
        ),
        (
            "bezoekers van het dashboard",
            "cookies, alleen voor formulieren, links en de quickscan van een overleg; geen "
            "bezoekcijfers, geen lijst van wie wat opvroeg",
            "hun browser",
        ),
    ]
    return [
        "### Over wie, en waar het vandaan komt",
        _table(("wie", "wat", "van wie"), rows),
        "Het product haalt zelf geen gegevens op en stuurt niets naar buiten: er zijn geen andere "
        "ontvangers, geen verwerking buiten deze installatie en geen koppeling met andere "
        "bestanden. Er is geen profilering en geen besluit door een computer.",
    ]


def _needed(field: Field) -> str:
    return "ja" if field.column_needed else "nee"


def _retention(settings: Settings) -> list[str]:
    inbox = "blijft staan" if settings.keeps_inbox else "wordt verwijderd na geslaagde inname"
    rows = [
        ("zaken die zijn afgerond", f"{settings.schooljaren} schooljaren (MAS_BEWAAR_SCHOOLJAREN)"),
        ("open zaken", "tot ze zijn afgerond, daarna als hierboven"),
        ("een vervangen levering", "weg zodra de nieuwe is verwerkt"),
        (
            "regelnummers in het ontvangstbewijs",
            f"{settings.receipt_days} dagen (MAS_BEWAAR_BEWIJS_DAGEN)",
        ),
        ("de export in de inbox", f"{inbox} (MAS_BEWAAR_INBOX)"),
        ("afdrukken van wat is geteld", "tot de volgende vrijgave"),
        (
            "een vrijgave",
            "tot er drie nieuwere zijn; bij terugtrekken van een leverancier direct weg",
        ),
        (
            "wat een leverancier terugtrok",
            "welke gebieden en op welke dag blijft staan, zonder de naam van de leverancier",
        ),
        (
            "een vergadering, met haar vastgezette cijfers",
            "tot de beheerder haar verwijdert (`python -m dashboard forget`); een reservekopie "
            "houdt haar langer",
        ),
        (
            "een ingevulde quickscan",
            "alleen totalen; bij sluiten gaat weg wat te weinig antwoorden heeft",
        ),
        ("wat iemand opslaat of print", "buiten bereik van het product: spreek af hoe lang"),
    ]
    return [
        "## 3. Hoe lang",
        _table(("wat", "bewaartermijn"), rows),
        f"Vergaderingen hebben geen eigen einddatum. Past dat bij uw selectielijst? {_TO_FILL_IN}",
    ]


def _who() -> list[str]:
    rows = [
        (
            "zaken, ontvangstbewijzen, sleutel",
            "`store/`, alleen voor het account dat inneemt (map 0700, bestanden 0600)",
            "de beheerder van deze installatie",
        ),
        (
            "exacte cijfers",
            "alleen met `--exact`, op de machine waar de zakenopslag staat",
            "de beheerder van deze installatie",
        ),
        (
            "de vrijgave: beschermde tellingen",
            "`release/`, voor iedereen die het dashboard mag zien",
            f"coördinatoren, ketenpartners, beleid. Precieze kring: {_TO_FILL_IN}",
        ),
        (
            "een vergadering: wat er is getypt, afgesproken en vastgezet",
            "een eigen database buiten `store/` en `release/` (bestand 0600, of PostgreSQL)",
            "wie een link heeft, naar rol; wat vertrouwelijk is niet op het scherm en niet in het "
            "verslag",
        ),
        (
            "het logboek van de server",
            "waar in de code iets misging; geen adres, geen zoekvraag, geen getypte tekst",
            "de beheerder van deze installatie",
        ),
    ]
    return [
        "## 4. Wie ziet wat",
        _table(("wat", "waar", "wie"), rows),
        "Iedereen ziet dezelfde vrijgave, ook de coördinator van een regio. Het dashboard heeft "
        "geen toegang tot de zakenopslag nodig en opent die niet.",
        "Het dashboard vraagt niet wie u bent. Het luistert alleen op de eigen machine, tenzij de "
        "beheerder een ander adres instelt. Wie het adres kan openen, ziet de vrijgave: regel de "
        "toegang en de versleutelde verbinding in uw netwerk. De opslag is niet versleuteld: "
        "versleutel de schijf.",
    ]


def _risks() -> list[str]:
    rows = [
        (
            "een kleine groep is herkenbaar",
            f"aantallen op vijftallen; afgerond minder dan {disclosure.THRESHOLD} niet getoond; "
            "nul, weinig en ingetrokken hebben hetzelfde teken",
        ),
        (
            "aftrekken van totalen",
            f"totalen pas vanaf {disclosure.MIN_AREAS} gebieden; uitsplitsen pas vanaf "
            f"{disclosure.LADDER_OWN_DIMENSION} zaken, met filter vanaf "
            f"{disclosure.LADDER_ONE_FILTER}",
        ),
        (
            "(bijna) iedereen in een groep deelt iets gevoeligs",
            f"zo'n uitsplitsing van minder dan {disclosure.ONE_SIDED_BELOW} zaken tonen we niet; "
            f"aandelen van minder dan {disclosure.CLIPPED_BELOW} zaken stoppen bij 10% en 90%",
        ),
        (
            "twee vrijgaven naast elkaar leggen",
            f"een gebied en schooljaar wordt pas opnieuw geteld na {disclosure.MIN_CHANGED} "
            f"veranderde leerlingen; {disclosure.FROZEN_AFTER} maanden na een schooljaar staat het "
            "vast",
        ),
        (
            "één leerling met veel zaken",
            "drempel op leerlingen én zaken; geen leerling meer dan een derde van een cel",
        ),
        (
            "een tijdlijn verraadt een dag",
            f"tijden alleen op {len(disclosure.GRID_DAYS)} vaste dagen, als afgeronde aantallen",
        ),
        (
            "iemand typt in een overleg iets over een leerling",
            "velden waarschuwen; een BSN, mailadres, telefoonnummer of geboortedatum wordt "
            "geweigerd; een naam herkent het product niet",
        ),
        (
            "een link van een overleg komt bij een ander",
            "niet te raden (256 bits), verloopt, en is in te trekken",
        ),
        (
            "een levering blijkt fout of mocht niet (datalek)",
            "`python -m etl deliveries remove`: zaken en vrijgaven zijn direct weg, en geen "
            "vergadering toont de cijfers nog; in haar database en reservekopieën staan ze tot zij "
            "wordt verwijderd, en wat al is opgeslagen of geprint blijft",
        ),
        (
            "cijfers zijn niet getoetst",
            "elke pagina en elk bestand zegt ‘niet getoetst – niet delen’, tot een toets is "
            "gehaald",
        ),
    ]
    return [
        "## 5. Risico's en maatregelen",
        _table(("risico", "maatregel in het product"), rows),
        "Wat dit niet belooft staat in `docs/privacy.md`: wie alles weet behalve één leerling, of "
        "wie met kansen rekent, kan meer vermoeden dan er staat.",
    ]


def _to_decide() -> list[str]:
    questions = (
        "Wie is verwerkingsverantwoordelijke, en is er een verwerkersovereenkomst nodig?",
        "Welke grondslag heeft de verwerking, en vallen gegevens over strafrechtelijke stappen "
        "(Halt, proces-verbaal) onder AVG artikel 10 of de Wet politiegegevens?",
        "Is het doel verenigbaar met dat waarvoor de gegevens zijn verzameld (artikel 6 lid 4)?",
        "Past de bewaartermijn bij de selectielijst van uw organisatie?",
        "Hoe worden leerlingen en ouders geïnformeerd, en wie behandelt hun verzoeken? Het product "
        "kent alleen pseudoniemen: inzage en correctie gaan via de bron, die daarna opnieuw "
        "levert.",
        "Kan het met minder? Een kolom die niet verplicht is, mag uit de levering blijven.",
        "Wie meldt een datalek, en wie trekt dan een levering terug?",
        "Wie mag het dashboard openen, en hoe is dat geregeld?",
        "Wat adviseert de functionaris gegevensbescherming?",
    )
    return ["## 6. Nog te beslissen", "\n".join(f"- {question}" for question in questions)]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _blocks(text: str) -> str:
    return "\n".join(_block(block) for block in text.strip().split("\n\n"))


def _block(block: str) -> str:
    if block.startswith("#"):
        marks, _, title = block.partition(" ")
        return f"<h{len(marks)}>{_inline(title)}</h{len(marks)}>"
    lines = block.splitlines()
    if block.startswith("| "):
        head, _, *rows = (line.strip("| ").split(" | ") for line in lines)
        cells = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
        body = "".join(
            f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    if block.startswith("- "):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    escaped = markup.escape(text, quote=False)
    return re.sub(
        r"`([^`]+)`", r"<code>\1</code>", re.sub(r"_([^_]{20,})_", r"<em>\1</em>", escaped)
    )
