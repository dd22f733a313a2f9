"""Attacks of the tests' own on audited releases: pairs of cells, and linear programs with insiders.

On an ordinary region and on sets that are made to be difficult. None may be sure of a small count.
"""

from itertools import product

import duckdb
import numpy as np
import pytest

from etl.domain.disclosure import LARGEST_HIDDEN, released
from tests.etl.audit.attacker import GEMEENTEN, REGIO, ROUTES, marts_of, outsider
from tests.etl.audit.test_weakened_rules import MIXED
from tests.etl.released.marts import with_evidence

ALL = range(len(GEMEENTEN))
R2, R3, R4 = (ROUTES.index(route) for route in ("R2", "R3", "R4"))


def everything(gemeenten, routes):
    return [
        (gemeente, route, soort) for gemeente in gemeenten for route in routes for soort in (0, 1)
    ]


KNOWN = {
    "outsider": [],
    "halt": everything(ALL, [R2]),
    "om": everything(ALL, [R4]),
    "raad": everything(ALL, [R3, R4]),
    "jaarverslag": [(gemeente, route, None) for gemeente in ALL for route in range(len(ROUTES))],
    "coordinator of the largest": everything([2], range(len(ROUTES))),
    "coordinator of the smallest": everything([3], range(len(ROUTES))),
}


def audited(folder, counts):
    return with_evidence(folder, marts_of(counts))


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    return audited(tmp_path_factory.mktemp("gewoon"), MIXED)


@pytest.mark.parametrize("attacker", KNOWN)
def test_nobody_is_sure_of_a_small_count_of_an_ordinary_region(ordinary, attacker):
    found = outsider(ordinary, MIXED, knows=KNOWN[attacker])
    assert len(found.small()) > 20
    assert found.told() == []


def test_whole_numbers_tell_an_attacker_no_more_than_fractions_do(ordinary):
    found = outsider(ordinary, MIXED)
    for place in found.small()[::5]:
        row = found.row(place)
        assert found.between_whole(row) == found.between(row)


def test_no_two_cells_of_which_one_holds_the_other_differ_by_one_to_four_for_sure(ordinary):
    with duckdb.connect(str(ordinary), read_only=True) as con:
        rows = con.execute(
            "select gebied, string_split(filters, ','), if(kubus = 'route', code, ''), v "
            "from cellen where kubus in ('omvang', 'route') and code not in ('leerlingen')"
        ).fetchall()
    cells = [(gebied, set(filters) - {""}, code, v) for gebied, filters, code, v in rows]
    pairs = 0
    for (gebied, filters, code, v), (inner, more, part, less) in product(cells, repeat=2):
        is_whole = code in (part, "", "met_keuze")
        holds = gebied in (inner, "NL") or (gebied in (REGIO, "Amsterdam") and inner in GEMEENTEN)
        if (
            holds
            and filters <= more
            and is_whole
            and (gebied, filters, code) != (inner, more, part)
        ):
            pairs += 1
            least, most = (v - 2) - (less + 2), (v + 2) - (less - 2)
            assert least <= 0 or most >= 5, (gebied, inner)
    assert pairs > 500
    # and of a cell that is hidden, up to seven, the rest of a shown one is five or more
    assert min(v for *_, v in cells) + 2 >= 5
    assert released(LARGEST_HIDDEN) is None


def of_sizes(*sizes, seed=1):
    """Return gemeenten of these sizes, most zaken of the first onderwijssoort."""
    chance = np.random.default_rng(seed)
    found = []
    for size in sizes:
        parts = chance.multinomial(size, [0.45, 0.2, 0.06, 0.04, 0.25])
        first = chance.binomial(parts, 0.8)
        found.append(np.stack([first, parts - first], axis=1).tolist())
    return found


DIFFICULT = {
    "one child among zaken that are all alike": [
        [[40, 0], [0, 0], [1, 0], [0, 0], [0, 0]],
        *[[[40, 0], *[[0, 0]] * 4]] * 4,
    ],
    "two areas": MIXED[:2],
    "sevens and eights": [[[7, 8], [8, 7], [7, 7], [8, 8], [7, 8]]] * 5,
    "from 5 to 550": of_sizes(5, 20, 100, 300, 550),
}


@pytest.mark.parametrize("counts", DIFFICULT.values(), ids=DIFFICULT)
def test_nobody_is_sure_of_a_small_count_of_a_difficult_region(tmp_path, counts):
    release = audited(tmp_path, counts)
    here = range(len(counts))
    assert outsider(release, counts).told() == []
    assert outsider(release, counts, knows=everything(here, [R2])).told() == []
    assert outsider(release, counts, knows=everything([0], range(len(ROUTES)))).told() == []
