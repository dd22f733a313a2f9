-- The expected counts of every region: its zaken, each with the share of the country's alike zaken.
--
-- Rounded as a count is (halfway goes up) and shown from 20. Only where the country is released
-- too: of one or two regions the expected count would be a count itself.
-- Leaves out: a region and code with zaken of a kind that nobody could be followed of yet: what was
--             counted is of those too, so it would not stand beside its like
with

zaken as (

    select
        regiogroepen.gebied,
        zaken.onderwijssoort,
        zaken.verzuimtype,
        zaken.leeftijdsgroep,
        zaken.typegroep,
        zaken.oordeel is not null as heeft_keuze,
        zaken.terugkeer_uitkomst is not null as heeft_terugkeer,
        count(*) as aantal

    from temp.zaken

    inner join temp.regiogroepen on zaken.regio = regiogroepen.regio

    where zaken.schooljaar = $schooljaar and zaken.is_mas

    group by all

),

codes as (

    select distinct code

    from temp.standaard

),

verwacht as (

    select
        zaken.gebied,
        codes.code,
        (
            $rounding * (
                (2 * sum(zaken.aantal * standaard.gewicht) + $rounding * $delen)
                // (2 * $rounding * $delen)
            )
        )::integer as v

    from zaken

    inner join codes
        on
            case
                when codes.code in ('terug_90', 'terug_90_' || zaken.typegroep)
                    then zaken.heeft_terugkeer
                when codes.code = 'zaak_90' then true
                else zaken.heeft_keuze and not starts_with(codes.code, 'terug_90')
            end
    left join temp.standaard
        on
            codes.code = standaard.code
            and zaken.onderwijssoort = standaard.onderwijssoort
            and zaken.verzuimtype = standaard.verzuimtype
            and zaken.leeftijdsgroep = standaard.leeftijdsgroep

    group by zaken.gebied, codes.code

    having count(*) = count(standaard.gewicht)

)

select
    'verwacht' as kubus,
    verwacht.gebied,
    gebieden.schooljaar,
    '' as filters,
    verwacht.code,
    verwacht.v

from verwacht

inner join temp.gebieden
    on
        verwacht.gebied = gebieden.gebied
        and gebieden.niveau = 'regio'
        and not gebieden.is_meegenomen
        and gebieden.schooljaar = $schooljaar
inner join temp.gebieden as land
    on land.gebied = 'NL' and gebieden.schooljaar = land.schooljaar

where verwacht.v >= $own
