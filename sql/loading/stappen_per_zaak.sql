-- One row per zaak with steps to load: which steps those are, and whether their order needs a look.
--
-- One row per:  zaak_nr
-- Reads:        loading.stappen
-- Unit:         gezet has bit n for step n. is_op_volgorde: the rows of the zaak stand together, by
--               startdatum, stap and place in the file, and none starts before the one above it
--               ended. As an end is never before its start, none then starts before any of them.
with

-- no order is asked for: any will do, and as the rows lie it costs nothing
naast_vorige as (

    select
        zaak_nr,
        stap,
        startdatum,
        rij,
        lag(zaak_nr) over () as vorige_zaak_nr,
        lag(stap) over () as vorige_stap,
        lag(startdatum) over () as vorige_startdatum,
        lag(einddatum) over () as vorige_einddatum,
        lag(rij) over () as vorige_rij

    from loading.stappen

)

select
    zaak_nr,
    bit_or(1::usmallint << stap) as gezet,
    count(*) filter (where zaak_nr is distinct from vorige_zaak_nr) = 1
    and bool_and(
        zaak_nr is distinct from vorige_zaak_nr
        or (
            startdatum >= vorige_startdatum
            and coalesce(startdatum >= vorige_einddatum, true)
            and (
                startdatum > vorige_startdatum
                or stap > vorige_stap
                or (stap = vorige_stap and rij > vorige_rij)
            )
        )
    ) as is_op_volgorde

from naast_vorige

group by zaak_nr
