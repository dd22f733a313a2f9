"""A ratio is one of paired rounds, and every metric has a baseline that runs."""

from pathlib import Path

import duckdb
import pytest

from bench.measure import compared, take_turns
from bench.metrics import BARE
from etl.domain.metrics import METRICS


def test_the_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_the_medians():
    # 3/1, 4/4 and 9/3: the medians are 3 and 4, their ratio is 1.33
    line = compared("x", [(1, 3), (4, 4), (3, 9)], baseline="y", unit="s")
    assert (line.base, line.ours) == (3, 4)
    assert (line.least, line.ratio, line.most) == (1, 3, 3)


def test_each_side_goes_first_in_every_other_round():
    order: list[str] = []

    def bare() -> str:
        order.append("bare")
        return "bare"

    def ours() -> str:
        order.append("ours")
        return "ours"

    pairs = take_turns(bare, ours, rounds=3)
    assert order == ["bare", "ours", "ours", "bare", "bare", "ours"]
    assert pairs == [("bare", "ours")] * 3


def test_every_metric_has_a_baseline_and_every_baseline_a_metric():
    assert {path.stem for path in BARE.glob("*.sql")} == {metric.name for metric in METRICS}


@pytest.mark.parametrize("path", sorted(BARE.glob("*.sql")), ids=lambda path: path.stem)
def test_a_baseline_says_what_it_counts_and_is_one_select(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    [statement] = duckdb.extract_statements(text)
    assert statement.type == duckdb.StatementType.SELECT
