-- macro: zaken_van(
--     het_niveau, het_gebied, het_schooljaar,
--     de_onderwijssoort, het_verzuimtype, de_leeftijdsgroep, het_geslacht, het_spoor,
--     ook_onvolledig := false)
--
-- The zaken that a question is about, with the area that each counts in.
--
-- One row per:  zaak
-- Reads:        marts.zaken
-- Counts:       zaken that meet every filter that is given (null is no filter)
-- Leaves out:   schooljaren of which zaken were forgotten, since what is left of them took long,
--               unless ook_onvolledig; doorstroompunt_18plus, outside the MAS, unless asked for
select
    zaak_nr,
    leerling_sleutel,
    gemeentecode,
    regio,
    schooljaar,
    melddatum,
    peildatum,
    is_volledig,
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
    terugkeer_uitkomst,
    in_vakantie,
    duurzaam_gevolgd,
    duurzaam,
    opnieuw_gevolgd,
    opnieuw_gemeld,
    case het_niveau
        when 'land' then 'NL'::reference.gebied
        when 'regio' then regio
        when 'arrondissement' then arrondissement
        when 'gemeente' then gemeentecode
    end as gebied

from marts.zaken

where
    (is_volledig or ook_onvolledig)
    and (
        het_gebied is null
        or het_gebied = case het_niveau
            when 'land' then 'NL'::reference.gebied
            when 'regio' then regio
            when 'arrondissement' then arrondissement
            when 'gemeente' then gemeentecode
        end
    )
    and (het_schooljaar is null or schooljaar = het_schooljaar)
    and (de_onderwijssoort is null or onderwijssoort = de_onderwijssoort)
    and (is_mas or verzuimtype = het_verzuimtype)
    and (het_verzuimtype is null or verzuimtype = het_verzuimtype)
    and (de_leeftijdsgroep is null or leeftijdsgroep = de_leeftijdsgroep)
    and (het_geslacht is null or geslacht = het_geslacht)
    and (het_spoor is null or spoor = het_spoor)
