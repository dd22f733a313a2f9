-- One row per thing to count of a schooljaar: a zaak, an uitvoering or a handover in one cell.
--
-- is_enige: the pupil surely has no other row of the kenmerk in the year, so nobody has to look who
-- is in a cell twice.
with

van_zaken as (

    select
        *,
        count(*) over (partition by leerling) = 1 as is_enige,
        oordeel is not null as heeft_keuze,
        coalesce(starts_with(oordeel, 'afwijking'), false) as is_afwijking,
        coalesce(
            oordeel in ('afwijking_met_uitleg', 'afwijking_zonder_uitleg'), false
        ) as is_uitleg_bekend,
        coalesce(terugkeer_uitkomst = 1, false) as is_teruggekeerd,
        kwartaal_gevolgd and terugkeer_uitkomst is not null as telt_terug,
        verzuimtype = 'absoluut' as is_absoluut,
        verzuimtype = 'luxe' as is_luxe,
        is_mas and not (is_absoluut or is_luxe) as is_relatief

    from temp.zaken

    where schooljaar = $schooljaar

),

geteld as (

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
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
            ['rapport_zaken', case when is_luxe then 'luxe' end],
            ['rapport_zaken', case when is_herhaald then 'herhaald' end],
            ['rapport_zaken', case when 'R2' in routecodes then 'halt' end],
            ['rapport_zaken', case when is_strafrecht then 'pv' end],
            ['rapport_zaken', case when is_strafrecht and is_absoluut then 'pv_absoluut' end],
            ['rapport_zaken', case when is_strafrecht and is_relatief then 'pv_relatief' end],
            ['rapport_zaken', case when is_strafrecht and is_luxe then 'pv_luxe' end],
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

)

select
    geteld.zaak_nr,
    geteld.profiel,
    geteld.leerling,
    codelijst.kenmerk,
    geteld.is_enige

from geteld

inner join temp.codelijst
    on geteld.kenmerk[1] = codelijst.kubus and geteld.kenmerk[2] = codelijst.code

union all

select
    zaak_nr,
    profiel,
    leerling,
    kenmerk,
    is_enige

from temp.mas

union all

select
    zaak_nr,
    profiel,
    leerling,
    kenmerk,
    is_enige

from temp.tijden

union all

select
    tijden.zaak_nr,
    tijden.profiel,
    tijden.leerling,
    nog_open.kenmerk,
    tijden.is_enige

from temp.tijden

inner join temp.codelijst on tijden.kenmerk = codelijst.kenmerk
inner join temp.codelijst as nog_open
    on codelijst.kubus || '_open' = nog_open.kubus and codelijst.code = nog_open.code

where tijden.is_open
