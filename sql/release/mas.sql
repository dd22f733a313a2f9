-- One row per thing to count of the MAS itself, of a schooljaar: see etl/released/mas_cubes.py.
--
-- Counts: a zaak in every cell of these cubes that it belongs to, and ends of handovers by partner
-- is_enige: the pupil surely has no other row of the kenmerk in the year
with

van_zaken as (

    select
        *,
        count(*) over (partition by leerling) = 1 as is_enige,
        typegroep = 'thuiszitters' and terugkeer_uitkomst is not null as is_thuiszitter,
        -- past the line: no outcome by the end of that day
        zaak_dagen > 28 or (zaak_dagen = 28 and zaak_uitkomst = 0) as is_over_28,
        zaak_dagen > 90 or (zaak_dagen = 90 and zaak_uitkomst = 0) as is_over_90,
        zaak_uitkomst = 1 and fasen is not null as heeft_fasen,
        spoor = 'A' and route <> 'nog_geen_keuze' as is_keuze_a,
        terugkeer_uitkomst is not null
        and dagen_gevolgd >= 90
        and oordeel <> 'niet_te_beoordelen' as is_naast_elkaar,
        case when oordeel = 'conform' then 'conform' else 'afwijking' end as groep,
        case when oordeel = 'afwijking_met_uitleg' then oordeel end as met_uitleg,
        case when bron is not null and richting in ('lichter', 'zwaarder') then richting end
            as kant

    from temp.zaken

    where schooljaar = $schooljaar and is_mas

),

geteld as (

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'voorraad' as kubus,
        case
            when zaak_uitkomst = 1 then null
            when zaak_dagen <= 30 then '0_30'
            when zaak_dagen <= 90 then '31_90'
            when zaak_dagen <= 180 then '91_180'
            else '181_plus'
        end as code

    from van_zaken

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'in_vakantie' as kubus,
        unnest(['totaal', case when in_vakantie then 'in_vakantie' end]) as code

    from van_zaken

    where zaak_uitkomst = 1

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'duurzaam' as kubus,
        unnest([
            'teruggekeerd',
            case when duurzaam_gevolgd then 'gevolgd_56' end,
            case when duurzaam_gevolgd and duurzaam then 'duurzaam' end,
            case when opnieuw_gevolgd then 'gevolgd_90' end,
            case when opnieuw_gevolgd and opnieuw_gemeld then 'opnieuw' end
        ]) as code

    from van_zaken

    where duurzaam_gevolgd is not null

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'thuiszitters_grens' as kubus,
        unnest([
            case when dagen_gevolgd >= 28 then '4_weken:gevolgd' end,
            case when dagen_gevolgd >= 28 and is_over_28 then '4_weken:langer' end,
            case when is_over_28 and zaak_uitkomst = 0 then '4_weken:nog_open' end,
            case when dagen_gevolgd >= 90 then '3_maanden:gevolgd' end,
            case when dagen_gevolgd >= 90 and is_over_90 then '3_maanden:langer' end,
            case when is_over_90 and zaak_uitkomst = 0 then '3_maanden:nog_open' end
        ]) as code

    from van_zaken

    where is_thuiszitter

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'fasen' as kubus,
        unnest([
            'alle:totaal',
            case when fasen & 1 = 0 then 'alle:waarnemen' end,
            case when fasen & 2 = 0 then 'alle:analyseren' end,
            case when fasen & 4 = 0 then 'alle:plannen' end,
            case when fasen & 8 = 0 then 'alle:handelen' end,
            case when fasen & 16 = 0 then 'alle:evalueren' end,
            case when fasen <> 31 then 'alle:een_of_meer' end,
            case when is_zwaar then 'zwaar:totaal' end,
            case when is_zwaar and fasen <> 31 then 'zwaar:een_of_meer' end,
            case when is_zwaar and is_vroeg then 'vroeg_en_zwaar:totaal' end,
            case when is_zwaar and is_vroeg and fasen <> 31 then 'vroeg_en_zwaar:een_of_meer' end
        ]) as code

    from van_zaken

    where heeft_fasen

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'signaleringsinstrument' as kubus,
        unnest(['totaal', coalesce(signaleringsinstrument, 'onbekend')]) as code

    from van_zaken

    where is_keuze_a

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'advies_keuze' as kubus,
        unnest([advies || ':totaal', advies || ':' || route]) as code

    from van_zaken

    where advies is not null and route <> 'nog_geen_keuze'

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'afwijking_per_stap' as kubus,
        unnest([
            case when is_anders_dan_advies then 'advies' end,
            case when is_zonder_3_tot_6 then 'zonder_3_tot_6' end,
            case when is_zonder_7 then 'zonder_7' end,
            case when bron = 'geregistreerd' then 'alleen_vastgelegd' end
        ]) as code

    from van_zaken

    where bron is not null

    union all

    select
        zaak_nr,
        profiel,
        leerling,
        is_enige,
        'afwijking_en_terugkeer' as kubus,
        unnest([
            groep || ':gevolgd',
            case when is_terug_90 then groep || ':terug_90' end,
            case when is_klaar_90 then groep || ':klaar_90' end,
            met_uitleg || ':gevolgd',
            case when is_terug_90 then met_uitleg || ':terug_90' end,
            case when is_klaar_90 then met_uitleg || ':klaar_90' end,
            kant || ':gevolgd',
            case when is_terug_90 then kant || ':terug_90' end,
            case when is_klaar_90 then kant || ':klaar_90' end
        ]) as code

    from van_zaken

    where is_naast_elkaar

    union all

    select
        van_zaken.zaak_nr,
        van_zaken.profiel,
        van_zaken.leerling,
        -- a zaak can end more than one handover to a partner
        false as is_enige,
        case
            when terugkoppeling.partner = 'zaak' then 'terugkoppeling'
            else 'terugkoppeling_keten'
        end as kubus,
        unnest([
            terugkoppeling.partner || ':gevolgd',
            case when terugkoppeling.uitkomst = 1 then terugkoppeling.partner || ':met' end,
            case
                when terugkoppeling.uitkomst = 1 and terugkoppeling.dagen <= 30
                    then terugkoppeling.partner || ':binnen_30'
            end
        ]) as code

    from van_zaken

    inner join marts.terugkoppeling on van_zaken.zaak_nr = terugkoppeling.zaak_nr

    where terugkoppeling.is_gevolgd_30

)

select
    geteld.zaak_nr,
    geteld.profiel,
    geteld.leerling,
    codelijst.kenmerk,
    geteld.is_enige

from geteld

inner join temp.codelijst
    on geteld.kubus = codelijst.kubus and geteld.code = codelijst.code
