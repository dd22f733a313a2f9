"""Build the marts from rows that a test writes down, as a store would from deliveries."""

import duckdb

from etl import transform
from etl.domain.normen import NATIONAL, Normen
from etl.domain.school_calendar import Klok
from tests.builders import table

ZAKEN = (
    "zaak_nr bigint | leerling_sleutel varchar | gemeentecode varchar | melddatum date | "
    "verzuimtype varchar | advies_route varchar | gekozen_route varchar | afwijking varchar | "
    "gemotiveerd varchar | motivering_categorie varchar | uitkomst varchar | uitkomstdatum date"
)
STAPPEN = "zaak_nr bigint | stap tinyint | startdatum date | einddatum date"
KETEN = "zaak_nr bigint | partner varchar | verwijsdatum date | startdatum date | einddatum date"
NOEMERS = "gemeentecode varchar | schooljaar varchar | onderwijssoort varchar | leerlingen integer"
GEBRUIK = "zaak_nr bigint | gebruik varchar"
LEVERINGEN = (
    "levering_nr uinteger | leverancier varchar | sleutelnaam varchar | bronsysteem varchar | "
    "peildatum date | digest varchar | volledig_vanaf date"
)


def build_marts(
    con: duckdb.DuckDBPyConnection,
    *,
    zaken: str,
    stappen: str = "",
    keten: str = "",
    noemers: str = "",
    peildatum: str = "2026-08-01",
    volledig_vanaf: str = "null",
    signaleringsinstrument: str = "",
    klokken: dict[int, Klok] | None = None,
    normen: Normen = NATIONAL,
) -> None:
    """Build reference, marts and macros from grids without a header.

    All rows belong to one supplier. Columns that a grid does not name get the value of a zaak
    about which little is known.
    """
    transform.create_reference(con, klokken or {}, normen)
    levering = f"1 | bureau | bureau | test | {peildatum} | abc | {volledig_vanaf}"
    table(con, "loaded.leveringen", _grid(LEVERINGEN, levering))
    table(con, "given.zaken", _grid(ZAKEN, zaken))
    table(con, "given.gebruik", _grid(GEBRUIK, signaleringsinstrument))
    con.execute(
        """
        create table loaded.zaken as
        select
            zaken.*,
            1::uinteger as levering_nr,
            'vo' as onderwijssoort,
            '12_15' as leeftijdsgroep,
            case when zaak_nr % 2 = 0 then 'm' else 'v' end as geslacht,
            coalesce(gebruik, 'ja') as signaleringsinstrument
        from given.zaken
        left join given.gebruik using (zaak_nr)
        """
    )
    table(con, "given.stappen", _grid(STAPPEN, stappen))
    con.execute(
        "create table loaded.stappen as select *, 'leerplicht' as partij from given.stappen"
    )
    table(con, "given.keten", _grid(KETEN, keten))
    con.execute(
        "create table loaded.keten as select *, null::varchar as resultaat from given.keten"
    )
    table(con, "given.noemers", _grid(NOEMERS, noemers))
    con.execute(
        "create table loaded.noemers as select *, 1::uinteger as levering_nr from given.noemers"
    )
    con.execute(
        "create table loaded.ontvangstbewijzen (levering_nr uinteger, "
        "keuringen struct(bestand varchar, code varchar, gekeurd boolean, aantal bigint)[])"
    )
    con.execute(
        "create table loaded.bestanden (levering_nr uinteger, bestand varchar, geleverd varchar, "
        "gelezen bigint, geladen bigint, apart bigint, "
        "bevindingen struct(code varchar, kolom varchar, "
        "gevolg varchar, aantal bigint)[])"
    )
    transform.build(con, "marts")
    transform.create_macros(con, "aalen_johansen", "zaken_van")


def _grid(header: str, rows: str) -> str:
    return f"{header}\n---\n{rows}"
