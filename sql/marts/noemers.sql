-- One row per gemeente of today, schooljaar and onderwijssoort: its pupils, by the newest delivery.
--
-- The pupils of merged gemeenten are added up. Where a new gemeente gave its own number of a year,
-- that is the one; where it was made of several and not all gave theirs, or of a part of one, there
-- is none.
with

per_code as (

    select
        gemeenten.nu,
        noemers.gemeentecode,
        gemeenten.regio,
        gemeenten.arrondissement,
        gemeenten.delen_van_nu,
        noemers.schooljaar,
        noemers.onderwijssoort,
        arg_max(
            noemers.leerlingen, (leveringen.peildatum, leveringen.levering_nr)
        ) as leerlingen

    from loaded.noemers

    inner join loaded.leveringen on noemers.levering_nr = leveringen.levering_nr
    inner join reference.gemeenten on noemers.gemeentecode = gemeenten.gemeentecode

    group by all

),

beoordeeld as (

    select
        *,
        bool_or(gemeentecode = nu) over jaar as heeft_eigen,
        len(list_distinct(list(gemeentecode) over jaar)) as delen

    from per_code

    window jaar as (partition by nu, schooljaar)

)

select
    nu as gemeentecode,
    regio,
    arrondissement,
    schooljaar,
    onderwijssoort,
    sum(leerlingen)::integer as leerlingen

from beoordeeld

where
    case
        when delen_van_nu is null then true
        when heeft_eigen then gemeentecode = nu
        else delen = delen_van_nu
    end

group by nu, regio, arrondissement, schooljaar, onderwijssoort
