-- One row per thing to count of a schooljaar: a zaak, an uitvoering or a handover in one cell.
--
-- A pupil is 'herhaald' with more than one zaak within the MAS in the schooljaar, wherever.
-- in_een_profiel: all rows that the pupil has of this kenmerk in the year lie in one profiel, and
-- so count in the same cells.
with

van_zaken as (

    select
        *,
        sum(is_mas::integer) over (partition by leerling) > 1 as is_herhaald,
        oordeel is not null as heeft_keuze,
        coalesce(starts_with(oordeel, 'afwijking'), false) as is_afwijking,
        coalesce(
            oordeel in ('afwijking_met_uitleg', 'afwijking_zonder_uitleg'), false
        ) as is_uitleg_bekend,
        coalesce(uitkomst in ('terug_naar_school', 'andere_opleiding'), false) as is_teruggekeerd,
        kwartaal_gevolgd and terugkeer_uitkomst is not null as telt_terug,
        list_has_any(routecodes, ['R4', 'PV']) as is_strafrecht,
        verzuimtype = 'absoluut' as is_absoluut,
        verzuimtype in ('16_uur', 'lrv', 'overig') as is_relatief

    from temp.zaken

    where schooljaar = $schooljaar

),

geteld as (

    select
        profiel,
        leerling,
        unnest([
            ['omvang', 'zaken'],
            ['route', route],
            ['route', case when heeft_keuze then 'met_keuze' end],
            ['leg_uit', oordeel],
            ['leg_uit', case when heeft_keuze then 'met_keuze' end],
            ['leg_uit', case when is_afwijking then 'afwijking' end],
            ['leg_uit', case when is_uitleg_bekend then 'met_of_zonder' end],
            ['bron', case when is_afwijking then bron end],
            ['richting', case when is_afwijking then richting end],
            ['motivering_categorie', case when is_afwijking then motivering_categorie end],
            ['uitkomst', uitkomst],
            ['rapport_zaken', 'totaal'],
            ['rapport_zaken', case when is_absoluut then 'absoluut' end],
            ['rapport_zaken', case when is_relatief then 'relatief' end],
            ['rapport_zaken', case when verzuimtype = 'lrv' then 'lrv' end],
            ['rapport_zaken', case when verzuimtype = 'luxe' then 'luxe' end],
            ['rapport_zaken', case when is_herhaald then 'herhaald' end],
            ['rapport_zaken', case when 'R2' in routecodes then 'halt' end],
            ['rapport_zaken', case when is_strafrecht then 'pv' end],
            ['rapport_zaken', case when is_strafrecht and is_absoluut then 'pv_absoluut' end],
            ['rapport_zaken', case when is_strafrecht and is_relatief then 'pv_relatief' end],
            ['rapport_zaken', case when is_strafrecht and verzuimtype = 'luxe' then 'pv_luxe' end],
            ['rapport_zaken', case when 'R1' in routecodes then 'vrijwillige_hulp' end],
            ['rapport_zaken', case when 'R3' in routecodes then 'verplicht_kader' end],
            ['rapport_zaken', case when 'LOD' in routecodes then 'last_onder_dwangsom' end],
            ['rapport_zaken', case when uitkomst = 'vrijstelling' then 'vrijstelling' end],
            ['rapport_zaken', case when is_teruggekeerd then 'teruggekeerd' end],
            ['rapport_zaken', case when uitkomst is null then 'nog_open' end],
            ['kwartaal', kwartaal || ':' || case when heeft_keuze then 'met_keuze' end],
            ['kwartaal', kwartaal || ':' || case when heeft_keuze then route end],
            ['kwartaal', kwartaal || ':' || case when is_uitleg_bekend then 'met_of_zonder' end],
            [
                'kwartaal',
                kwartaal || ':' || case
                    when oordeel = 'afwijking_met_uitleg' then oordeel
                end
            ],
            ['kwartaal', kwartaal || ':' || case when kwartaal_gevolgd then 'zaak_90_van' end],
            [
                'kwartaal',
                kwartaal || ':' || case when kwartaal_gevolgd and is_klaar_90 then 'zaak_90' end
            ],
            ['kwartaal', kwartaal || ':' || case when telt_terug then 'terug_90_van' end],
            [
                'kwartaal',
                kwartaal || ':' || case when telt_terug and is_terug_90 then 'terug_90' end
            ],
            [
                'kwartaal',
                kwartaal || ':' || case when telt_terug then 'terug_90_' || typegroep || '_van' end
            ],
            [
                'kwartaal',
                kwartaal || ':' || case
                    when telt_terug and is_terug_90 then 'terug_90_' || typegroep
                end
            ]
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
        on geteld.kenmerk[1] = codelijst.kubus and geteld.kenmerk[2] = codelijst.code

    union all

    select
        profiel,
        leerling,
        kenmerk

    from temp.mas

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
    min(profiel) over (partition by kenmerk, leerling)
    = max(profiel) over (partition by kenmerk, leerling) as in_een_profiel

from alle
