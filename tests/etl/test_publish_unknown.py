"""Whatever became of two children, the release is the same to the last byte.

Every other cell of the gemeente lies at twenty or forty, where two more are rounded away. So any
difference would be an exit that the gate does not guard: a mean, an order, a list made of the data.
"""

from random import Random

import pytest

from etl.domain import codes, steps
from tests.etl.released.marts import GROEP, Marts, published

YEARS = ("2023-2024", "2024-2025")


def known(marts: Marts, schooljaar: str) -> None:
    """Forty zaken: half of them back after five days, half on another route and still open."""
    back = marts.zaken(
        20,
        schooljaar=schooljaar,
        route="R1",
        gekozen_route="R1",
        oordeel="conform",
        uitkomst="terug_naar_school",
        zaak_dagen=5,
        zaak_uitkomst=1,
        terugkeer_uitkomst=1,
    )
    still = marts.zaken(
        20, schooljaar=schooljaar, route="R2", gekozen_route="R2", oordeel="conform", geslacht="m"
    )
    marts.stappen([*back, *still], "1", dagen=3)
    marts.stappen(back, "2", dagen=20)
    marts.keten(still, "halt_start", dagen=12)


def unknown(marts: Marts, schooljaar: str, chance: Random) -> None:
    """Two zaken, of two pupils or of one, that went any way that a zaak can go."""
    pupils = chance.choice([1, 2])
    for zaak in marts.zaken(2, schooljaar=schooljaar, leerlingen=pupils):
        row = marts.zaken_rows[zaak - 1]
        verzuimtype = chance.choice(sorted(GROEP))
        days, is_over = chance.randrange(1, 300), chance.random() < 0.5
        row |= {
            "verzuimtype": verzuimtype,
            "spoor": "B" if verzuimtype == "luxe" else "A",
            "typegroep": GROEP[verzuimtype],
            "melddatum": f"{schooljaar[:4]}-{chance.randrange(8, 13):02d}-{chance.choice([1, 20])}",
            "zaak_dagen": days,
            "zaak_uitkomst": int(is_over),
            "terugkeer_uitkomst": chance.choice([1, 2]) if is_over else 0,
            "uitkomst": chance.choice(codes.UITKOMST.values) if is_over else None,
        }
        for column in ("onderwijssoort", "leeftijdsgroep", "geslacht"):
            row[column] = chance.choice(codes.FILTERS[column].values)
        row["route"] = chance.choice(codes.ROUTECATEGORIE.values)
        row["oordeel"] = chance.choice([None, *codes.OORDEEL.values])
        row["motivering_categorie"] = chance.choice([None, *codes.MOTIVERING.values])
        for column in ("is_zwaar", "is_vroeg", "in_vakantie", "is_zonder_7", "duurzaam"):
            row[column] = chance.random() < 0.5
        row["duurzaam_gevolgd"] = row["opnieuw_gevolgd"] = chance.random() < 0.5
        row["opnieuw_gemeld"] = chance.random() < 0.5
        row["fasen"] = chance.choice([None, *range(32)])
        for box in chance.sample(sorted(steps.BOX), k=3):
            marts.stappen(
                [zaak], box, dagen=chance.randrange(1, 90), uitkomst=chance.choice([0, 1])
            )
        marts.keten([zaak], "om_einde", dagen=chance.randrange(1, 90))


def release_of(tmp_path, seed: int):
    chance = Random(seed)
    marts = Marts()
    for schooljaar in YEARS:
        known(marts, schooljaar)
        unknown(marts, schooljaar, chance)
    return published(marts, tmp_path / str(seed))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return release_of(tmp_path_factory.mktemp("eerste"), 0)


@pytest.mark.parametrize("seed", range(1, 4))
def test_two_children_who_fared_otherwise_leave_the_release_as_it_is(first, tmp_path, seed):
    assert release_of(tmp_path, seed).digest == first.digest


def test_the_gemeente_has_numbers_that_could_have_moved(first):
    assert first.total(gebied="GM0363", schooljaar=YEARS[0]) == 40
    assert len([view for view in first._cells.values() for _ in view]) > 40
    assert len(first._curves) > 4
