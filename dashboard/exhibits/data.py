"""What was delivered and what became of it, per supplier: rows of files, never of a zaak."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.exhibits import Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.about import DELIVERY as ABOUT
from dashboard.state import State
from etl.domain.disclosure import LARGEST_HIDDEN
from etl.domain.rules import RULE
from etl.released import dutch
from etl.released.reader import FileCount, Release

GEVOLG_WORDS = {
    "geweigerd": "Levering geweigerd",
    "apart": "Regel apart gezet",
    "waarschuwing": "Geladen, met waarschuwing",
}
SHORT_FINDINGS = (
    f"Een bevinding die {LARGEST_HIDDEN} keer of minder voorkomt, staat er niet bij. De "
    "leverancier zelf ziet alles in zijn ontvangstbewijs."
)
NOTHING_DELIVERED = Empty("Er staat geen levering in deze vrijgave.")
WITHDRAWN = Empty(
    "Een leverancier heeft gegevens teruggetrokken. Daarom staat hier niets meer over leveringen.",
    "In de volgende vrijgave staat wat er nog is. Vraag de beheerder wanneer die komt.",
)


def missing(release: Release, otherwise: Empty) -> Empty:
    """Say why a release tells nothing of its deliveries: after a recall they are gone, all of them.

    Args:
        release: without what the caller wants to show.
        otherwise: what to say when nothing was taken back.
    """
    return WITHDRAWN if release.recalled else otherwise


def _make_suppliers(release: Release, _state: State) -> Shown | Empty:
    if not release.files:
        return missing(release, NOTHING_DELIVERED)
    files: dict[str, list[FileCount]] = defaultdict(list)
    for file in release.files:
        files[file.leverancier].append(file)
    about = {each.leverancier: each for each in release.deliveries}
    return Shown(
        sentence=_delivered(len(files), len(release.files)),
        table=Table(
            "Leveringen per leverancier",
            (
                Column("Leverancier"),
                Column("Peildatum"),
                Column("Bestanden", Kind.COUNT),
                Column("Gelezen", Kind.COUNT),
                Column("Geladen", Kind.COUNT),
                Column("Apart gezet", Kind.COUNT),
                Column("Bronsysteem"),
            ),
            tuple(
                (
                    name,
                    dutch.day(about[name].peildatum) if name in about else None,
                    len(delivered),
                    _together(file.gelezen for file in delivered),
                    _together(file.geladen for file in delivered),
                    _together(file.apart for file in delivered),
                    about[name].bronsysteem if name in about else None,
                )
                for name, delivered in files.items()
            ),
        ),
        notes=(
            "Regels van alle bestanden van een leverancier samen, opgeteld uit afgeronde "
            "aantallen. Wat apart is gezet, telt nergens mee. Een streepje: geen of heel weinig.",
        ),
    )


def _together(counts: Iterable[int | None]) -> int | None:
    """Add up released counts; a hidden one adds nothing, and only hidden ones stay hidden."""
    return sum(count for count in counts if count is not None) or None


def _delivered(suppliers: int, files: int) -> str:
    return (
        f"{dutch.capitalised(_many(suppliers, 'leverancier', 'leveranciers'))} "
        f"{'leverde' if suppliers == 1 else 'leverden'} samen "
        f"{_many(files, 'bestand', 'bestanden')}."
    )


def _make_files(release: Release, _state: State) -> Shown | Empty:
    if not release.files:
        return missing(release, NOTHING_DELIVERED)
    delivered = {each.leverancier: each for each in release.deliveries}
    rows = []
    for file in release.files:
        about = delivered.get(file.leverancier)
        rows.append(
            (
                file.leverancier,
                dutch.day(about.peildatum) if about else None,
                about.bronsysteem if about else None,
                file.bestand,
                file.gelezen,
                file.geladen,
                file.apart,
            )
        )
    return Shown(
        sentence=_delivered(len(delivered), len(rows)),
        table=Table(
            "Bestanden per leverancier",
            (
                Column("Leverancier"),
                Column("Peildatum"),
                Column("Bronsysteem"),
                Column("Bestand"),
                Column("Gelezen", Kind.COUNT),
                Column("Geladen", Kind.COUNT),
                Column("Apart gezet", Kind.COUNT),
            ),
            tuple(rows),
        ),
        notes=(
            "Gelezen is altijd geladen plus apart gezet; de getallen hier zijn elk afgerond. Wat "
            "apart is gezet, telt nergens mee.",
        ),
    )


def _make_by_rule(release: Release, _state: State) -> Shown | Empty:
    if not release.findings:
        return _no_findings(release)
    suppliers: dict[str, set[str]] = defaultdict(set)
    for finding in release.findings:
        suppliers[finding.code].add(finding.leverancier)
    consequence = {finding.code: finding.gevolg for finding in release.findings}
    rows = tuple(
        (
            f"{code}: {_title(code)}",
            GEVOLG_WORDS.get(consequence[code], consequence[code]),
            len(suppliers[code]),
            _advice(code),
        )
        for code in _in_order(suppliers)
    )
    return Shown(
        sentence=f"{dutch.capitalised(_many(len(rows), 'afspraak is', 'afspraken zijn'))} "
        "vaker gebroken: dat is een vraag aan de bron.",
        table=Table(
            "Bevindingen per afspraak",
            (
                Column("Afspraak"),
                Column("Gevolg"),
                Column("Leveranciers", Kind.COUNT),
                Column("Wat te doen bij de bron"),
            ),
            rows,
        ),
        notes=(SHORT_FINDINGS,),
    )


def _make_findings(release: Release, _state: State) -> Shown | Empty:
    if not release.findings:
        return _no_findings(release)
    return Shown(
        sentence="Hoe vaak elke afspraak is gebroken, per leverancier en bestand.",
        table=Table(
            "Bevindingen per leverancier en bestand",
            (
                Column("Leverancier"),
                Column("Bestand"),
                Column("Kolom"),
                Column("Afspraak"),
                Column("Gevolg"),
                Column("Aantal", Kind.COUNT),
            ),
            tuple(
                (
                    each.leverancier,
                    each.bestand,
                    each.kolom or None,
                    f"{each.code}: {_title(each.code)}",
                    GEVOLG_WORDS.get(each.gevolg, each.gevolg),
                    each.aantal,
                )
                for each in release.findings
            ),
        ),
        notes=(SHORT_FINDINGS,),
    )


def _make_checked(release: Release, _state: State) -> Shown | Empty:
    if not release.checks:
        return missing(release, Empty("In deze vrijgave staat geen keuring."))
    files: dict[str, int] = defaultdict(int)
    broken: dict[str, int] = defaultdict(int)
    for each in release.checks:
        files[each.code] += 1
        broken[each.code] += not each.gekeurd
    return Shown(
        sentence=f"Great Expectations keurde {_many(len(files), 'afspraak', 'afspraken')}; bij "
        f"{sum(count > 0 for count in broken.values())} daarvan voldoet minstens één bestand "
        "duidelijk niet.",
        table=Table(
            "Keuring per afspraak",
            (
                Column("Afspraak"),
                Column("Bestanden gekeurd", Kind.COUNT),
                Column("Voldoet", Kind.COUNT),
                Column("Voldoet niet", Kind.COUNT),
            ),
            tuple(
                (f"{code}: {_title(code)}", files[code], files[code] - broken[code], broken[code])
                for code in _in_order(files)
            ),
        ),
        notes=(
            f"Voldoet: hoogstens {LARGEST_HIDDEN} regels breken de afspraak. De keuring herhaalt "
            "de controle bij binnenkomst met een tweede, onafhankelijk hulpmiddel.",
        ),
    )


def _no_findings(release: Release) -> Empty:
    if not release.files:
        return missing(release, NOTHING_DELIVERED)
    return Empty(
        "Geen afspraak is vaak genoeg gebroken om te tonen.",
        "De leverancier ziet elke bevinding in zijn ontvangstbewijs.",
    )


def _in_order(codes: Sequence[str] | dict[str, set[str]] | dict[str, int]) -> list[str]:
    order = list(RULE)
    return sorted(codes, key=lambda code: order.index(code) if code in RULE else len(order))


def _title(code: str) -> str:
    # a release can be older than this catalogue
    return RULE[code].title if code in RULE else "Afspraak van een eerdere versie"


def _advice(code: str) -> str | None:
    return RULE[code].advice if code in RULE else None


def _many(number: int, one: str, more: str) -> str:
    return f"{dutch.count(number)} {one if number == 1 else more}"


SUPPLIERS = Exhibit(
    id="gegevens-leveranciers",
    metric="levering",
    question="Wie leverde wat?",
    make=_make_suppliers,
    about=ABOUT,
)
FILES = Exhibit(
    id="gegevens-bestanden",
    metric="levering",
    question="Wat staat er in elk bestand?",
    make=_make_files,
    about=ABOUT,
)
BY_RULE = Exhibit(
    id="gegevens-afspraken",
    metric="levering",
    question="Welke afspraken zijn gebroken?",
    make=_make_by_rule,
    about=ABOUT,
)
FINDINGS = Exhibit(
    id="gegevens-bevindingen",
    metric="levering",
    question="Hoe vaak, en bij welke leverancier?",
    make=_make_findings,
    about=ABOUT,
)
CHECKED = Exhibit(
    id="gegevens-keuring",
    metric="levering",
    question="Wat zegt de formele keuring?",
    make=_make_checked,
    about=ABOUT,
)
