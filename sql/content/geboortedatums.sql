-- How many dates of a column lie 4 to 23 years before the melddatum of their zaak.
--
-- One row per:  column (a single row)
-- Reads:        content.datums, a view with the columns `datum` and `melddatum`
-- Leaves out:   rows without one of the two
select
    count(*) as datums,
    count(*) filter (
        where datum between melddatum - interval 23 year and melddatum - interval 4 year
    ) as als_geboortedatum

from content.datums

where
    datum is not null
    and melddatum is not null
