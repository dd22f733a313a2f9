"""The conventions that a machine can check: each failure names the file to mend."""

import ast
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import duckdb
import pytest

from dashboard.app import PAGES
from etl.domain import codes
from etl.domain.areas import gemeenten, regios
from etl.domain.metrics import METRICS, Metric
from etl.domain.steps import BOXES

ROOT = Path(__file__).parent.parent
SQL_FILES = sorted((ROOT / "sql").rglob("*.sql"))
METRIC_FILES = sorted((ROOT / "sql" / "metrics").glob("*.sql"))
PARAMETERS = {"niveau", "gebied", "schooljaar", *codes.FILTERS}
TEXTS = [
    path
    for folder in ("dashboard", "docs", "etl", "sql", "bench")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".sql", ".md", ".css", ".js"}
] + [ROOT / "README.md"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SQL_FILES, ids=name)
def test_a_sql_file_says_what_it_is_and_is_one_select(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    [statement] = duckdb.extract_statements(text)
    assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize("path", METRIC_FILES, ids=name)
def test_a_metric_asks_for_known_parameters_and_has_a_test(path):
    [statement] = duckdb.extract_statements(path.read_text(encoding="utf-8"))
    assert set(statement.named_parameters) <= PARAMETERS
    assert (ROOT / "tests" / "sql" / "metrics" / f"test_{path.stem}.py").exists()


def test_every_metric_has_sql_and_every_sql_a_catalogue_entry():
    assert {metric.name for metric in METRICS} == {path.stem for path in METRIC_FILES}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_says_everything_about_itself(metric):
    assert all(getattr(metric, field.name) for field in fields(Metric) if field.name != "sql")
    assert all((ROOT / "sql" / f"{each}.sql").is_file() for each in metric.counted_by)
    assert all(column.description for column in metric.columns)


def test_the_reference_tables_are_whole():
    assert len(gemeenten()) == 342
    assert len(regios()) == 40
    assert {gemeente.regio for gemeente in gemeenten().values()} == set(regios())
    assert len({gemeente.arrondissement for gemeente in gemeenten().values()}) == 11
    assert " ".join(box.code for box in BOXES) == "1 2 3 A4 A5 A6 A7 B4 B5 B6 B7 8 9 10"


def test_every_route_code_has_a_weight_and_a_spoor():
    assert set(codes.ROUTE_WEIGHT) == set(codes.ROUTECODE.values)
    assert {code for spoor in codes.ROUTES_OF_SPOOR.values() for code in spoor} == set(
        codes.ROUTECODE.values
    )


def test_every_verzuimtype_has_a_spoor_and_is_in_a_group_or_outside_the_mas():
    every = sorted(codes.VERZUIMTYPE.values)
    of_spoor = [code for one in codes.VERZUIMTYPES_OF_SPOOR.values() for code in one]
    of_groep = [code for one in codes.VERZUIMTYPES_OF_GROEP.values() for code in one]
    assert sorted(of_spoor) == every
    assert sorted([*of_groep, codes.OUTSIDE_MAS]) == every


def test_every_outcome_is_a_return_another_end_or_no_truancy():
    parts = (codes.RETURNED, codes.OTHER_OUTCOME, codes.NO_TRUANCY)
    assert sorted(code for part in parts for code in part) == sorted(codes.UITKOMST.values)


def test_the_handleiding_and_the_changelog_name_every_page_of_the_menu_in_its_order():
    titles = [page.title for page in PAGES if page.in_menu]
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs" / "handleiding.md").read_text(), re.MULTILINE)
    assert [title for title in rows if title in titles] == titles
    told = " ".join((ROOT / "CHANGELOG.md").read_text().split())
    assert f"The dashboard: {', '.join(titles[:-1])} and {titles[-1]}." in told


def test_the_readme_names_every_setting():
    read = [ROOT / "etl" / "settings.py", ROOT / "dashboard" / "hosts.py"]
    read += [ROOT / "dashboard" / "meeting" / "settings.py"]
    names = {name for path in read for name in re.findall(r'"(MAS_\w+)"', path.read_text())}
    assert len(names) > 5
    readme = (ROOT / "README.md").read_text()
    assert [name for name in sorted(names) if name not in readme] == []


def test_the_readme_lists_every_command():
    listed = set(re.findall(r"python -m etl (\w+)", (ROOT / "README.md").read_text()))
    shown = subprocess.run(
        [sys.executable, "-m", "etl", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    commands = set(re.findall(r"^    (\w+)\b", shown, flags=re.MULTILINE))
    assert commands
    assert listed == commands


@pytest.mark.parametrize(
    "module", ["dashboard.app", "etl.released.reader", "etl.__main__", "etl.exact"]
)
def test_great_expectations_is_not_loaded_to_show_figures(module):
    script = f"import sys, {module}; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0


def imported(path: Path) -> set[str]:
    """Return the modules of `etl` that a file imports, as `etl.<module or package>`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "etl":
            found |= {f"etl.{each.name}" for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {".".join(each.split(".")[:2]) for each in found if each.split(".")[0] == "etl"}


def test_the_dashboard_reads_releases_and_words_and_nothing_else_of_the_etl():
    # pyproject's contract also follows what these import, but lists what is forbidden: a new module
    # of the ETL would be allowed
    allowed = {"etl.arguments", "etl.domain", "etl.errors", "etl.released"}
    read = {name(path): imported(path) for path in sorted((ROOT / "dashboard").rglob("*.py"))}
    assert {path: modules for path, modules in read.items() if modules - allowed} == {}
    assert set().union(*read.values()) == allowed


def test_the_clock_and_the_environment_are_touched_at_the_edges_alone():
    edges = {
        "etl/__main__.py",
        "etl/commands.py",
        "etl/pipeline.py",
        "etl/validate/suites.py",  # tells Great Expectations to stay at home
        "dashboard/server.py",
    }
    touches = re.compile(r"\bos\.environ\b|\bgetenv\(|\bdate\.today\(|\bdatetime\.now\(")
    files = [path for path in TEXTS if path.suffix == ".py" and not name(path).startswith("bench/")]
    found = {name(path) for path in files if touches.search(path.read_text(encoding="utf-8"))}
    assert {each for each in found if not each.startswith("dashboard/meeting/")} == edges


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_the_product_names_no_machine_and_leaves_nothing_unfinished(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"TODO|FIXME|/root/|/work/|/tmp/", text)
