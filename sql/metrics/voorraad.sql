-- How many zaken are open, and for how long.
--
-- One row per:  gebied, schooljaar (of the report), ouderdom
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken without an outcome at the peildatum of their supplier
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of the open zaken; null without any
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
        count(*) filter (where zaak_uitkomst = 0) as open,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen <= 30) as t_30,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen between 31 and 90) as t_90,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen between 91 and 180) as t_180,
        count(*) filter (where zaak_uitkomst = 0 and zaak_dagen > 180) as langer

    from gekozen

    group by gebied, schooljaar

),

rijen as (

    select
        gebied,
        schooljaar,
        open,
        unnest([
            {'volgorde': 1, 'code': '0_30', 'zaken': t_30},
            {'volgorde': 2, 'code': '31_90', 'zaken': t_90},
            {'volgorde': 3, 'code': '91_180', 'zaken': t_180},
            {'volgorde': 4, 'code': '181_plus', 'zaken': langer}
        ]) as rij

    from tellingen

)

select
    gebied,
    schooljaar,
    rij['code'] as ouderdom,
    rij['zaken'] as zaken,
    rij['zaken'] / nullif(open, 0) as aandeel

from rijen

order by gebied, schooljaar, rij['volgorde']
