-- How many zaken have each step of the MAS on record at least once.
--
-- One row per:  stap that occurs
-- Reads:        loading.stappen_per_zaak
-- Unit:         zaken
with

geteld as (

    select
        unnest(range(1, 11)) as stap,
        unnest([
            count(*) filter (where gezet & (1 << 1) <> 0),
            count(*) filter (where gezet & (1 << 2) <> 0),
            count(*) filter (where gezet & (1 << 3) <> 0),
            count(*) filter (where gezet & (1 << 4) <> 0),
            count(*) filter (where gezet & (1 << 5) <> 0),
            count(*) filter (where gezet & (1 << 6) <> 0),
            count(*) filter (where gezet & (1 << 7) <> 0),
            count(*) filter (where gezet & (1 << 8) <> 0),
            count(*) filter (where gezet & (1 << 9) <> 0),
            count(*) filter (where gezet & (1 << 10) <> 0)
        ]) as zaken

    from loading.stappen_per_zaak

)

select
    stap::tinyint as stap,
    zaken

from geteld

where zaken > 0

order by stap
