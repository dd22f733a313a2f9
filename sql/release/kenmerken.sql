-- One row per thing to count of a schooljaar: a zaak, an uitvoering or a handover in one cell.
--
-- A pupil is 'herhaald' with more than one zaak within the MAS in the schooljaar, wherever.
-- is_enige: the pupil has no other row of the same kenmerk in the year.
with

van_zaken as (

    select
        *,
        sum(is_mas::integer) over (partition by leerling) > 1 as is_herhaald,
        oordeel is not null as heeft_keuze,
        coalesce(starts_with(oordeel, 'afwijking'), false) as is_afwijking,
        list_has_any(routecodes, ['R4', 'PV']) as is_strafrecht,
        verzuimtype in ('16_uur', 'lrv', 'overig') as is_relatief

    from temp.zaken

    where schooljaar = $schooljaar

),

geteld as (

    select
        profiel,
        leerling,
        unnest([
            {kubus: 'omvang', code: 'zaken'},
            {kubus: 'route', code: route},
            {kubus: 'route', code: case when heeft_keuze then 'met_keuze' end},
            {kubus: 'leg_uit', code: oordeel},
            {kubus: 'leg_uit', code: case when heeft_keuze then 'met_keuze' end},
            {kubus: 'leg_uit', code: case when is_afwijking then 'afwijking' end},
            {
                kubus: 'leg_uit',
                code: case
                    when oordeel in ('afwijking_met_uitleg', 'afwijking_zonder_uitleg')
                        then 'met_of_zonder'
                end
            },
            {kubus: 'bron', code: case when is_afwijking then bron end},
            {kubus: 'richting', code: case when is_afwijking then richting end},
            {
                kubus: 'motivering_categorie',
                code: case when is_afwijking then motivering_categorie end
            },
            {kubus: 'uitkomst', code: uitkomst},
            {kubus: 'rapport_zaken', code: 'totaal'},
            {kubus: 'rapport_zaken', code: case when verzuimtype = 'absoluut' then 'absoluut' end},
            {kubus: 'rapport_zaken', code: case when is_relatief then 'relatief' end},
            {kubus: 'rapport_zaken', code: case when verzuimtype = 'lrv' then 'lrv' end},
            {kubus: 'rapport_zaken', code: case when verzuimtype = 'luxe' then 'luxe' end},
            {kubus: 'rapport_zaken', code: case when is_herhaald then 'herhaald' end},
            {kubus: 'rapport_zaken', code: case when 'R2' in routecodes then 'halt' end},
            {kubus: 'rapport_zaken', code: case when is_strafrecht then 'pv' end},
            {
                kubus: 'rapport_zaken',
                code: case when is_strafrecht and verzuimtype = 'absoluut' then 'pv_absoluut' end
            },
            {
                kubus: 'rapport_zaken',
                code: case when is_strafrecht and is_relatief then 'pv_relatief' end
            },
            {
                kubus: 'rapport_zaken',
                code: case when is_strafrecht and verzuimtype = 'luxe' then 'pv_luxe' end
            },
            {
                kubus: 'rapport_zaken',
                code: case when 'R1' in routecodes then 'vrijwillige_hulp' end
            },
            {kubus: 'rapport_zaken', code: case when 'R3' in routecodes then 'verplicht_kader' end},
            {
                kubus: 'rapport_zaken',
                code: case when 'LOD' in routecodes then 'last_onder_dwangsom' end
            },
            {
                kubus: 'rapport_zaken',
                code: case when uitkomst = 'vrijstelling' then 'vrijstelling' end
            },
            {
                kubus: 'rapport_zaken',
                code: case
                    when uitkomst in ('terug_naar_school', 'andere_opleiding') then 'teruggekeerd'
                end
            },
            {kubus: 'rapport_zaken', code: case when uitkomst is null then 'nog_open' end}
        ]) as kenmerk

    from van_zaken

),

alle as (

    select
        geteld.profiel,
        geteld.leerling,
        codelijst.kenmerk

    from geteld

    inner join temp.codelijst
        on geteld.kenmerk.kubus = codelijst.kubus and geteld.kenmerk.code = codelijst.code

    union all

    select
        profiel,
        leerling,
        kenmerk

    from temp.tijden

    union all

    select
        tijden.profiel,
        tijden.leerling,
        codelijst.kenmerk

    from temp.tijden

    inner join temp.codelijst
        on tijden.kubus || '_open' = codelijst.kubus and tijden.code = codelijst.code

    where tijden.uitkomst = 0

)

select
    profiel,
    leerling,
    kenmerk,
    count(*) over (partition by kenmerk, leerling) = 1 as is_enige

from alle
