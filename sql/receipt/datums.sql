-- Ends of steps of closed zaken, and dates that look filled in by default.
--
-- One row per:  delivery (a single row)
-- Reads:        loading.zaken, loading.stappen
-- Unit:         stappen for the ends; dates (melddatum, startdatum) for the first days
with

datums as (

    select melddatum as datum
    from loading.zaken

    union all

    select startdatum as datum
    from loading.stappen

)

select
    (
        select count(*)
        from loading.stappen
        where uitkomstdatum is not null
    ) as van_gesloten_zaken,
    (
        select count(*)
        from loading.stappen
        where uitkomstdatum is not null and einddatum is not null
    ) as met_einddatum,
    count(*) as datums,
    count(*) filter (where day(datum) = 1) as op_de_eerste

from datums
