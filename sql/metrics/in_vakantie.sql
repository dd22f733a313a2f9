-- How many zaken began and ended within one school holiday.
--
-- One row per:  gebied, schooljaar
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken with an outcome; in_vakantie from report to outcome within one holiday of the
--               gemeente's vakantieregio, by the national timetable
-- Leaves out:   open zaken; doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of the zaken with an outcome; null without any
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
    count(*) filter (where zaak_uitkomst = 1) as zaken,
    count(*) filter (where in_vakantie) as in_vakantie,
    count(*) filter (where in_vakantie) / nullif(count(*) filter (where zaak_uitkomst = 1), 0)
        as aandeel

from gekozen

group by gebied, schooljaar

order by gebied, schooljaar
