-- One row per zaak that ended with a return: was it followed 56 and 90 days, and did it last.
--
-- Lasting: no new zaak of the same leerling with a melddatum on day 1 to 56 after the return.
-- Reported again: a new zaak on day 1 to 90. Only a return that was followed so long is judged.
with

terugkeren as (

    select
        zaken.zaak_nr,
        zaken.leerling_sleutel,
        zaken.uitkomstdatum,
        zaken.uitkomstdatum + 56 <= leveringen.peildatum as is_gevolgd,
        zaken.uitkomstdatum + 90 <= leveringen.peildatum as is_gevolgd_90

    from loaded.zaken

    inner join loaded.leveringen on zaken.levering_nr = leveringen.levering_nr
    inner join reference.uitkomsten on zaken.uitkomst = uitkomsten.code

    where uitkomsten.terugkeer = 1

)

select
    terugkeren.zaak_nr,
    terugkeren.is_gevolgd,
    terugkeren.is_gevolgd_90,
    coalesce(volgende.melddatum > terugkeren.uitkomstdatum + 56, true) as is_duurzaam,
    coalesce(volgende.melddatum <= terugkeren.uitkomstdatum + 90, false) as is_opnieuw_gemeld

from terugkeren

asof left join loaded.zaken as volgende
    on
        terugkeren.leerling_sleutel = volgende.leerling_sleutel
        and terugkeren.uitkomstdatum < volgende.melddatum
