"""A new version of the product counts anew what it counts otherwise, and nothing else."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import etl
import sql
from etl import recipe

MARTS = (
    "from etl import transform; from etl.domain.normen import NATIONAL; "
    "print(transform.digest({}, NATIONAL))"
)
RELEASE = "from etl import recipe; print(recipe.digest())"

ROOT = Path(etl.__file__).parents[1]

BESIDE = {
    "etl.duckdb_paths",
    "etl.errors",
    "etl.full_disk",
    "etl.released.pointer",
    "etl.said",
}
"""What the gate says and where it writes: no number follows from it."""


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """Give a copy of the ETL that may be changed."""
    folder = tmp_path_factory.mktemp("product")
    for package in (etl, sql):
        source = Path(package.__file__).parent
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def digest(product, code):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=product,
        env=os.environ | {"PYTHONPATH": str(product), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def digest_after(product, code, file, old, new):
    path = product / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    try:
        return digest(product, code)
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("etl/domain/codes.py", 'RETURNED = ("terug_naar_school", ', "RETURNED = ("),
        ("etl/domain/gemeenten.csv", "Groningen,MC03", "Groningen,MC02"),
        ("etl/domain/schoolvakanties.csv", "2025-10-", "2025-11-"),
        ("etl/kalender.py", "BEGIN, END = date(2015,", "BEGIN, END = date(2014,"),
        ("sql/reference/kalender.sql", "< 6", "< 7"),
        ("sql/marts/zaken.sql", "is_zwaar", "is_zwaarder"),
        ("sql/loaded/zaken.sql", "--", "-- Nu"),
    ],
)
def test_the_tables_are_built_anew_when_what_they_follow_from_is_another(product, file, old, new):
    assert digest_after(product, MARTS, file, old, new) != digest(product, MARTS)


def test_the_tables_stay_when_only_the_gate_is_another(product):
    changed = digest_after(product, MARTS, "sql/macros/poort.sql", "5", "6")

    assert changed == digest(product, MARTS)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("etl/released/reader.py", 'FORMAT = "', 'FORMAT = "1'),
        ("etl/released/cubes.py", "SENSITIVE", "GEVOELIG"),
        ("etl/released/mas_cubes.py", "IN_VAKANTIE", "MET_VAKANTIE"),
        ("etl/domain/disclosure.py", "THRESHOLD = 10", "THRESHOLD = 15"),
        ("sql/macros/poort.sql", "5", "6"),
    ],
)
def test_the_release_is_built_anew_when_the_gate_is_another(product, file, old, new):
    assert digest_after(product, RELEASE, file, old, new) != digest(product, RELEASE)


def test_the_release_stays_when_only_an_answer_of_the_dashboard_is_another(product):
    changed = digest_after(product, RELEASE, "etl/released/answers.py", "Return", "Give")

    assert changed == digest(product, RELEASE)


def test_all_that_the_gate_counts_by_is_in_the_recipe():
    known = {f"etl.{each}" for each in recipe.PACKAGES} | {
        f"etl.{each.removesuffix('.py').replace('/', '.')}" for each in recipe.MODULES
    }

    unknown = {
        name
        for package in ("audit", "publish")
        for file in (ROOT / "etl" / package).glob("*.py")
        for name in imported(file)
        if not any(name == each or name.startswith(f"{each}.") for each in known)
    }

    assert unknown == BESIDE | {"etl.recipe"}


def imported(file):
    """Give the modules of the ETL that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "etl":
            whole = node.module in ("etl", "etl.released")
            yield from (
                [f"{node.module}.{each.name}" for each in node.names] if whole else [node.module]
            )
