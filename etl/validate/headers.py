"""Judge a header: the allowlist of columns, and the names that give a person away.

A header may itself be a first row of data, so the name of a column that we don't know is shown
only when it looks like a name; otherwise its position stands in for it.
"""

import re
from collections.abc import Sequence

from etl.domain.fields import TABLES
from etl.domain.forbidden import FREE_TEXT, PERSONAL, is_forbidden, is_free_text, joined
from etl.domain.giveaway import holds_a_number
from etl.domain.rule import Gevolg
from etl.ingest.source import Landed
from etl.validate.receipt import Finding

_LOOKS_LIKE_A_NAME = re.compile(r"[a-z][a-z0-9_ .:/()-]{0,39}")

_FORBIDDEN = FREE_TEXT | PERSONAL

MOST_NAMED = 5
"""Columns with the same fault that are named; a header may have thousands."""


def header_findings(table: str, landed: Landed) -> list[Finding]:
    """Return what is wrong with a file's header."""
    is_header = any(name in landed.known or joined(name) in _FORBIDDEN for name in landed.columns)
    where = (landed.header_line,)
    if not (is_header or landed.filled or landed.absent):
        return [Finding("H107", None, Gevolg.GEWEIGERD, 1, where)]
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    for position, name in enumerate(landed.columns, start=1):
        code = ("H105" if name in seen else None) if name in landed.known else _code_of(name)
        seen.add(name)
        if code:
            looks_good = _LOOKS_LIKE_A_NAME.fullmatch(name) and not holds_a_number(name)
            may_show = is_header and looks_good
            place = f"kolom {position}" if name else f"kolom {position}, zonder naam"
            wrong.setdefault(code, []).append(name if may_show else place)
    findings = [one for code, names in wrong.items() for one in _told(code, names, where)]
    promised = set(landed.absent.values())
    findings.extend(_refused("H106", name, where) for name in landed.absent)
    findings.extend(
        _refused("H104", name, where)
        for name in missing_columns(table, landed)
        if name not in promised
    )
    return findings


def sheet_findings(landed: Landed) -> list[Finding]:
    """Return that a workbook has more than was read."""
    if not landed.other_sheets:
        return []
    return [Finding("L007", None, Gevolg.WAARSCHUWING, len(landed.other_sheets))]


def missing_columns(table: str, landed: Landed) -> tuple[str, ...]:
    """Return the columns that a file should have and has not."""
    missing = [
        field.name
        for field in TABLES[table].fields
        if field.column_needed and field.name not in landed.filled
    ]
    if table == "zaken" and not {"leeftijd", "leeftijdsgroep"} & landed.filled:
        missing.append("leeftijdsgroep")
    return tuple(missing)


def _code_of(name: str) -> str:
    if not is_forbidden(name):
        return "H103"
    return "H102" if is_free_text(name) else "H101"


def _told(code: str, names: Sequence[str], where: tuple[int, ...]) -> list[Finding]:
    """Return a finding per column; of more than a handful one, that names the first of them."""
    if len(names) <= MOST_NAMED:
        return [_refused(code, name, where) for name in names]
    first = tuple(names[:MOST_NAMED])
    count = len(names)
    return [
        Finding(code, None, Gevolg.GEWEIGERD, count, where, kolommen=first, is_of_one_file=True)
    ]


def _refused(code: str, column: str, where: tuple[int, ...]) -> Finding:
    return Finding(code, column, Gevolg.GEWEIGERD, 1, where, is_of_one_file=True)
