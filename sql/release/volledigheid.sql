-- How well each supplier fills in what may be left empty: one row per field, in bands of 10%.
--
-- Leaves out: suppliers whose zaken do not pass the gate. Band 9 is 90% or more.
with

velden as (

    select
        leverancier,
        unnest([
            {veld: 'onderwijssoort', ingevuld: onderwijssoort <> 'onbekend'},
            {veld: 'geslacht', ingevuld: geslacht <> 'onbekend'},
            {veld: 'signaleringsinstrument', ingevuld: signaleringsinstrument <> 'onbekend'},
            {veld: 'advies_route', ingevuld: advies_route is not null},
            {veld: 'gekozen_route', ingevuld: gekozen_route is not null}
        ], recursive := true)

    from marts.zaken

)

select
    leverancier,
    veld,
    least(10 * count(*) filter (where ingevuld) // count(*), 9)::integer as band

from velden

group by leverancier, veld

having poort(count(*), count(*), 0) is not null
