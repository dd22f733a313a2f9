-- How often a leerling is reported again within 90 days of a return.
--
-- One row per:  gebied, schooljaar
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken that ended with a return; gevolgd are those followed 90 days since
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of gevolgd that was reported again; null without any
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
    count(opnieuw_gevolgd) as teruggekeerd,
    count(*) filter (where opnieuw_gevolgd) as gevolgd,
    count(*) filter (where opnieuw_gevolgd and opnieuw_gemeld) as opnieuw,
    count(*) filter (where opnieuw_gevolgd and opnieuw_gemeld)
    / nullif(count(*) filter (where opnieuw_gevolgd), 0) as aandeel

from gekozen

group by gebied, schooljaar

order by gebied, schooljaar
