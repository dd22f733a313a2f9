"""Marts made by hand: as many equal zaken as a test needs, with what it cares about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from etl import publish
from etl.domain import codes
from etl.domain.areas import gemeenten
from etl.domain.normen import NATIONAL, Normen
from etl.publish.refresh import Memory
from etl.released.reader import Release, ReleaseFolder

_ZAKEN = {
    "zaak_nr": "bigint",
    "leverancier": "varchar",
    "leerling_sleutel": "uuid",
    "gemeentecode": "varchar",
    "regio": "varchar",
    "arrondissement": "varchar",
    "schooljaar": "varchar",
    "melddatum": "date",
    "peildatum": "date",
    "is_volledig": "boolean",
    "verzuimtype": "varchar",
    "spoor": "varchar",
    "typegroep": "varchar",
    "is_mas": "boolean",
    "onderwijssoort": "varchar",
    "leeftijdsgroep": "varchar",
    "geslacht": "varchar",
    "signaleringsinstrument": "varchar",
    "route": "varchar",
    "gekozen_route": "varchar",
    "advies_route": "varchar",
    "oordeel": "varchar",
    "bron": "varchar",
    "richting": "varchar",
    "motivering_categorie": "varchar",
    "uitkomst": "varchar",
    "zaak_dagen": "integer",
    "zaak_uitkomst": "tinyint",
    "terugkeer_uitkomst": "tinyint",
    "advies": "varchar",
    "is_zwaar": "boolean",
    "is_strafrecht": "boolean",
    "is_vroeg": "boolean",
    "fasen": "utinyint",
    "is_anders_dan_advies": "boolean",
    "is_zonder_3_tot_6": "boolean",
    "is_zonder_7": "boolean",
    "in_vakantie": "boolean",
    "duurzaam_gevolgd": "boolean",
    "duurzaam": "boolean",
    "opnieuw_gevolgd": "boolean",
    "opnieuw_gemeld": "boolean",
}
_TERUGKOPPELING = {
    "zaak_nr": "bigint",
    "partner": "varchar",
    "einde": "date",
    "dagen": "integer",
    "uitkomst": "tinyint",
    "is_gevolgd_30": "boolean",
}
_STAPPEN = {
    "zaak_nr": "bigint",
    "vak": "varchar",
    "dagen": "integer",
    "uitkomst": "tinyint",
    "startdatum": "date",
    "is_eerste_dag": "boolean",
}
_KETEN = {
    "zaak_nr": "bigint",
    "overgang": "varchar",
    "dagen": "integer",
    "uitkomst": "tinyint",
    "telt_voor_norm": "boolean",
}
_NOEMERS = {
    "gemeentecode": "varchar",
    "schooljaar": "varchar",
    "onderwijssoort": "varchar",
    "leerlingen": "integer",
}
_LEVERINGEN = {
    "leverancier": "varchar",
    "sleutelnaam": "varchar",
    "peildatum": "date",
    "bronsysteem": "varchar",
}
_BESTANDEN = {
    "leverancier": "varchar",
    "bestand": "varchar",
    "gelezen": "bigint",
    "geladen": "bigint",
    "apart": "bigint",
}
_BEVINDINGEN = {
    "leverancier": "varchar",
    "bestand": "varchar",
    "code": "varchar",
    "kolom": "varchar",
    "gevolg": "varchar",
    "aantal": "bigint",
}
_KEURINGEN = {
    "leverancier": "varchar",
    "bestand": "varchar",
    "code": "varchar",
    "gekeurd": "boolean",
    "aantal": "bigint",
}

GROEP = {type_: groep for groep, types in codes.VERZUIMTYPES_OF_GROEP.items() for type_ in types}


@dataclass
class Marts:
    """The tables that a release is built from. A zaak is open and its pupil alone, unless said."""

    zaken_rows: list[dict[str, Any]] = field(default_factory=list)
    stappen_rows: list[dict[str, Any]] = field(default_factory=list)
    keten_rows: list[dict[str, Any]] = field(default_factory=list)
    terugkoppeling_rows: list[dict[str, Any]] = field(default_factory=list)
    noemers_rows: list[dict[str, Any]] = field(default_factory=list)
    bestanden_rows: list[dict[str, Any]] = field(default_factory=list)
    bevindingen_rows: list[dict[str, Any]] = field(default_factory=list)
    keuringen_rows: list[dict[str, Any]] = field(default_factory=list)
    peildatum: str = "2026-08-01"
    normen: Normen = NATIONAL

    def zaken(
        self,
        count: int,
        gemeentecode: str = "GM0363",
        *,
        leerlingen: int | None = None,
        **values: Any,
    ) -> list[int]:
        """Add zaken of `leerlingen` different pupils (each its own by default); return their nr."""
        first = len(self.zaken_rows) + 1
        verzuimtype = values.get("verzuimtype", "16_uur")
        chosen = (values.get("gekozen_route") or "").split("+")
        for place in range(count):
            pupil = first + (place % leerlingen if leerlingen else place)
            self.zaken_rows.append(
                {
                    "zaak_nr": first + place,
                    "leverancier": "gemeente-x",
                    "leerling_sleutel": f"00000000-0000-0000-0000-{pupil:012d}",
                    "gemeentecode": gemeentecode,
                    **_lies_in(gemeentecode),
                    "schooljaar": "2024-2025",
                    "melddatum": f"{values.get('schooljaar', '2024-2025')[:4]}-09-15",
                    "peildatum": self.peildatum,
                    "is_volledig": True,
                    "verzuimtype": verzuimtype,
                    "spoor": "B" if verzuimtype == "luxe" else "A",
                    "typegroep": GROEP.get(verzuimtype),
                    "is_mas": verzuimtype in GROEP,
                    "onderwijssoort": "vo",
                    "leeftijdsgroep": "12_15",
                    "geslacht": "onbekend",
                    "signaleringsinstrument": "onbekend",
                    "route": "nog_geen_keuze",
                    "gekozen_route": None,
                    "advies_route": None,
                    "oordeel": None,
                    "bron": None,
                    "richting": None,
                    "motivering_categorie": None,
                    "uitkomst": None,
                    "zaak_dagen": 400,
                    "zaak_uitkomst": 0,
                    "terugkeer_uitkomst": 0,
                    "advies": None,
                    "is_zwaar": False,
                    "is_strafrecht": bool({*codes.PENAL_ROUTES} & {*chosen}),
                    "is_vroeg": False,
                    "fasen": None,
                    "is_anders_dan_advies": False,
                    "is_zonder_3_tot_6": False,
                    "is_zonder_7": False,
                    "in_vakantie": False,
                    "duurzaam_gevolgd": None,
                    "duurzaam": None,
                    "opnieuw_gevolgd": None,
                    "opnieuw_gemeld": None,
                    **values,
                }
            )
        return list(range(first, first + count))

    def stappen(
        self,
        zaken: Iterable[int],
        vak: str,
        *,
        dagen: int | None,
        uitkomst: int = 1,
        startdatum: str = "2024-09-16",
        eerste_dag: bool = False,
    ) -> None:
        self.stappen_rows += [
            {
                "zaak_nr": nr,
                "vak": vak,
                "dagen": dagen,
                "uitkomst": uitkomst,
                "startdatum": startdatum,
                "is_eerste_dag": eerste_dag,
            }
            for nr in zaken
        ]

    def keten(
        self,
        zaken: Iterable[int],
        overgang: str,
        *,
        dagen: int,
        uitkomst: int = 1,
        norm: bool = True,
    ) -> None:
        self.keten_rows += [
            {
                "zaak_nr": nr,
                "overgang": overgang,
                "dagen": dagen,
                "uitkomst": uitkomst,
                "telt_voor_norm": norm,
            }
            for nr in zaken
        ]

    def terugkoppeling(
        self,
        zaken: Iterable[int],
        partner: str,
        *,
        dagen: int,
        uitkomst: int,
        gevolgd: bool,
        einde: str = "2025-01-31",
    ) -> None:
        self.terugkoppeling_rows += [
            {
                "zaak_nr": nr,
                "partner": partner,
                "einde": einde,
                "dagen": dagen,
                "uitkomst": uitkomst,
                "is_gevolgd_30": gevolgd,
            }
            for nr in zaken
        ]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return an in-memory database with these marts."""
        con = duckdb.connect()
        con.execute("create schema marts")
        levering = {
            "leverancier": "gemeente-x",
            "sleutelnaam": "gemeente-x",
            "peildatum": self.peildatum,
            "bronsysteem": "proefsysteem",
        }
        for name, columns, rows in (
            ("zaken", _ZAKEN, self.zaken_rows),
            ("stappen", _STAPPEN, self.stappen_rows),
            ("keten", _KETEN, self.keten_rows),
            ("terugkoppeling", _TERUGKOPPELING, self.terugkoppeling_rows),
            ("noemers", _NOEMERS, self.noemers_rows),
            ("leveringen", _LEVERINGEN, [levering] if self.zaken_rows else []),
            ("bestanden", _BESTANDEN, self.bestanden_rows),
            ("bevindingen", _BEVINDINGEN, self.bevindingen_rows),
            ("keuringen", _KEURINGEN, self.keuringen_rows),
        ):
            values = ", ".join(f"unnest(${column}::{kind}[])" for column, kind in columns.items())
            typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            con.execute(f"create table marts.{name} ({typed})")
            con.execute(
                f"insert into marts.{name} select {values}",
                {column: [row[column] for row in rows] for column in columns},
            )
        return con


def _lies_in(gemeentecode: str) -> dict[str, str]:
    gemeente = gemeenten()[gemeentecode]
    return {"regio": gemeente.regio, "arrondissement": gemeente.arrondissement}


def of_regio(regio: str) -> list[str]:
    """Return the codes of the gemeenten of a region."""
    return [code for code, gemeente in gemeenten().items() if gemeente.regio == regio]


def with_evidence(folder: Path, marts: Marts, **given: Any) -> Path:
    """Build the release of these marts with the attack on it, its evidence beside it."""
    memory = Memory(folder / "stand", b"geheim")
    given = {"attacks": True, **given}
    with marts.connect() as con:
        return publish.build(con, folder / "release", is_sample=True, memory=memory, **given)


def published(marts: Marts, folder: Path) -> Release:
    """Build the release of these marts and read it."""
    with marts.connect() as con:
        publish.build(con, folder, is_sample=True, agreed=marts.normen)
    return ReleaseFolder(folder).current()
