-- Pupils of every area, schooljaar and onderwijssoort ('' is all), where its gemeenten gave them.
--
-- Counts:     the gemeenten that delivered zaken, as far as the gate shows (see dekking)
-- Leaves out: an area of which one of those gave no pupils. These are public numbers.
with

van_gemeenten as (

    select
        gemeentecode,
        schooljaar,
        unnest(['', onderwijssoort]) as onderwijssoort,
        leerlingen

    from marts.noemers

),

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

bekend as (

    select distinct
        gemeentecode,
        schooljaar

    from marts.noemers

),

volledig as (

    select
        geleverd.gebied,
        geleverd.schooljaar

    from geleverd

    left join bekend
        on
            geleverd.gemeentecode = bekend.gemeentecode
            and geleverd.schooljaar = bekend.schooljaar

    group by geleverd.gebied, geleverd.schooljaar

    having count(*) = count(bekend.gemeentecode)

)

select
    geleverd.gebied,
    geleverd.schooljaar,
    van_gemeenten.onderwijssoort,
    sum(van_gemeenten.leerlingen)::bigint as leerlingen

from volledig

inner join geleverd
    on volledig.gebied = geleverd.gebied and volledig.schooljaar = geleverd.schooljaar
inner join van_gemeenten
    on
        geleverd.gemeentecode = van_gemeenten.gemeentecode
        and geleverd.schooljaar = van_gemeenten.schooljaar

group by geleverd.gebied, geleverd.schooljaar, van_gemeenten.onderwijssoort
