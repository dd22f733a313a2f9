-- macro: zaken_van(
--     het_niveau, het_gebied, het_schooljaar,
--     de_onderwijssoort, het_verzuimtype, de_leeftijdsgroep, het_geslacht, het_spoor)
--
-- The zaken of whole schooljaren that a question is about, with the area that each counts in.
--
-- One row per:  zaak
-- Reads:        marts.zaken (through alle_zaken_van)
-- Counts:       zaken that meet every filter that is given (null is no filter)
-- Leaves out:   schooljaren of which zaken were forgotten, since what is left of them took long;
--               doorstroompunt_18plus, which lies outside the MAS, unless it is asked for
with

gekozen as (

    select *
    from alle_zaken_van(
        het_niveau, het_gebied, het_schooljaar,
        de_onderwijssoort, het_verzuimtype, de_leeftijdsgroep, het_geslacht, het_spoor
    )

)

select
    zaak_nr,
    leerling_sleutel,
    gemeentecode,
    regio,
    schooljaar,
    melddatum,
    peildatum,
    onderwijssoort,
    spoor,
    typegroep,
    signaleringsinstrument,
    route,
    advies,
    is_zwaar,
    is_vroeg,
    fasen,
    oordeel,
    bron,
    richting,
    is_anders_dan_advies,
    is_zonder_3_tot_6,
    is_zonder_7,
    zaak_dagen,
    zaak_uitkomst,
    terugkeer_dagen,
    terugkeer_uitkomst,
    in_vakantie,
    duurzaam_gevolgd,
    duurzaam,
    opnieuw_gevolgd,
    opnieuw_gemeld,
    gebied

from gekozen

where is_volledig
