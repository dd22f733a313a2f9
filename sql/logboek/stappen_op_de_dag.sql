-- The steps of a log of moments, when a step is started and done on the same day.
--
-- One row per:  event that is a step
-- Reads:        landing.gebeurtenissen
-- Leaves out:   nothing
select
    bron,
    zaak_id,
    zaak_id_geleverd,
    stap,
    datum as startdatum,
    datum as einddatum

from landing.gebeurtenissen

where telt
