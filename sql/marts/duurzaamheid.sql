-- One row per zaak that ended with a return: was it followed 56 days, and did it last.
--
-- Lasting: no new zaak of the same leerling with a melddatum on day 1 to 56 after the return.
with

terugkeren as (

    select
        zaken.zaak_nr,
        zaken.leerling_sleutel,
        zaken.uitkomstdatum,
        zaken.uitkomstdatum + 56 <= leveringen.peildatum as is_gevolgd

    from loaded.zaken

    inner join loaded.leveringen on zaken.levering_nr = leveringen.levering_nr
    inner join reference.uitkomsten on zaken.uitkomst = uitkomsten.code

    where uitkomsten.terugkeer = 1

)

select
    terugkeren.zaak_nr,
    terugkeren.is_gevolgd,
    coalesce(volgende.melddatum > terugkeren.uitkomstdatum + 56, true) as is_duurzaam

from terugkeren

asof left join loaded.zaken as volgende
    on
        terugkeren.leerling_sleutel = volgende.leerling_sleutel
        and terugkeren.uitkomstdatum < volgende.melddatum
