-- Zaken of a gemeente and schooljaar of which another supplier has zaken as well.
--
-- One row per:  zaak of this delivery, by its row
-- Reads:        loading.zaken, others.zaken
-- Unit:         zaken; below $least zaken on either side it may be pupils who moved
with

hier as (

    select
        gemeentecode,
        year(melddatum + interval 5 month) as eindjaar
    from loading.zaken
    group by all
    having count(*) >= $least

),

daar as (

    select
        gemeentecode,
        year(melddatum + interval 5 month) as eindjaar
    from others.zaken
    group by leverancier, gemeentecode, eindjaar
    having count(*) >= $least

)

select zaken.rij

from loading.zaken as zaken

semi join hier
    on
        zaken.gemeentecode = hier.gemeentecode
        and year(zaken.melddatum + interval 5 month) = hier.eindjaar

semi join daar
    on
        zaken.gemeentecode = daar.gemeentecode
        and year(zaken.melddatum + interval 5 month) = daar.eindjaar
