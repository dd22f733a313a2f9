-- Which part of the cells and of the zaken is shown: one row per level, division and number of
-- filters.
--
-- Reads:      every cell with at least one zaak, of areas that are released as such
-- Counts:     voor: what the gate shows; na: what the release shows, after its audit
-- Leaves out: what lies outside the MAS
-- Leaves out: two schooljaren together, of gemeenten that have none; those are a level of their own
-- Unit:       shares are fractions; zaken of a level, so that a zaak counts once per schooljaar
--             and set of filters
with

profielen as (

    select
        gemeentecode,
        schooljaar,
        onderwijssoort,
        verzuimtype,
        leeftijdsgroep,
        geslacht,
        spoor,
        route,
        count(*) as n

    from marts.zaken

    where is_mas and is_volledig

    group by all

),

-- of a gemeente with two schooljaren together, the zaken of both
met_tweetallen as (

    select
        *,
        false as is_samen
    from profielen

    union all

    select
        profielen.* replace (samen.samen as schooljaar),
        true as is_samen
    from profielen
    inner join temp.samen
        on profielen.gemeentecode = samen.gebied and profielen.schooljaar = samen.schooljaar

),

gefilterd as (

    select
        profielen.gemeentecode,
        profielen.schooljaar,
        profielen.is_samen,
        profielen.route,
        filterlijst.filters,
        filterlijst.aantal,
        sum(profielen.n) as n

    from met_tweetallen as profielen

    inner join temp.filterlijst
        on
            coalesce(profielen.onderwijssoort = filterlijst.onderwijssoort, true)
            and coalesce(profielen.verzuimtype = filterlijst.verzuimtype, true)
            and coalesce(profielen.leeftijdsgroep = filterlijst.leeftijdsgroep, true)
            and coalesce(profielen.geslacht = filterlijst.geslacht, true)
            and coalesce(profielen.spoor = filterlijst.spoor, true)
            and (filterlijst.aantal = 0 or not profielen.is_samen)

    group by all

),

per_route as (

    select
        gebiedslijst.gebied,
        gefilterd.schooljaar,
        gefilterd.is_samen,
        gefilterd.filters,
        gefilterd.aantal,
        'route' as kubus,
        gefilterd.route as code,
        sum(gefilterd.n) as n

    from gefilterd

    inner join temp.gebiedslijst on gefilterd.gemeentecode = gebiedslijst.gemeentecode

    where not gefilterd.is_samen or gebiedslijst.gebied = gefilterd.gemeentecode

    group by all

),

cellen as (

    select
        gebied,
        schooljaar,
        is_samen,
        filters,
        aantal,
        kubus,
        code,
        n
    from per_route

    union all

    select
        gebied,
        schooljaar,
        is_samen,
        filters,
        aantal,
        'omvang' as kubus,
        'zaken' as code,
        sum(n) as n
    from per_route
    group by gebied, schooljaar, is_samen, filters, aantal

),

getoond as (

    select
        case when cellen.is_samen then $samen else niveaus.niveau end as niveau,
        cellen.kubus,
        cellen.aantal,
        cellen.n,
        voor.v is not null as is_voor,
        na.v is not null as is_na

    from cellen

    inner join temp.niveaus on cellen.gebied = niveaus.gebied
    left join temp.voor
        on
            cellen.kubus = voor.kubus
            and cellen.gebied = voor.gebied
            and cellen.schooljaar = voor.schooljaar
            and cellen.filters = voor.filters
            and cellen.code = voor.code
    left join temp.na
        on
            cellen.kubus = na.kubus
            and cellen.gebied = na.gebied
            and cellen.schooljaar = na.schooljaar
            and cellen.filters = na.filters
            and cellen.code = na.code

    where
        not exists (
            select 1
            from temp.regiogroepen
            where regiogroepen.regio = cellen.gebied and regiogroepen.gebied <> cellen.gebied
        )

)

select
    niveau,
    case kubus when 'omvang' then 'aantal zaken' else 'per route' end as uitsplitsing,
    aantal as filters,
    count(*) as cellen,
    count(*) filter (where is_voor) / count(*) as cellen_voor,
    coalesce(sum(n) filter (where is_voor), 0) / sum(n) as zaken_voor,
    case when $is_audited then count(*) filter (where is_na) / count(*) end as cellen_na,
    case when $is_audited then coalesce(sum(n) filter (where is_na), 0) / sum(n) end as zaken_na

from getoond

group by niveau, kubus, aantal

order by
    list_position(['land', 'regio', 'arrondissement', 'gemeente', $samen], niveau),
    kubus,
    aantal
