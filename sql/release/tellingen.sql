-- One row per cell that the ladder allows, with what the gate shows of it.
--
-- Reads:  pupils with one row of a kenmerk in the year need no counting apart: they go by profiel
-- Counts: n is the true count, v and v_leerlingen what is shown; null is hidden. n stays in the
--         build: curves are weighted by it.
with

enigen as (

    select
        profiel,
        kenmerk,
        count(*) as aantal

    from temp.kenmerken

    where is_enige

    group by profiel, kenmerk

),

vaker as (

    select
        profiel,
        kenmerk,
        leerling,
        count(*) as aantal

    from temp.kenmerken

    where not is_enige

    group by profiel, kenmerk, leerling

),

van_enigen as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        enigen.kenmerk,
        sum(enigen.aantal) as n,
        sum(enigen.aantal) as leerlingen,
        1 as grootste

    from enigen

    inner join temp.plekken on enigen.profiel = plekken.profiel
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and enigen.kenmerk = treden.kenmerk

    where plekken.aantal <= treden.filters

    group by plekken.gebied_nr, plekken.filter_nr, enigen.kenmerk

),

per_leerling as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        vaker.kenmerk,
        vaker.leerling,
        sum(vaker.aantal) as aantal

    from vaker

    inner join temp.plekken on vaker.profiel = plekken.profiel
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and vaker.kenmerk = treden.kenmerk

    where plekken.aantal <= treden.filters

    group by plekken.gebied_nr, plekken.filter_nr, vaker.kenmerk, vaker.leerling

),

delen as (

    select
        gebied_nr,
        filter_nr,
        kenmerk,
        n,
        leerlingen,
        grootste
    from van_enigen

    union all

    select
        gebied_nr,
        filter_nr,
        kenmerk,
        sum(aantal) as n,
        count(*) as leerlingen,
        max(aantal) as grootste
    from per_leerling
    group by gebied_nr, filter_nr, kenmerk

),

cellen as (

    select
        gebied_nr,
        filter_nr,
        kenmerk,
        sum(n)::bigint as n,
        sum(leerlingen)::bigint as leerlingen,
        max(grootste)::bigint as grootste

    from delen

    group by gebied_nr, filter_nr, kenmerk

)

select
    -- gebied, filter and kenmerk in one number: the curves group by it
    (gebied_nr * 1000 + filter_nr) * 1000 + kenmerk as cel,
    gebied_nr,
    filter_nr,
    kenmerk,
    n,
    poort(n, leerlingen, grootste) as v,
    case
        when poort(n, leerlingen, grootste) is not null then poort(leerlingen, leerlingen, 1)
    end as v_leerlingen

from cellen
