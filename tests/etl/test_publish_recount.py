"""Every cell of a release, recounted in plain Python from the same zaken."""

import random
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from etl.domain.areas import gemeenten
from etl.domain.disclosure import released
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"
COLUMNS = ("geslacht", "leeftijdsgroep", "onderwijssoort", "spoor", "verzuimtype")


def some_zaken(seed):
    """Some 2,500 zaken of five gemeenten of one region and one of another, pupils coming back."""
    chance = random.Random(seed)
    marts = Marts()
    places = [(code, 60 + 250 * place) for place, code in enumerate(of_regio("MC21")[:5])]
    for gemeentecode, count in [*places, ("GM0034", 400)]:
        for _ in range(count):
            marts.zaken(
                1,
                gemeentecode,
                geslacht=chance.choice("mmvx"),
                leeftijdsgroep=chance.choice(("4_11", "12_15", "12_15", "16_17")),
                onderwijssoort=chance.choice(("po", "vo", "vo", "vo", "mbo")),
                verzuimtype=chance.choice(
                    ("16_uur", "16_uur", "lrv", "luxe", "doorstroompunt_18plus")
                ),
                route=chance.choice(("R1", "R1", "R1", "R2", "R4", "geen_route")),
                oordeel="conform",
            )
    for row in marts.zaken_rows:
        if chance.random() < 0.5:
            row["leerling_sleutel"] = f"00000000-0000-0000-0000-{chance.randrange(900):012d}"
    return marts


def views_of(zaak, deepest):
    """Return every area and set of filters that a zaak counts in."""
    gemeente = gemeenten()[zaak["gemeentecode"]]
    for size in range(deepest + 1):
        for columns in combinations(COLUMNS, size):
            if zaak["is_mas"] or "verzuimtype" in columns:
                filters = tuple((column, zaak[column]) for column in columns)
                for gebied in (gemeente.code, gemeente.regio, gemeente.arrondissement, "NL"):
                    yield gebied, filters


def gate(pupils):
    total = sum(pupils.values())
    if released(len(pupils)) is None or 3 * max(pupils.values()) > total:
        return None
    return released(total)


def recounted(marts):
    omvang, routes = defaultdict(Counter), defaultdict(lambda: defaultdict(Counter))
    for zaak in marts.zaken_rows:
        for view in views_of(zaak, 2):
            omvang[view][zaak["leerling_sleutel"]] += 1
            routes[view][zaak["route"]][zaak["leerling_sleutel"]] += 1
            routes[view]["met_keuze"][zaak["leerling_sleutel"]] += 1
    shown = {
        code for code in gemeenten() if (code, ()) in omvang and gate(omvang[code, ()]) is not None
    }
    with_total = shown | {
        area
        for area in ("MC21", *{gemeente.arrondissement for gemeente in gemeenten().values()})
        if sum(
            area in (gemeenten()[code].regio, gemeenten()[code].arrondissement) for code in shown
        )
        >= 4
    }
    cells = {}
    for (gebied, filters), pupils in omvang.items():
        total = (gate(omvang[gebied, ()]) or 0) if gebied in with_total else 0
        rung = (total >= 20) + (total >= 300)
        if rung and len(filters) <= rung and (v := gate(pupils)) is not None:
            cells["omvang", gebied, filters] = {"zaken": v, "leerlingen": released(len(pupils))}
        if rung and len(filters) <= rung - 1:
            found = {code: gate(of) for code, of in routes[gebied, filters].items()}
            if any(found.values()):
                cells["route", gebied, filters] = {k: v for k, v in found.items() if v is not None}
    return cells


@pytest.mark.parametrize("seed", [1, 2])
def test_every_cell_is_what_a_recount_in_python_makes_it(tmp_path, seed):
    marts = some_zaken(seed)
    release = published(marts, tmp_path)
    found = {
        (kubus, gebied, filters): dict(codes)
        for (kubus, gebied, _, filters), codes in release._cells.items()
        if kubus in ("omvang", "route")
    }
    expected = recounted(marts)
    assert len(expected) > 500
    assert found == expected
