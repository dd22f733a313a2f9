-- How often the approach was deviated from, and whether that was explained.
--
-- One row per:  gebied, schooljaar, oordeel (every code of the list, also when no zaak has it)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken in which a route was chosen, each with one verdict
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is a fraction of the zaken with a choice; null without any
with

gekozen as (

    select
        gebied,
        schooljaar,
        oordeel

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tellingen as (

    select
        gebied,
        schooljaar,
        oordeel,
        count(*) as zaken

    from gekozen

    where oordeel is not null

    group by gebied, schooljaar, oordeel

),

totalen as (

    select
        gebied,
        schooljaar,
        count(oordeel) as met_keuze

    from gekozen

    group by gebied, schooljaar

)

select
    totalen.gebied,
    totalen.schooljaar,
    oordelen.code as oordeel,
    coalesce(tellingen.zaken, 0) as zaken,
    coalesce(tellingen.zaken, 0) / nullif(totalen.met_keuze, 0) as aandeel

from totalen

cross join reference.oordelen
left join tellingen
    on
        totalen.gebied = tellingen.gebied
        and totalen.schooljaar = tellingen.schooljaar
        and oordelen.code = tellingen.oordeel

order by totalen.gebied, totalen.schooljaar, oordelen.volgorde
