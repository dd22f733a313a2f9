-- One row per uitvoering of a step as received, under our types; what cannot be read is null.
--
-- One row per:  row of the file, in its order
-- Reads:        landing.stappen
-- Leaves out:   nothing
with

trimmed as (

    select
        stappen as geleverd,
        lower(kaal(zaak_id)) as zaak_id,
        kaal(stap) as stap,
        kaal(startdatum) as startdatum,
        kaal(einddatum) as einddatum,
        kaal(partij) as partij,
        kaal(resultaat) as resultaat

    from landing.stappen

),

readable as (

    select
        *,
        -- try_cast alone would also take '2025-9-1' and '2025-09-01 extra'
        coalesce(
            list_position(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], stap),
            case when regexp_full_match(stap, '\d{1,9}') then try_cast(stap as integer) end
        ) as stap_gelezen,
        case when startdatum like '____-__-__' then try_cast(startdatum as date) end
            as startdatum_gelezen,
        case when einddatum like '____-__-__' then try_cast(einddatum as date) end
            as einddatum_gelezen

    from trimmed

)

select
    geleverd,
    zaak_id,
    stap_gelezen as stap,
    startdatum_gelezen as startdatum,
    einddatum_gelezen as einddatum,
    partij,
    resultaat,
    stap is not null as stap_ingevuld,
    stap is null or stap_gelezen is not null as stap_leesbaar,
    startdatum is not null as startdatum_ingevuld,
    startdatum is null or startdatum_gelezen is not null as startdatum_leesbaar,
    einddatum is null or einddatum_gelezen is not null as einddatum_leesbaar,
    resultaat is not null as resultaat_ingevuld

from readable
