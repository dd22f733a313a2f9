-- One row per cell that the ladder allows, with what the gate shows of it.
--
-- Reads:  a pupil whose rows of a kenmerk lie in one profiel is counted there, once for all of its
--         cells; only the others are followed into every cell
-- Counts: n is the true count, v and v_leerlingen what is shown; null is hidden. n, leerlingen and
--         grootste stay in the build: curves are weighted by it, and the audit starts from it.
with

per_profiel_en_leerling as (

    select
        profiel,
        kenmerk,
        leerling,
        in_een_profiel,
        count(*) as aantal

    from temp.kenmerken

    group by profiel, kenmerk, leerling, in_een_profiel

),

per_profiel as (

    select
        profiel,
        kenmerk,
        sum(aantal) as aantal,
        count(*) as leerlingen,
        max(aantal) as grootste

    from per_profiel_en_leerling

    where in_een_profiel

    group by profiel, kenmerk

),

van_profielen as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        per_profiel.kenmerk,
        sum(per_profiel.aantal) as n,
        sum(per_profiel.leerlingen) as leerlingen,
        max(per_profiel.grootste) as grootste

    from per_profiel

    inner join temp.plekken on per_profiel.profiel = plekken.profiel
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and per_profiel.kenmerk = treden.kenmerk

    where plekken.aantal <= treden.filters

    group by plekken.gebied_nr, plekken.filter_nr, per_profiel.kenmerk

),

per_leerling as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        verspreid.kenmerk,
        verspreid.leerling,
        sum(verspreid.aantal) as aantal

    from per_profiel_en_leerling as verspreid

    inner join temp.plekken on verspreid.profiel = plekken.profiel
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and verspreid.kenmerk = treden.kenmerk

    where not verspreid.in_een_profiel and plekken.aantal <= treden.filters

    group by plekken.gebied_nr, plekken.filter_nr, verspreid.kenmerk, verspreid.leerling

),

delen as (

    select
        gebied_nr,
        filter_nr,
        kenmerk,
        n,
        leerlingen,
        grootste
    from van_profielen

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
    leerlingen,
    grootste,
    poort(n, leerlingen, grootste) as v,
    case
        when poort(n, leerlingen, grootste) is not null then poort(leerlingen, leerlingen, 1)
    end as v_leerlingen

from cellen
