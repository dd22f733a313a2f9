-- One row per profiel of a schooljaar and view that its zaken count in: an area and a set of filters.
--
-- Leaves out: doorstroompunt_18plus, which lies outside the MAS, unless it is filtered for.
with

profielen as (

    select distinct
        profiel,
        gemeentecode,
        regio,
        arrondissement,
        onderwijssoort,
        verzuimtype,
        leeftijdsgroep,
        geslacht,
        spoor,
        is_mas

    from temp.zaken

    where schooljaar = $schooljaar

),

gebieden_van as (

    select
        gemeenten.gemeentecode,
        gebieden.gebied_nr

    from (select distinct gemeentecode, regio, arrondissement from profielen) as gemeenten

    inner join temp.regiogroepen on gemeenten.regio = regiogroepen.regio
    inner join temp.gebieden
        on
            gebieden.schooljaar = $schooljaar
            and gebieden.gebied in (
                gemeenten.gemeentecode, regiogroepen.gebied, gemeenten.arrondissement, 'NL'
            )

),

filters_van as (

    select
        soorten.onderwijssoort,
        soorten.verzuimtype,
        soorten.leeftijdsgroep,
        soorten.geslacht,
        filterlijst.filter_nr,
        filterlijst.aantal

    from (
        select distinct
            onderwijssoort,
            verzuimtype,
            leeftijdsgroep,
            geslacht,
            spoor,
            is_mas

        from profielen
    ) as soorten

    inner join temp.filterlijst
        on
            coalesce(filterlijst.onderwijssoort = soorten.onderwijssoort, true)
            and coalesce(filterlijst.verzuimtype = soorten.verzuimtype, soorten.is_mas)
            and coalesce(filterlijst.leeftijdsgroep = soorten.leeftijdsgroep, true)
            and coalesce(filterlijst.geslacht = soorten.geslacht, true)
            and coalesce(filterlijst.spoor = soorten.spoor, true)

)

select
    profielen.profiel,
    gebieden_van.gebied_nr,
    filters_van.filter_nr,
    filters_van.aantal

from profielen

inner join gebieden_van on profielen.gemeentecode = gebieden_van.gemeentecode
inner join filters_van
    on
        profielen.onderwijssoort = filters_van.onderwijssoort
        and profielen.verzuimtype = filters_van.verzuimtype
        and profielen.leeftijdsgroep = filters_van.leeftijdsgroep
        and profielen.geslacht = filters_van.geslacht
