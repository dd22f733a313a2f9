-- How long a zaak waits at the handover to a partner, beside the norm.
--
-- One row per:  gebied, schooljaar, overgang
-- Reads:        marts.zaken (through zaken_van), marts.keten
-- Counts:       every handover of that kind; open are those open at the peildatum
-- Leaves out:   doorstroompunt_18plus unless asked for; for the norm of the Raad voor de
--               Kinderbescherming handovers in zaken without R4 or PV
-- Norm:         the national one, or what the region agreed on (reference.normen); an agreement
--               holds in the region and its gemeenten, not in the country or an arrondissement
-- Unit:         calendar days; binnen_norm is the cumulative incidence at the norm, a fraction
with

gekozen as (

    select *
    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

overdrachten as (

    select
        gekozen.gebied,
        gekozen.schooljaar,
        keten.overgang,
        keten.telt_voor_norm,
        keten.dagen,
        keten.uitkomst

    from gekozen

    inner join marts.keten on gekozen.zaak_nr = keten.zaak_nr

),

tijden as (

    select
        {'gebied': gebied, 'schooljaar': schooljaar, 'overgang': overgang} as groep,
        dagen,
        uitkomst

    from overdrachten

),

tijden_met_norm as (

    select
        {'gebied': gebied, 'schooljaar': schooljaar, 'overgang': overgang} as groep,
        dagen,
        uitkomst

    from overdrachten

    where telt_voor_norm

),

tellingen as (

    select
        groep,
        count(*) as n,
        count(*) filter (where uitkomst = 0) as open

    from tijden

    group by groep

),

medianen as (

    select
        groep,
        min(dagen) filter (where terug >= 0.5 - 1e-9) as mediaan_dagen

    from aalen_johansen('tijden')

    group by groep

),

per_jaar as (

    select
        gebied,
        schooljaar,
        case when $niveau in ('regio', 'gemeente') then any_value(regio) else '' end as regio

    from gekozen

    group by gebied, schooljaar

),

cellen as (

    select
        per_jaar.gebied,
        per_jaar.schooljaar,
        overgangen.code as overgang,
        coalesce(eigen.dagen, overal.dagen, overgangen.norm_dagen) as norm_dagen,
        overgangen.volgorde

    from per_jaar

    cross join reference.overgangen
    left join reference.normen as eigen
        on per_jaar.regio = eigen.regio and overgangen.code = eigen.code
    left join reference.normen as overal
        on overgangen.code = overal.code and overal.regio = ''

),

normen as (

    select
        curve.groep,
        coalesce(max(curve.terug) filter (where curve.dagen <= cellen.norm_dagen), 0)
            as binnen_norm

    from aalen_johansen('tijden_met_norm') as curve

    inner join cellen
        on
            curve.groep.gebied = cellen.gebied
            and curve.groep.schooljaar = cellen.schooljaar
            and curve.groep.overgang = cellen.overgang

    where cellen.norm_dagen is not null

    group by curve.groep

)

select
    cellen.gebied,
    cellen.schooljaar,
    cellen.overgang,
    coalesce(tellingen.n, 0) as n,
    coalesce(tellingen.open, 0) as open,
    medianen.mediaan_dagen,
    cellen.norm_dagen,
    normen.binnen_norm

from cellen

left join tellingen
    on
        cellen.gebied = tellingen.groep.gebied
        and cellen.schooljaar = tellingen.groep.schooljaar
        and cellen.overgang = tellingen.groep.overgang
left join medianen on tellingen.groep = medianen.groep
left join normen on tellingen.groep = normen.groep

order by cellen.gebied, cellen.schooljaar, cellen.volgorde
