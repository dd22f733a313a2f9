"""How much of each region delivered, and how fully the fields are filled in."""

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.about import DELIVERY as ABOUT
from dashboard.exhibits.compare import released_as
from dashboard.exhibits.data import missing
from dashboard.state import State
from etl.domain import areas
from etl.domain.fields import TABLES
from etl.released.reader import Release

_LAST_BAND = 9


def _make_coverage(release: Release, state: State) -> Shown | Empty:
    rows: list[tuple[Cell, ...]] = []
    for regio, about in areas.regios().items():
        coverage = release.coverage(released_as(regio), state.schooljaar)
        if coverage.of:
            together = " (samen)" if released_as(regio) != regio else ""
            name = f"{regio} {about.naam}{together}"
            rows.append((name, coverage.delivered or None, coverage.of))
    if not any(row[1] for row in rows):
        return Empty(f"Over schooljaar {state.schooljaar} heeft geen regio geleverd.")
    some = sum(row[1] is not None for row in rows)
    return Shown(
        sentence=f"In schooljaar {state.schooljaar} leverden gemeenten in {some} van de "
        f"{len(areas.regios())} regio's.",
        table=Table(
            f"Gemeenten die leverden, per regio, schooljaar {state.schooljaar}",
            (
                Column("Regio"),
                Column("Gemeenten die leverden", Kind.COUNT),
                Column("Gemeenten in de regio", Kind.COUNT),
            ),
            # the regions that delivered first; within each part they keep the order of their code
            tuple(sorted(rows, key=lambda row: row[1] is None)),
        ),
        notes=(
            "Een gemeente waarvan niets te tonen is, staat hier als niet geleverd. Verandert het "
            "aantal gemeenten, dan zijn jaren niet zomaar te vergelijken.",
        ),
    )


def _make_completeness(release: Release, _state: State) -> Shown | Empty:
    if not release.completeness:
        return missing(
            release, Empty("Over hoe volledig velden zijn, staat niets in deze vrijgave.")
        )
    bands = {(each.leverancier, each.veld): each.band for each in release.completeness}
    fields = [
        field for field in TABLES["zaken"].fields if any(field.name == veld for _, veld in bands)
    ]
    suppliers = sorted({supplier for supplier, _ in bands})
    full = sum(band == _LAST_BAND for band in bands.values())
    return Shown(
        sentence=_filled(full, of=len(bands), suppliers=len(suppliers)),
        table=Table(
            "Hoe volledig velden zijn ingevuld, per leverancier",
            (Column("Leverancier"), *(Column(field.heading) for field in fields)),
            tuple(
                (supplier, *(band_text(bands.get((supplier, field.name))) for field in fields))
                for supplier in suppliers
            ),
        ),
        notes=(
            "Verschillen in invullen zijn verschillen in vastleggen: vergelijk gebieden daarom met "
            "zorg.",
        ),
    )


def _filled(full: int, *, of: int, suppliers: int) -> str:
    """Say how many fields are filled in; every supplier has the same few.

    >>> _filled(46, of=60, suppliers=12)
    '46 van de 60 velden van 12 leveranciers zijn voor 90% of meer ingevuld.'
    >>> _filled(1, of=5, suppliers=1)
    '1 van de 5 velden is voor 90% of meer ingevuld.'
    """
    those = f" van {suppliers} leveranciers" if suppliers > 1 else ""
    verb = "is" if full == 1 else "zijn"
    return f"{full} van de {of} velden{those} {verb} voor 90% of meer ingevuld."


def band_text(band: int | None) -> str | None:
    """Write a band of 10 %.

    >>> band_text(0), band_text(7), band_text(9)
    ('minder dan 10%', '70 tot 80%', '90% of meer')
    """
    if band is None:
        return None
    if band == _LAST_BAND:
        return "90% of meer"
    if band == 0:
        return "minder dan 10%"
    return f"{10 * band} tot {10 * band + 10}%"


COVERAGE = Exhibit(
    id="gegevens-dekking",
    metric="levering",
    question="Hoeveel gemeenten leverden, per regio?",
    make=_make_coverage,
    about=ABOUT,
)
COMPLETENESS = Exhibit(
    id="gegevens-volledigheid",
    metric="levering",
    question="Hoe volledig zijn de velden ingevuld?",
    make=_make_completeness,
    about=ABOUT,
)
