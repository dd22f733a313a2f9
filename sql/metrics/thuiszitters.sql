-- How many thuiszitters cross the lines of 4 weeks and 3 months after the report.
--
-- One row per:  gebied, schooljaar, grens
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken with langdurig relatief or absoluut verzuim; gevolgd are those reported so
--               long before the peildatum that all of them could have crossed the line
-- Leaves out:   outcomes that say there was no truancy; doorstroompunt_18plus
-- Unit:         aandeel is the fraction of gevolgd without an outcome by the end of that day;
--               nog_open are past the line and open at the peildatum
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor,
        ook_onvolledig := true
    )

),

tellingen as (

    select
        gebied,
        schooljaar,
        count(*) as zaken,
        count(*) filter (where is_volledig and peildatum - melddatum >= 28) as gevolgd_28,
        count(*) filter (
            where
            is_volledig
            and peildatum - melddatum >= 28
            and (zaak_dagen > 28 or (zaak_dagen = 28 and zaak_uitkomst = 0))
        ) as langer_28,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen >= 28) as open_28,
        count(*) filter (where is_volledig and peildatum - melddatum >= 90) as gevolgd_90,
        count(*) filter (
            where
            is_volledig
            and peildatum - melddatum >= 90
            and (zaak_dagen > 90 or (zaak_dagen = 90 and zaak_uitkomst = 0))
        ) as langer_90,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen >= 90) as open_90

    from gekozen

    where typegroep = 'thuiszitters' and terugkeer_uitkomst is not null

    group by gebied, schooljaar

),

rijen as (

    select
        gebied,
        schooljaar,
        zaken,
        unnest([
            {
                'dagen': 28,
                'code': '4_weken',
                'gevolgd': gevolgd_28,
                'langer': langer_28,
                'nog_open': open_28
            },
            {
                'dagen': 90,
                'code': '3_maanden',
                'gevolgd': gevolgd_90,
                'langer': langer_90,
                'nog_open': open_90
            }
        ]) as rij

    from tellingen

)

select
    gebied,
    schooljaar,
    rij['code'] as grens,
    rij['dagen'] as dagen,
    zaken,
    rij['gevolgd'] as gevolgd,
    rij['langer'] as langer,
    rij['langer'] / nullif(rij['gevolgd'], 0) as aandeel,
    rij['nog_open'] as nog_open

from rijen

order by gebied, schooljaar, rij['dagen']
