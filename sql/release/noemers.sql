-- Pupils of every area, schooljaar and onderwijssoort ('' is all), where its gemeenten gave them.
--
-- Counts:     every gemeente of the area that gave its pupils, also one whose zaken are not shown:
--             its zaken are in the total too. These are public numbers.
-- Leaves out: an area of which a gemeente that delivered, as far as the gate shows (see dekking),
--             gave no pupils
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
    gebiedslijst.gebied,
    van_gemeenten.schooljaar,
    van_gemeenten.onderwijssoort,
    sum(van_gemeenten.leerlingen)::bigint as leerlingen

from volledig

inner join temp.gebiedslijst on volledig.gebied = gebiedslijst.gebied
inner join van_gemeenten
    on
        gebiedslijst.gemeentecode = van_gemeenten.gemeentecode
        and volledig.schooljaar = van_gemeenten.schooljaar

group by gebiedslijst.gebied, van_gemeenten.schooljaar, van_gemeenten.onderwijssoort
