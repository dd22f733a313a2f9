-- One row per profiel of a schooljaar and view that its zaken count in: an area with some filters.
--
-- Leaves out: doorstroompunt_18plus, which lies outside the MAS, unless it is filtered for; areas
--             that keep the cells of the previous release
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

gemeenten as (

    select distinct
        gemeentecode,
        regio,
        arrondissement

    from profielen

),

soorten as (

    select distinct
        onderwijssoort,
        verzuimtype,
        leeftijdsgroep,
        geslacht,
        spoor,
        is_mas

    from profielen

),

gebieden_van as (

    select
        gemeenten.gemeentecode,
        gebieden.gebied_nr

    from gemeenten

    inner join temp.regiogroepen on gemeenten.regio = regiogroepen.regio
    inner join temp.gebieden
        on
            gemeenten.gemeentecode = gebieden.gebied
            or gemeenten.arrondissement = gebieden.gebied
            or regiogroepen.gebied = gebieden.gebied
            or gebieden.gebied = 'NL'

    where gebieden.schooljaar = $schooljaar and not gebieden.is_meegenomen

),

filters_van as (

    select
        soorten.onderwijssoort,
        soorten.verzuimtype,
        soorten.leeftijdsgroep,
        soorten.geslacht,
        filterlijst.filter_nr,
        filterlijst.aantal

    from soorten

    inner join temp.filterlijst
        on
            coalesce(soorten.onderwijssoort = filterlijst.onderwijssoort, true)
            and coalesce(soorten.verzuimtype = filterlijst.verzuimtype, soorten.is_mas)
            and coalesce(soorten.leeftijdsgroep = filterlijst.leeftijdsgroep, true)
            and coalesce(soorten.geslacht = filterlijst.geslacht, true)
            and coalesce(soorten.spoor = filterlijst.spoor, true)

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
