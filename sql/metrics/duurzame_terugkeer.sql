-- How many returns last: no new zaak of the same leerling in the 56 days after.
--
-- One row per:  gebied, schooljaar
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken that ended with a return; gevolgd are those followed 56 days since
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of gevolgd that lasted; null without any
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

)

select
    gebied,
    schooljaar,
    count(duurzaam_gevolgd) as teruggekeerd,
    count(*) filter (where duurzaam_gevolgd) as gevolgd,
    count(*) filter (where duurzaam_gevolgd and duurzaam) as duurzaam,
    count(*) filter (where duurzaam_gevolgd and duurzaam)
    / nullif(count(*) filter (where duurzaam_gevolgd), 0) as aandeel

from gekozen

group by gebied, schooljaar

order by gebied, schooljaar
