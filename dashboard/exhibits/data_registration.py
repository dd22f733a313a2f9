"""How suppliers and regions register, and what may therefore not be compared."""

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Kind, Shown, Table
from dashboard.exhibits.about import DELIVERY as ABOUT
from dashboard.exhibits.data import missing
from dashboard.exhibits.data_coverage import band_text
from dashboard.state import State
from etl.domain import areas
from etl.domain.areas import Niveau
from etl.domain.metrics import METRICS
from etl.domain.registration import EERSTE_DAG, EINDDATUM, MIN_COUNT, Reason
from etl.domain.steps import BOXES
from etl.released import dutch
from etl.released.comparable import (
    STAPPEN,
    Recorded,
    doubts_of_supplier,
    reasons_of,
    steps_of_supplier,
    steps_recorded,
    zaken_per_leerling,
)
from etl.released.cubes import ZAAK
from etl.released.reader import Release
from etl.released.withheld import NOT_SHOWN_LABEL, RULE

NOTHING = "Niets gevonden"
OF_SUPPLIER = " in stappen, datums en eenheid"
"""What a supplier is looked at for; a region for more."""

_COLUMNS = (
    Column("Stappen vastgelegd"),
    Column("Stappen met een einddatum"),
    Column("Datums op de eerste van een maand"),
)
_READING = (
    "Een stap telt als vastgelegd wanneer minstens 10% van de zaken hem heeft. De einddatum gaat "
    "over stappen van afgeronde zaken. Door toeval valt ongeveer 3% van de datums op de eerste "
    "van een maand; veel meer wijst op invullen achteraf.",
    f"Percentages staan in stappen van 10, en pas vanaf {MIN_COUNT} zaken: zo zegt een regel nooit "
    "iets over een enkele leerling.",
)
_NOT_ABOUT_WORK = (
    "Dit gaat over wat is vastgelegd, niet over hoe goed er wordt gewerkt. Wat niet te vergelijken "
    "is, staat op de andere pagina's in grijs, met de reden erbij."
)

_REST_BY_REGION = (
    "Of keuze, uitkomst en uitleg genoeg zijn ingevuld om te vergelijken, staat in de tabel per "
    "regio."
)


def _make_suppliers(release: Release, _state: State) -> Shown | Empty:
    names = [each.leverancier for each in release.deliveries]
    known = {
        name: doubts for name in names if (doubts := doubts_of_supplier(release, name)) is not None
    }
    if not known:
        return missing(
            release,
            Empty(f"Van geen leverancier is te tonen hoe er wordt vastgelegd. {RULE}"),
        )
    good = sum(not doubts for doubts in known.values())
    return Shown(
        sentence=_found(
            good, of=len(known), one="leverancier", more="leveranciers", where=OF_SUPPLIER
        ),
        table=Table(
            "Hoe leveranciers vastleggen, alle schooljaren samen",
            (Column("Leverancier"), *_COLUMNS, Column("Wat vergelijken lastig maakt")),
            tuple(_supplier(release, name, doubts=known.get(name)) for name in names),
        ),
        notes=(_NOT_ABOUT_WORK, _REST_BY_REGION),
        reading=_READING,
    )


def _supplier(release: Release, name: str, *, doubts: tuple[str, ...] | None) -> tuple[Cell, ...]:
    bands = release.registration_of(name)
    if doubts is None:
        return (name, None, None, None, NOT_SHOWN_LABEL)
    return (
        name,
        _steps(steps_of_supplier(release, name)),
        band_text(bands.get(EINDDATUM)),
        band_text(bands.get(EERSTE_DAG)),
        dutch.capitalised(dutch.listed(doubts)) if doubts else NOTHING,
    )


def _make_regions(release: Release, state: State) -> Shown | Empty:
    shown = [
        gebied
        for gebied in release.areas.get(Niveau.REGIO, ())
        if release.total(gebied=gebied, schooljaar=state.schooljaar) is not None
    ]
    if not shown:
        return Empty(
            f"Over schooljaar {state.schooljaar} is van geen regio een totaal te tonen.",
            "Kies een ander schooljaar.",
        )
    unfair = {gebied: _not_to_compare(release, gebied, state.schooljaar) for gebied in shown}
    fair = sum(not each for each in unfair.values())
    where = f" in schooljaar {state.schooljaar}"
    return Shown(
        sentence=_found(fair, of=len(shown), one="regio", more="regio's", where=where),
        table=Table(
            f"Hoe regio's vastleggen, schooljaar {state.schooljaar}",
            (
                Column("Regio"),
                *_COLUMNS,
                Column("Zaken per leerling", Kind.NUMBER),
                Column("Niet te vergelijken"),
            ),
            tuple(
                (
                    f"{gebied} {areas.name_of(gebied)}",
                    _steps(steps_recorded(release, gebied, state.schooljaar)),
                    band_text(release.registration(gebied, state.schooljaar).get(EINDDATUM)),
                    band_text(release.registration(gebied, state.schooljaar).get(EERSTE_DAG)),
                    zaken_per_leerling(release, gebied, state.schooljaar),
                    "; ".join(unfair[gebied]) or NOTHING,
                )
                for gebied in shown
            ),
        ),
        notes=(_NOT_ABOUT_WORK,),
        reading=_READING,
    )


def _not_to_compare(release: Release, gebied: str, schooljaar: str) -> list[str]:
    """Return what may not be compared of an area, each with its reasons in a few words."""
    asked = [(metric.title.lower(), metric.name, ZAAK) for metric in METRICS]
    asked.append(("doorlooptijd per stap", "doorlooptijd", BOXES[0].code))
    found = []
    for name, metric, code in asked:
        reasons = reasons_of(release, gebied, schooljaar, metric, code=code)
        # which steps are missing has a column of its own
        words = [reason.label for reason in reasons if reason is not Reason.STAP]
        if words:
            found.append(f"{name} ({dutch.listed(words)})")
    return [dutch.capitalised(found[0]), *found[1:]] if found else []


def _steps(recorded: Recorded | None) -> str | None:
    """Say how many steps are recorded, which are not, and of which that cannot be told.

    >>> _steps(Recorded((1, 2, 3, 4, 5, 6, 7, 8, 9)))
    '9 van 10 (niet: 10)'
    >>> _steps(Recorded((1, 2, 3, 4, 5, 6, 7), unknown=(9, 10)))
    '7 van 10 (niet: 8; niet te zeggen: 9 en 10)'
    """
    if recorded is None:
        return None
    rest = (("niet", recorded.no), ("niet te zeggen", recorded.unknown))
    named = [
        f"{word}: {dutch.listed([str(each) for each in those])}" for word, those in rest if those
    ]
    tail = f" ({'; '.join(named)})" if named else ""
    return f"{len(recorded.yes)} van {len(STAPPEN)}{tail}"


def _found(good: int, *, of: int, one: str, more: str, where: str) -> str:
    """Say at how many nothing was found."""
    if of == 1:
        those = f"de enige {one}"
    elif good == 0:
        those = f"elke {one}"
    else:
        every = "beide" if of == 2 else f"alle {of}"
        those = f"{every} {more}" if good == of else f"{good} van de {of} {more}"
    what = "niets" if good else "iets"
    return f"Bij {those} is{where} {what} gevonden dat vergelijken in de weg staat."


SUPPLIERS = Exhibit(
    id="gegevens-vastleggen-leveranciers",
    metric="levering",
    question="Hoe vergelijkbaar legt elke leverancier vast?",
    make=_make_suppliers,
    about=ABOUT,
)
REGIONS = Exhibit(
    id="gegevens-vastleggen-regios",
    metric="levering",
    question="Wat mag van elke regio vergeleken worden?",
    make=_make_regions,
    about=ABOUT,
)
