-- What a row of zaken counts: zaken, pupils, and steps on record.
--
-- One row per:  delivery (a single row)
-- Reads:        loading.zaken, loading.stappen
select
    count(*) as zaken,
    count(distinct leerling_id) as leerlingen,
    (select count(*) from loading.stappen) as stappen

from loading.zaken
