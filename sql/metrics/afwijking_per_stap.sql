-- At which step a deviation shows.
--
-- One row per:  gebied, schooljaar, waar
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken with a deviation; one can show in several places, so parts do not add up
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of the deviations; null without any
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tellingen as (

    select
        gebied,
        schooljaar,
        count(bron) as afwijkingen,
        count(*) filter (where is_anders_dan_advies) as advies,
        count(*) filter (where is_zonder_3_tot_6) as zonder_3_tot_6,
        count(*) filter (where is_zonder_7) as zonder_7,
        count(*) filter (where bron = 'geregistreerd') as alleen_vastgelegd

    from gekozen

    group by gebied, schooljaar

),

rijen as (

    select
        gebied,
        schooljaar,
        afwijkingen,
        unnest([
            {'volgorde': 1, 'code': 'advies', 'zaken': advies},
            {'volgorde': 2, 'code': 'zonder_3_tot_6', 'zaken': zonder_3_tot_6},
            {'volgorde': 3, 'code': 'zonder_7', 'zaken': zonder_7},
            {'volgorde': 4, 'code': 'alleen_vastgelegd', 'zaken': alleen_vastgelegd}
        ]) as rij

    from tellingen

)

select
    gebied,
    schooljaar,
    rij['code'] as waar,
    rij['zaken'] as zaken,
    rij['zaken'] / nullif(afwijkingen, 0) as aandeel

from rijen

order by gebied, schooljaar, rij['volgorde']
