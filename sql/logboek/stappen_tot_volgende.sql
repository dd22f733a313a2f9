-- The steps of a log of moments, when a step lasts until the next one starts.
--
-- One row per:  event that is a step
-- Reads:        landing.gebeurtenissen
-- Leaves out:   nothing; the last step of a zaak is open
select
    bron,
    zaak_id,
    zaak_id_geleverd,
    stap,
    datum as startdatum,
    lead(datum) over (partition by zaak_id order by nr) as einddatum

from landing.gebeurtenissen

where telt
