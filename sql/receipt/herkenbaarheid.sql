-- How many pupils stand alone, or nearly, by gemeente, age, sex and onderwijssoort.
--
-- One row per:  delivery (a single row)
-- Reads:        receipt.kenmerken: leerling_id, gemeentecode, leeftijd, geslacht,
--               onderwijssoort and gekozen_route of the zaken to load
-- Unit:         leerlingen; `homogeen`: in a class of two or more that all have one route
with

klassen as (

    select
        count(distinct leerling_id) as leerlingen,
        count(distinct coalesce(gekozen_route, '')) as routes
    from receipt.kenmerken
    group by gemeentecode, leeftijd, geslacht, onderwijssoort

)

select
    coalesce(sum(leerlingen), 0)::bigint as leerlingen,
    coalesce(sum(leerlingen) filter (where leerlingen = 1), 0)::bigint as uniek,
    coalesce(sum(leerlingen) filter (where leerlingen < 5), 0)::bigint as klein,
    coalesce(sum(leerlingen) filter (where leerlingen > 1 and routes = 1), 0)::bigint as homogeen

from klassen
