-- How long an uitvoering of a step takes, and a zaak from report to outcome.
--
-- One row per:  gebied, schooljaar, stap ('1' to '10', 'zaak')
-- Reads:        marts.zaken (through zaken_van), marts.stappen
-- Counts:       every uitvoering, however it ends; open are those open at the peildatum
-- Leaves out:   doorstroompunt_18plus unless asked for; of the median and p90, uitvoeringen outside
--               the timetable that their clock needs
-- Unit:         calendar days; the median is the first day with half finished (Aalen–Johansen), p90
--               the first with nine in ten; null when that is never reached
with

gekozen as (

    select *
    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tijden as (

    select
        {'gebied': gekozen.gebied, 'schooljaar': gekozen.schooljaar, 'stap': 'zaak'} as groep,
        gekozen.zaak_dagen as dagen,
        gekozen.zaak_uitkomst as uitkomst

    from gekozen

    union all

    select
        {
            'gebied': gekozen.gebied,
            'schooljaar': gekozen.schooljaar,
            'stap': stappen.stap::varchar
        } as groep,
        stappen.dagen,
        stappen.uitkomst

    from gekozen

    inner join marts.stappen on gekozen.zaak_nr = stappen.zaak_nr

),

tellingen as (

    select
        groep,
        count(*) as uitvoeringen,
        count(*) filter (where uitkomst = 0) as open

    from tijden

    group by groep

),

met_dagen as (

    select *
    from tijden
    where dagen is not null

),

kwantielen as (

    select
        groep,
        -- the tolerance decides where a curve passes through a half exactly
        min(dagen) filter (where terug >= 0.5 - 1e-9) as mediaan_dagen,
        min(dagen) filter (where terug >= 0.9 - 1e-9) as p90_dagen

    from aalen_johansen('met_dagen')

    group by groep

),

per_jaar as (

    select distinct
        gebied,
        schooljaar

    from gekozen

),

cellen as (

    select
        per_jaar.gebied,
        per_jaar.schooljaar,
        stappen_en_zaak.stap,
        stappen_en_zaak.volgorde

    from per_jaar

    cross join reference.stappen_en_zaak

)

select
    cellen.gebied,
    cellen.schooljaar,
    cellen.stap,
    coalesce(tellingen.uitvoeringen, 0) as uitvoeringen,
    coalesce(tellingen.open, 0) as open,
    kwantielen.mediaan_dagen,
    kwantielen.p90_dagen

from cellen

left join tellingen
    on
        cellen.gebied = tellingen.groep.gebied
        and cellen.schooljaar = tellingen.groep.schooljaar
        and cellen.stap = tellingen.groep.stap
left join kwantielen on tellingen.groep = kwantielen.groep

order by cellen.gebied, cellen.schooljaar, cellen.volgorde
