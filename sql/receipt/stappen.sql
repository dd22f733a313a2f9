-- How many zaken have each step of the MAS on record at least once.
--
-- One row per:  stap that occurs
-- Reads:        loading.stappen
-- Unit:         zaken
with

-- a bit per step: one number a zaak, where distinct zaken per step would be ten sets of them
per_zaak as (

    select bit_or(1::usmallint << stap) as gezet

    from loading.stappen

    group by zaak_nr

),

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

    from per_zaak

)

select
    stap::tinyint as stap,
    zaken

from geteld

where zaken > 0

order by stap
