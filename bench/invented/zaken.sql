-- Invented zaken: $zaken of them over every gemeente and ten school years, by arithmetic alone.
--
-- Every draw is a remainder of a hash of the zaak's number, so that the same number of zaken is the
-- same data. Most are closed; a pupil in four has more than one.
with

gemeld as (

    select
        nummers.zaak_nr,
        $eerste_dag + (hash(nummers.zaak_nr, 2) % $dagen)::integer as melddatum

    from range(1, $zaken + 1) as nummers (zaak_nr)

),

verlopen as (

    select
        zaak_nr,
        melddatum,
        melddatum + ((hash(zaak_nr, 14) % 40) * (hash(zaak_nr, 16) % 12))::integer as einde,
        list_extract(
            [
                'terug_naar_school', 'terug_naar_school', 'terug_naar_school', 'andere_opleiding',
                'werk', 'vrijstelling', 'verhuisd', 'langdurig_ziek'
            ],
            1 + (hash(zaak_nr, 13) % 8)::integer
        ) as uitkomst

    from gemeld

),

beeindigd as (

    select
        zaak_nr,
        melddatum,
        einde,
        uitkomst,
        hash(zaak_nr, 15) % 8 > 0 and einde <= $peildatum as is_gesloten

    from verlopen

)

select
    zaak_nr,
    1::uinteger as levering_nr,
    (zaak_nr * 3 // 4)::uhugeint::uuid as leerling_sleutel,
    list_extract($gemeenten, 1 + (hash(zaak_nr, 1) % len($gemeenten))::integer) as gemeentecode,
    melddatum,
    list_extract(
        ['16_uur', '16_uur', 'lrv', 'luxe', 'overig', 'absoluut', 'doorstroompunt_18plus'],
        1 + (hash(zaak_nr, 3) % 7)::integer
    ) as verzuimtype,
    list_extract(
        ['po', 'vo', 'vo', 'vo', 'mbo', 'so_vso', 'onbekend'], 1 + (hash(zaak_nr, 4) % 7)::integer
    ) as onderwijssoort,
    list_extract(
        ['4_11', '12_15', '12_15', '16_17', '18_plus'], 1 + (hash(zaak_nr, 5) % 5)::integer
    ) as leeftijdsgroep,
    list_extract(['m', 'v', 'x', 'onbekend'], 1 + (hash(zaak_nr, 6) % 4)::integer) as geslacht,
    list_extract(['ja', 'nee', 'onbekend'], 1 + (hash(zaak_nr, 7) % 3)::integer)
        as signaleringsinstrument,
    list_extract([null, 'R1', 'R2', 'GEEN', 'R1'], 1 + (hash(zaak_nr, 8) % 5)::integer)
        as advies_route,
    list_extract(
        [null, 'GEEN', 'R1', 'R1', 'R1', 'R2', 'R3', 'R4', 'R1+R2', 'PV', 'GEEN_PV'],
        1 + (hash(zaak_nr, 9) % 11)::integer
    ) as gekozen_route,
    list_extract(['ja', 'nee', 'onbekend', 'onbekend'], 1 + (hash(zaak_nr, 10) % 4)::integer)
        as afwijking,
    list_extract(['ja', 'nee', 'onbekend'], 1 + (hash(zaak_nr, 11) % 3)::integer) as gemotiveerd,
    list_extract([null, null, 'wachtlijst', 'anders'], 1 + (hash(zaak_nr, 12) % 4)::integer)
        as motivering_categorie,
    case when is_gesloten then uitkomst end as uitkomst,
    case when is_gesloten then einde end as uitkomstdatum

from beeindigd
