-- Pupils of every area, schooljaar and onderwijssoort ('' is all), where its gemeenten gave them.
--
-- Counts:     the gemeenten that delivered, as far as the gate shows (see dekking). One with too
--             few zaken to show is not among them, though its zaken are in the total: its pupils
--             here would tell that it had any. These are public numbers.
-- Leaves out: an area of which a gemeente that delivered gave no pupils, and an onderwijssoort that
--             one of them did not give
with

geleverd as (

    select
        gebiedslijst.gebied,
        dekking.schooljaar,
        dekking.gebied as gemeentecode

    from temp.dekking

    inner join temp.gemeentelijst on dekking.gebied = gemeentelijst.gemeentecode
    inner join temp.gebiedslijst on gemeentelijst.gemeentecode = gebiedslijst.gemeentecode

    where dekking.geleverd = 1

),

per_soort as (

    select
        gemeentecode,
        schooljaar,
        unnest(['', onderwijssoort]) as onderwijssoort,
        leerlingen

    from marts.noemers

),

per_gemeente as (

    select
        gemeentecode,
        schooljaar,
        onderwijssoort,
        sum(leerlingen) as leerlingen

    from per_soort

    group by gemeentecode, schooljaar, onderwijssoort

),

soorten as (

    select distinct onderwijssoort
    from per_soort

),

gevraagd as (

    select
        geleverd.gebied,
        geleverd.schooljaar,
        geleverd.gemeentecode,
        soorten.onderwijssoort

    from geleverd

    cross join soorten

)

select
    gevraagd.gebied,
    gevraagd.schooljaar,
    gevraagd.onderwijssoort,
    sum(per_gemeente.leerlingen)::bigint as leerlingen

from gevraagd

left join per_gemeente
    on
        gevraagd.gemeentecode = per_gemeente.gemeentecode
        and gevraagd.schooljaar = per_gemeente.schooljaar
        and gevraagd.onderwijssoort = per_gemeente.onderwijssoort

group by gevraagd.gebied, gevraagd.schooljaar, gevraagd.onderwijssoort

having count(*) = count(per_gemeente.leerlingen)
