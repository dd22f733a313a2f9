"""What a docstring shows is what comes out."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _with_examples():
    for package in ("bench", "dashboard", "etl", "sql"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if ">>> " in path.read_text(encoding="utf-8"):
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("module", list(_with_examples()))
def test_every_example_in_a_docstring_comes_out(module):
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted
    assert found.failed == 0
