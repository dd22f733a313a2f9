-- How many zaken and leerlingen there are, and per 1,000 pupils where that is known.
--
-- One row per:  gebied, schooljaar
-- Reads:        marts.zaken (through zaken_van), marts.noemers
-- Counts:       zaken by melddatum; leerlingen that are different persons within a supplier
-- Leaves out:   doorstroompunt_18plus unless asked for; per_1000 is null when a gemeente with zaken
--               has no number of pupils that year, or a filter cuts the zaken but not the pupils
-- Unit:         per_1000 is zaken per 1,000 pupils of the gemeenten that delivered
with

gekozen as (

    select *
    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tellingen as (

    select
        gebied,
        schooljaar,
        count(*) as zaken,
        count(distinct leerling_sleutel) as leerlingen

    from gekozen

    group by gebied, schooljaar

),

gemeenten_met_zaken as (

    select distinct
        gebied,
        schooljaar,
        gemeentecode

    from gekozen

),

leerlingen_per_gemeente as (

    select
        gemeentecode,
        schooljaar,
        any_value(regio) as regio,
        any_value(arrondissement) as arrondissement,
        sum(leerlingen) as leerlingen

    from marts.noemers

    where $onderwijssoort is null or onderwijssoort = $onderwijssoort

    group by gemeentecode, schooljaar

),

leerlingen_per_gebied as (

    select
        schooljaar,
        case $niveau
            when 'land' then 'NL'
            when 'regio' then regio
            when 'arrondissement' then arrondissement
            when 'gemeente' then gemeentecode
        end as gebied,
        sum(leerlingen) as leerlingen

    from leerlingen_per_gemeente

    group by gebied, schooljaar

),

zonder_noemer as (

    select distinct
        gemeenten_met_zaken.gebied,
        gemeenten_met_zaken.schooljaar

    from gemeenten_met_zaken

    anti join leerlingen_per_gemeente
        on
            gemeenten_met_zaken.gemeentecode = leerlingen_per_gemeente.gemeentecode
            and gemeenten_met_zaken.schooljaar = leerlingen_per_gemeente.schooljaar

)

select
    tellingen.gebied,
    tellingen.schooljaar,
    tellingen.zaken,
    tellingen.leerlingen,
    case
        when
            zonder_noemer.gebied is null
            and $leeftijdsgroep is null
            and $geslacht is null
            and leerlingen_per_gebied.leerlingen > 0
            then 1000 * tellingen.zaken / leerlingen_per_gebied.leerlingen
    end as per_1000

from tellingen

left join leerlingen_per_gebied
    on
        tellingen.gebied = leerlingen_per_gebied.gebied
        and tellingen.schooljaar = leerlingen_per_gebied.schooljaar
left join zonder_noemer
    on
        tellingen.gebied = zonder_noemer.gebied
        and tellingen.schooljaar = zonder_noemer.schooljaar

order by tellingen.gebied, tellingen.schooljaar
