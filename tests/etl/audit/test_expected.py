"""Expected counts are attacked with what they are sums of, and withdrawn when they say too much."""

import io

import duckdb
import numpy as np
import pytest

from etl import publish
from etl.audit import checker, extract, witness
from etl.audit.attack import attack
from etl.audit.block import bounds
from etl.audit.expected import ExpectedMaker
from etl.audit.families import families, is_line
from tests.etl.audit.attacker import withdrawn
from tests.etl.audit.blocks import AREA, block, expecting
from tests.etl.released.marts import Marts, of_regio, with_evidence

EXPECTED = (AREA, "verwacht", "")

# a of 22 is shown as 20, so at most 22; b of 18 as 20, so at least 18; b + c of 21 as 20, so at
# most 22: c is at most 4
COUNTS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 1]]
SHOWN = [20, 20, -1, 20]


def with_share(share, v):
    """What is expected of a and c together, each zaak counting for a share."""
    return expecting(block([22, 18, 3], COUNTS, SHOWN), [share, 0, share], v)


def test_an_expected_count_that_corners_a_small_one_is_withdrawn_for_it():
    # 0.9 * 25 = 22.5 is shown as 25, so 22.5 or more: a + c is 25 or more, and c 3 or 4
    assert attack(with_share(900_000, 25)).withdrawn == {EXPECTED}


def test_an_expected_count_that_says_little_stays():
    # 0.8 * 25 = 20 is shown as 20, so 17.5 or more: a + c is 22 or more, and c may be none
    outcome = attack(with_share(800_000, 20))
    assert outcome.attacked == {"buitenstaander": 1}
    assert not outcome.withdrawn


def test_what_is_expected_is_held_against_an_insider_too():
    # of 9 in c, Halt knows 7. c is shown as 10, so 8 to 12: 1 to 5 others. a is shown as 20, so 18
    # or more. 0.7 * 27 = 18.9 is shown as 20, so less than 22.5: a + c is at most 32, and c 12 or
    # less as before. 0.8 * 27 = 21.6 too, but then a + c is at most 28: c is 10 or less, 1 to 3
    for share, gone in ((700_000, set()), (800_000, {EXPECTED})):
        counts = block([18, 18, 9], COUNTS[:3], [20, 20, 10], known={"halt": ([0, 0, 7], [])})
        outcome = attack(expecting(counts, [share, 0, share], 20))
        assert outcome.attacked == {"halt": 1}
        assert outcome.withdrawn == gone


def test_a_shown_expected_count_is_rounded_up_from_half_a_five_and_a_hidden_one_is_below_twenty():
    shown = with_share(900_000, 25)
    low, high = bounds(shown, np.zeros(5, dtype=bool))
    assert (low[-1], high[-1]) == (22_500_000, 27_499_999)
    low, high = bounds(with_share(600_000, -1), np.zeros(5, dtype=bool))
    assert (low[-1], high[-1]) == (0, 17_499_999)
    low, high = bounds(shown, np.arange(5) == 4)
    assert (low[-1], high[-1]) == (0, np.inf)


YEAR = "2024-2025"
REGIONS = ("MC19", "MC21", "MC22", "MC24")
TIGHT = REGIONS[0]

BACK = {"zaak_dagen": 60, "terugkeer_uitkomst": 1}
DONE = {"zaak_dagen": 60, "zaak_uitkomst": 1}
LATE = {"zaak_dagen": 200, "zaak_uitkomst": 1}
SOORTEN = {"po": DONE, "vo": BACK, "mbo": LATE, "so_vso": {**BACK, **DONE}}
"""What happens within 90 days, always and everywhere: so a zaak counts for all of it or nothing.

Those of mbo end later, so that how many ended at all says less than how many did within 90 days.
"""


def marts(tight):
    """Four regions of four gemeenten: three of 25, 25, 50 and 10 zaken by soort, and a tight one.

    Args:
        tight: by gemeente of the tight region, its zaken by soort.
    """
    made = Marts(peildatum="2025-09-30")
    for regio in REGIONS:
        for place, gemeente in enumerate(of_regio(regio)[:4]):
            counts = tight[place] if regio == TIGHT else (25, 25, 50, 10)
            for (soort, ends), count in zip(SOORTEN.items(), counts, strict=True):
                made.zaken(count, gemeente, onderwijssoort=soort, oordeel="conform", **ends)
    return made


# 98 in po and 102 in vo are shown as 100 each: 98 to 102. Back: 102 + 3 = 105, shown as 105, so
# 103 or more: one or more in so_vso. Done: 98 + 3 = 101, shown as 100, so 102 or less: at most 4.
# In all 299 ended, shown as 300: with 198 of mbo (200: 198 or more), up to 6 in so_vso.
CORNERED = [(25, 26, 50, 3), (25, 26, 50, 0), (24, 25, 50, 0), (24, 25, 48, 0)]
# 100 in po: done are 103, shown as 105, so 107 or less: up to 9
EASY = [(25, 26, 50, 3), (25, 26, 50, 0), (25, 25, 50, 0), (25, 25, 50, 0)]


def built(folder, tight, *, attacks=True):
    return with_evidence(folder, marts(tight), attacks=attacks)


@pytest.fixture(scope="module")
def easy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("easy")
    return folder, built(folder, EASY)


def rows(release, query):
    with duckdb.connect(str(release), read_only=True) as con:
        return con.execute(query).fetchall()


def expected_of(release, gebied):
    query = f"select code, v from cellen where kubus = 'verwacht' and gebied = '{gebied}'"
    return dict(rows(release, query))


def evidence_of(easy):
    """The arrays of the evidence of what is expected in the tight region."""
    folder, release = easy
    blocks, *_ = witness.read(folder / "stand" / f"{release.stem}.getuigen")
    [found] = [each for each in blocks if each.name == f"{YEAR}/{TIGHT}/verwacht"]
    with np.load(io.BytesIO(found.evidence)) as stored:
        return {name: stored[name] for name in stored.files}


def test_regions_in_which_nothing_is_cornered_keep_their_expected_counts(easy):
    _, release = easy
    # of 103 done and 105 back, everything or nothing of each soort
    assert expected_of(release, TIGHT)["zaak_90"] == 105
    assert expected_of(release, TIGHT)["terug_90"] == 105
    assert not {view for view in withdrawn(release) if view[1] == "verwacht"}


def test_the_evidence_of_expected_counts_checks_without_a_solver(easy):
    arrays = evidence_of(easy)
    assert len(arrays["bewijs"])
    assert arrays["v"][arrays["eenheid"] > 1].max() == 105
    assert checker.is_right(arrays)


def test_evidence_of_which_an_expected_count_was_changed_is_rejected(easy):
    arrays = evidence_of(easy)
    is_expected = arrays["eenheid"] > 1
    shown = is_expected & (arrays["v"] > 0)
    higher = {**arrays, "v": np.where(shown, arrays["v"] + 5, arrays["v"])}
    assert not checker.is_right(higher)
    # hidden as one of less than 17.5, although it is a hundred
    hidden = {"v": np.where(shown, -1, arrays["v"]), "hoogst": arrays["hoogst"].copy()}
    hidden["hoogst"][shown] = 17_499_999
    assert not checker.is_right({**arrays, **hidden})
    # a zaak that counts for twice as much
    double = np.repeat(np.where(is_expected, 2, 1), np.diff(arrays["cel_begin"]))
    assert not checker.is_right({**arrays, "cel_keer": arrays["cel_keer"] * double})
    # as if it were a count of whole zaken
    assert not checker.is_right({**arrays, "eenheid": np.ones_like(arrays["eenheid"])})


def test_a_withdrawn_expected_count_is_in_no_table_of_the_release(tmp_path):
    shown = expected_of(built(tmp_path / "niet", CORNERED, attacks=False), TIGHT)
    assert (shown["zaak_90"], shown["terug_90"]) == (100, 105)
    release = built(tmp_path / "wel", CORNERED)
    tables = rows(
        release, "select table_name from duckdb_columns() where column_name = 'kubus' order by 1"
    )
    assert tables == [("cellen",), ("curven",)]
    for table in ("cellen", "curven"):
        mine = f"from {table} where kubus = 'verwacht' and gebied = '{TIGHT}'"
        assert not rows(release, mine)
    counts = {view for view in withdrawn(release) if not is_line(view[1])}
    assert counts == {(TIGHT, "verwacht", "")}
    assert expected_of(release, "MC21")


def made_late(counts):
    """Four regions of four gemeenten; in the first, zaken of a kind nowhere followed 90 days.

    Args:
        counts: by gemeente of the first region, its zaken of that kind.
    """
    made = Marts(peildatum="2025-02-01")
    for regio in REGIONS:
        for place, gemeente in enumerate(of_regio(regio)[:4]):
            chosen = {"oordeel": "conform", "route": "R1"}
            made.zaken(20, gemeente, uitkomst="werk", zaak_dagen=20, zaak_uitkomst=1, **chosen)
            made.zaken(30, gemeente, zaak_dagen=139, **chosen)
            if regio == TIGHT:
                late = {"melddatum": "2024-11-13", "onderwijssoort": "mbo", "zaak_dagen": 80}
                made.zaken(counts[place], gemeente, **chosen, **late)
    return made


def late_release(folder, counts):
    return with_evidence(folder, made_late(counts))


def test_nothing_is_expected_of_a_region_with_zaken_of_a_kind_that_nobody_could_follow(tmp_path):
    release = late_release(tmp_path, (50, 50, 50, 50))
    # of 200 zaken elsewhere 80 were done in 90 days; here it would be 80 too, of 400
    assert expected_of(release, "MC21")["zaak_90"] == 80
    assert "zaak_90" not in expected_of(release, TIGHT)
    # of every zaak the choice is known, however long it was followed
    assert expected_of(release, TIGHT)["route_R1"] == 400


def test_one_such_zaak_is_enough_and_the_evidence_of_what_else_is_expected_checks(tmp_path):
    release = late_release(tmp_path, (1, 0, 0, 0))
    assert "zaak_90" not in expected_of(release, TIGHT)
    assert expected_of(release, TIGHT)["route_R1"] == 200
    assert checker.is_right(evidence_of((tmp_path, release)))


def bounds_of(regio, counts):
    """What the audit takes to be known of a region: truth, least and most by cell."""
    with made_late(counts).connect() as con:
        publish.counted(con, attacks=False)
        year = extract.read(con, YEAR)
    [family] = [each for each in families() if each.name == "verwacht"]
    block = ExpectedMaker(year, family, frozenset()).block(year.areas.index(regio))
    assert block is not None
    return block.n, *bounds(block, np.zeros(len(block.views), dtype=bool))


def test_who_sees_that_nothing_is_expected_knows_that_there_are_zaken_of_that_kind():
    # the last cell is of zaken without a weight: one or more here, and elsewhere none
    n, low, high = bounds_of(TIGHT, (7, 0, 0, 0))
    assert (n[-1], low[-1], high[-1]) == (7, 1, np.inf)
    assert ((low <= n) & (n <= high)).all()
    n, low, high = bounds_of("MC21", (7, 0, 0, 0))
    assert (n[-1], low[-1], high[-1]) == (0, 0, 0)
    assert ((low <= n) & (n <= high)).all()
