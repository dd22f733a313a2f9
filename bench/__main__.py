"""Measure: `python -m bench [--zaken N] [--json FILE]`. Goals are reported, never enforced."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import intake, report
from bench.measure import Section


def main() -> int:
    asked = _parser().parse_args()
    sizes = {
        name: getattr(asked, name) for name in ("zaken", "metrics_zaken", "rounds", "requests")
    }
    console, where = report.console(), report.machine()
    console.print(f"{where['cores']} cores, load {where['load_at_start']} before the start", end="")
    console.print(". A ratio above 1: the product takes longer than its baseline.")
    sections = []
    with TemporaryDirectory(prefix="mas-bench-") as scratch:
        for section in _measured(asked, Path(scratch)):
            report.show(section, console)
            sections.append(section)
    if asked.json:
        text = report.as_json(sections, sizes=sizes, where=where)
        asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _measured(asked: argparse.Namespace, scratch: Path) -> Iterator[Section]:
    deliveries = scratch / "leveringen"
    rounds: int = asked.rounds
    intake.generate(deliveries, zaken=asked.zaken)
    yield intake.measure(deliveries, scratch, rounds=rounds)
    yield intake.measure_bad_rows(deliveries, scratch, rounds=rounds)
    # from here on: what they import would weigh on the memory of the children above
    from bench import metrics, pages, sample

    yield metrics.measure(scratch, zaken=asked.metrics_zaken, rounds=rounds)
    served = scratch / "voorbeeld"
    yield sample.measure(scratch / "voorbeeldleveringen", served)
    yield pages.measure(served, rounds=rounds, requests=asked.requests)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--zaken", type=int, default=200_000, help="size of intake")
    parser.add_argument(
        "--metrics-zaken", type=int, default=2_000_000, help="size of the metrics, invented by SQL"
    )
    parser.add_argument("--rounds", type=int, default=3, help="times that each side takes its turn")
    parser.add_argument("--requests", type=int, default=300, help="per round and side, for pages")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the outcome here")
    return parser


if __name__ == "__main__":
    sys.exit(main())
