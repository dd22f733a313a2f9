-- What the rows of one zaak say differently of it.
--
-- One row per:  zaak and column of zaken
-- Reads:        landing.herhaalde_cellen, landing.herhaald, landing.zaken
-- Leaves out:   capitals and spaces, which make no difference; an empty cell does
with

cellen as (

    select
        sleutel,
        bron,
        kolom,
        coalesce(lower(trim(cel)), '') as cel

    from landing.herhaalde_cellen

),

vergeleken as (

    select
        *,
        first_value(cel) over (partition by sleutel, kolom order by bron) as eerste

    from cellen

),

verschillend as (

    select
        sleutel,
        kolom,
        min(bron) as anders

    from vergeleken

    where cel <> eerste

    group by sleutel, kolom

)

select
    zaken.rowid as rij,
    herhaald.bron as bron,
    verschillend.kolom as kolom,
    verschillend.anders as anders

from verschillend

inner join landing.herhaald
    on verschillend.sleutel = herhaald.sleutel

inner join landing.zaken
    on herhaald.bron = zaken.bron
