-- One row per point of a curve of a schooljaar, without or with one filter.
with

punten as (

    select
        kubus,
        gebied,
        filters,
        code,
        uitkomst,
        unnest(dagen) as dag,
        unnest(v) as v

    from temp.curven

    where schooljaar = $schooljaar

)

select
    codelijst.kenmerk,
    punten.gebied,
    filterlijst.filter_nr,
    punten.uitkomst = 'af' as is_af,
    len(list_filter($grid, lambda dag: dag < punten.dag))::tinyint as vakje,
    punten.v

from punten

inner join temp.codelijst on punten.kubus = codelijst.kubus and punten.code = codelijst.code
inner join temp.filterlijst on punten.filters = filterlijst.filters

order by all
