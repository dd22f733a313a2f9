-- One row per code of the expected counts and stratum: the share of the whole country, in
-- millionths. In whole numbers, so that the audit counts exactly what is released.
--
-- A stratum is what an area has no say in: onderwijssoort, verzuimtype and leeftijdsgroep; never
-- the route or the duration, which are outcomes.
-- Reads:      zaken within the MAS of a schooljaar
-- Counts:     for what happens within 90 days only zaken that were followed that long
-- Leaves out: what stays in the build: these shares are not released
with

per_zaak as (

    select
        onderwijssoort,
        verzuimtype,
        leeftijdsgroep,
        unnest([
            'terug_90',
            'terug_90_' || typegroep,
            'zaak_90',
            'route_R1',
            'route_R2',
            'route_R3',
            'route_R4',
            'geen_route'
        ]) as code,
        unnest([
            heeft_terugkeer,
            heeft_terugkeer and typegroep <> 'luxe',
            gevolgd_90,
            heeft_keuze,
            heeft_keuze,
            heeft_keuze,
            heeft_keuze,
            heeft_keuze
        ]) as telt,
        unnest([
            is_terug_90,
            is_terug_90,
            is_klaar_90,
            route = 'R1',
            route = 'R2',
            route = 'R3',
            route = 'R4',
            route = 'geen_route'
        ]) as raak

    from (
        select
            *,
            oordeel is not null as heeft_keuze,
            gevolgd_90 and terugkeer_uitkomst is not null as heeft_terugkeer

        from temp.zaken

        where schooljaar = $schooljaar and is_mas
    ) as zaken

)

select
    code,
    onderwijssoort,
    verzuimtype,
    leeftijdsgroep,
    round($delen * avg(raak::integer))::bigint as gewicht

from per_zaak

where telt

group by code, onderwijssoort, verzuimtype, leeftijdsgroep
