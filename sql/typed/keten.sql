-- One row per handover to a partner as received, under our types; what cannot be read is null.
--
-- One row per:  row of the file, in its order
-- Reads:        landing.keten
-- Leaves out:   nothing
with

trimmed as (

    select
        keten as geleverd,
        lower(kaal(zaak_id)) as zaak_id,
        kaal(partner) as partner,
        kaal(verwijsdatum) as verwijsdatum,
        kaal(startdatum) as startdatum,
        kaal(einddatum) as einddatum,
        kaal(resultaat) as resultaat

    from landing.keten

),

readable as (

    select
        *,
        -- try_cast alone would also take '2025-9-1' and '2025-09-01 extra'
        case when verwijsdatum like '____-__-__' then try_cast(verwijsdatum as date) end
            as verwijsdatum_gelezen,
        case when startdatum like '____-__-__' then try_cast(startdatum as date) end
            as startdatum_gelezen,
        case when einddatum like '____-__-__' then try_cast(einddatum as date) end
            as einddatum_gelezen

    from trimmed

)

select
    geleverd,
    zaak_id,
    partner,
    verwijsdatum_gelezen as verwijsdatum,
    startdatum_gelezen as startdatum,
    einddatum_gelezen as einddatum,
    resultaat,
    verwijsdatum is not null as verwijsdatum_ingevuld,
    verwijsdatum is null or verwijsdatum_gelezen is not null as verwijsdatum_leesbaar,
    startdatum is null or startdatum_gelezen is not null as startdatum_leesbaar,
    einddatum is null or einddatum_gelezen is not null as einddatum_leesbaar,
    partner || ' ' || resultaat as partner_resultaat

from readable
