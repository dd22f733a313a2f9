-- How often feedback (step 9) follows the end of a zaak or a handover, and how soon.
--
-- One row per:  gebied, schooljaar, partner ('zaak', or whose handover ended)
-- Reads:        marts.zaken (through zaken_van), marts.terugkoppeling
-- Counts:       ends of zaken and of handovers, 30 days or more before the peildatum;
--               teruggekoppeld when the zaak has a step 9
-- Leaves out:   doorstroompunt_18plus unless asked for
-- Unit:         aandeel and binnen_30 are fractions of n; the median runs in calendar days from the
--               end to the start of step 9, over all ends (Aalen–Johansen, without step 9 censored
--               at the peildatum)
with

eindes as (

    select
        gekozen.gebied,
        gekozen.schooljaar,
        terugkoppeling.partner,
        terugkoppeling.dagen,
        terugkoppeling.uitkomst,
        terugkoppeling.is_gevolgd_30

    from (
        select
            zaak_nr,
            gebied,
            schooljaar
        from zaken_van(
            $niveau, $gebied, $schooljaar,
            $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
        )
    ) as gekozen

    inner join marts.terugkoppeling on gekozen.zaak_nr = terugkoppeling.zaak_nr

),

tijden as (

    select
        {'gebied': gebied, 'schooljaar': schooljaar, 'partner': partner} as groep,
        dagen,
        uitkomst

    from eindes

),

medianen as (

    select
        groep,
        min(dagen) filter (where terug >= 0.5 - 1e-9) as mediaan_dagen

    from aalen_johansen('tijden')

    group by groep

),

tellingen as (

    select
        gebied,
        schooljaar,
        partner,
        count(*) filter (where is_gevolgd_30) as n,
        count(*) filter (where is_gevolgd_30 and uitkomst = 1) as teruggekoppeld,
        count(*) filter (where is_gevolgd_30 and uitkomst = 1 and dagen <= 30) as binnen_30

    from eindes

    group by gebied, schooljaar, partner

),

cellen as (

    select
        jaren.gebied,
        jaren.schooljaar,
        terugkoppelingen.code as partner,
        terugkoppelingen.volgorde

    from (
        select distinct
            gebied,
            schooljaar
        from eindes
    ) as jaren

    cross join reference.terugkoppelingen

)

select
    cellen.gebied,
    cellen.schooljaar,
    cellen.partner,
    coalesce(tellingen.n, 0) as n,
    coalesce(tellingen.teruggekoppeld, 0) as teruggekoppeld,
    tellingen.teruggekoppeld / nullif(tellingen.n, 0) as aandeel,
    tellingen.binnen_30 / nullif(tellingen.n, 0) as binnen_30,
    medianen.mediaan_dagen

from cellen

left join tellingen
    on
        cellen.gebied = tellingen.gebied
        and cellen.schooljaar = tellingen.schooljaar
        and cellen.partner = tellingen.partner
left join medianen
    on
        cellen.gebied = medianen.groep.gebied
        and cellen.schooljaar = medianen.groep.schooljaar
        and cellen.partner = medianen.groep.partner

order by cellen.gebied, cellen.schooljaar, cellen.volgorde
