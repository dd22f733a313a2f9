-- What was advised against what was chosen: a matrix.
--
-- One row per:  gebied, schooljaar, advies, keuze (every pair of the list, also without a zaak)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken with an advice and a choice
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of the zaken with that advice; null without any
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

paren as (

    select
        gebied,
        schooljaar,
        advies,
        route as keuze,
        count(*) as zaken

    from gekozen

    where advies is not null and route <> 'nog_geen_keuze'

    group by gebied, schooljaar, advies, route

),

per_advies as (

    select
        gebied,
        schooljaar,
        advies,
        sum(zaken) as met_advies

    from paren

    group by gebied, schooljaar, advies

),

cellen as (

    select
        jaren.gebied,
        jaren.schooljaar,
        adviezen.code as advies,
        keuzen.code as keuze,
        adviezen.volgorde as rij,
        keuzen.volgorde as kolom

    from (
        select distinct
            gebied,
            schooljaar
        from per_advies
    ) as jaren

    cross join reference.routecategorieen as adviezen
    cross join reference.routecategorieen as keuzen

    where adviezen.code <> 'nog_geen_keuze' and keuzen.code <> 'nog_geen_keuze'

)

select
    cellen.gebied,
    cellen.schooljaar,
    cellen.advies,
    cellen.keuze,
    coalesce(paren.zaken, 0) as zaken,
    case when per_advies.met_advies > 0 then coalesce(paren.zaken, 0) / per_advies.met_advies end
        as aandeel

from cellen

left join per_advies
    on
        cellen.gebied = per_advies.gebied
        and cellen.schooljaar = per_advies.schooljaar
        and cellen.advies = per_advies.advies
left join paren
    on
        cellen.gebied = paren.gebied
        and cellen.schooljaar = paren.schooljaar
        and cellen.advies = paren.advies
        and cellen.keuze = paren.keuze

order by cellen.gebied, cellen.schooljaar, cellen.rij, cellen.kolom
