-- The number of zaken of each schooljaar, in the previous delivery and in this one.
--
-- One row per:  schooljaar that either delivery has
-- Reads:        previous.nu_zaken, previous.zaken
-- Unit:         zaken; the schooljaar is named by its last calendar year
with

zaken as (

    select
        melddatum,
        false as is_nu
    from previous.zaken

    union all

    select
        melddatum,
        true as is_nu
    from previous.nu_zaken

)

select
    year(melddatum + interval 5 month)::integer as eindjaar,
    count(*) filter (where not is_nu) as vorige,
    count(*) filter (where is_nu) as nu

from zaken

group by eindjaar

order by eindjaar
