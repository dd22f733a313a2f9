-- One row per gemeente of today, schooljaar and onderwijssoort: its pupils, by the newest delivery.
--
-- The pupils of merged gemeenten are added up. Where a new gemeente gave its own number of a year,
-- that is the one; where it was made of several and not all gave theirs, or of a part of one, there
-- is none. A gemeente that took in another needs the number of both, until the merger.
with

per_code as (

    select
        gemeenten.nu,
        noemers.gemeentecode,
        gemeenten.regio,
        gemeenten.arrondissement,
        gemeenten.delen_van_nu,
        gemeenten.opgegaan_tot,
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

opgegaan as (

    select
        nu,
        list(opgegaan_tot) as tot

    from reference.gemeenten

    where opgegaan_tot is not null

    group by nu

),

-- a gemeente that took in another is one of its own parts
beoordeeld as (

    select
        per_code.*,
        bool_or(per_code.gemeentecode = per_code.nu) over deze as heeft_eigen,
        count(*) filter (
            where
            per_code.opgegaan_tot is null
            or per_code.opgegaan_tot > per_code.schooljaar::varchar
        ) over deze as delen,
        coalesce(
            per_code.delen_van_nu,
            1 + len(
                list_filter(opgegaan.tot, lambda jaar: jaar > per_code.schooljaar::varchar)
            ),
            1
        ) as alle_delen

    from per_code

    left join opgegaan on per_code.nu = opgegaan.nu

    window deze as (
        partition by per_code.nu, per_code.schooljaar, per_code.onderwijssoort
    )

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
        when delen_van_nu is null then heeft_eigen and delen = alle_delen
        when heeft_eigen then gemeentecode = nu
        else delen = alle_delen
    end

group by nu, regio, arrondissement, schooljaar, onderwijssoort
