-- One row per zaak, with small numbers in place of what identifies it.
--
-- leerling is the pupil's smallest zaak_nr, and profiel that of the zaken alike in gemeente,
-- schooljaar and every filter: what holds for one zaak of a profiel holds for all.
select
    zaak_nr,
    min(zaak_nr) over (partition by leerling_sleutel) as leerling,
    min(zaak_nr) over (
        partition by gemeentecode, schooljaar, onderwijssoort, verzuimtype, leeftijdsgroep, geslacht
    ) as profiel,
    gemeentecode,
    regio,
    arrondissement,
    schooljaar,
    onderwijssoort,
    verzuimtype,
    leeftijdsgroep,
    geslacht,
    spoor,
    is_mas,
    typegroep,
    route,
    string_split(coalesce(gekozen_route, ''), '+') as routecodes,
    oordeel,
    bron,
    richting,
    motivering_categorie,
    uitkomst,
    zaak_dagen,
    zaak_uitkomst,
    terugkeer_dagen,
    terugkeer_uitkomst,
    peildatum - melddatum as dagen_gevolgd,
    signaleringsinstrument,
    advies,
    is_zwaar,
    is_vroeg,
    fasen,
    is_anders_dan_advies,
    is_zonder_3_tot_6,
    is_zonder_7,
    duurzaam_gevolgd,
    duurzaam,
    opnieuw_gevolgd,
    opnieuw_gemeld

from marts.zaken
