-- Return and throughput beside conform and deviating zaken.
--
-- One row per:  gebied, schooljaar, groep (conform, afwijking, and three parts of the deviations)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken of the denominator of terugkeer; gevolgd are those reported 90 days or more
--               before the peildatum, all of which could have ended by then
-- Leaves out:   outcomes that say there was no truancy; zaken without a choice or that cannot be
--               judged; doorstroompunt_18plus unless asked for
-- Unit:         terug_90 and klaar_90 are fractions of gevolgd; the median is that of the zaak in
--               calendar days (Aalen–Johansen over all zaken of the group)
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

beoordeeld as (

    select
        gebied,
        schooljaar,
        oordeel,
        case when bron is not null then richting end as richting,
        zaak_dagen,
        zaak_uitkomst,
        terugkeer_uitkomst,
        peildatum - melddatum >= 90 as is_gevolgd

    from gekozen

    where
        terugkeer_uitkomst is not null
        and oordeel is not null
        and oordeel <> 'niet_te_beoordelen'

),

per_dag as (

    select
        gebied,
        schooljaar,
        oordeel,
        richting,
        zaak_dagen,
        zaak_uitkomst,
        terugkeer_uitkomst,
        is_gevolgd,
        count(*) as zaken

    from beoordeeld

    group by all

),

per_groep as (

    select
        {
            'gebied': gebied,
            'schooljaar': schooljaar,
            'groep': unnest([
                case when oordeel = 'conform' then 'conform' else 'afwijking' end,
                case when oordeel = 'afwijking_met_uitleg' then oordeel end,
                case when richting in ('lichter', 'zwaarder') then richting end
            ])
        } as groep,
        zaak_dagen as dagen,
        zaak_uitkomst as uitkomst,
        terugkeer_uitkomst,
        is_gevolgd,
        zaken

    from per_dag

),

tellingen as (

    select
        groep,
        sum(zaken)::bigint as zaken,
        coalesce(sum(zaken) filter (where is_gevolgd), 0)::bigint as gevolgd,
        coalesce(
            sum(zaken) filter (where is_gevolgd and terugkeer_uitkomst = 1 and dagen <= 90), 0
        )::bigint as terug_90,
        coalesce(
            sum(zaken) filter (where is_gevolgd and uitkomst = 1 and dagen <= 90), 0
        )::bigint as klaar_90

    from per_groep

    where groep['groep'] is not null

    group by groep

),

per_einde as (

    select
        groep,
        dagen,
        uitkomst,
        sum(zaken)::bigint as zaken

    from per_groep

    where groep['groep'] is not null

    group by groep, dagen, uitkomst

),

tijden as (

    select
        groep,
        dagen,
        uitkomst,
        unnest(range(zaken)) as volgnummer

    from per_einde

),

medianen as (

    select
        groep,
        min(dagen) filter (where terug >= 0.5 - 1e-9) as mediaan_dagen

    from aalen_johansen('tijden')

    group by groep

),

cellen as (

    select
        jaren.gebied,
        jaren.schooljaar,
        vergeleken.code as groep,
        vergeleken.volgorde

    from (
        select distinct
            groep['gebied'] as gebied,
            groep['schooljaar'] as schooljaar
        from tellingen
    ) as jaren

    cross join reference.vergeleken

)

select
    cellen.gebied,
    cellen.schooljaar,
    cellen.groep,
    coalesce(tellingen.zaken, 0) as zaken,
    coalesce(tellingen.gevolgd, 0) as gevolgd,
    tellingen.terug_90 / nullif(tellingen.gevolgd, 0) as terug_90,
    tellingen.klaar_90 / nullif(tellingen.gevolgd, 0) as klaar_90,
    medianen.mediaan_dagen

from cellen

left join tellingen
    on
        cellen.gebied = tellingen.groep.gebied
        and cellen.schooljaar = tellingen.groep.schooljaar
        and cellen.groep = tellingen.groep.groep
left join medianen
    on
        cellen.gebied = medianen.groep.gebied
        and cellen.schooljaar = medianen.groep.schooljaar
        and cellen.groep = medianen.groep.groep

order by cellen.gebied, cellen.schooljaar, cellen.volgorde
