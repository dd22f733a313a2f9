-- One row per zaak with a choice: did it deviate from the MAS, who says so, and which way.
--
-- Recorded by the officer, or derived: the choice differs from the advice (D1), or R3, R4 or PV was
-- chosen while the steps on record hold none of 3 to 6, or no 7 (D2). A zaak without any step on
-- record says nothing about D2.
with

kenmerken as (

    select
        zaken.zaak_nr,
        zaken.gemotiveerd,
        zaken.motivering_categorie,
        zaken.afwijking = 'ja' as is_geregistreerd,
        zaken.afwijking = 'nee' as is_ontkend,
        coalesce(zaken.advies_route = zaken.gekozen_route, false) as volgt_advies,
        coalesce(zaken.advies_route <> zaken.gekozen_route, false) as is_d1,
        keuze.is_zwaar
        and coalesce(not gezette_stappen.heeft_3_tot_6, false) as is_zonder_3_tot_6,
        keuze.is_zwaar and coalesce(not gezette_stappen.heeft_7, false) as is_zonder_7,
        is_zonder_3_tot_6 or is_zonder_7 as is_d2,
        case
            when advies.gewicht is null then 'onbekend'
            when keuze.gewicht < advies.gewicht then 'lichter'
            when keuze.gewicht > advies.gewicht then 'zwaarder'
            else 'gelijk'
        end::reference.richting as richting

    from loaded.zaken

    inner join marts.routes as keuze on zaken.gekozen_route = keuze.codes
    left join marts.routes as advies on zaken.advies_route = advies.codes
    left join marts.gezette_stappen on zaken.zaak_nr = gezette_stappen.zaak_nr

)

select
    zaak_nr,
    richting,
    is_d1 as is_anders_dan_advies,
    is_zonder_3_tot_6,
    is_zonder_7,
    case
        when is_geregistreerd and (is_d1 or is_d2) then 'beide'
        when is_geregistreerd then 'geregistreerd'
        when is_d1 or is_d2 then 'afgeleid'
    end::reference.bron as bron,
    case
        when is_geregistreerd or is_d1 or is_d2
            then case
                when gemotiveerd = 'ja' or motivering_categorie is not null
                    then 'afwijking_met_uitleg'
                when gemotiveerd = 'nee' then 'afwijking_zonder_uitleg'
                else 'afwijking_uitleg_onbekend'
            end
        when is_ontkend or volgt_advies then 'conform'
        else 'niet_te_beoordelen'
    end::reference.oordeel as oordeel

from kenmerken
