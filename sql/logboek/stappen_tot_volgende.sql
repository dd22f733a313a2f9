-- The steps of a log of moments, when a step lasts until the next one starts.
--
-- One row per:  event that is a step
-- Reads:        landing.gebeurtenissen
-- Leaves out:   nothing; the last step ends with the outcome of its zaak, or is open
with

gevolgd as (

    select
        bron,
        zaak_id,
        zaak_id_geleverd,
        stap,
        datum,
        telt,
        lead(datum) over (partition by zaak_id order by nr) as volgende

    from landing.gebeurtenissen

    where telt or sluit

)

select
    bron,
    zaak_id,
    zaak_id_geleverd,
    stap,
    datum as startdatum,
    volgende as einddatum

from gevolgd

where telt
