"""Write an invented set: a folder per supplier, part by part, so that memory stays bounded.

Every part of a supplier has its own stream of the seed, so the bytes depend on the plan alone.
The note at the top says that all is invented, and marks the set: only a folder with that note,
and nothing in it that isn't ours, is written over.
"""

import shutil
import tempfile
import tomllib
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from etl.domain import areas, codes, fields
from etl.duckdb_paths import to_write
from etl.errors import UsageError
from etl.generate import (
    cases,
    character,
    draws,
    flaws,
    histories,
    routes,
    seasons,
    steps,
    tables,
)
from etl.generate.character import Character
from etl.generate.draws import Floats, Ints
from etl.generate.plans import Plan, Supplier
from etl.generate.seasons import TYPES
from etl.generate.tables import Columns
from etl.said import Say, nothing

NOTE = "LEESMIJ.txt"
_NOTE_TITLE = "VERZONNEN GEGEVENS"
_NOTE_TEXT = f"""{_NOTE_TITLE}

Alles in deze map is verzonnen. Geen zaak, leerling of datum komt uit de werkelijkheid.
De codes van gemeenten en regio's zijn echt, de cijfers erbij niet: ze zeggen niets over
hoe een gemeente, regio of ketenpartner werkt.

Deze map is gemaakt door MAS-monitor en wordt bij een volgende keer helemaal vervangen.
Zet er dus geen eigen bestanden in.
"""

PART = 50_000
"""The most zaken held in memory at once."""

_COUNTS, _SUPPLIERS = 1, 2
"""Streams of the seed."""


def generate(folder: Path, plan: Plan, *, say: Say = nothing) -> list[Path]:
    """Write the deliveries of a plan below `folder` and return their folders.

    `say` hears the supplier at work, the zaken written so far, and the zaken in all.
    """
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NOTE).write_text(_NOTE_TEXT, encoding="utf-8")
    regions = character.of_regions(plan)
    written: list[Path] = []
    done = 0
    with duckdb.connect() as con:
        for number, counts in enumerate(zaken_per_supplier(plan)):
            supplier = plan.suppliers[number]
            delimiter = supplier.habits.delimiter
            if not counts.sum():
                continue
            delivery = folder / supplier.leverancier
            delivery.mkdir()
            for part, share in enumerate(_parts(counts)):
                rng = draws.generator(plan.seed, _SUPPLIERS, number, part)
                invented = invent(rng, plan, supplier, counts=share, regions=regions)
                for table, columns in invented.items():
                    _append(con, delivery / f"{table}.csv", columns, delimiter=delimiter)
                done += int(share.sum())
                say(supplier.leverancier, done, plan.zaken)
            if supplier.habits.noemers:
                noemers = tables.noemers_columns(plan, supplier)
                _append(con, delivery / "noemers.csv", noemers, delimiter=delimiter)
            (delivery / "levering.toml").write_text(_levering(supplier), encoding="utf-8")
            written.append(delivery)
    return written


def zaken_per_supplier(plan: Plan) -> list[Ints]:
    """Divide the zaken of a plan: per supplier a table of gemeenten × verzuimtypes."""
    expected = []
    for supplier in plan.suppliers:
        season = seasons.intensity(_days(plan, supplier)).sum(axis=1)
        delivers = np.ones(len(TYPES))
        delivers[TYPES.index(codes.OUTSIDE_MAS)] = supplier.habits.doorstroompunt
        by_type = cases.TYPE_SHARE * season / _ordinary_year() * delivers
        expected.append(character.rates(plan, supplier.gemeenten) * by_type)
    flat = np.concatenate([table.ravel() for table in expected])
    counts = draws.generator(plan.seed, _COUNTS).multinomial(plan.zaken, flat / flat.sum())
    ends = np.cumsum([table.size for table in expected])[:-1]
    return [
        part.reshape(table.shape)
        for part, table in zip(np.split(counts, ends), expected, strict=True)
    ]


def invent(
    rng: np.random.Generator,
    plan: Plan,
    supplier: Supplier,
    *,
    counts: Ints,
    regions: Character,
) -> dict[str, Columns]:
    """Invent one part of a delivery: the columns of zaken, stappen and keten."""
    habits = supplier.habits
    days = _days(plan, supplier)
    peildag = int(days[-1])
    regio = np.array([plan.regios.index(_regio(code)) for code in supplier.gemeenten])
    season = seasons.intensity(days)

    zaken = cases.invent(rng, counts, regio=regio, days=days, intensity=season)
    choices = routes.choose(rng, zaken, character=regions, habits=habits)
    choices, history = histories.live(rng, zaken, choices, character=regions, habits=habits)
    zaken = histories.relapse(rng, zaken, history)
    pace = np.exp(regions.slower[zaken.regio])
    history = steps.complete(rng, history, choices, habits=habits, pace=pace)
    handovers = steps.handed_over(rng, zaken, choices, history, character=regions, peildag=peildag)
    seen, on_record = histories.observed(choices, history, peildag=peildag)
    rows = steps.registered(rng, zaken, choices, on_record, habits=habits)

    zaak_ids = tables.pseudonyms(rng, len(zaken), uuid=habits.uuid)
    leerling_ids = tables.pseudonyms(rng, len(zaken), uuid=habits.uuid)
    delivered = {
        "zaken": tables.zaken_columns(
            zaken, seen, on_record, supplier=supplier, zaak_ids=zaak_ids, leerling_ids=leerling_ids
        ),
        "stappen": tables.stappen_columns(rows, zaak_ids),
    }
    if habits.keten:
        delivered["keten"] = tables.keten_columns(handovers, zaak_ids)
    return {
        table: flaws.with_mistakes(rng, table, columns, share=habits.flawed)
        for table, columns in delivered.items()
    }


def _append(
    con: duckdb.DuckDBPyConnection, path: Path, columns: Columns, *, delimiter: str
) -> None:
    """Write rows to a CSV file; rows after the first time follow those that are there."""
    rows = con.from_df(tables.frame(columns))
    if not path.exists():
        rows.to_csv(to_write(path), sep=delimiter, header=True)
        return
    with tempfile.TemporaryDirectory() as scratch:
        more = Path(scratch) / path.name
        rows.to_csv(to_write(more), sep=delimiter, header=False)
        with path.open("ab") as whole, more.open("rb") as addition:
            shutil.copyfileobj(addition, whole)


def _clear(folder: Path) -> None:
    """Empty a folder that holds an earlier invented set; refuse any other that isn't empty."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError("Op die plek staat al een bestand. Kies een map.")
    found = sorted(folder.iterdir())
    if not found:
        return
    note = folder / NOTE
    if not note.is_file() or not note.read_text(encoding="utf-8").startswith(_NOTE_TITLE):
        raise UsageError("De map is niet leeg. Kies een lege of een nieuwe map.")
    deliveries = [entry for entry in found if entry != note]
    if not all(_is_invented(entry) for entry in deliveries):
        raise UsageError(
            "In de map staan ook andere bestanden dan verzonnen gegevens. "
            "Haal die weg of kies een nieuwe map."
        )
    for delivery in deliveries:
        shutil.rmtree(delivery)


def _is_invented(delivery: Path) -> bool:
    """Return whether a folder is an invented delivery, or one that was broken off halfway."""
    ours = {"levering.toml", *(f"{table}.csv" for table in fields.TABLES)}
    if delivery.is_symlink() or not delivery.is_dir():
        return False
    if any(entry.name not in ours for entry in delivery.iterdir()):
        return False
    levering = delivery / "levering.toml"
    if not levering.exists():
        return delivery.name.startswith("voorbeeld-")
    try:
        said = tomllib.loads(levering.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError:
        return False
    return said.get("voorbeeld") is True


def _levering(supplier: Supplier) -> str:
    return (
        f'leverancier = "{supplier.leverancier}"\n'
        'bronsysteem = "voorbeeld (verzonnen gegevens)"\n'
        f"peildatum = {supplier.peildatum.isoformat()}\n"
        'profiel = "mas"\n'
        "voorbeeld = true\n"
    )


def _parts(counts: Ints) -> list[Ints]:
    """Divide counts evenly over as few parts as `PART` allows."""
    parts = -(-int(counts.sum()) // PART)
    return [counts // parts + (number < counts % parts) for number in range(parts)]


def _days(plan: Plan, supplier: Supplier) -> Ints:
    """Return every day on which a melding can come in, up to the supplier's peildatum."""
    first = draws.day_number(date(plan.first_year, 8, 1))
    return np.arange(first, max(draws.day_number(supplier.peildatum), first) + 1)


def _ordinary_year() -> Floats:
    """Return the intensity of a whole recent schooljaar by type, for the mix of types."""
    first, last = (draws.day_number(date(year, 8, 1)) for year in (2024, 2025))
    return np.asarray(seasons.intensity(np.arange(first, last)).sum(axis=1))


def _regio(gemeentecode: str) -> str:
    return areas.gemeenten()[gemeentecode].regio
