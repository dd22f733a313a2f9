-- How many zaken have each step of the MAS on record at least once.
--
-- One row per:  stap that occurs
-- Reads:        loading.stappen
-- Unit:         zaken
select
    stap,
    count(distinct zaak_nr) as zaken

from loading.stappen

group by stap

order by stap
