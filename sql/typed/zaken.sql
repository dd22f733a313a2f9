-- One row per zaak as received, under our types; what cannot be read is null, with a flag.
--
-- One row per:  row of the file, in its order
-- Reads:        landing.zaken
-- Leaves out:   nothing
with

trimmed as (

    select
        zaken as geleverd,
        lower(kaal(zaak_id)) as zaak_id,
        lower(kaal(leerling_id)) as leerling_id,
        upper(kaal(gemeentecode)) as gemeentecode,
        kaal(melddatum) as melddatum,
        kaal(verzuimtype) as verzuimtype,
        kaal(onderwijssoort) as onderwijssoort,
        kaal(leeftijd) as leeftijd,
        kaal(leeftijdsgroep) as leeftijdsgroep,
        kaal(geslacht) as geslacht,
        kaal(signaleringsinstrument) as signaleringsinstrument,
        nullif(replace(advies_route, ' ', ''), '') as advies_route,
        nullif(replace(gekozen_route, ' ', ''), '') as gekozen_route,
        kaal(afwijking) as afwijking,
        kaal(gemotiveerd) as gemotiveerd,
        kaal(motivering_categorie) as motivering_categorie,
        kaal(uitkomst) as uitkomst,
        kaal(uitkomstdatum) as uitkomstdatum

    from landing.zaken

),

readable as (

    select
        *,
        -- try_cast alone would also take '2025-9-1' and '2025-09-01 extra'
        case when melddatum like '____-__-__' then try_cast(melddatum as date) end
            as melddatum_gelezen,
        case when uitkomstdatum like '____-__-__' then try_cast(uitkomstdatum as date) end
            as uitkomstdatum_gelezen,
        case when regexp_full_match(leeftijd, '\d{1,9}') then try_cast(leeftijd as integer) end
            as leeftijd_gelezen

    from trimmed

),

grouped as (

    select
        *,
        case
            when leeftijd_gelezen between 4 and 11 then '4_11'
            when leeftijd_gelezen between 12 and 15 then '12_15'
            when leeftijd_gelezen between 16 and 17 then '16_17'
            when leeftijd_gelezen between 18 and 26 then '18_plus'
        end as groep_van_leeftijd

    from readable

)

select
    geleverd,
    zaak_id,
    leerling_id,
    melddatum_gelezen as melddatum,
    verzuimtype,
    onderwijssoort,
    leeftijd_gelezen as leeftijd,
    leeftijdsgroep,
    groep_van_leeftijd,
    geslacht,
    signaleringsinstrument,
    afwijking,
    gemotiveerd,
    motivering_categorie,
    uitkomst,
    uitkomstdatum_gelezen as uitkomstdatum,
    case
        when starts_with(gemeentecode, 'GM') then gemeentecode
        when
            regexp_full_match(gemeentecode, '\d{1,4}')
            then 'GM' || lpad(gemeentecode, 4, '0')
        else gemeentecode
    end as gemeentecode,
    melddatum is not null as melddatum_ingevuld,
    melddatum is null or melddatum_gelezen is not null as melddatum_leesbaar,
    leeftijd is not null as leeftijd_ingevuld,
    leeftijd is null or leeftijd_gelezen is not null as leeftijd_leesbaar,
    leeftijdsgroep is not null as leeftijdsgroep_ingevuld,
    coalesce(leeftijdsgroep, groep_van_leeftijd) as groep,
    case
        when contains(advies_route, '+')
            then array_to_string(list_sort(list_distinct(string_split(advies_route, '+'))), '+')
        else advies_route
    end as advies_route,
    case
        when contains(gekozen_route, '+')
            then array_to_string(list_sort(list_distinct(string_split(gekozen_route, '+'))), '+')
        else gekozen_route
    end as gekozen_route,
    uitkomst is not null as uitkomst_ingevuld,
    uitkomstdatum is not null as uitkomstdatum_ingevuld,
    uitkomstdatum is null or uitkomstdatum_gelezen is not null as uitkomstdatum_leesbaar

from grouped
