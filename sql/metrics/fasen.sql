-- Which phases of the MAS have no step on record, also when intervening early and heavily.
--
-- One row per:  gebied, schooljaar, ingreep, fase (each of the five, and een_of_meer: at least one)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken that have ended, with at least one step on record
-- Leaves out:   open zaken, whose later phases are still to come; zaken without any step, about
--               which nothing is known; doorstroompunt_18plus unless asked for
-- Unit:         aandeel is the fraction of zaken without a step in the phase; null without any
with

gekozen as (

    select *

    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

groepen as (

    select
        gebied,
        schooljaar,
        is_zwaar,
        is_zwaar and is_vroeg as is_vroeg_en_zwaar,
        fasen,
        count(*) as zaken

    from gekozen

    where zaak_uitkomst = 1 and fasen is not null

    group by all

),

ingrepen as (

    select
        gebied,
        schooljaar,
        ingreep['code'] as ingreep,
        ingreep['volgorde'] as volgorde,
        coalesce(sum(zaken) filter (where ingreep['telt']), 0) as zaken,
        [
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen & 1 = 0), 0),
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen & 2 = 0), 0),
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen & 4 = 0), 0),
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen & 8 = 0), 0),
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen & 16 = 0), 0),
            coalesce(sum(zaken) filter (where ingreep['telt'] and fasen <> 31), 0)
        ] as zonder

    from (
        select
            gebied,
            schooljaar,
            fasen,
            zaken,
            unnest([
                {'volgorde': 1, 'code': 'alle', 'telt': true},
                {'volgorde': 2, 'code': 'zwaar', 'telt': is_zwaar},
                {'volgorde': 3, 'code': 'vroeg_en_zwaar', 'telt': is_vroeg_en_zwaar}
            ]) as ingreep
        from groepen
    ) as per_ingreep

    group by gebied, schooljaar, ingreep['code'], ingreep['volgorde']

),

rijen as (

    select
        gebied,
        schooljaar,
        ingreep,
        volgorde,
        zaken,
        unnest([
            'waarnemen', 'analyseren', 'plannen', 'handelen', 'evalueren', 'een_of_meer'
        ]) as fase,
        unnest(zonder)::bigint as zonder_stap,
        unnest(range(6)) as plaats

    from ingrepen

)

select
    gebied,
    schooljaar,
    ingreep,
    fase,
    zaken::bigint as zaken,
    zonder_stap,
    zonder_stap / nullif(zaken, 0) as aandeel

from rijen

order by gebied, schooljaar, volgorde, plaats
