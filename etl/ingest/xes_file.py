"""Land an event log in XES (IEEE 1849): a row is an event, with its own file line.

The attributes of a trace stand with each of its events, under `case:`, as process-mining tools
write the same log as CSV; one profile so reads both. A value inside another value is a column of
its own (`org:resource/naam`): nothing that stands with an event is passed over without a word.
A document type is refused: it could make a small file endless, and no log needs one.
"""

from array import array
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

import duckdb
import pandas as pd

from etl.domain.fields import Table
from etl.errors import Unreadable
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, identifier, normalised

_PLAIN = Reading()
_CHUNK = 1024**2
_OF_TRACE = "case:"


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> Landed:
    """Land the known attributes of a log."""
    log = _Log(known=table.columns)
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                log.parser.Parse(chunk, False)
            log.parser.Parse(b"", True)
    except (expat.ExpatError, _NotALog):
        raise Unreadable(
            f"{path.name}, regel {log.parser.CurrentLineNumber}: dit is geen leesbaar XES-bestand. "
            "Exporteer het logboek opnieuw, als XES of als CSV."
        ) from None
    except (LookupError, ValueError):
        # how expat says that it does not know, or cannot use, the encoding that the file names
        raise Unreadable(
            f"{path.name}, regel 1: dit XES-bestand noemt een codering die wij niet lezen. "
            "Exporteer het logboek opnieuw in UTF-8."
        ) from None
    frame = pd.DataFrame(dict(enumerate(log.texts.values())), dtype=object)
    cells = ", ".join(
        f'"{place}"::varchar as {identifier(name)}' for place, name in enumerate(log.texts)
    )
    con.register("logboek", frame)
    con.execute(f"create table landing.{table.name} as from logboek select {cells}")
    con.unregister("logboek")
    return Landed(columns=tuple(log.columns), rows=len(log.lines), lines=log.lines)


class _NotALog(Exception):
    """The XML is something else than a log, or more than a log needs."""


class _Log:
    """Collects events while the parser walks through the file."""

    def __init__(self, *, known: tuple[str, ...]) -> None:
        self.lines = array("Q")
        self.columns: dict[str, None] = {}
        self.texts: dict[str, list[str | None]] = {name: [] for name in known}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._path: list[str] = []
        self._keys: list[str | None] = []
        """What each element of the path is called, if anything."""

        self._trace: dict[str, str] = {}
        self._event: dict[str, str] = {}

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self._path and name != "log":
            raise _NotALog
        if name == "trace":
            self._trace = {}
        elif name == "event":
            self._event = {}
            self._line = self.parser.CurrentLineNumber
        self._path.append(name)
        self._keys.append(attributes.get("key"))
        if "key" in attributes and ("event" in self._path or "trace" in self._path):
            self._keep(attributes.get("value", ""))

    def _end(self, tag: str) -> None:
        self._keys.pop()
        if self._path.pop() == "event":
            cells = self._trace | self._event
            self.lines.append(self._line)
            for name, column in self.texts.items():
                column.append(cells.get(name))

    def _keep(self, value: str) -> None:
        is_of_event = "event" in self._path
        key = "/".join(key for key in self._keys if key is not None)
        [name] = normalised([key if is_of_event else _OF_TRACE + key])
        self.columns[name] = None
        (self._event if is_of_event else self._trace)[name] = value

    def _doctype(self, *declared: object) -> None:
        raise _NotALog
