-- How well each supplier fills in what may be left empty: one row per field, in bands of 10%.
--
-- Leaves out: suppliers with so few zaken that a band would be fewer of them than the gate shows.
-- Keeps:      the bands of a supplier of which too few pupils changed
-- Unit:       band 9 is 90% or more
with

velden as (

    select
        leverancier,
        unnest([
            ['onderwijssoort', nullif(onderwijssoort, 'onbekend')],
            ['geslacht', nullif(geslacht, 'onbekend')],
            ['signaleringsinstrument', nullif(signaleringsinstrument, 'onbekend')],
            ['advies_route', advies_route],
            ['gekozen_route', gekozen_route]
        ]) as veld_en_code

    from marts.zaken

),

geteld as (

    select
        leverancier,
        veld_en_code[1] as veld,
        least(10 * count(veld_en_code[2]) // count(*), 9)::integer as band

    from velden

    group by leverancier, veld_en_code[1]

    having poort(count(*), count(*), 0) >= 10 * $threshold

)

select
    geteld.leverancier,
    geteld.veld,
    geteld.band

from geteld

anti join temp.meegenomen_leveranciers
    on geteld.leverancier = meegenomen_leveranciers.leverancier

union all

select
    vorige_volledigheid.leverancier,
    vorige_volledigheid.veld,
    vorige_volledigheid.band

from temp.vorige_volledigheid

semi join temp.meegenomen_leveranciers
    on vorige_volledigheid.leverancier = meegenomen_leveranciers.leverancier
