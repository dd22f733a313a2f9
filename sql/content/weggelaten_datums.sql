-- How many cells of a column hold a day of 4 to 23 years before the day of their row.
--
-- One row per:  kolom
-- Reads:        content.datums, a view with the columns `kolom`, `datum` and `melddatum`
select
    kolom,
    count(*) as als_geboortedatum

from content.datums

where datum between melddatum - interval 23 year and melddatum - interval 4 year

group by kolom
