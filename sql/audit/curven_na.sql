-- The curven that are left when withdrawn views are taken out, and withdrawn points.
with

punten as (

    select
        kubus,
        gebied,
        schooljaar,
        filters,
        code,
        uitkomst,
        unnest(dagen) as dag,
        unnest(v) as v

    from temp.curven

)

select
    punten.kubus,
    punten.gebied,
    punten.schooljaar,
    punten.filters,
    punten.code,
    punten.uitkomst,
    list(punten.dag order by punten.dag) as dagen,
    list(punten.v order by punten.dag) as v

from punten

left join temp.ingetrokken as keuzes
    on
        punten.gebied = keuzes.gebied
        and punten.schooljaar = keuzes.schooljaar
        and punten.kubus = keuzes.kubus
        and punten.filters = keuzes.filters
        and punten.code = coalesce(keuzes.code, punten.code)
left join temp.ingetrokken as losse
    on
        punten.gebied = losse.gebied
        and punten.schooljaar = losse.schooljaar
        and punten.kubus || '_lijn:' || punten.code || ':' || punten.uitkomst || ':' || punten.dag
        = losse.kubus
        and punten.filters = losse.filters

where keuzes.gebied is null and losse.gebied is null

group by
    punten.kubus,
    punten.gebied,
    punten.schooljaar,
    punten.filters,
    punten.code,
    punten.uitkomst
