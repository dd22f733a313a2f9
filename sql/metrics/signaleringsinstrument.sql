-- In how many zaken the signaleringsinstrument was used for the choice of a route.
--
-- One row per:  gebied, schooljaar, gebruik (ja, nee, onbekend)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken of spoor A with a choice: there step 7 asks for the instrument
-- Leaves out:   spoor B, which has no such step; doorstroompunt_18plus unless asked for
-- Unit:         aandeel is a fraction of those zaken, unknown included; null without any
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
        count(*) as zaken,
        count(*) filter (where signaleringsinstrument = 'ja') as ja,
        count(*) filter (where signaleringsinstrument = 'nee') as nee

    from gekozen

    where spoor = 'A' and route <> 'nog_geen_keuze'

    group by gebied, schooljaar

),

rijen as (

    select
        gebied,
        schooljaar,
        zaken as totaal,
        unnest([
            {'volgorde': 1, 'code': 'ja', 'zaken': ja},
            {'volgorde': 2, 'code': 'nee', 'zaken': nee},
            {'volgorde': 3, 'code': 'onbekend', 'zaken': zaken - ja - nee}
        ]) as rij

    from tellingen

)

select
    gebied,
    schooljaar,
    rij['code'] as gebruik,
    rij['zaken'] as zaken,
    rij['zaken'] / totaal as aandeel

from rijen

order by gebied, schooljaar, rij['volgorde']
