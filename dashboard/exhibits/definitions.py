"""The tables of the page Definities, made from the words of `etl.domain` and from nothing else.

What the intake checks, what the SQL counts and what a reader can look up are so the same words.
"""

from collections.abc import Mapping

from dashboard.exhibits import Cell, Column, Kind, Table
from dashboard.exhibits.curves import clock_notes
from etl.domain import codes, disclosure
from etl.domain.codes import CodeList
from etl.domain.fields import TABLES, Field
from etl.domain.fields import Table as DeliveryTable
from etl.domain.groups import GROUPS
from etl.domain.metrics import Metric
from etl.domain.rule import GOOD_ROWS, RowRule, Rule
from etl.domain.rules import ALL_RULES
from etl.domain.steps import BOXES, OVERGANGEN
from etl.released import dutch
from etl.released.reader import Release
from etl.released.verdict import Verdict

SCHOOLJAAR = (
    "Een schooljaar loopt van 1 augustus t/m 31 juli. Een zaak hoort bij het schooljaar van de "
    "melddatum, ook als zij later eindigt."
)
CALENDAR = "Dagen zijn kalenderdagen."
OWN_CLOCK = "Dagen zijn kalenderdagen, behalve bij een stap met een eigen klok."
RULE_GROUPS = {
    "L": "De levering",
    "H": "De kopregel",
    "I": "De inhoud van een kolom",
    "R": "Elke regel",
    "Z": "Zaken",
    "S": "Stappen",
    "K": "Keten",
    "N": "Leerlingen per gemeente (noemers)",
    "D": "Datums",
    "V": "Vergeleken met de vorige levering",
    "P": "Pseudoniemen",
}
"""What the first letter of a rule's code stands for."""

CONSEQUENCE = {
    "geweigerd": "De levering wordt geweigerd; er verandert niets.",
    "apart": "De regel wordt apart gezet; de rest wordt geladen.",
    "waarschuwing": "De regel wordt geladen en geteld; u krijgt een waarschuwing.",
}

PRIVACY = (
    disclosure.RULE,
    f"Een streepje ({disclosure.HIDDEN}) staat voor alles wat we niet tonen: nul, een paar, of "
    "teruggehouden. Die zijn niet van elkaar te onderscheiden.",
    disclosure.DO_NOT_ADD_UP,
    disclosure.CLIP_RULE,
    f"Een verdeling van minder dan {disclosure.ONE_SIDED_BELOW} zaken tonen we niet als (bijna) "
    "iedereen er iets gevoeligs in deelt: route 3 of 4, een proces-verbaal, afwijken zonder "
    "uitleg, of nog niet terug op school.",
    f"Een gebied en schooljaar wordt pas opnieuw geteld als {disclosure.MIN_CHANGED} leerlingen "
    f"veranderden. {disclosure.FROZEN_AFTER} maanden na een schooljaar staan de cijfers vast.",
    "Percentages, termijnen en grenzen zijn berekend uit de afgeronde aantallen.",
    f"Een verdeling (routes, stappen, oordelen) staat er vanaf {disclosure.LADDER_OWN_DIMENSION} "
    f"zaken. Een filter erbij kan vanaf {disclosure.LADDER_ONE_FILTER} zaken.",
    f"Van een gemeente met minder dan {disclosure.TOGETHER_BELOW} zaken in een schooljaar staan er "
    "ook twee schooljaren samen, zonder filter. Een leerling met een zaak in beide telt dan met "
    "beide zaken mee.",
    "Een totaal van een regio of arrondissement staat er alleen als minstens "
    f"{disclosure.MIN_AREAS} gemeenten zelf getoond worden.",
    f"Eén leerling telt voor hoogstens een op de {disclosure.MAX_SHARE_OF_ONE_PUPIL} zaken in een "
    "getal; anders tonen we het niet.",
    f"'De helft is klaar' staat er vanaf {disclosure.MEDIAN_FROM}, '90% is klaar' vanaf "
    f"{disclosure.P90_FROM}, allebei in hele weken.",
    "Een termijn staat er alleen als minstens "
    f"{dutch.percentage(disclosure.MIN_FOLLOWED)} van de zaken zo lang gevolgd kon worden. Zijn "
    "niet alle zaken zo lang gevolgd, dan is de ruimte voor toeval breder: die van half zoveel "
    "zaken.",
)


def days_of(release: Release) -> str:
    """Say how the release counts days: its steps can have a clock of their own."""
    clocks = clock_notes(release)
    return " ".join((OWN_CLOCK, *clocks)) if clocks else CALENDAR


def words_of(metric: Metric) -> tuple[tuple[str, str], ...]:
    """Return what a reader can learn of a metric: a word and its text."""
    return (
        ("Vraag", metric.question),
        ("Definitie", metric.definition),
        ("Eenheid", dutch.capitalised(metric.unit)),
        ("Teller", metric.numerator),
        ("Noemer", metric.denominator),
        ("Telt niet mee", metric.left_out),
        ("Rekenwijze", metric.estimator),
        ("Bron", metric.source),
    )


def columns_of(metric: Metric) -> Table:
    return Table(
        f"Kolommen van {metric.title}, zoals 'python -m etl metric {metric.name}' ze geeft",
        (Column("Kolom"), Column("Betekenis"), Column("Eenheid")),
        tuple((each.name, each.description, each.unit or "") for each in metric.columns),
    )


def fields_of(table: DeliveryTable) -> Table:
    return Table(
        f"{table.title} ({table.name}): {table.row}",
        (Column("Kolom"), Column("Soort"), Column("Nodig"), Column("Betekenis"), Column("Codes")),
        tuple(
            (
                field.name,
                field.kind.value,
                _needed(field),
                field.description,
                field.codes.title if field.codes else "",
            )
            for field in table.fields
        ),
    )


def _needed(field: Field) -> str:
    if field.cell_needed:
        return "ja"
    return "kolom ja, cel mag leeg" if field.column_needed else "nee"


def code_lists() -> tuple[CodeList, ...]:
    """Return the code lists of a delivery and those of the pages and metrics, each once."""
    delivered = [field.codes for table in TABLES.values() for field in table.fields if field.codes]
    shown = [codes.ROUTECATEGORIE, codes.TYPEGROEP, codes.SPOOR, codes.OORDEEL]
    return tuple({each.name: each for each in (*delivered, *shown, *GROUPS)}.values())


def codes_of(code_list: CodeList) -> Table:
    return Table(
        code_list.title,
        (Column("Code"), Column("Naam"), Column("Betekenis")),
        tuple((code.code, code.label, code.meaning) for code in code_list.codes),
    )


def rules_of(letter: str) -> Table:
    """Return the rules whose code starts with a letter, with a good and a bad row if they have."""
    return Table(
        f"Afspraken: {RULE_GROUPS[letter]}",
        (
            Column("Afspraak"),
            Column("Gevolg"),
            Column("Betekenis"),
            Column("Wat te doen"),
            Column("Goed"),
            Column("Fout"),
        ),
        tuple(_rule(rule) for rule in ALL_RULES if rule.code.startswith(letter)),
    )


def _rule(rule: Rule) -> tuple[Cell, ...]:
    good = bad = ""
    if isinstance(rule, RowRule):
        involved = set(rule.accepts) | set(rule.catches)
        good, bad = (
            _cells({name: changed.get(name, GOOD_ROWS[rule.table].get(name, "")) for name in order})
            for changed in (rule.accepts, rule.catches)
            for order in [[name for name in TABLES[rule.table].columns if name in involved]]
        )
    return (f"{rule.code}: {rule.title}", rule.gevolg.value, rule.message, rule.advice, good, bad)


def _cells(cells: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value or '(leeg)'}" for name, value in cells.items())


def boxes() -> Table:
    return Table(
        "De stappen en vakken van de MAS",
        (Column("Vak"), Column("Stap", Kind.COUNT), Column("Spoor"), Column("Fase"), Column("Wat")),
        tuple(
            (
                box.code,
                box.stap,
                codes.SPOOR.label(box.spoor) if box.spoor else "A en B",
                box.fase,
                box.title,
            )
            for box in BOXES
        ),
    )


def norms() -> Table:
    return Table(
        "Overdrachten in de keten en hun normen",
        (
            Column("Overdracht"),
            Column("Code"),
            Column("Van"),
            Column("Tot"),
            Column("Norm (dagen)", Kind.DAYS),
            Column("Bron"),
        ),
        tuple(
            (
                each.label,
                each.code,
                each.begin,
                each.end,
                each.norm_dagen,
                each.source or "Geen norm bekend.",
            )
            for each in OVERGANGEN
        ),
    )


def verdicts() -> Table:
    where = {
        Verdict.TOEVAL: "Binnen de 95%-grens",
        Verdict.OPVALLEND: "Tussen de 95%- en de 99,8%-grens",
        Verdict.WIJKT_AF: "Buiten de 99,8%-grens",
        Verdict.TE_WEINIG: "Minder dan 8 zaken verwacht, aan een van beide kanten",
        Verdict.ANDERS_GETELD: "Aan weerszijden van een breuk, of met een andere registratie",
        Verdict.GEEN_GEHEEL: "Zonder geheel dat voor alle gebieden klopt",
    }
    return Table(
        "Woorden bij een vergelijking",
        (Column("Waar ligt het gebied?"), Column("Kort"), Column("Zin")),
        tuple((where[each], each.label, each.sentence) for each in Verdict),
    )
