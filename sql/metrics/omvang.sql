-- How many zaken and leerlingen there are, and per 1,000 pupils where that is known.
--
-- One row per:  gebied, schooljaar
-- Reads:        marts.zaken (through zaken_van), marts.noemers
-- Counts:       zaken by melddatum; leerlingen that are different persons within a supplier
-- Leaves out:   doorstroompunt_18plus unless asked for; pupils of a gemeente without zaken;
--               per_1000 where a gemeente that delivered gave no pupils that year, or none of an
--               onderwijssoort of the zaken, or where a filter cuts the zaken but not the pupils
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

gemeenten as (

    select
        gemeentecode,
        regio,
        arrondissement,
        min(schooljaar) as eerste,
        max(schooljaar) as laatste

    from marts.zaken

    where is_mas or verzuimtype = $verzuimtype

    group by gemeentecode, regio, arrondissement

),

jaren as (

    select distinct schooljaar
    from tellingen

),

-- as release/dekking says it, without the gate: from the first to the last year with its zaken
geleverd as (

    select
        case $niveau
            when 'land' then 'NL'::reference.gebied
            when 'regio' then gemeenten.regio
            when 'arrondissement' then gemeenten.arrondissement
            when 'gemeente' then gemeenten.gemeentecode
        end as gebied,
        gemeenten.gemeentecode,
        jaren.schooljaar

    from gemeenten

    inner join jaren on jaren.schooljaar between gemeenten.eerste and gemeenten.laatste

),

-- a leerling without a school, or of whom it is not known, is in no noemer
soorten as (

    select distinct
        gekozen.gebied,
        gekozen.schooljaar,
        gekozen.onderwijssoort

    from gekozen

    semi join reference.onderwijssoorten
        on gekozen.onderwijssoort = onderwijssoorten.code and onderwijssoorten.heeft_leerlingen

),

nodig as (

    select
        geleverd.gebied,
        geleverd.schooljaar,
        geleverd.gemeentecode,
        soorten.onderwijssoort

    from geleverd

    left join soorten
        on geleverd.gebied = soorten.gebied and geleverd.schooljaar = soorten.schooljaar

),

zonder_noemer as (

    select distinct
        nodig.gebied,
        nodig.schooljaar

    from nodig

    anti join marts.noemers
        on
            nodig.gemeentecode = noemers.gemeentecode
            and nodig.schooljaar = noemers.schooljaar
            and coalesce(nodig.onderwijssoort, noemers.onderwijssoort) = noemers.onderwijssoort

),

leerlingen_per_gebied as (

    select
        geleverd.gebied,
        geleverd.schooljaar,
        sum(noemers.leerlingen) as leerlingen

    from geleverd

    inner join marts.noemers
        on
            geleverd.gemeentecode = noemers.gemeentecode
            and geleverd.schooljaar = noemers.schooljaar

    where $onderwijssoort is null or noemers.onderwijssoort = $onderwijssoort

    group by geleverd.gebied, geleverd.schooljaar

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
