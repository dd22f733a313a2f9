-- Which route zaken take.
--
-- One row per:  gebied, schooljaar, route (every code of the list, also when no zaak has it)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       every zaak in exactly one category
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is a fraction of the zaken with a choice; null without any
with

gekozen as (

    select
        gebied,
        schooljaar,
        route

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tellingen as (

    select
        gebied,
        schooljaar,
        route,
        count(*) as zaken

    from gekozen

    group by gebied, schooljaar, route

),

totalen as (

    select
        gebied,
        schooljaar,
        coalesce(sum(zaken) filter (where route <> 'nog_geen_keuze'), 0) as met_keuze

    from tellingen

    group by gebied, schooljaar

)

select
    totalen.gebied,
    totalen.schooljaar,
    routecategorieen.code as route,
    coalesce(tellingen.zaken, 0) as zaken,
    case
        when routecategorieen.code <> 'nog_geen_keuze' and totalen.met_keuze > 0
            then coalesce(tellingen.zaken, 0) / totalen.met_keuze
    end as aandeel

from totalen

cross join reference.routecategorieen
left join tellingen
    on
        totalen.gebied = tellingen.gebied
        and totalen.schooljaar = tellingen.schooljaar
        and routecategorieen.code = tellingen.route

order by totalen.gebied, totalen.schooljaar, routecategorieen.volgorde
