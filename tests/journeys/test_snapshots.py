"""Two releases made as a person makes them: what one pupil more, and ten more, change on them."""

import pytest

from dashboard.app import PAGES, create_app
from etl.released.reader import Release, ReleaseFolder
from tests.etl.released.marts import of_regio
from tests.etl.validate.deliveries import keten, stap, write, zaak, zaak_id

GROWS, *OTHERS = of_regio("MC21")[:5]
YEAR = "2025-2026"
ROUTES = ("R1", "R2", "R4", "")


def rows(code: str, first: int, count: int):
    """Return zaken of so many pupils with a step and, of those on route 2, a handover."""
    zaken, stappen, ketens = [], [], []
    for number in range(first, first + count):
        route = ROUTES[number % 4]
        outcome = {"uitkomst": "terug_naar_school", "uitkomstdatum": "2025-11-03"}
        zaken.append(
            zaak(
                number,
                gemeentecode=code,
                leerling_id=zaak_id(50_000 + number),
                gekozen_route=route,
                **(outcome if number % 3 else {}),
            )
        )
        stappen.append(stap(number, einddatum="2025-10-03" if number % 2 else ""))
        if route == "R2":
            ketens.append(keten(number))
    return zaken, stappen, ketens


@pytest.fixture
def build(etl, tmp_path):
    """Deliver again, with so many pupils more in one gemeente, and return the release."""

    def build(month: int, *, more: int) -> Release:
        parts = [rows(code, 1000 * place, 40) for place, code in enumerate(OTHERS, start=1)]
        parts.append(rows(GROWS, 9000, 132))
        # the pupils that come later are alike: every one of them took route 4
        extra = [
            zaak(n, gemeentecode=GROWS, leerling_id=zaak_id(60_000 + n), gekozen_route="R4")
            for n in range(7001, 7001 + more)
        ]
        parts.append((extra, [stap(7000 + n) for n in range(1, more + 1)], []))
        zaken, stappen, ketens = ([row for part in parts for row in part[n]] for n in range(3))
        manifest = f'leverancier = "x"\npeildatum = 2026-{month:02d}-01\nprofiel = "mas"\n'
        folder = write(tmp_path / str(month), manifest, zaken=zaken, stappen=stappen, keten=ketens)
        assert etl("run", folder) == 0, etl.err
        return ReleaseFolder(etl.warehouse / "release").current()

    return build


def says(etl) -> dict[str, str]:
    """Return every file of every figure about the gemeente and its region."""
    client = create_app(
        ReleaseFolder(etl.warehouse / "release"), cache=etl.warehouse / "cache"
    ).server.test_client()
    return {
        f"{exhibit.id} {gebied}": client.get(
            f"/export/{exhibit.id}.csv?gebied={gebied}&schooljaar={YEAR}"
        ).text.partition("\r\n\r\n")[0]
        for gebied in (GROWS, "MC21")
        for page in PAGES
        if page.path not in ("/gegevens", "/definities")
        for exhibit in page.exhibits
    }


def numbers(release: Release):
    cells = {key: dict(view) for key, view in release._cells.items()}
    curves = {key: dict(curve) for key, curve in release._curves.items()}
    return cells, curves, release._coverage, release._registration


def test_one_pupil_more_moves_no_number_anywhere_and_ten_more_do(build, etl):
    first = build(8, more=0)
    said = says(etl)

    second = build(9, more=1)
    assert second.id != first.id
    assert numbers(second) == numbers(first)
    assert says(etl) == said

    third = build(10, more=10)
    # 132 is rounded down and 133 would have been rounded up; 142
    assert first.total(gebied=GROWS, schooljaar=YEAR) == 130
    assert third.total(gebied=GROWS, schooljaar=YEAR) == 140
    untouched = {"gebied": OTHERS[0], "schooljaar": YEAR}
    assert third.cells("omvang", **untouched) == first.cells("omvang", **untouched)
    assert third.counted_at(OTHERS[0], YEAR) == first.peildatum
