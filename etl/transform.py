"""Build the tables that the SQL files describe.

A model is one file under `sql/`: a leading comment that says what one row is, then one select. It
names the tables of other files with their schema (`loaded.zaken`) and its own CTEs without one,
so DuckDB's parser can tell us what each file reads. For the views and tables of a schema that is
all the dependency information there is: nobody writes an order down, and nobody can get it wrong.
What runs by the schooljaar, as `sql/release` does, has its order where that is decided.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from types import MappingProxyType
from typing import Any

import duckdb

import sql
from etl import kalender
from etl.domain import areas, codes, enums, groups, herindelingen, metrics, school_calendar, steps
from etl.domain.normen import NATIONAL, Normen
from etl.domain.school_calendar import Klok
from etl.errors import BuildFailed
from etl.full_disk import NO_ROOM

_SELECT = re.compile(r"^select\s", flags=re.MULTILINE)
_DAYS = {
    "begin": kalender.BEGIN,
    "einde": kalender.END,
    "rooster_van": school_calendar.FIRST_DAY,
    "rooster_tot": school_calendar.LAST_DAY,
}
"""The days of the calendar, and those of which the school holidays are known."""

_MACRO = re.compile(r"-- (scalar macro|macro): (\w+\([^)]*\))\n")


@dataclass(frozen=True)
class Model:
    """One SQL file that builds one table or view."""

    table: str
    """Schema and name, for example `marts.zaken`."""

    text: str

    @property
    def summary(self) -> str:
        """What one row is: the first sentence of the file's leading comment."""
        return self.text.splitlines()[0].removeprefix("--").strip()

    def reads(self, con: duckdb.DuckDBPyConnection) -> frozenset[str]:
        """Return the schema-qualified tables that this file reads; `con` only parses it."""
        [(serialized,)] = con.execute("select json_serialize_sql($1)", [self.text]).fetchall()
        tree = json.loads(serialized)
        if tree["error"]:
            error = duckdb.ParserException(tree["error_message"])
            raise failed("De tabellen", self.table, error) from error
        return frozenset(_qualified_tables(tree))


@cache
def models(schema: str) -> tuple[Model, ...]:
    """Return the models of a schema in an order in which each comes after all that it reads."""
    by_table = {
        f"{schema}.{name}": Model(f"{schema}.{name}", text)
        for name, text in sql.folder(schema).items()
    }
    with duckdb.connect() as con:
        graph = {table: model.reads(con) & by_table.keys() for table, model in by_table.items()}
    return tuple(by_table[table] for table in TopologicalSorter(graph).static_order())


def build(con: duckdb.DuckDBPyConnection, schema: str, *, kind: str = "table") -> None:
    """Build every model of a schema in `con`, as tables or (kind="view") as views."""
    con.execute(f"create schema if not exists {schema}")
    for model in models(schema):
        try:
            con.execute(f"create or replace {kind} {model.table} as {model.text}")
        except NO_ROOM:
            raise
        except duckdb.Error as error:
            raise failed("De tabellen", model.table, error) from error
        summary = model.summary.replace("'", "''")
        con.execute(f"comment on {kind} {model.table} is '{summary}'")


def failed(what: str, table: str, error: duckdb.Error) -> BuildFailed:
    """Return what a person hears when a file of SQL fails: never DuckDB's words, with their row."""
    return BuildFailed(
        f"{what} zijn niet gemaakt. Wat er stond, staat er nog. Meld dit aan de beheerder, met "
        f"deze code: {table}, {type(error).__name__}"
    )


def create_macros(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Create the macros of `sql/macros` (all, or those named) for this connection only.

    One that a macro calls itself is made before it. A macro is bound when it is made: the tables
    that it names must exist. Its file opens with `-- macro: name(arguments)` and holds one select:
    a table macro. With `-- scalar macro:` the select is the macro's value.
    """
    texts = sql.folder("macros")
    for name in dict.fromkeys(one for each in names or texts for one in _with_its_own(each)):
        text = texts[name]
        header = _MACRO.match(text)
        if header is None:
            raise BuildFailed(f"sql/macros/{name}.sql begint niet met '-- macro: naam(…)'")
        kind, signature = header.groups()
        signature = signature.replace("--", "")
        # a scalar macro is the bare expression: inside a subquery, an aggregate given as argument
        # would silently be taken over the subquery's one row
        if kind == "scalar macro":
            body = f"({_SELECT.split(text, maxsplit=1)[1]})"
        else:
            body = f"table {text}"
        con.execute(f"create or replace temp macro {signature} as {body}")


def _with_its_own(name: str) -> Iterator[str]:
    """Give the macros that a macro calls, and it."""
    texts = sql.folder("macros")
    for other in texts:
        if other != name and re.search(rf"\b{other}\(", texts[name].partition("\n")[2]):
            yield from _with_its_own(other)
    yield name


def create_reference(
    con: duckdb.DuckDBPyConnection,
    klokken: Mapping[int, Klok] = MappingProxyType({}),
    agreed: Normen = NATIONAL,
) -> None:
    """Create the schema `reference`: the words of `etl.domain` that the SQL joins on.

    Args:
        klokken: how the days of a step are counted; calendar days for a step that is not in it.
        agreed: norms that regions agreed on.
    """
    con.execute("create schema if not exists reference")
    for name, values in enums.types().items():
        listed = ", ".join(f"'{value}'" for value in values)
        con.execute(f"create type if not exists reference.{name} as enum ({listed})")
    for name, (columns, rows) in (_reference() | _calendar(klokken)).items():
        con.execute(f"create or replace table reference.{name} ({columns})")
        places = ", ".join("unnest(?)" for _ in rows[0])
        con.execute(f"insert into reference.{name} select {places}", list(zip(*rows, strict=True)))
    con.execute(
        "create or replace table reference.normen (regio varchar, code varchar, dagen integer)"
    )
    for row in agreed.rows():
        con.execute("insert into reference.normen values (?, ?, ?)", row)
    con.execute(
        f"create or replace table reference.kalender as {sql.folder('reference')['kalender']}",
        _DAYS,
    )


def digest(klokken: Mapping[int, Klok], agreed: Normen) -> str:
    """Return what identifies all that the marts follow from, apart from the deliveries.

    It is the SQL, and the words and facts that it joins on: another gemeente is another digest.

    Args:
        klokken: and so on, as `create_reference` takes them.
    """
    words = (enums.types(), _reference(), _calendar(klokken), agreed.rows(), _DAYS)
    whole = hashlib.sha256(json.dumps(words, default=str).encode())
    for folder in ("reference", "loaded", "marts"):
        for name, text in sql.folder(folder).items():
            whole.update(f"{folder}.{name}\0{text}\0".encode())
    return whole.hexdigest()


def _reference() -> dict[str, tuple[str, list[list[Any]]]]:
    categorie = {code: code for code in codes.ROUTECODE.values} | {"GEEN": "geen_route"}
    groep = {
        verzuimtype: groep
        for groep, verzuimtypes in codes.VERZUIMTYPES_OF_GROEP.items()
        for verzuimtype in verzuimtypes
    }
    spoor_of = {
        verzuimtype: spoor
        for spoor, verzuimtypes in codes.VERZUIMTYPES_OF_SPOOR.items()
        for verzuimtype in verzuimtypes
    }
    terugkeer = dict.fromkeys(codes.RETURNED, 1) | dict.fromkeys(codes.OTHER_OUTCOME, 2)
    return {
        "gemeenten": (
            "gemeentecode reference.gebied, nu reference.gebied, "
            "regio reference.gebied, arrondissement reference.gebied, "
            "delen_van_nu integer, opgegaan_tot varchar, vakantieregio varchar",
            _gemeenten(),
        ),
        "routecodes": (
            "code varchar, categorie reference.route, gewicht integer, is_zwaar boolean, "
            "is_strafrecht boolean",
            [
                [
                    code,
                    categorie[code],
                    codes.ROUTE_WEIGHT[code],
                    code in codes.HEAVY_ROUTES,
                    code in codes.PENAL_ROUTES,
                ]
                for code in categorie
            ],
        ),
        "verzuimtypes": (
            "code reference.verzuimtype, spoor reference.spoor, typegroep reference.typegroep, "
            "is_mas boolean",
            [
                [code, spoor_of[code], groep.get(code), code != codes.OUTSIDE_MAS]
                for code in codes.VERZUIMTYPE.values
            ],
        ),
        "onderwijssoorten": (
            "code reference.onderwijssoort, heeft_leerlingen boolean",
            [[code, code in codes.WITH_PUPILS] for code in codes.ONDERWIJSSOORT.values],
        ),
        "uitkomsten": (
            "code reference.uitkomst, terugkeer integer",
            [[code, terugkeer.get(code)] for code in codes.UITKOMST.values],
        ),
        "routecategorieen": (
            "code varchar, volgorde integer",
            [[code, place] for place, code in enumerate(codes.ROUTECATEGORIE.values)],
        ),
        "oordelen": (
            "code varchar, volgorde integer",
            [[code, place] for place, code in enumerate(codes.OORDEEL.values)],
        ),
        "vakken": (
            "vak reference.vak, stap integer, spoor reference.spoor",
            [
                [box.code, box.stap, spoor]
                for box in steps.BOXES
                for spoor in ([box.spoor] if box.spoor else codes.SPOOR.values)
            ],
        ),
        "fase_van_stap": (
            "stap integer, bit utinyint",
            [
                [stap, 2 ** steps.FASEN.index(fase)]
                for stap, fase in sorted({(box.stap, box.fase) for box in steps.BOXES})
            ],
        ),
        "stappen_en_zaak": (
            "stap varchar, volgorde integer",
            [[str(stap), stap] for stap in range(1, 11)] + [["zaak", 11]],
        ),
        "overgangen": (
            "code reference.overgang, partner reference.terugkoppeling, "
            "begin_op varchar, eind_op varchar, "
            "norm_dagen integer, volgorde integer",
            [
                [o.code, o.partner, o.begin, o.end, o.norm_dagen, place]
                for place, o in enumerate(steps.OVERGANGEN)
            ],
        ),
        "terugkoppelingen": (
            "code varchar, volgorde integer",
            [[code, place] for place, code in enumerate(groups.TERUGKOPPELING.values)],
        ),
        "vergeleken": (
            "code varchar, volgorde integer",
            [[code, place] for place, code in enumerate(groups.VERGELEKEN.values)],
        ),
        "schooljaren": (
            "beginjaar integer, schooljaar reference.schooljaar",
            [[year, schooljaar] for year, schooljaar in enums.schooljaren()],
        ),
        "termijnen": ("dagen integer", [[days] for days in metrics.LANDMARK_DAYS]),
    }


def _calendar(klokken: Mapping[int, Klok]) -> dict[str, tuple[str, list[list[Any]]]]:
    return {
        "klokken": (
            "stap integer, klok varchar",
            [[stap, str(klokken.get(stap, Klok.KALENDERDAGEN))] for stap in range(1, 11)],
        ),
        "vakantieregios": (
            "vakantieregio varchar, nulpunt date",
            [[regio, kalender.nulpunt(regio)] for regio in school_calendar.VAKANTIEREGIOS],
        ),
        "feestdagen": ("dag date", [[day] for day in kalender.public_holidays()]),
        "vakanties": (
            "vakantieregio varchar, eerste_dag date, laatste_dag date",
            [
                [each.vakantieregio, each.eerste_dag, each.laatste_dag]
                for each in school_calendar.vakanties()
            ],
        ),
    }


def _gemeenten() -> list[list[Any]]:
    """One row per code that is accepted: itself or an old one, and the gemeente of today.

    `delen_van_nu` is of how many old gemeenten a new one was made; null for one that is older. Of a
    code that went up in an older one, `opgegaan_tot` is the first schooljaar without it.
    """
    now = {code: code for code in areas.gemeenten()} | herindelingen.gemeente_van_nu()
    parts = herindelingen.delen_van()
    gone = herindelingen.opgegaan_tot()
    return [
        [
            code,
            nu,
            gemeente.regio,
            gemeente.arrondissement,
            parts.get(nu),
            gone.get(code),
            school_calendar.vakantieregios()[nu],
        ]
        for code, nu in now.items()
        for gemeente in [areas.gemeenten()[nu]]
    ]


def _qualified_tables(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node["schema_name"]:
            yield f"{node['schema_name']}.{node['table_name']}"
        for value in node.values():
            yield from _qualified_tables(value)
    elif isinstance(node, list):
        for value in node:
            yield from _qualified_tables(value)
