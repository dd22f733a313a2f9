-- One row per cell that the ladder allows, with what the gate shows of it.
--
-- Reads:  a pupil whose rows of a kenmerk lie in one profiel is counted there, once for all of its
--         cells; only the others are followed into every cell
-- Counts: n is the true count, v and v_leerlingen what is shown; null is hidden. n, leerlingen and
--         grootste stay in the build: curves are weighted by it, and the audit starts from it.
with

-- a kenmerk by how many filters it may have at all: most have none, and most views have two
diepten as (

    select
        kenmerk,
        unnest(range(meeste_filters + 1))::integer as aantal

    from temp.codelijst

),

van_profielen as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        per_profiel.kenmerk,
        per_profiel.aantal as n,
        per_profiel.leerlingen,
        per_profiel.grootste

    from temp.per_profiel

    inner join diepten on per_profiel.kenmerk = diepten.kenmerk
    inner join temp.plekken
        on per_profiel.profiel = plekken.profiel and diepten.aantal = plekken.aantal
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and per_profiel.kenmerk = treden.kenmerk

    where plekken.aantal <= treden.filters

),

verspreid as (

    select
        plekken.gebied_nr,
        plekken.filter_nr,
        per_leerling.kenmerk,
        sum(per_leerling.aantal) as aantal

    from temp.per_leerling

    inner join diepten on per_leerling.kenmerk = diepten.kenmerk
    inner join temp.plekken
        on per_leerling.profiel = plekken.profiel and diepten.aantal = plekken.aantal
    inner join temp.treden
        on plekken.gebied_nr = treden.gebied_nr and per_leerling.kenmerk = treden.kenmerk

    where not per_leerling.in_een_profiel and plekken.aantal <= treden.filters

    group by plekken.gebied_nr, plekken.filter_nr, per_leerling.kenmerk, per_leerling.leerling

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
        aantal as n,
        1 as leerlingen,
        aantal as grootste
    from verspreid

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
