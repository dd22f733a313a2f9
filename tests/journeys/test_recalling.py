"""Removing a supplier takes back what older releases show of it."""

import json

import pytest

from etl import publish
from etl.released.reader import ReleaseFolder
from etl.released.recall import recalled_areas
from tests.etl.released.marts import of_regio
from tests.etl.validate.deliveries import stap, write, zaak


@pytest.fixture
def removed(etl, tmp_path):
    """Remove one of two suppliers, whose 20 zaken lie in another gemeente of the region."""
    for place, code in enumerate(of_regio("MC21")[:2]):
        zaken = [
            zaak(
                n, gemeentecode=code, leerling_id=f"00000000-0000-4000-9000-{100 * place + n:012x}"
            )
            for n in range(1, 21)
        ]
        manifest = f'leverancier = "bureau-{place}"\npeildatum = 2026-08-01\nprofiel = "mas"\n'
        folder = write(
            tmp_path / str(place), manifest, zaken=zaken, stappen=[stap(n) for n in range(1, 21)]
        )
        assert etl("run", folder) == 0, etl.err
    before = ReleaseFolder(etl.warehouse / "release").current()
    assert etl("deliveries", "remove", "bureau-1") == 0
    return before


def test_removing_a_supplier_takes_its_areas_back_and_names_nobody(etl, removed):
    folder = etl.warehouse / "release"
    gone, stays = of_regio("MC21")[1], of_regio("MC21")[0]
    found = recalled_areas(folder, removed.id)
    assert {gone, "MC21", "NL"} <= set(found)
    assert stays not in found
    assert recalled_areas(folder, ReleaseFolder(folder).current().id) == {}
    text = (folder / "herroepen.json").read_text()
    assert "bureau" not in text
    assert set(json.loads(text)[0]) == {"op", "gebieden", "na"}
    assert publish.has_release(folder)
